"""What holds for every test."""

from hypothesis import settings

# Machines are shared: no property has a deadline of its own.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
