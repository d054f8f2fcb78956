"""Which Zalo call is meant: its short stable name, from method and path."""

from publishers.sandbox.exchange import Call

OAUTH_PREFIX, API_PREFIX = "/zalo-oauth/v4/oa", "/zalo-api"

_API = {
    ("POST", "/v2.0/article/create"): "article.create",
    ("POST", "/v2.0/article/verify"): "article.verify",
    ("POST", "/v2.0/article/update"): "article.update",
    ("POST", "/v2.0/article/remove"): "article.remove",
    ("GET", "/v2.0/article/getslice"): "article.getslice",
    ("GET", "/v2.0/article/getdetail"): "article.getdetail",
    ("GET", "/v2.0/oa/getoa"): "getoa",
    ("POST", "/v2.0/oa/message"): "message.send",
    ("POST", "/v2.0/oa/upload/image"): "upload.image",
    ("POST", "/v2.0/oa/upload/gif"): "upload.gif",
    ("POST", "/v2.0/oa/upload/file"): "upload.file",
    ("POST", "/v2.0/oa/quota/message"): "quota.message",
    ("POST", "/v3.0/oa/quota/message"): "quota.message",
}
_OAUTH = {"/access_token": "token", "/permission": "permission"}
NAMES = frozenset([*_API.values(), *_OAUTH.values(), "unknown"])


def name_call(call: Call) -> str:
    """Return the short name of the call; `unknown` for an address the sandbox does not have."""
    if call.path.startswith(OAUTH_PREFIX):
        return _OAUTH.get(call.path.removeprefix(OAUTH_PREFIX), "unknown")
    return _API.get((call.method, call.path.removeprefix(API_PREFIX)), "unknown")
