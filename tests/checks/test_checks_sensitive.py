"""What a text tells of its own people, and what it only mentions."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from invalid_cases import HERE, lay_out

from newsroom.checks.children import _PRIVATE, _is_said_young
from newsroom.checks.sensitive_words import SOMEBODY, Name, People
from newsroom.config import read_config
from newsroom.gate import Reason
from newsroom.workspace import open_workspace


def told(text: str, *names: str, honorific: str | None = "chị") -> list[tuple[str, int]]:
    """Return the kinds told in a story about the people of these names, each with whose it is."""
    subjects: list[Any] = [
        (index, SimpleNamespace(name=name, honorific=honorific)) for index, name in enumerate(names or ("Hồ Thị Mai",))
    ]
    return [(one.kind, one.subject) for one in People(subjects, text).tells(text)]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Ông Lê Văn Nam mồ côi từ nhỏ.", [("gia-dinh", 1)]),
        ("Mồ côi từ nhỏ, ông Nam quý trẻ.", [("gia-dinh", 1)]),
        ("Chị Mai sang thăm ông Nam. Chị mồ côi từ nhỏ.", [("gia-dinh", 0)]),
        ("Ông Nam sang thăm. Ông kể chuyện người mồ côi.", []),
    ],
)
def test_others_who_agreed_are_meant_by_their_names(text: str, whose: list[tuple[str, int]]):
    """What is told of somebody else with a consent is theirs, and the pronouns stay the subject's."""
    subjects: list[Any] = [(0, SimpleNamespace(name="Hồ Thị Mai", honorific="chị"))]
    assert [(one.kind, one.subject) for one in People(subjects, text, [(1, "Lê Văn Nam")]).tells(text)] == whose


def test_a_pronoun_is_nobodys_where_no_subject_is_a_person():
    """A collective's story about a member who agreed: a name tells, a pronoun may be anybody's."""
    text = "Chị mồ côi từ nhỏ. Chị Mai mồ côi từ nhỏ."
    assert [(one.kind, one.start) for one in People([], text, [(1, "Hồ Thị Mai")]).tells(text)] == [("gia-dinh", 27)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Chị Hồ Thị Mai, người Bru-Vân Kiều, mở quán nhỏ.", "dan-toc"),
        ("Chị Mai là người dân tộc Tà Ôi.", "dan-toc"),
        ("Chị Mai (dân tộc Vân Kiều) kể.", "dan-toc"),
        ("Là người Mông, chị Mai hiểu bà con.", "dan-toc"),
        ("Hồ Thị Mai, Trưởng bản, dân tộc Pa Kô", "dan-toc"),
        ("Chị là giáo dân xứ Trung Quán.", "ton-giao"),
        ("Chị theo đạo Tin Lành từ nhỏ.", "ton-giao"),
        ("Chị Mai sinh ra trong một gia đình Công giáo.", "ton-giao"),
        ("Chị Mai bị liệt hai chân sau một tai nạn.", "suc-khoe"),
        ("Năm 2019, chị phát hiện mình mắc bệnh ung thư vú.", "suc-khoe"),
        ("Chị Mai là thương binh hạng 1/4.", "suc-khoe"),
        ("Chị Mai nhiễm chất độc da cam từ cha.", "suc-khoe"),
        ("Là thương binh 2/4, chị Mai vẫn ra đồng mỗi sáng.", "suc-khoe"),
        ("Mồ côi cha từ nhỏ, chị Mai lớn lên với bà ngoại.", "gia-dinh"),
        ("Chồng mất sớm, chị nuôi hai con ăn học.", "gia-dinh"),
        ("Gia đình chị Mai thuộc hộ nghèo của thôn.", "gia-dinh"),
        ("Chị ly hôn, đưa hai con về quê.", "gia-dinh"),
    ],
)
def test_what_is_said_of_the_person_is_seen(text: str, kind: str):
    """Each way to tell a person's people, faith, health or family is recognised as said of that person."""
    assert (kind, 0) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Chị Mai dạy chữ cho trẻ em người Mông.",
        "Chị Mai tham gia xây dựng khối đại đoàn kết dân tộc.",
        "Chị Mai công tác ở Ban Dân tộc và Tôn giáo tỉnh.",
        "Chị Mai hát dân ca, giữ bản sắc dân tộc.",
        "Bà con người Bru-Vân Kiều quý chị Mai.",
        "Chị Mai nói được tiếng của người Chứt.",
        "Chị Mai là y tá bệnh viện huyện.",
        "Chị chăm sóc người bệnh suốt mười năm.",
        "Chị Mai viết về bệnh sởi.",
        "Chị lo cho mẹ bị tai biến.",
        "Anh Nam bị liệt, chị Mai cõng anh đi học.",
        "Sở Lao động - Thương binh và Xã hội khen chị Mai.",
        "Chị Mai thăm thương binh hạng 1/4 trong xã.",
        "Chị Mai mở lớp cho người khuyết tật.",
        "Mùa mưa, chị Mai không quản đường trơn.",
        "Chị kịch liệt phản đối.",
        "Chị Mai giúp các hộ nghèo vay vốn.",
        "Chị nhận đỡ đầu ba cháu mồ côi.",
        "Chị hỗ trợ phụ nữ ly hôn tìm việc.",
        "Chị Mai vận động bà con theo đạo Tin Lành tiêm vắc xin.",
        "Chị làm theo đạo lý uống nước nhớ nguồn.",
        "Cha của chị Mai là một mục sư.",
        "Trần Văn Mai là giáo dân.",  # somebody else of this given name
    ],
)
def test_what_is_said_of_others_stays_silent(text: str):
    """Those a person looks after, an office's name, a father, a namesake: nothing of that is the person's own."""
    assert told(text) == []


