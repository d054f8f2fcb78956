"""The fixtures of `publishing_scene` and `official_account`."""

from official_account import oa
from publishing_scene import clock, newsroom, platforms, running_sandbox, scene, shared_scene, two_stories

__all__ = ["clock", "newsroom", "oa", "platforms", "running_sandbox", "scene", "shared_scene", "two_stories"]
