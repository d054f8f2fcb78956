"""The fixtures of `desk_kit`."""

from desk_kit import desk, standing_clock, typed

__all__ = ["desk", "standing_clock", "typed"]
