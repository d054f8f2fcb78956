"""The channel `zalo`: its settings, and how a publisher is made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publishers.contract import Channel, Problem, Publisher, Setting, Surroundings
from publishers.errors import NotConfigured
from publishers.zalo_oa.openapi import DEFAULT_API_URL, OpenApi
from publishers.zalo_oa.publisher import ZaloOA
from publishers.zalo_oa.tokens import DEFAULT_OAUTH_URL, Tokens

SETTINGS = (
    Setting("ZALO_APP_ID", Problem("mã ứng dụng Zalo", "the Zalo app's id")),
    Setting("ZALO_APP_SECRET", Problem("mã bí mật của ứng dụng Zalo", "the Zalo app's secret"), secret=True),
    Setting("ZALO_OA_ID", Problem("mã Zalo OA", "the Official Account's id")),
)
SEED = Setting(
    "ZALO_REFRESH_TOKEN",
    Problem("refresh token của lần cấp quyền mới nhất", "the refresh token of the newest consent"),
    secret=True,
)


def _offline(options: Mapping[str, Any]) -> Publisher:
    return ZaloOA(account="", api=None, options=options)


def _connect(options: Mapping[str, Any], surroundings: Surroundings) -> Publisher:
    environment = surroundings.environment
    for setting in SETTINGS:
        if not environment.get(setting.name):
            raise NotConfigured(setting.name, setting.purpose.vi, setting.purpose.en)
    account = environment["ZALO_OA_ID"]
    tokens = Tokens(
        http=surroundings.http,
        vault=surroundings.vault,
        base=environment.get("NEWSROOM_ZALO_OAUTH_URL") or DEFAULT_OAUTH_URL,
        account=account,
        app_id=environment["ZALO_APP_ID"],
        secret=environment["ZALO_APP_SECRET"],
        seed=environment.get(SEED.name),
        now=surroundings.now,
    )
    if not tokens.known() and not environment.get(SEED.name):
        raise NotConfigured(SEED.name, SEED.purpose.vi, SEED.purpose.en)
    base = environment.get("NEWSROOM_ZALO_API_URL") or DEFAULT_API_URL
    secret = environment["ZALO_APP_SECRET"] if options.get("appsecret_proof") else None
    return ZaloOA(account=account, api=OpenApi(surroundings.http, base, tokens, secret), options=options)


channel = Channel(
    name="zalo",
    label="Zalo OA",
    settings=(*SETTINGS, SEED),
    offline=_offline,
    connect=_connect,
    options={
        "appsecret_proof": "sign every call with the app's secret (a switch of the app's console)",
        "comment": "show or hide comments below articles",
    },
)
