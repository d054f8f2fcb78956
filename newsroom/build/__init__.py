"""Lay out everything the website needs, then render and index only what changed."""
