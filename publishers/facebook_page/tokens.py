"""Which Page token is used: the one in the environment, or the one that `newsroom login facebook` stored.

A Page token made from a long-lived user token has no date of expiry (Meta's token guide, seen 2026-11), so unlike
Zalo's it never rotates. The newer of the two wins: a token that already stood in the environment when somebody logged
in is the older one; one that was put there later is the newer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from publishers.contract import Problem, Setting
from publishers.errors import NotConfigured

if TYPE_CHECKING:
    from publishers.vault import Vault

PAGE_ID = Setting("FACEBOOK_PAGE_ID", Problem("mã của Trang", "the Page's id"))
PAGE_TOKEN = Setting(
    "FACEBOOK_PAGE_TOKEN",
    Problem(
        "mã truy cập của Trang; chạy `newsroom login facebook` để lấy",
        "the Page's access token; `newsroom login facebook` obtains it",
    ),
    secret=True,
)
APP_ID = Setting(
    "FACEBOOK_APP_ID", Problem("mã ứng dụng Facebook, để đăng nhập và kiểm tra", "the app's id, to log in and to check")
)
APP_SECRET = Setting("FACEBOOK_APP_SECRET", Problem("mã bí mật của ứng dụng", "the app's secret"), secret=True)


def setting(environment: Mapping[str, str], which: Setting) -> str:
    """Return a setting's value. Raises NotConfigured when it is missing."""
    value = environment.get(which.name)
    if not value:
        raise NotConfigured(which.name, which.purpose.vi, which.purpose.en)
    return value


def current_token(environment: Mapping[str, str], vault: Vault, account: str) -> str:
    """Return the Page token to use. Raises NotConfigured, or VaultError when the vault does not open."""
    given = environment.get(PAGE_TOKEN.name)
    stored = vault.read(_record_name(account))
    if stored is None or (given and stored.get("env") != _digest(given)):
        token = setting(environment, PAGE_TOKEN)
        if not could_be_token(token):
            raise NotConfigured(
                PAGE_TOKEN.name,
                "giá trị đang đặt không phải mã truy cập: có dấu cách hoặc chữ có dấu; chép lại cho đủ và đúng",
                "the value set is no token: it holds spaces or letters that no token has; copy it again",
            )
        return token
    return str(stored["token"])


def could_be_token(text: str) -> bool:
    """Tell whether a text can travel as a token; what people paste may be anything."""
    return bool(text) and text.isascii() and text.isprintable() and " " not in text


def store_token(
    vault: Vault, environment: Mapping[str, str], *, account: str, token: str, name: str, now: datetime
) -> None:
    """Keep a token that was just obtained, and remember which one stood in the environment. Raises VaultError."""
    given = environment.get(PAGE_TOKEN.name)
    record: dict[str, Any] = {
        "token": token,
        "name": name,
        "obtained_at": now.isoformat(),
        "env": _digest(given) if given else None,
    }
    with vault.locked():
        vault.write(_record_name(account), record)


def _record_name(account: str) -> str:
    return f"facebook/{account}"


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()[:16]
