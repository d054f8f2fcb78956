"""The fake accounts every sandbox starts with; the same in each, so a client can be pointed back to it."""

import sqlite3

FACEBOOK_APP_ID = "100000000000777"
FACEBOOK_APP_SECRET = "dien-tap-facebook-app-secret"  # noqa: S105 - a fake secret is the point
FACEBOOK_PAGE_ID = "104000000000001"
FACEBOOK_PAGE_NAME = "Văn phòng UBND tỉnh Quảng Trị (diễn tập)"
FACEBOOK_PAGE_TOKEN = "DIEN-TAP-PAGE-TOKEN"  # noqa: S105 - fake
FACEBOOK_USER_ID = "100000000000042"
FACEBOOK_USER_TOKEN = "DIEN-TAP-USER-TOKEN"  # noqa: S105 - fake
FACEBOOK_SHORT_TOKEN = "DIEN-TAP-USER-TOKEN-NGAN"  # noqa: S105 - fake
FACEBOOK_SHORT_SECONDS, FACEBOOK_LONG_SECONDS = 5_400, 5_183_944  # one to two hours; about 60 days
FACEBOOK_SCOPES = (
    "pages_show_list",
    "pages_manage_posts",
    "pages_manage_engagement",
    "pages_read_engagement",
    "pages_read_user_content",
    "read_insights",
)

ZALO_APP_ID = "4000000000000000777"
ZALO_APP_SECRET = "dien-tap-zalo-app-secret"  # noqa: S105 - fake
ZALO_OA_ID = "2000000000000000001"
ZALO_OA_NAME = "Văn phòng UBND tỉnh Quảng Trị (diễn tập)"
ZALO_REFRESH_TOKEN = "DIEN-TAP-ZALO-REFRESH-0"  # noqa: S105 - fake
ZALO_REFRESH_SECONDS = 90 * 86_400  # three months
ZALO_ACCESS_SECONDS = 90_000  # 25 hours


def seed(db: sqlite3.Connection, now: float) -> None:
    """Add the seeded tokens to a store that has none; a store that has some is left alone."""
    if db.execute("SELECT count(*) FROM fb_tokens").fetchone()[0]:
        return
    scopes = " ".join(FACEBOOK_SCOPES)
    tokens = [
        (FACEBOOK_PAGE_TOKEN, "PAGE", scopes, now, None, 0),
        (FACEBOOK_USER_TOKEN, "USER", scopes, now, now + FACEBOOK_LONG_SECONDS, 0),
        (FACEBOOK_SHORT_TOKEN, "USER", scopes, now, now + FACEBOOK_SHORT_SECONDS, 1),
    ]
    db.executemany("INSERT INTO fb_tokens VALUES (?, ?, ?, NULL, ?, ?, ?)", tokens)
    row = (ZALO_REFRESH_TOKEN, "refresh", "current", now, now + ZALO_REFRESH_SECONDS, "")
    db.execute("INSERT INTO zalo_tokens VALUES (?, ?, ?, ?, ?, ?)", row)
