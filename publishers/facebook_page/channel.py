"""The channel `facebook`: its settings, and how a publisher is made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publishers.contract import Channel, Problem, Publisher, Setting, Surroundings
from publishers.errors import NotConfigured
from publishers.facebook_page.graph import DEFAULT_GRAPH_URL, Graph
from publishers.facebook_page.publisher import FacebookPage

SETTINGS = (
    Setting("FACEBOOK_PAGE_ID", Problem("mã của Trang", "the Page's id")),
    Setting("FACEBOOK_PAGE_TOKEN", Problem("mã truy cập của Trang", "the Page's access token"), secret=True),
)


def _offline(options: Mapping[str, Any]) -> Publisher:
    return FacebookPage(account="", graph=None, options=options)


def _connect(options: Mapping[str, Any], surroundings: Surroundings) -> Publisher:
    environment = surroundings.environment
    for setting in SETTINGS:
        if not environment.get(setting.name):
            raise NotConfigured(setting.name, setting.purpose.vi, setting.purpose.en)
    graph = Graph(
        http=surroundings.http,
        base=environment.get("NEWSROOM_FACEBOOK_GRAPH_URL") or DEFAULT_GRAPH_URL,
        token=environment["FACEBOOK_PAGE_TOKEN"],
        secret=environment.get("FACEBOOK_APP_SECRET"),
        now=surroundings.now,
    )
    return FacebookPage(account=environment["FACEBOOK_PAGE_ID"], graph=graph, options=options)


channel = Channel(
    name="facebook",
    label="Facebook",
    settings=(
        *SETTINGS,
        Setting("FACEBOOK_APP_SECRET", Problem("mã bí mật của ứng dụng", "the app's secret"), secret=True),
    ),
    offline=_offline,
    connect=_connect,
    options={"hashtags": "hashtags added to every post", "most_photos": "at most so many photos, 1 to 10"},
)
