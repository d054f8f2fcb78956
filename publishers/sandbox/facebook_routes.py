"""The fake Graph API: which call is meant, may it be made, and its answer."""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from typing import Any

from publishers.sandbox import seed
from publishers.sandbox.exchange import Answer, Call, json_answer
from publishers.sandbox.facebook_accounts import (
    check_target,
    debug_token,
    exchange_token,
    get_page,
    get_user,
    list_accounts,
)
from publishers.sandbox.facebook_batch import run_batch
from publishers.sandbox.facebook_calls import name_call, node_of, split_path
from publishers.sandbox.facebook_comments import (
    create_comment,
    delete_comment,
    get_comment,
    list_comments,
    update_comment,
)
from publishers.sandbox.facebook_errors import (
    PERMISSION_MISSING,
    ROLE_MISSING,
    GraphError,
    invalid,
    missing_object,
)
from publishers.sandbox.facebook_fields import boolean
from publishers.sandbox.facebook_insights import list_insights
from publishers.sandbox.facebook_links import CRAWLER, fetch_page, scrape
from publishers.sandbox.facebook_listings import list_feed, list_published, list_scheduled
from publishers.sandbox.facebook_parameters import ANYWHERE, BY_CALL
from publishers.sandbox.facebook_photos import (
    create_photo,
    delete_photo,
    get_photo,
    list_photos,
)
from publishers.sandbox.facebook_pictures import drop_unused
from publishers.sandbox.facebook_post_rules import require_page_for
from publishers.sandbox.facebook_posts import (
    create_post,
    delete_post,
    get_post,
    settle,
    update_post,
)
from publishers.sandbox.facebook_tokens import acts_as_page, check_token, token_of
from publishers.sandbox.faults import Fault
from publishers.sandbox.fetching import Fetched, fetch, is_loopback
from publishers.sandbox.store import calls_since
from publishers.sandbox.world import Visit, World

_NEWEST, _OLDEST = 26, 21  # usable majors on 2026-11-23 (facts seen 2026-11)
_DAY_SECONDS = 86_400
_Handler = Callable[[Visit, str], dict[str, Any]]

_HANDLERS: dict[str, _Handler] = {
    "feed.create": create_post,
    "feed.list": list_feed,
    "photos.create": create_photo,
    "photos.list": list_photos,
    "photo.get": get_photo,
    "photo.delete": delete_photo,
    "published_posts.list": list_published,
    "posts.list": list_published,
    "scheduled_posts.list": list_scheduled,
    "post.get": get_post,
    "post.update": update_post,
    "post.delete": delete_post,
    "comments.create": create_comment,
    "comments.list": list_comments,
    "comment.get": get_comment,
    "comment.update": update_comment,
    "comment.delete": delete_comment,
    "insights.list": list_insights,
    "accounts.list": list_accounts,
    "page.get": get_page,
    "user.get": get_user,
    "debug_token": debug_token,
    "token.exchange": exchange_token,
    "scrape": scrape,
}
_PAGE_EDGES = {name for name in _HANDLERS if name.partition(".")[0].endswith(("feed", "photos", "posts"))}
_WITHOUT_TOKEN = {"token.exchange", "debug_token"}


