"""Loopback platforms: a stateful fake Facebook Graph API and Zalo OA API, for rehearsals and tests."""

from publishers.sandbox.faults import Fault, Faults, UnknownFaultError
from publishers.sandbox.inspection import FacebookWall, ZaloWall
from publishers.sandbox.server import Sandbox, SandboxUnavailable
from publishers.sandbox.settings import UnknownSettingError
from publishers.sandbox.wall_records import (
    WallArticle,
    WallBroadcast,
    WallCall,
    WallComment,
    WallJob,
    WallPhoto,
    WallPost,
)

__all__ = [
    "FacebookWall",
    "Fault",
    "Faults",
    "Sandbox",
    "SandboxUnavailable",
    "UnknownFaultError",
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
