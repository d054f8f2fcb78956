"""The environment variables of the channel, and the credentials made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from publishers.contract import Problem, Setting, Surroundings
from publishers.errors import NotConfigured
from publishers.zalo_oa.openapi import DEFAULT_API_URL
from publishers.zalo_oa.token_endpoint import DEFAULT_OAUTH_URL, TokenEndpoint

REQUIRED = (
    Setting("ZALO_APP_ID", Problem("mã ứng dụng Zalo", "the Zalo app's id")),
    Setting("ZALO_APP_SECRET", Problem("mã bí mật của ứng dụng Zalo", "the Zalo app's secret"), secret=True),
    Setting("ZALO_OA_ID", Problem("mã Zalo OA", "the Official Account's id"), is_account=True),
)
SEED = Setting(
    "ZALO_REFRESH_TOKEN",
    Problem(
        "refresh token của lần cấp quyền mới nhất; không cần nếu đã chạy `newsroom login zalo`",
        "the refresh token of the newest consent; not needed after `newsroom login zalo`",
    ),
    secret=True,
)


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who calls, for which account, and where."""

    account: str
    app_id: str
    secret: str
    seed: str | None
    api_url: str
    oauth_url: str

    def endpoint(self, surroundings: Surroundings) -> TokenEndpoint:
        """Return the app's token endpoint."""
        return TokenEndpoint(
            http=surroundings.http,
            base=self.oauth_url,
            app_id=self.app_id,
            secret=self.secret,
            now=surroundings.now,
        )


def read_credentials(environment: Mapping[str, str]) -> Credentials:
    """Return the credentials. Raises NotConfigured naming the first one that is missing."""
    for setting in REQUIRED:
        if not environment.get(setting.name):
            raise NotConfigured(setting.name, setting.purpose.vi, setting.purpose.en)
    return Credentials(
        account=environment["ZALO_OA_ID"],
        app_id=environment["ZALO_APP_ID"],
        secret=environment["ZALO_APP_SECRET"],
        seed=environment.get(SEED.name) or None,
        api_url=environment.get("NEWSROOM_ZALO_API_URL") or DEFAULT_API_URL,
        oauth_url=environment.get("NEWSROOM_ZALO_OAUTH_URL") or DEFAULT_OAUTH_URL,
    )
