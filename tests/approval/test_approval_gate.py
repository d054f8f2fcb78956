"""The gate: one answer for the website, the plan and the relay, at exact moments."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from invalid_cases import TERMS

from newsroom.approval import fingerprint
from newsroom.freezes import Freezes
from newsroom.gate import SENTENCES, Reason, judge, moment_of
from newsroom.story.read import story_of
from newsroom.terms import read_terms

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
DUE = datetime(2026, 11, 20, 1, tzinfo=UTC)
TEXT = """---
id: GS-2026-0001
title: Tổ một cửa
slug: to-mot-cua
summary: Đúng hẹn.
kind: dien-hinh-tien-tien
programme: dien-hinh-thuong-xuyen
subjects: [{name: Trần Thị Mai, type: ca-nhan}]
unit: vp-hcc
fields: [y-te]
themes: [dam-nghi-dam-lam]
stage: tuyen-truyen
authors: [{name: An}]
source: {kind: tu-viet}
pictures: [{file: a.png, alt: Mai, kind: chan-dung}]
consent: [{ref: DY-1, subject: TRẦN thị Mai, date: 2026-11-20, channels: [website], pictures: true}]
status: approved
approval: {by: C, at: 2026-11-19 08:00, fingerprint: FINGERPRINT}
publish: {website: {at: 2026-11-20 08:00}, facebook: {at: 2026-11-20 08:00}}
---

Thân bài.
"""

EARLIER = ("date: 2026-11-20, ch", "date: 2026-11-01, ch")
NOBODY = Freezes()
GUARDIAN = ("pictures: true}", "pictures: true, guardian: Trần Văn Ba}")


def agreed_by(name: str, *, pictures: str = "true", more: str = "") -> tuple[str, str]:
    """Return the change that adds somebody's consent for the website."""
    record = f"{{ref: DY-2, subject: {name}, date: 2026-11-01, channels: [website], pictures: {pictures}{more}}}"
    return ("consent: [", f"consent: [{record}, ")


