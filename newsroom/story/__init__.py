"""A story: what editors write, read into one validated model."""
