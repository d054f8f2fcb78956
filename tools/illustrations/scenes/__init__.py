"""The scenes that can be ordered in pictures.tsv, a subject a module."""
