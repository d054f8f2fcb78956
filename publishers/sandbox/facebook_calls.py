"""Which Graph call is meant: its short stable name, from method and path."""

import re

from publishers.sandbox import seed
from publishers.sandbox.exchange import Call

PREFIX = "/graph"

_EDGES = {
    ("feed", "POST"): "feed.create",
    ("feed", "GET"): "feed.list",
    ("photos", "POST"): "photos.create",
    ("photos", "GET"): "photos.list",
    ("published_posts", "GET"): "published_posts.list",
    ("posts", "GET"): "posts.list",
    ("scheduled_posts", "GET"): "scheduled_posts.list",
    ("comments", "POST"): "comments.create",
    ("comments", "GET"): "comments.list",
    ("insights", "GET"): "insights.list",
    ("accounts", "GET"): "accounts.list",
}
_VERBS = {"GET": "get", "POST": "update", "DELETE": "delete"}
NAMES = frozenset(
    [
        *_EDGES.values(),
        *(f"{node}.{verb}" for node in ("page", "user", "post", "photo", "comment") for verb in _VERBS.values()),
        *("batch", "scrape", "token.exchange", "debug_token", "unknown"),
    ]
)


def split_path(path: str) -> tuple[int | None, list[str]]:
    """Return the version asked for and the path behind it."""
    parts = [part for part in path.removeprefix(PREFIX).split("/") if part]
    match = re.fullmatch(r"v(\d+)\.\d+", parts[0]) if parts else None
    return (int(match[1]), parts[1:]) if match else (None, parts)


def node_of(call: Call) -> str:
    """Return the id of the node that the call is about, empty when there is none."""
    parts = split_path(call.path)[1]
    return parts[0] if parts else ""


def name_call(call: Call) -> str:
    """Return the short name of the call; `unknown` for an address the sandbox does not have."""
    _, parts = split_path(call.path)
    match parts:
        case [] if call.method == "POST":
            return "batch" if "batch" in call.parameters else "scrape"
        case ["oauth", "access_token"]:
            return "token.exchange"
        case ["debug_token"]:
            return "debug_token"
        case [node]:
            return _name_node(node, call.method)
        case [_, edge]:
            return _EDGES.get((edge, call.method), "unknown")
    return "unknown"


def _name_node(node: str, method: str) -> str:
    """Tell a node's type by the shape of its id: page, `{page}_{n}`, `{n}_{m}`, digits."""
    verb = _VERBS.get(method, "get")
    if node in {"me", seed.FACEBOOK_PAGE_ID}:
        return f"page.{verb}"
    if node == seed.FACEBOOK_USER_ID:
        return f"user.{verb}"
    if node.startswith(f"{seed.FACEBOOK_PAGE_ID}_"):
        return f"post.{verb}"
    if re.fullmatch(r"\d+_\d+", node):
        return f"comment.{verb}"
    return f"photo.{verb}" if node.isdigit() else "unknown"
