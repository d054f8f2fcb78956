"""The channel `facebook`: its settings and options, and how a publisher is made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publishers.contract import Account, Channel, LoginDesk, Publisher, Surroundings
from publishers.errors import NotConfigured
from publishers.facebook_page.graph import DEFAULT_GRAPH_URL, Graph
from publishers.facebook_page.options import MEANT, read_options
from publishers.facebook_page.page import Page
from publishers.facebook_page.publisher import FacebookPage
from publishers.facebook_page.tokens import APP_ID, APP_SECRET, PAGE_ID, PAGE_TOKEN, current_token, setting


def _offline(options: Mapping[str, Any]) -> Publisher:
    return FacebookPage(account="", options=read_options(options), page=None)


def _connect(options: Mapping[str, Any], surroundings: Surroundings) -> Publisher:
    environment = surroundings.environment
    account = setting(environment, PAGE_ID)
    token = current_token(environment, surroundings.vault, account)
    wanted = read_options(options)
    for problem in wanted.problems:
        raise NotConfigured("options", problem.vi, problem.en)
    graph = Graph(
        http=surroundings.http,
        base=environment.get("NEWSROOM_FACEBOOK_GRAPH_URL") or DEFAULT_GRAPH_URL,
        token=token,
        secret=environment.get(APP_SECRET.name),
        now=surroundings.now,
        pause=wanted.pause,
    )
    page = Page(account=account, graph=graph, options=wanted, now=surroundings.now)
    return FacebookPage(
        account=account, options=wanted, page=page, app_id=environment.get(APP_ID.name, ""), token=token
    )


def _login(options: Mapping[str, Any], surroundings: Surroundings, desk: LoginDesk) -> Account:
    # Loaded only when somebody logs in.
    from publishers.facebook_page.login import login

    return login(options, surroundings, desk)


channel = Channel(
    name="facebook",
    label="Facebook",
    settings=(PAGE_ID, PAGE_TOKEN, APP_ID, APP_SECRET),
    offline=_offline,
    connect=_connect,
    options=MEANT,
    login=_login,
)