def test_of_several_people_each_has_their_own():
    """A name says whose it is; a pronoun in a story about two leaves it open."""
    names = ("Hồ Thị Mai", "Lê Thị Sen")
    assert told("Chị Sen là giáo dân.", *names) == [("ton-giao", 1)]
    assert told("Hai chị em thân nhau. Chị mồ côi từ nhỏ.", *names) == [("gia-dinh", SOMEBODY)]


def test_a_pronoun_that_the_text_does_not_use_is_somebody_else():
    """In a story that says "ông" of its person, "cô" is another one."""
    text = "Sáng nào ông cũng dậy sớm. Sau đó ông đi làm. Người bạn gái ở cùng nhà, cô ly dị chồng năm ngoái."
    assert told(text, "Lê Văn Ba", honorific=None) == []


def test_a_channel_without_leave_is_left_out_and_the_others_go_on(tmp_path: Path):
    """What the consent allows on the website only is on the website, and no post is made of it."""
    config = read_config(lay_out(HERE / "cases" / "sensitive-facts-allowed-on-the-website-only", tmp_path), {})
    workspace = open_workspace(config, datetime(2026, 11, 25, tzinfo=UTC))
    (file,) = workspace.files
    assert workspace.verdict(file, "website").allowed
    verdict = workspace.verdict(file, "facebook")
    assert verdict.reason is Reason.CANNOT_SAY
    assert "Hồ Thị Mai chưa cho phép nêu" in verdict.values["reason_vi"]


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("school", "Em học Trường THCS Nguyễn Trãi, giữa trung tâm."),
        ("school", "Trường tiểu học số 2 Bắc Lý"),
        ("class", "lớp 5A"),
        ("class", "học sinh lớp 9/2 của trường"),
        ("address", "Nhà em ở thôn Trung Thành, xã Lệ Thủy."),
        ("marks", "điểm trung bình cả năm 9,6"),
        ("marks", "em là học sinh giỏi sáu năm liền"),
    ],
)
def test_what_is_private_of_a_child(what: str, text: str):
    """School, class, home and marks are seen as they are written."""
    assert _PRIVATE[what][1].search(text)


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("school", "Ngôi trường nhỏ bên sông"),
        ("class", "Lớp 3 người cùng bơi"),
        ("class", "lớp tập huấn"),
        ("address", "Xã Lệ Thủy có mười thôn"),
        ("marks", "mười điểm tránh lũ"),
    ],
)
def test_what_is_nobodys_school(what: str, text: str):
    """Words that only look like a child's school life stay silent."""
    assert not _PRIVATE[what][1].search(text)


@pytest.mark.parametrize(
    ("text", "is_young"),
    [
        ("Em Trần Văn Bảo nhặt được ví tiền.", True),
        ("Hôm ấy cháu Bảo đi học về muộn.", True),
        ("Trần Văn Bảo, học sinh lớp 5, trả lại ví.", True),
        ("Trần Văn Bảo (học sinh trường tiểu học) trả lại ví.", True),
        ("Em Trần Văn Bảo, sinh viên năm thứ hai, hiến máu.", False),
        ("Anh Trần Văn Bảo dạy học sinh lớp 5.", False),
        ("Khi còn là học sinh lớp 5, Trần Văn Bảo đã biết bơi.", False),
        ("Em của Trần Văn Bảo cũng đi bộ đội.", False),
    ],
)
def test_words_that_make_somebody_look_like_a_child(text: str, is_young: bool):
    """Only what stands at the name counts, and students and memories are no children."""
    places = Name("Trần Văn Bảo").places(text)
    assert any(start >= 0 and _is_said_young(text, start, end) for start, end in places) is is_young
