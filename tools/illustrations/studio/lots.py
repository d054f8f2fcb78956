"""Drawing lots: the one question that scenes and people ask of chance."""

from random import Random


def chance(rng: Random, share: float) -> bool:
    """Return True in the given share of cases."""
    return rng.random() < share
