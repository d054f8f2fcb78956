"""An office's newsroom: from stories in Git to a website and to posts on its channels."""
