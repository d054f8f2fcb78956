"""What was learnt about unchanged stories, kept between runs, so that a plan need not read ten thousand files."""

from newsroom.index.opening import open_index

__all__ = ["open_index"]
