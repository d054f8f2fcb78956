"""Loopback platforms: a stateful fake Facebook Graph API and Zalo OA API, for rehearsals and tests."""

from publishers.sandbox.facebook_wall import FacebookWall
from publishers.sandbox.faults import Fault, Faults, UnknownFaultError
from publishers.sandbox.server import Sandbox, SandboxUnavailable
from publishers.sandbox.settings import UnknownSettingError
from publishers.sandbox.wall_reading import UnknownPostError
from publishers.sandbox.wall_records import (
    WallArticle,
    WallBroadcast,
    WallCall,
    WallComment,
    WallJob,
    WallPhoto,
    WallPost,
)
from publishers.sandbox.zalo_wall import ZaloWall

__all__ = [
    "FacebookWall",
    "Fault",
    "Faults",
    "Sandbox",
    "SandboxUnavailable",
    "UnknownFaultError",
    "UnknownPostError",
    "UnknownSettingError",
    "WallArticle",
    "WallBroadcast",
    "WallCall",
    "WallComment",
    "WallJob",
    "WallPhoto",
    "WallPost",
    "ZaloWall",
]
