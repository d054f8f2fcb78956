"""Credentials stay out of Git: tokens, secrets, keys, and addresses with a password in them.

Looked for in stories, in the lists and in newsroom.toml at every check, and by `newsroom check --staged` in whatever
is about to be committed. What is recognised has a form of its own (a Facebook token begins with EAA, a record of Fernet
with gAAAAA, seen 2026-11) or stands behind a name that says what it is. Fingerprints (`sha256:…`) and signatures are
public and have neither.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newsroom.checks.finding import Finding
from newsroom.checks.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.checks.run import CheckInput
    from newsroom.story.read import StoryFile


class Credential(NamedTuple):
    """One credential: the catalogue's code, the name it stands behind (if any), and its place in the text."""

    code: str
    name: str
    start: int
    end: int


_FACEBOOK = re.compile(r"\bEAA[A-Za-z0-9]{30,}")
_VAULT_KEY = re.compile(r"NEWSROOM_VAULT_KEY[\"']?[ \t]{0,5}[:=][ \t]{0,5}[\"']?(?P<value>[A-Za-z0-9_-]{43}=?)")
_VAULT_RECORD = re.compile(r"\bgAAAAA[A-Za-z0-9_-]{60,}")
_PRIVATE_KEY = re.compile(r"-----BEGIN (?:[A-Z0-9]{1,10} ){0,3}PRIVATE KEY(?: BLOCK)?-----")
_ADDRESS = re.compile(r"://[^\s/:@\"'<>`|]{0,100}:(?P<value>[^\s/@\"'<>`|]{3,100})@(?=[\w\[])")
_SERVICES = ("tgram://", "slack://", "discord://", "msteams://", "mmost://", "rocket://")
_SERVICE = re.compile(rf"(?:{'|'.join(_SERVICES)})(?P<value>[^\s/\"'<>`|]{{8,}}/[^\s\"'<>`|]{{8,}})")
_NAMES = ("token", "secret", "password", "passwd", "api_key", "mật khẩu", "mat_khau")
_NAMED = Pattern(
    r"(?P<name>(?:(?:FACEBOOK|ZALO)_)?(?:PAGE_TOKEN|APP_SECRET|REFRESH_TOKEN|ACCESS_TOKEN|SECRET_KEY|CLIENT_SECRET"
    r"|API_KEY|PASSWORD|PASSWD|MAT_KHAU)|mật khẩu(?:[ \t]\w{1,12}){0,2})[\"'`]?[ \t]{0,5}(?:[:=]|là)[ \t]{0,5}[\"'`]?"
    r"(?P<value>[A-Za-z0-9_+/=!#%^*~-]{12,})",
    re.IGNORECASE,
)
# What a document writes in the place of one.
_STANDS_FOR = re.compile(
    r"(?:my|your)?[-_]?(?:password|passwd|secret|mat-?khau)|.*(?:xxx|\*\*\*|\.\.\.|…).*|[$<{%].*", re.IGNORECASE
)
ALLOWED = "pragma: allowlist secret"
"""A program's line that says so is passed over, as by the hook of detect-secrets; a story's line never is."""
_MOST_PER_FILE = 5


def check(file: StoryFile, _given: CheckInput) -> Iterator[Finding]:
    """Look for credentials in a story's file, front matter included."""
    return in_text(file.name, file.text)


def check_newsroom(given: CheckInput) -> Iterator[Finding]:
    """Look for credentials in newsroom.toml and in the office's lists."""
    root = given.config.root
    for path in (root / "newsroom.toml", *sorted(given.config.terms_path.glob("*.yml"))):
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue  # whoever needs the file says so
        yield from in_text(path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path), text)


def in_text(name: str, text: str, most: int = _MOST_PER_FILE) -> Iterator[Finding]:
    """Look for credentials in the text of the file that people know as `name`, and name the first ones."""
    for one in find_credentials(text)[:most]:
        line = text.count("\n", 0, one.start)
        column = one.start - (text.rfind("\n", 0, one.start) + 1)
        # Enough to find it by, and nothing that helps anybody: findings stand in logs.
        shown = text[one.start : one.end] if one.code == "S023" else f"{text[one.start : one.start + 3]}…"
        yield Finding(name, line + 1, column + 1, one.code, "", {"shown": shown, "name": one.name})


def find_credentials(text: str) -> list[Credential]:
    """Return every credential in a text, from its beginning; what only stands for one is none."""
    found = list(_by_form(text))
    folded = text.casefold()
    if any(name in folded for name in _NAMES):
        found += [
            Credential("S021", match["name"], *match.span("value"))
            for match in _NAMED.finditer(text)
            if _is_random(match["value"]) and not _STANDS_FOR.fullmatch(match["value"])
        ]
    return _apart(found)


def _by_form(text: str) -> Iterator[Credential]:
    # A look for a few letters is a hundred times cheaper than a pattern, and most texts have none of them.
    if "EAA" in text:
        yield from (Credential("S020", "", *match.span()) for match in _FACEBOOK.finditer(text))
    if "NEWSROOM_VAULT_KEY" in text:
        yield from (Credential("S022", "", *match.span("value")) for match in _VAULT_KEY.finditer(text))
    if "gAAAAA" in text:
        yield from (Credential("S022", "", *match.span()) for match in _VAULT_RECORD.finditer(text))
    if "PRIVATE KEY" in text:
        yield from (Credential("S023", "", *match.span()) for match in _PRIVATE_KEY.finditer(text))
    if "://" in text:
        patterns = [_ADDRESS, _SERVICE] if any(service in text for service in _SERVICES) else [_ADDRESS]
        for match in (match for pattern in patterns for match in pattern.finditer(text)):
            if not _STANDS_FOR.fullmatch(match["value"]):
                yield Credential("S024", "", *match.span("value"))


def _is_random(value: str) -> bool:
    """Tell a secret from the name of a variable: letters and digits both."""
    return any(map(str.isdigit, value)) and any(map(str.isalpha, value))


def _apart(found: list[Credential]) -> list[Credential]:
    """Leave out what lies inside something already found: a token behind its name is one credential."""
    kept: list[Credential] = []
    for one in sorted(found, key=lambda c: (c.start, c.code)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
