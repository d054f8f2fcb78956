"""From a request to its answer: meet the fault if one is due, and write the call down."""

import json
from email.utils import formatdate
from typing import Any, Protocol

from publishers.sandbox.exchange import Answer, Call
from publishers.sandbox.fault_kinds import AFTER, SILENT, SLOW
from publishers.sandbox.faults import Fault, Faults
from publishers.sandbox.store import count_call
from publishers.sandbox.world import World

_SECRET = [
    "access_token",
    "appsecret_proof",
    "refresh_token",
    "secret_key",
    "client_secret",
    "fb_exchange_token",
    "input_token",
    "code",
    "code_verifier",
]
_LONGEST = 600


class Platform(Protocol):
    """One of the two fake platforms."""

    name: str

    def name_call(self, call: Call) -> str:
        """Return the call's short stable name, such as `feed.create`."""

    def text_of(self, call: Call) -> str:
        """Return the story text in the call, where `#loi:<kind>` may stand."""

    def text_behind(self, call: Call) -> str:
        """Return the story text of the post or article that the call is about; empty when there is none."""

    def serve(self, call: Call) -> Answer:
        """Carry the call out; refusals come back as answers in the platform's form."""

    def refuse(self, call: Call, fault: Fault) -> Answer:
        """Return the refusal that a spoken fault asks for."""

    def server_error(self) -> Answer:
        """Return the platform's answer when it breaks."""


def receive(world: World, faults: Faults, platform: Platform, call: Call) -> Answer:
    """Answer one call, with the fault it meets, and record both."""
    call.name = platform.name_call(call)
    fault = faults.take(platform.name, call.name, platform.text_of(call), platform.text_behind(call))
    answer = _answer(platform, call, fault)
    # Clients learn from it whether their own clock is right.
    answer.headers.setdefault("Date", formatdate(world.shown_time(), usegmt=True))
    _record(world, platform, call, fault, answer)
    return answer


def _answer(platform: Platform, call: Call, fault: Fault | None) -> Answer:
    if fault is None:
        return platform.serve(call)
    if fault.kind in AFTER:
        return _spoil(platform, platform.serve(call), fault)
    if fault.kind == "server_error_before":
        return platform.server_error()
    if fault.kind == "reset_before":
        return Answer(0, dropped=True, summary="đã đóng kết nối, chưa thực hiện gì")
    if fault.kind == "html_502":
        return _bad_gateway()
    if fault.kind in SILENT:
        return _silence(fault)
    if fault.kind in SLOW:
        answer = platform.serve(call)
        answer.hold_seconds = fault.seconds
        return answer
    return platform.refuse(call, fault)


def _spoil(platform: Platform, answer: Answer, fault: Fault) -> Answer:
    """Return what the client sees of a call that was carried out."""
    done = answer.summary or f"đã thực hiện ({answer.status})"
    match fault.kind:
        case "server_error_after":
            seen = platform.server_error()
        case "reset_after":
            seen = Answer(0, dropped=True)
        case "html_502_after":
            seen = _bad_gateway()
        case "timeout_after":
            seen = Answer(answer.status, answer.body, answer.content_type, answer.headers)
            seen.hold_seconds = fault.seconds
        case "empty_body_after":
            seen = Answer(answer.status, b"", answer.content_type, answer.headers)
        case "cut_body_after":
            cut = answer.body[: max(1, len(answer.body) // 2)]
            seen = Answer(answer.status, cut, answer.content_type, answer.headers)
        case _:  # text_body_after; a 200 with this text was seen by Meta's own SDK (facts seen 2026-11)
            seen = Answer(200, b"Service Unavailable", "text/plain; charset=utf-8", answer.headers)
    seen.summary = f"{done}; phía gọi gặp {fault.kind}"
    return seen


def _silence(fault: Fault) -> Answer:
    """Return what the client sees of a call that was not carried out, without a word about it."""
    held = fault.seconds if fault.kind == "timeout_before" else 0.0
    return Answer(200, b"", hold_seconds=held, dropped=held > 0, summary=f"{fault.kind}: chưa thực hiện gì")


def _bad_gateway() -> Answer:
    page = b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
    return Answer(502, page, "text/html")


def _record(world: World, platform: Platform, call: Call, fault: Fault | None, answer: Answer) -> None:
    row = (
        world.clock.timestamp(),
        platform.name,
        call.name,
        call.method,
        call.path,
        json.dumps(_masked(call), ensure_ascii=False),
        answer.status,
        fault.kind if fault else "",
        _summary(answer),
    )
    with world.store.transaction() as db:
        count_call(db, platform.name, row[0])
        db.execute(
            "INSERT INTO calls (at, platform, name, method, path, parameters, status, fault, answer)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )


def _masked(call: Call) -> dict[str, Any]:
    """Return the parameters for people: no token in full, no long text, files by their size."""
    shown = {key: _shorten(key, value) for key, value in call.parameters.items()}
    for upload in call.uploads:
        shown[upload.field_name] = f"<{upload.file_name}: {len(upload.content)} byte>"
    for header in ("access_token", "secret_key", "appsecret_proof"):
        if header in call.headers:
            shown[f"({header})"] = mask(call.headers[header])
    return shown


def _shorten(key: str, value: object) -> object:
    if key in _SECRET:
        return mask(str(value))
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return value if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def mask(secret: str) -> str:
    """Return the last four characters of a secret behind dots; nothing of a short one."""
    return "•••" + (secret[-4:] if len(secret) > 12 else "")


def _summary(answer: Answer) -> str:
    if answer.summary:
        return answer.summary
    text = answer.body.decode("utf-8", "replace")
    return mask_tokens(text)[:_LONGEST]


def mask_tokens(text: str) -> str:
    """Return a JSON answer's text with the values of its tokens masked; other text unchanged."""
    if "token" not in text:
        return text
    try:
        document = json.loads(text)
    except ValueError:
        return text
    return json.dumps(_mask_in(document), ensure_ascii=False)


def _mask_in(value: object, key: str = "") -> object:
    if isinstance(value, dict):
        return {name: _mask_in(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_mask_in(item) for item in value]
    if isinstance(value, str) and "access_token=" in value:  # paging.next carries the token, as in life
        return value.partition("access_token=")[0] + "access_token=•••"
    return mask(str(value)) if key in _SECRET and value and not isinstance(value, int) else value
