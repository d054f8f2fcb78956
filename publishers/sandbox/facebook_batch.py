"""Several Graph calls in one request."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from publishers.sandbox.exchange import Answer, Call
from publishers.sandbox.facebook_calls import name_call
from publishers.sandbox.facebook_errors import GraphError, invalid
from publishers.sandbox.facebook_tokens import token_of

_MOST_CALLS = 50


def run_batch(serve: Callable[[Call], Answer], call: Call) -> list[dict[str, Any]]:
    """`POST /` with `batch`: up to 50 calls, answered in order. Dependent calls are not offered."""
    try:
        members = call.parameters["batch"]
        members = json.loads(members) if isinstance(members, str) else members
        if not isinstance(members, list):
            members = [None]  # not a list of calls: refused just below
        members = [(str(m.get("method", "GET")), str(m["relative_url"]), str(m.get("body", ""))) for m in members]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = "Param batch must be an array."
        raise invalid(message) from error
    if len(members) > _MOST_CALLS:
        raise GraphError(100, message="Too many requests in batch message. Maximum batch size is 50")
    version = call.path.rstrip("/")
    return [_batch_member(serve, call, version, member) for member in members]


def _batch_member(
    serve: Callable[[Call], Answer], call: Call, version: str, member: tuple[str, str, str]
) -> dict[str, Any]:
    method, relative_url, body = member
    path, _, query = relative_url.lstrip("/").partition("?")
    inner = Call(method, f"{version}/{path}", call.headers, _form(query), _form(body))
    inner.query.setdefault("access_token", token_of(call))
    inner.name = name_call(inner)
    answer = serve(inner)
    return {"code": answer.status, "body": answer.body.decode()}


def _form(text: str) -> dict[str, Any]:
    return dict(parse_qsl(text, keep_blank_values=True))