def _judge(
    *changes: tuple[str, str],
    channel: str = "website",
    now: datetime = DUE,
    stale: bool = False,
    freezes: Freezes = NOBODY,
):
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = story_of(Path("/n/2026/x/index.md"), text.encode(), HANOI, shown_from=Path("/n"))
    assert file.story, file.invalid
    current = fingerprint(file.story, file.body, {})
    file = story_of(
        Path("/n/2026/x/index.md"), text.replace("FINGERPRINT", current).encode(), HANOI, shown_from=Path("/n")
    )
    return judge(
        file.story, "other" if stale else current, channel, moment_of(now, HANOI, freezes), read_terms(TERMS)
    ).reason


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ((), None),
        ((("status: approved", "status: correction"),), None),
        ((("status: approved", "status: draft"),), Reason.NOT_APPROVED),
        ((("status: approved", "status: verified"),), Reason.NOT_APPROVED),
        ((("status: approved", "status: withdrawn"),), Reason.WITHDRAWN),
        (
            (("status: approved", "status: approved\nwithdrawal: {at: 2027-01-01 08:00, reason: Sai, by: C}"),),
            Reason.WITHDRAWN,
        ),
        ((("approval: {by: C, at: 2026-11-19 08:00, fingerprint: FINGERPRINT}\n", ""),), Reason.NO_APPROVAL),
        ((("website: {at: 2026-11-20 08:00}, ", ""),), Reason.NOT_WANTED),
        ((("subject: TRẦN thị Mai", "subject: Trần Thị May"),), Reason.NO_CONSENT),
        ((("date: 2026-11-20, ch", "date: 2026-11-21, ch"),), Reason.NO_CONSENT),
        ((("pictures: true}", "pictures: true, withdrawn: 2026-11-20}"),), Reason.CONSENT_ENDED),
        ((("pictures: true}", "pictures: true, withdrawn: 2026-11-21}"),), None),
        ((EARLIER, ("pictures: true}", "pictures: true, until: 2026-11-19}")), Reason.CONSENT_EXPIRED),
        ((EARLIER, ("pictures: true}", "pictures: true, until: 2026-11-20}")), None),
        ((("ca-nhan}", "ca-nhan, birth_year: 2009}"),), None),
        ((("ca-nhan}", "ca-nhan, birth_year: 2010}"),), Reason.NO_GUARDIAN_CONSENT),
        ((("ca-nhan}", "ca-nhan, birth_year: 2010, child: false}"),), None),
        ((("ca-nhan}", "ca-nhan, child: true}"), GUARDIAN), Reason.NO_CHILD_CONSENT),
        ((("ca-nhan}", "ca-nhan, birth_year: 2019}"), GUARDIAN), Reason.NO_CHILD_CONSENT),
        ((("ca-nhan}", "ca-nhan, birth_year: 2020}"), GUARDIAN), None),
        ((("ca-nhan}", "ca-nhan, birth_year: 2012}"), GUARDIAN, ("guardian", "child_agrees: true, guardian")), None),
        ((("ca-nhan}", "tap-the, child: true}"), ("subject: TRẦN thị Mai", "subject: Ai")), Reason.NO_CONSENT),
        ((("pictures: true}", "pictures: false}"),), Reason.NO_PICTURE_CONSENT),
        ((("pictures: true}", "pictures: false}"), ("kind: chan-dung", "kind: tu-lieu")), None),
        ((("type: ca-nhan", "type: khong-co"), ("subject: TRẦN thị Mai", "subject: Ai")), Reason.NO_CONSENT),
        ((("type: ca-nhan", "type: tap-the"), ("subject: TRẦN thị Mai", "subject: Ai")), None),
        ((("type: ca-nhan}]", "type: ca-nhan}, {name: Ba, type: ca-nhan}]"),), Reason.NO_CONSENT),
        ((("kind: chan-dung", "people: [Lê Thị Hòa]"),), Reason.NO_CONSENT),
        ((("kind: chan-dung", "ground: dong-y, people: [Lê Thị Hòa]"),), Reason.NO_CONSENT),
        ((("kind: chan-dung", "people: [Lê Thị Hòa]"), agreed_by("Lê Thị Hoà")), None),
        ((("kind: chan-dung", "people: [Lê Thị Hòa]"), agreed_by("Lê Thị Hoa")), Reason.NO_CONSENT),
        ((("kind: chan-dung", "people: [Lê Thị Hòa]"), agreed_by("Lê Thị Hòa", pictures="false")),
         Reason.NO_PICTURE_CONSENT),
        ((("kind: chan-dung", "people: [Lê Thị Hòa]"), agreed_by("Lê Thị Hòa", more=", withdrawn: 2026-11-20")),
         Reason.CONSENT_ENDED),
        ((("kind: chan-dung", "people: [Lê Thị Hòa]"), agreed_by("Lê Thị Hòa", more=", until: 2026-11-19")),
         Reason.CONSENT_EXPIRED),
        ((("kind: chan-dung", "ground: hoat-dong-cong-cong, people: [Lê Thị Hòa]"),), None),
        ((("kind: chan-dung", "ground: loi-ich-cong-cong, people: [Lê Thị Hòa]"),), None),
        ((("kind: chan-dung", "ground: hoat-dong-cong-cong, people: [Lê Thị Hòa]"),
          agreed_by("Lê Thị Hòa", pictures="false")), None),
        ((("kind: chan-dung", "ground: hoat-dong-cong-cong, people: [Lê Thị Hòa]"),
          agreed_by("Lê Thị Hòa", more=", withdrawn: 2026-11-20")), Reason.CONSENT_ENDED),
        ((agreed_by("Lê Thị Hòa"),), None),
        ((agreed_by("Lê Thị Hòa", more=", withdrawn: 2026-11-20"),), Reason.CONSENT_ENDED),
        ((("kind: chan-dung", "people: [Trần Thị Mai]"), ("pictures: true}", "pictures: false}")),
         Reason.NO_PICTURE_CONSENT),
        ((("kind: chan-dung", "people: [TRẦN THỊ MAI]"),), None),
        ((("kind: chan-dung", "ground: hoat-dong-cong-cong, people: [Trần Thị Mai]"),
          ("pictures: true}", "pictures: false}")), None),
    ],
)  # fmt: skip
def test_a_story_is_allowed_only_with_all_its_papers(changes, reason):
    """Each missing paper has its own reason, and with all of them the story is allowed."""
    assert _judge(*changes) is reason


def test_one_changed_letter_is_refused():
    """A fingerprint that is not the approved one is refused, whatever else holds."""
    assert _judge(stale=True) is Reason.APPROVAL_VOID


def test_consent_is_per_channel():
    """Consent for the website is no consent for Facebook, and a channel without a time is not wanted."""
    assert _judge(channel="facebook") is Reason.NO_CONSENT
    assert _judge(channel="zalo") is Reason.NOT_WANTED


@pytest.mark.parametrize(("seconds", "reason"), [(-1, Reason.NOT_DUE), (0, None), (1, None)])
def test_due_to_the_second(seconds: int, reason: Reason | None):
    """The story exists from the very second on, not before."""
    changes = (("date: 2026-11-20, ch", "date: 2026-11-01, ch"),)
    assert _judge(*changes, now=DUE + timedelta(seconds=seconds)) is reason


def test_a_consents_days_are_the_offices_days():
    """Consent given on the 20th counts from midnight in Vietnam, which is 17:00 UTC on the 19th."""
    early = (("at: 2026-11-20 08:00}, facebook", "at: 2026-11-19 08:00}, facebook"),)
    midnight = datetime(2026, 11, 19, 17, tzinfo=UTC)
    assert _judge(*early, now=midnight) is None
    assert _judge(*early, now=midnight - timedelta(seconds=1)) is Reason.NO_CONSENT


def test_every_reason_can_be_said_in_both_languages():
    """Each reason has a sentence in Vietnamese and English for the values it comes with."""
    values = {"status": "draft", "subject": "Mai", "at": "20/11/2026 08:00", "reason_vi": "dài", "reason_en": "long"}
    values |= {"until": "31/12/2026", "whom": SENTENCES[Reason.NOT_WANTED]}
    assert set(SENTENCES) == set(Reason)
    for words in SENTENCES.values():
        assert words.say("vi", **values) != words.say("en", **values)
