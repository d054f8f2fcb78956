"""Who is calling: Graph access tokens, their proofs and permissions."""

import hashlib
import hmac
import re
import sqlite3

from publishers.sandbox import seed
from publishers.sandbox.exchange import Call
from publishers.sandbox.facebook_errors import GraphError
from publishers.sandbox.world import Visit

_PROOF_SECONDS = 300

# The permission without which a call is refused (facts seen 2026-11).
_NEEDED = {
    "feed.create": "pages_manage_posts",
    "photos.create": "pages_manage_posts",
    "post.update": "pages_manage_posts",
    "post.delete": "pages_manage_posts",
    "photo.delete": "pages_manage_posts",
    "comments.create": "pages_manage_engagement",
    "comment.update": "pages_manage_engagement",
    "comment.delete": "pages_manage_engagement",
    "feed.list": "pages_read_engagement",
    "published_posts.list": "pages_read_engagement",
    "posts.list": "pages_read_engagement",
    "scheduled_posts.list": "pages_read_engagement",
    "accounts.list": "pages_show_list",
    "insights.list": "read_insights",
}


def token_of(call: Call) -> str:
    """Return the token from the header or the parameters, empty when there is none."""
    scheme, _, token = call.headers.get("authorization", "").partition(" ")
    if scheme.lower() in {"bearer", "oauth"} and token:
        return token.strip()
    return str(call.parameters.get("access_token", ""))


def check_token(visit: Visit) -> sqlite3.Row:
    """Return the token's row. Raises GraphError 104, 190, 100 (proof) or 200 (permission)."""
    if not visit.token:
        message = "An access token is required to request this resource."
        raise GraphError(104, message=message)
    row: sqlite3.Row | None = visit.db.execute("SELECT * FROM fb_tokens WHERE token = ?", (visit.token,)).fetchone()
    if row is None:
        raise GraphError(190)
    if row["subcode"] is not None:
        raise GraphError(190, row["subcode"])
    if row["expires_at"] is not None and row["expires_at"] <= visit.now:
        raise GraphError(190, 463)
    _check_proof(visit)
    needed = _NEEDED.get(visit.call.name)
    if needed and (needed not in row["scopes"].split() or needed in revoked(visit)):
        raise GraphError(200, message=f"(#200) Requires {needed} permission to manage the object")
    return row


def revoked(visit: Visit) -> list[str]:
    """Return the permissions that every token lost."""
    return list(visit.world.settings["facebook_revoked_permissions"])


def _check_proof(visit: Visit) -> None:
    """Verify both forms: `{token}|{time}` with a time of at most five minutes ago, or the token alone."""
    parameters = visit.call.parameters
    proof, at = str(parameters.get("appsecret_proof", "")), str(parameters.get("appsecret_time", ""))
    if not proof:
        if visit.world.settings["facebook_require_proof"]:
            message = "API calls from the server require an appsecret_proof argument"
            raise GraphError(100, message=message)
        return
    signed = f"{visit.token}|{at}" if at else visit.token
    right = hmac.new(seed.FACEBOOK_APP_SECRET.encode(), signed.encode(), hashlib.sha256).hexdigest()
    if not (hmac.compare_digest(proof.encode(), right.encode()) and _is_fresh(visit, at)):
        message = "Invalid appsecret_proof provided in the API argument"
        raise GraphError(100, message=message)


def _is_fresh(visit: Visit, at: str) -> bool:
    """Say whether a proof's time is right; the untimed form carries none."""
    if not at:
        return True
    if not re.fullmatch(r"[0-9]{1,12}", at):
        return False
    moments = [visit.world.shown_time()]
    if not visit.world.settings["clock_skew_seconds"]:
        # A sandbox clock moved for a rehearsal must not make a client with the true time look late.
        moments.append(visit.world.clock.unmoved().timestamp())
    return min(abs(moment - int(at)) for moment in moments) <= _PROOF_SECONDS


def acts_as_page(visit: Visit, token: sqlite3.Row) -> bool:
    """Say whether a token is the Page's own, as far as the switches let it be."""
    return token["kind"] == "PAGE" and not visit.world.settings["facebook_user_token"]


def not_the_page() -> GraphError:
    """Return the refusal of a user token for a published post."""
    message = (
        "(#200) If posting to a page, requires both pages_read_engagement and pages_manage_posts as an admin"
        " with sufficient administrative permission"
    )
    return GraphError(200, message=message)
