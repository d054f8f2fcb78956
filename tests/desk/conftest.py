"""The fixtures of `desk_kit` and `word_kit`."""

from desk_kit import desk, standing_clock, typed
from word_kit import word

__all__ = ["desk", "standing_clock", "typed", "word"]
