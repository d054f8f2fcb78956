"""The fixtures of `publishing_scene`."""

from publishing_scene import clock, newsroom, office, platforms, running_sandbox, scene, shared_scene, two_stories

__all__ = ["clock", "newsroom", "office", "platforms", "running_sandbox", "scene", "shared_scene", "two_stories"]
