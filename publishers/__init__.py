"""Channels: the contract between the newsroom and a platform, and the platforms served."""