class FacebookPlatform:
    """One Page with one app, behind Graph's addresses."""

    name = "facebook"

    def __init__(self, world: World) -> None:
        """Serve the Page in `world`."""
        self._world = world

    def name_call(self, call: Call) -> str:
        """Return the short name of the call; `unknown` for an address the sandbox does not have."""
        return name_call(call)

    def text_of(self, call: Call) -> str:
        """Return the post's text or the picture's caption."""
        given = call.parameters
        return " ".join(str(given[key]) for key in ("message", "caption", "name") if given.get(key))

    def text_behind(self, call: Call) -> str:
        """Return the text of the post that the call is about."""
        if not call.name.startswith(("post.", "comment")):
            return ""
        node = node_of(call)
        query = "SELECT message FROM fb_posts WHERE id = ?"
        if not node.startswith(f"{seed.FACEBOOK_PAGE_ID}_"):
            node, query = node.partition("_")[0], "SELECT message FROM fb_posts WHERE number = ?"
        row = self._world.store.connection().execute(query, (node,)).fetchone()
        return str(row["message"]) if row else ""

    def serve(self, call: Call) -> Answer:
        """Carry the call out."""
        try:
            return self._with_headers(json_answer(self._handle(call)), call)
        except GraphError as error:
            return self._refusal(error, call)

    def server_error(self) -> Answer:
        """Return HTTP 500 with code 2, which may hide a success (facts seen 2026-11)."""
        return GraphError(2).answer(self._trace(None))

    def refuse(self, call: Call, fault: Fault) -> Answer:
        """Return the refusal a fault asks for; two faults also change the world first."""
        if fault.kind == "photo_lost":
            with self._world.store.transaction() as db:
                drop_unused(db)
            return self.serve(call)
        error = _spoken(fault)
        if fault.kind == "token_killed":
            with self._world.store.transaction() as db:
                db.execute("UPDATE fb_tokens SET subcode = 460 WHERE token = ?", (token_of(call),))
        return self._refusal(error, call)

    def _refusal(self, error: GraphError, call: Call) -> Answer:
        answer = self._with_headers(error.answer(self._trace(call)), call)
        if error.minutes:
            answer.headers["x-business-use-case-usage"] = _business_usage(100, error.minutes)
        return answer

    def _handle(self, call: Call) -> Any:
        major, parts = split_path(call.path)
        if major is not None and major > _NEWEST + 1:
            message = f"Unknown path components: /{'/'.join(parts)}"
            raise GraphError(2500, message=message)
        _check_parameters(call)
        if call.name == "batch":
            return run_batch(self.serve, call)
        fetched = _prefetch(call)
        with self._world.store.transaction() as db:
            now = self._world.clock.timestamp()
            settle(db, self._world.settings, now)
            visit = Visit(self._world, db, call, now, fetched, token_of(call))
            return self._dispatch(visit, parts)

    def _dispatch(self, visit: Visit, parts: list[str]) -> dict[str, Any]:
        name = visit.call.name
        if name in _WITHOUT_TOKEN:
            return _HANDLERS[name](visit, "")
        row = check_token(visit)
        self._check_budget(visit)
        node = parts[0] if parts else ""
        if node == "me" and name == "page.get" and not acts_as_page(visit, row):
            return get_user(visit, node)
        if name not in _HANDLERS:
            path = "/".join(parts)
            raise GraphError(2500, message=f"Unknown path components: /{path}")
        _check_node(visit, name, node, row)
        return _HANDLERS[name](visit, node)

    def _check_budget(self, visit: Visit) -> None:
        if self._usage_percent(visit.db, visit.now) >= 100:
            raise GraphError(80001, minutes=60)

    def _usage_percent(self, db: sqlite3.Connection, now: float) -> int:
        budget = max(1, self._world.settings["facebook_calls_per_day"])
        return int(100 * calls_since(db, self.name, now - _DAY_SECONDS) / budget)

    def _with_headers(self, answer: Answer, call: Call) -> Answer:
        major = split_path(call.path)[0]
        usable = major is not None and _OLDEST <= major <= _NEWEST
        # An unknown or expired version is served by the oldest usable one, silently.
        served = self._world.settings["facebook_served_version"] or f"v{major if usable else _OLDEST}.0"
        percent = self._usage_percent(self._world.store.connection(), self._world.clock.timestamp())
        usage = json.dumps({"call_count": percent, "total_time": percent, "total_cputime": percent})
        answer.headers |= {"facebook-api-version": served, "x-fb-trace-id": self._trace(None)}
        if call.name != "unknown":
            answer.headers |= {"x-app-usage": usage, "x-business-use-case-usage": _business_usage(percent, 0)}
        return answer

    def _trace(self, call: Call | None) -> str:
        mark = f"{self._world.clock.timestamp()}{call.path if call else ''}"
        return "A" + hashlib.sha256(mark.encode()).hexdigest()[:22]


def _check_node(visit: Visit, name: str, node: str, token: sqlite3.Row) -> None:
    if name in _PAGE_EDGES and node not in {"me", seed.FACEBOOK_PAGE_ID}:
        raise missing_object(visit.call.method, node)
    if name in _PAGE_EDGES or name.startswith(("post.", "comment")):
        check_target(visit, node)
    as_page = acts_as_page(visit, token)
    if name in {"feed.create", "photos.create"}:
        require_page_for(as_page=as_page, published=boolean(visit.call.parameters, "published", default=True))
    elif name.startswith("comment") and visit.call.method == "POST" and not as_page:
        raise GraphError(1705)
    elif not as_page and name in {"post.update", "post.delete", "scheduled_posts.list"}:
        raise GraphError(190, 2069032)


def _check_parameters(call: Call) -> None:
    """Refuse what the protocol dropped on 2026-10-27 and names the edge does not have."""
    given = call.parameters
    if "ids" in given and call.method == "GET":
        raise GraphError(100, message="(#100) The ids query parameter is deprecated in v26.0+", status=500)
    if "date_format" in given:
        message = "The date_format parameter is deprecated"
        raise invalid(message)
    known = ANYWHERE | BY_CALL.get(call.name, frozenset())
    for name in given:
        if name.partition("[")[0] not in known:
            message = f"Unknown parameter {name!r} for {call.name} (the sandbox is stricter here than Facebook)"
            raise invalid(message)


def _prefetch(call: Call) -> dict[str, Fetched]:
    """Fetch the addresses in a call that point at this machine, as Meta's crawler would."""
    given = call.parameters
    if call.name == "photos.create" and not call.uploads and is_loopback(str(given.get("url", ""))):
        return {given["url"]: fetch(given["url"], CRAWLER)}
    address = {"feed.create": given.get("link"), "scrape": given.get("id")}.get(call.name)
    return fetch_page(str(address)) if address and is_loopback(str(address)) else {}


def _spoken(fault: Fault) -> GraphError:
    minutes = max(1, round(fault.seconds / 60))
    if fault.code is not None:
        return GraphError(*fault.code, minutes=minutes if fault.code[0] == 80001 else 0)
    return {
        "rate_limited": GraphError(80001, minutes=minutes),
        "bad_token": GraphError(190),
        "token_expired": GraphError(190, 463),
        "token_killed": GraphError(190, 460),
        "page_role_missing": GraphError(190, message=ROLE_MISSING),
        "page_permission_missing": GraphError(190, message=PERMISSION_MISSING),
    }.get(fault.kind, GraphError(100))


def _business_usage(percent: int, minutes: int) -> str:
    used = {"call_count": percent, "total_cputime": percent, "total_time": percent}
    usage = {"type": "pages", **used, "estimated_time_to_regain_access": minutes}
    return json.dumps({seed.FACEBOOK_PAGE_ID: [usage]})
