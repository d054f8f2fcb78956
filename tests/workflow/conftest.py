"""The fixtures of `approved_newsroom`."""

from approved_newsroom import newsroom, standing_clock, story_file

__all__ = ["newsroom", "standing_clock", "story_file"]
