"""The consent of the OA's administrator: PKCE, and reading what Zalo's callback brings along. Pure.

Zalo's pages leave open whether a challenge made for one login works, or only the one saved in the console; the default
is one fixed verifier kept in the vault, whose challenge is saved there (2026-10).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import string
from collections.abc import Callable, Mapping

from publishers.contract import LoginFailed

_VERIFIER_LETTERS = string.ascii_letters + string.digits
_VERIFIER_LENGTH = 43
"""Exactly so many, letters and digits only: satisfies every reading of Zalo's PKCE pages (2026-10)."""


def new_verifier(choose: Callable[[str], str] = secrets.choice) -> str:
    """Return a PKCE verifier."""
    return "".join(choose(_VERIFIER_LETTERS) for _ in range(_VERIFIER_LENGTH))


def challenge_of(verifier: str) -> str:
    """Return the challenge: SHA-256 of the verifier in URL-safe base64 without padding."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def check_callback(brought: Mapping[str, str], state: str, account: str) -> str:
    """Return the code the callback brought along.

    Raises:
        LoginFailed: the callback answers another question, brings no code, or is another account's.

    """
    if not hmac.compare_digest(brought.get("state", "").encode(), state.encode()):
        raise LoginFailed(
            "Trang gọi lại không phải do lần đăng nhập này mở ra (state khác); mã đang lưu không bị thay đổi.",
            "The callback does not belong to this login (its state differs); what is stored was not changed.",
        )
    if not brought.get("code"):
        said = brought.get("error_description") or brought.get("error") or "?"
        raise LoginFailed(
            f"Zalo không cấp quyền ({said[:100]}); mã đang lưu không bị thay đổi.",
            f"Zalo gave no consent ({said[:100]}); what is stored was not changed.",
        )
    if brought.get("oa_id") != account:
        raise LoginFailed(*other_account(brought.get("oa_id", "?"), "", account))
    return brought["code"]


def other_account(found: str, name: str, account: str) -> tuple[str, str]:
    """Say, in both languages, that the consent is another account's."""
    called = f" “{name}”" if name else ""
    vi = (
        f"Đã cấp quyền cho OA{called} có mã {found}, nhưng ZALO_OA_ID là {account}: chọn đúng OA hoặc sửa ZALO_OA_ID;"
        " mã đang lưu không bị thay đổi."
    )
    en = (
        f"The consent is for the Official Account{called} with the id {found}, but ZALO_OA_ID is {account}: choose the "
        "right one or correct ZALO_OA_ID; what is stored was not changed."
    )
    return vi, en
