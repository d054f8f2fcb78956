"""Everything on both walls as one JSON document, for control over HTTP."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from publishers.sandbox.facebook_wall import FacebookWall
from publishers.sandbox.world import World
from publishers.sandbox.zalo_wall import ZaloWall


def dump(world: World) -> dict[str, Any]:
    """Return both walls, the settings and the clock as JSON values; times in ISO 8601, UTC."""
    facebook, zalo = FacebookWall(world), ZaloWall(world)
    posts = facebook.posts()
    articles = zalo.articles()
    document = {
        "clock": world.clock.now(),
        "settings": world.settings.all(),
        "facebook": {
            "published": [asdict(post) for post in posts if post.is_published],
            "unpublished": [asdict(post) for post in posts if not post.is_published],
            "photos": [asdict(photo) for photo in facebook.photos()],
        },
        "zalo": {
            "articles": [asdict(article) for article in articles],
            "shown": [article.id for article in articles if article.status == "show"],
            "jobs": [asdict(job) for job in zalo.jobs()],
            "broadcasts": [asdict(broadcast) for broadcast in zalo.broadcasts()],
        },
    }
    plain: dict[str, Any] = json.loads(json.dumps(document, default=_plain))
    return plain


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
