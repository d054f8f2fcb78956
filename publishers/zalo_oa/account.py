"""Whose tokens these are and whether the account may post; one read, and what a person wants to know besides."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from publishers.contract import Account, Problem
from publishers.errors import NotAuthorized, Unavailable
from publishers.zalo_oa.codes import CODES, TOKEN_CODES
from publishers.zalo_oa.openapi import OpenApi, Rate

if TYPE_CHECKING:
    from publishers.zalo_oa.tokens import Tokens

_ENDS_SOON = timedelta(days=14)


def check(api: OpenApi, account: str, wanted_name: str, now: datetime) -> Account:
    """Ask for the account's profile and compare it with what is configured.

    What a person has to mend at Zalo (app not active, permission, verification, package) is a problem of the account
    returned. Raises a `PublishError` for everything else.
    """
    try:
        data = api.get("/v2.0/oa/getoa").get("data")
    except NotAuthorized as error:
        problem = _what_to_do(error.code)
        if problem is None:
            raise
        return Account(account, "", problems=(problem,), server_time=api.server_time)
    if not isinstance(data, dict) or not (data.get("oaid") or data.get("oa_id")):
        raise Unavailable("getoa does not say which Official Account this is")
    found, name = str(data.get("oaid") or data.get("oa_id")), str(data.get("name") or "")
    return Account(
        id=found,
        name=name,
        facts=_facts(data),
        problems=tuple(_problems(data, found, account, wanted_name)),
        warnings=tuple(_warnings(data, now)),
        server_time=api.server_time,
    )


def with_tokens(found: Account, rate: Rate, tokens: Tokens | None) -> Account:
    """Add the tokens' ages and the limits that came with the last answer."""
    facts, warnings = dict(found.facts), list(found.warnings)
    ages = tokens.ages() if tokens is not None else None
    if ages is not None:
        facts["mã truy cập hết hạn / access token expires"] = _time(ages.expires_at)
        facts["đổi mã lần cuối / tokens renewed"] = f"{_time(ages.renewed_at)} ({ages.obtained_by})"
        if ages.interrupted_at is not None:
            at = _time(ages.interrupted_at)
            warnings.append(
                Problem(
                    f"lần đổi mã lúc {at} mất câu trả lời; nếu lần sau bị từ chối, chạy `newsroom login zalo`",
                    f"the answer to the refresh at {at} was lost; if the next is refused, run `newsroom login zalo`",
                )
            )
    if tokens is not None and tokens.seed_refused:
        warnings.append(
            Problem(
                "Zalo từ chối ZALO_REFRESH_TOKEN trong môi trường, mã trong kho vẫn dùng được: bỏ biến đó đi",
                "Zalo refuses ZALO_REFRESH_TOKEN of the environment while the stored token serves: remove the variable",
            )
        )
    if rate.limit is not None or rate.left is not None:
        told = [("?" if part is None else str(part)) for part in (rate.left, rate.limit)]
        facts["lời gọi còn lại trong phút / calls left this minute"] = "/".join(told)
    return replace(found, facts=facts, warnings=tuple(warnings))


def _facts(data: Mapping[str, Any]) -> dict[str, str]:
    told = {
        "gói dịch vụ / package": data.get("package_name"),
        "gói có hiệu lực đến / package valid through": data.get("package_valid_through_date"),
        "gói tự gia hạn / package renews": data.get("package_auto_renew_date"),
        "người theo dõi / followers": data.get("num_follower"),
        "loại OA / type": data.get("cate_name"),
    }
    facts = {label: str(value) for label, value in told.items() if value not in (None, "")}
    facts["đã xác thực / verified"] = "có / yes" if _is_verified(data) else "chưa / no"
    # No call returns the articles or broadcasts left (2026-10); they are counted here, and refusals are the truth.
    facts["hạn mức bài, broadcast / quotas"] = "Zalo không cho hỏi / not told by Zalo"
    return facts


def _problems(data: Mapping[str, Any], found: str, account: str, wanted_name: str) -> Iterator[Problem]:
    name = str(data.get("name") or "")
    if found != account:
        yield Problem(
            f"mã truy cập này là của OA “{name}” ({found}), không phải {account}: sửa ZALO_OA_ID, hoặc chạy"
            " `newsroom login zalo` và chọn đúng OA",
            f'these tokens are of the Official Account "{name}" ({found}), not {account}: correct ZALO_OA_ID, or run '
            "`newsroom login zalo` and choose the right one",
        )
    if not _is_verified(data):
        person = _what_to_do("-221")
        if person is not None:
            yield person
    if wanted_name and _same_form(name) != _same_form(wanted_name):
        yield Problem(
            f"OA nay tên là “{name}”, không phải “{wanted_name}”: xem có đúng là OA của cơ quan không, rồi sửa"
            " account_name trong newsroom.toml",
            f'the Official Account is now called "{name}", not "{wanted_name}": check that it is the office\'s own, '
            "then correct account_name in newsroom.toml",
        )


def _warnings(data: Mapping[str, Any], now: datetime) -> Iterator[Problem]:
    told = str(data.get("package_valid_through_date") or "")
    ends = _day(told)
    if ends is not None and ends + timedelta(days=1) <= now:
        yield Problem(
            f"gói dịch vụ của OA đã hết hạn ngày {told}: gia hạn ở oa.zalo.me, nếu không Zalo sẽ từ chối bài (-224)",
            f"the OA's package ended on {told}: renew it at oa.zalo.me, or Zalo will refuse articles (-224)",
        )
    elif ends is not None and ends <= now + _ENDS_SOON:
        yield Problem(
            f"gói dịch vụ của OA sắp hết hạn, ngày {told}: gia hạn ở oa.zalo.me",
            f"the OA's package ends soon, on {told}: renew it at oa.zalo.me",
        )
    if not data.get("package_name"):
        yield Problem(
            "OA chưa có gói dịch vụ; đăng bài qua API cần gói trả phí",
            "the OA has no package; articles by API need a paid one",
        )


def _what_to_do(code: str) -> Problem | None:
    """Return the sentence of a code that says something about the account; the token's own codes do not."""
    for row in CODES:
        if str(row.number) == code and row.meaning is NotAuthorized and row.number not in TOKEN_CODES:
            return row.person
    return None


def _is_verified(data: Mapping[str, Any]) -> bool:
    return str(data.get("is_verified", "")).lower() in {"true", "1"}


def _same_form(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())


def _day(told: str) -> datetime | None:
    """Read `31/12/2027`, midnight in UTC; the form is not documented, so anything else says nothing."""
    try:
        return datetime.strptime(told, "%d/%m/%Y").replace(tzinfo=UTC)
    except ValueError:
        return None


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
