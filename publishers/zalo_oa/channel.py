"""The channel `zalo`: how its publisher is made, with a connection and without."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publishers.contract import Account, Channel, LoginDesk, Publisher, Surroundings
from publishers.errors import NotConfigured
from publishers.zalo_oa.openapi import OpenApi
from publishers.zalo_oa.options import MEANINGS, read_options
from publishers.zalo_oa.publisher import ZaloOA
from publishers.zalo_oa.settings import REQUIRED, SEED, read_credentials
from publishers.zalo_oa.tokens import Tokens


def _offline(options: Mapping[str, Any]) -> Publisher:
    read, wrong = read_options(options)
    return ZaloOA(account="", options=read, wrong=wrong)


def _connect(options: Mapping[str, Any], surroundings: Surroundings) -> Publisher:
    given = read_credentials(surroundings.environment)
    read, wrong = read_options(options)
    if wrong:
        first = wrong[0]
        raise NotConfigured(f"options.{first.name}", first.problem.vi, first.problem.en)
    tokens = Tokens(
        endpoint=given.endpoint(surroundings),
        vault=surroundings.vault,
        account=given.account,
        seed=given.seed,
        now=surroundings.now,
    )
    if not given.seed and not tokens.known():
        raise NotConfigured(
            SEED.name,
            "chưa đăng nhập Zalo: chạy `newsroom login zalo`, hoặc đặt refresh token của lần cấp quyền mới nhất",
            "nobody has logged in to Zalo: run `newsroom login zalo`, or set the refresh token of the newest consent",
        )
    api = OpenApi(surroundings.http, given.api_url, tokens, given.secret if read.appsecret_proof else None)
    return ZaloOA(account=given.account, options=read, api=api, tokens=tokens, now=surroundings.now)


def _login(options: Mapping[str, Any], surroundings: Surroundings, desk: LoginDesk) -> Account:
    # Brings the vault's cryptography along, which checks and plans do without.
    from publishers.zalo_oa.login import login

    return login(options, surroundings, desk)


channel = Channel(
    name="zalo",
    label="Zalo OA",
    settings=(*REQUIRED, SEED),
    offline=_offline,
    connect=_connect,
    options=MEANINGS,
    login=_login,
)
