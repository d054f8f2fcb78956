"""What will go out of a story, as lines for a terminal: what an approver reads before saying yes."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from newsroom.approval import revision
from newsroom.checks.finding import Level
from newsroom.gate import SENTENCES, WEBSITE
from newsroom.language import Words
from newsroom.others_named import others_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from newsroom.approving import Prepared
    from newsroom.config import Config
    from newsroom.gate import Verdict
    from newsroom.language import Language
    from newsroom.outputs.going_out import ChannelPost, GoingOut
    from newsroom.story.model import Story

_WIDTH = 96


def lines_of(
    one: Prepared, going: GoingOut, verdicts: dict[str, Verdict], config: Config, language: Language
) -> Iterator[str]:
    """Yield everything that leaves of one story, the papers it rests on, and what the checks say."""
    story = one.after.story
    if story is None:
        return
    yield f"{story.id}  {story.title}"
    yield f"  {one.after.name}"
    yield "  " + _FINGERPRINT.say(language, short=revision(one.fingerprint), whole=one.fingerprint)
    yield "  " + _WHO.say(
        language,
        subjects=", ".join(subject.name for subject in story.subjects),
        authors=", ".join(author.name for author in story.authors),
        words=len(one.after.body.split()),
    )
    yield ""
    yield _head(_SITE.say(language), going.page.at, verdicts.get(WEBSITE), config, language)
    yield f"  {going.page.url}"
    yield from _wrapped(_TITLE.say(language), going.page.title)
    yield from _wrapped(_SUMMARY.say(language), going.page.summary)
    for picture, listed in zip(going.page.pictures, story.pictures, strict=True):
        people = f" [{_PEOPLE.say(language, people=', '.join(listed.people))}]" if listed.people else ""
        yield from _wrapped(
            _PICTURE.say(language), f"{picture.url.removeprefix(going.page.url)} – {picture.alt or '…'}{people}"
        )
    for post in going.posts:
        yield ""
        yield _head(post.label.upper(), post.at, verdicts.get(post.channel), config, language)
        yield from _post(post, going.page.url, language)
    yield ""
    yield from _papers(story, language)
    others = others_named(story, one.after.body)
    yield _OTHERS.say(language, count=len(others))
    if others:
        yield from _wrapped("", "; ".join(other.told.say(language) for other in others))
    yield from _findings(one, language)


def _head(label: str, at: datetime | None, verdict: Verdict | None, config: Config, language: Language) -> str:
    when = f"{at.astimezone(config.zone):%d/%m/%Y %H:%M}" if at is not None else _NO_TIME.say(language)
    reason = verdict.reason if verdict is not None else None
    if reason is None or reason == "not-due" or verdict is None:
        return f"{label}  {when}"
    return f"{label}  {when}  ✗ {SENTENCES[reason].say(language, **verdict.values)}"


def _post(post: ChannelPost, base: str, language: Language) -> Iterator[str]:
    for problem in post.problems:
        yield f"  ✗ {problem.vi if language == 'vi' else problem.en}"
    if post.face is None:
        return
    for text in post.face.texts:
        label = text.label.vi if language == "vi" else text.label.en
        limit = f"/{text.limit}" if text.limit else ""
        yield from _wrapped(f"{label} ({text.length}{limit})", text.text)
    for part in post.face.body:
        yield from _wrapped("", f"[{part.url.removeprefix(base)}] {part.text}".strip() if part.url else part.text)
    for url in post.face.pictures:
        picture = post.picture(url)
        yield from _wrapped(_PICTURE.say(language), f"{url.removeprefix(base)} – {picture.alt if picture else '…'}")
    if post.face.link:
        yield from _wrapped(_LINK.say(language), post.face.link)
    if post.broadcast:
        yield "  " + _BROADCAST.say(language)


def _papers(story: Story, language: Language) -> Iterator[str]:
    yield _CONSENT.say(language)
    for consent in story.consent:
        scope = ", ".join(consent.channels)
        yield "  " + _ONE_CONSENT.say(
            language,
            ref=consent.ref,
            subject=consent.subject,
            day=f"{consent.date:%d/%m/%Y}",
            channels=scope,
            pictures=(_WITH_PICTURES if consent.pictures else _NO_PICTURES).say(language),
            more="".join(f"; {word}" for word in consent.sensitive),
        )
    if not story.consent:
        yield "  " + _NONE.say(language)
    for exempted in story.exceptions:
        yield from _wrapped(_EXCEPTION.say(language, code=exempted.code), exempted.reason)


def _findings(one: Prepared, language: Language) -> Iterator[str]:
    found: Sequence[str] = [
        f"{finding.code} ({_LINE.say(language)} {finding.line}): {finding.sentence(language)}"
        for finding in one.findings
        if finding.level is Level.WARNING
    ]
    yield _FINDINGS.say(language, count=len(found))
    for line in found:
        yield from _wrapped("", line)


def _wrapped(label: str, text: str) -> Iterator[str]:
    """Yield a text below its label, line ends kept, nothing cut."""
    first = f"  {label}: " if label else "  "
    for number, line in enumerate(text.split("\n")):
        head = first if number == 0 else "    "
        yield from textwrap.wrap(
            line, _WIDTH, initial_indent=head, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
        ) or [head.rstrip() if number == 0 and label else ""]


_FINGERPRINT = Words("Dấu vân tay: {short} ({whole})", "Fingerprint: {short} ({whole})")
_WHO = Words(
    "Nhân vật: {subjects} · Tác giả: {authors} · {words} chữ", "About: {subjects} · By: {authors} · {words} words"
)
_SITE = Words("TRANG WEB", "WEBSITE")
_TITLE = Words("Tiêu đề", "Title")
_SUMMARY = Words("Tóm tắt", "Summary")
_PICTURE = Words("Ảnh", "Picture")
_LINK = Words("Liên kết", "Link")
_NO_TIME = Words("(chưa có giờ đăng)", "(no time is set)")
_BROADCAST = Words("Gửi broadcast đến người quan tâm.", "Followers are told (broadcast).")
_CONSENT = Words("VĂN BẢN ĐỒNG Ý", "CONSENT")
_ONE_CONSENT = Words(
    "{ref} – {subject}, {day}: {channels}; {pictures}{more}", "{ref} – {subject}, {day}: {channels}; {pictures}{more}"
)
_WITH_PICTURES = Words("có hình ảnh", "with pictures")
_NO_PICTURES = Words("không có hình ảnh", "without pictures")
_NONE = Words("(không có, bài về tập thể)", "(none, the story is about a collective)")
_EXCEPTION = Words("NGOẠI LỆ {code}", "EXCEPTION {code}")
_PEOPLE = Words("trong ảnh: {people}", "shows {people}")
_OTHERS = Words("NGƯỜI KHÁC ĐƯỢC NÊU TÊN TRONG BÀI: {count}", "OTHERS NAMED IN THE STORY: {count}")
_FINDINGS = Words("CẢNH BÁO: {count}", "WARNINGS: {count}")
_LINE = Words("dòng", "line")
