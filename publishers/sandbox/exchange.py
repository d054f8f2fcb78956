"""What goes over the wire: one request as it was read, one answer as it will be sent."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote

_NAME = re.compile(rb'[;\s]name="?([^";]+)"?', re.IGNORECASE)
_FILENAME = re.compile(rb'[;\s]filename="([^"]*)"', re.IGNORECASE)
_PART_TYPE = re.compile(rb"^content-type:\s*([^\r\n]+)", re.IGNORECASE | re.MULTILINE)


class UnreadableRequestError(Exception):
    """The request's body is not what its content type says; the message says which part."""


@dataclass(frozen=True)
class Upload:
    """One file part of a multipart request."""

    field_name: str
    file_name: str
    content_type: str
    content: bytes


@dataclass
class Call:
    """One request: header names in lower case, query and body kept apart and also merged.

    `parameters` holds the body's values over the query's. Values of a JSON body keep their type; form
    and query values are text.
    """

    method: str
    path: str
    headers: Mapping[str, str]
    query: dict[str, str]
    body: dict[str, Any]
    uploads: list[Upload] = field(default_factory=list)
    name: str = ""

    @property
    def parameters(self) -> dict[str, Any]:
        """Return query and body in one dictionary."""
        return {**self.query, **self.body}


@dataclass
class Answer:
    """One response; `dropped` closes the connection instead, `hold_seconds` delays it."""

    status: int = 200
    body: bytes = b""
    content_type: str = "application/json; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    dropped: bool = False
    hold_seconds: float = 0.0
    summary: str = ""


def json_answer(document: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    """Return a JSON answer in UTF-8."""
    body = json.dumps(document, ensure_ascii=False).encode()
    return Answer(status, body, headers=dict(headers or {}))


def html_answer(page: str, status: int = 200, forms_to: str = "") -> Answer:
    """Return a page for people; it may load nothing from elsewhere, and its forms lead here or to `forms_to`."""
    policy = (
        f"default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; form-action 'self' {forms_to}".strip()
    )
    headers = {"Content-Security-Policy": policy, "Cache-Control": "no-store"}
    return Answer(status, page.encode(), "text/html; charset=utf-8", headers)


def read_call(method: str, target: str, headers: Mapping[str, str], body: bytes) -> Call:
    """Read a request in any of the encodings the platforms accept: JSON, form or multipart.

    Raises UnreadableRequestError when a JSON body is not JSON or not an object.
    """
    path, _, query_text = target.partition("?")
    lowered = {key.lower(): value for key, value in headers.items()}
    query = dict(parse_qsl(query_text, keep_blank_values=True))
    fields, uploads = _read_body(lowered.get("content-type", ""), body)
    return Call(method, unquote(path), lowered, query, fields, uploads)


def _read_body(content_type: str, body: bytes) -> tuple[dict[str, Any], list[Upload]]:
    kind = content_type.partition(";")[0].strip().lower()
    if not body:
        return {}, []
    if kind == "multipart/form-data":
        return _read_multipart(content_type, body)
    if kind == "application/json":
        return _read_json(body), []
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)), []


def _read_json(body: bytes) -> dict[str, Any]:
    try:
        document = json.loads(body)
        if b"\\u" in body:  # half of a surrogate pair is no text; SQLite could not keep it
            json.dumps(document, ensure_ascii=False).encode()
    except ValueError as error:
        message = f"the body is not JSON: {error}"
        raise UnreadableRequestError(message) from error
    if not isinstance(document, dict):
        message = "the JSON body is not an object"
        raise UnreadableRequestError(message)
    return document


def _read_multipart(content_type: str, body: bytes) -> tuple[dict[str, Any], list[Upload]]:
    boundary = re.search(r'boundary="?([^";]+)"?', content_type, re.IGNORECASE)
    if boundary is None:
        message = "the multipart body names no boundary"
        raise UnreadableRequestError(message)
    fields: dict[str, Any] = {}
    uploads: list[Upload] = []
    # Split by hand: the email package folds line ends, which would change picture bytes.
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary.group(1).encode())[1:]:
        head, separator, content = part.partition(b"\r\n\r\n")
        name = _NAME.search(head)
        if not separator or name is None:
            continue
        file_name, part_type = _FILENAME.search(head), _PART_TYPE.search(head)
        label = name.group(1).decode("utf-8", "replace")
        if file_name is None:
            fields[label] = content.decode("utf-8", "replace")
            continue
        kind = part_type.group(1).decode("latin-1").strip() if part_type else "application/octet-stream"
        uploads.append(Upload(label, file_name.group(1).decode("utf-8", "replace"), kind, content))
    return fields, uploads
