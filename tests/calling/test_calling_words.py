"""What a person is told: each trouble in words, with the command to type, in both languages."""

from __future__ import annotations

import shlex
import string
from datetime import timedelta

import pytest
from loopback_people import DELIVERY, HEAD, NOON, channel_call, story_call

from newsroom.calling.call import Trouble, from_document, message, status_lines, to_document
from newsroom.calling.wording import About, compose
from newsroom.language import Words

LATE = Words("26 giờ", "26 h")


@pytest.mark.parametrize(
    ("call", "what", "to_do"),
    [
        (
            story_call(Trouble.OUTCOME_UNKNOWN, code="2", reason=Words("không trả lời", "no answer")),
            "Máy không gửi lại để tránh đăng hai lần",
            f'newsroom resolve {DELIVERY} --send --by "Họ tên"',
        ),
        (
            story_call(Trouble.SEVERAL_FOUND, found=["https://fb.example/7", "https://fb.example/8"]),
            "https://fb.example/7, https://fb.example/8",
            f'newsroom resolve {DELIVERY} --sent-as MÃ_BÀI --url ĐỊA_CHỈ --by "Họ tên"',
        ),
        (story_call(Trouble.TOO_LATE, reason=LATE), "26 giờ", f'newsroom resolve {DELIVERY} --cancel --by "Họ tên"'),
        (
            story_call(Trouble.REFUSED, code="368/4854002", reason=Words("Trang bị chặn.", "blocked.")),
            "Facebook không nhận bài này (mã 368/4854002): Trang bị chặn.",
            "newsroom approve GS-2026-0001",
        ),
        (channel_call(code="-220"), "Zalo OA từ chối thông tin đăng nhập", "newsroom login zalo"),
        (channel_call(code="190/463"), "(mã 190/463)", "newsroom doctor"),
        (
            channel_call(Trouble.NOT_CONFIGURED, reason=Words("thiếu ZALO_APP_ID", "ZALO_APP_ID is missing")),
            "chưa đăng được gì lên Zalo OA: thiếu ZALO_APP_ID.",
            "enabled = false trong [channels.zalo]",
        ),
        (story_call(Trouble.GONE), "không còn trên Facebook (https://www.facebook.com/104/posts/7)", "--refresh"),
        (story_call(Trouble.HIDDEN), "bị ẩn trên Facebook", "newsroom plan --refresh"),
        (story_call(Trouble.EDITED), "khác với bản đã duyệt", "máy không tự đăng lại"),
        (story_call(Trouble.BROADCAST_UNKNOWN), "không bao giờ gửi lại", "trang quản lý Facebook"),
        (story_call(Trouble.WITHDRAWAL_FAILED, code="200"), "phải gỡ nhưng vẫn còn trên Facebook", "xóa ngay bằng tay"),
        (channel_call(Trouble.HOLIDAYS, reason=Words("chưa có năm 2029", "2029 is missing")), "chưa có năm 2029.", ""),
        (story_call(Trouble.CONSENT), "rút lại sự đồng ý", "không cần làm gì thêm"),
    ],
)
def test_every_trouble_is_worded(call: object, what: str, to_do: str) -> None:
    """Each trouble says what happened, with code and reason, and names the command for this delivery or channel."""
    assert what in call.what.say("vi")  # type: ignore[attr-defined]
    assert to_do in call.next.say("vi")  # type: ignore[attr-defined]


@pytest.mark.parametrize("trouble", list(Trouble))
def test_every_trouble_speaks_both_languages_whole(trouble: Trouble) -> None:
    """No place stays unfilled in either language, with everything given and with the least given."""
    full = story_call(trouble, code="1", reason=Words("lý do", "reason"), found=["x"])
    bare = compose(trouble, About(), NOON)
    for call in (full, bare):
        for words in (call.what, call.next, call.headline):
            for language, text in (("vi", words.say("vi")), ("en", words.say("en"))):
                assert text.strip(), language
                assert [name for _, name, _, _ in string.Formatter().parse(text) if name is not None] == []
        assert call.what.vi != call.what.en
    vietnamese = full.what.say("vi") + full.next.say("vi")
    assert any(letter in vietnamese for letter in "ạảấầẩậắằặẹẻềểệịọỏốồổộớờởợụủứừửựỳỵ")


def test_commands_can_be_pasted() -> None:
    """The command in a call is split by a shell into exactly the delivery's key, also when the key needs quotes."""
    key = "trang chính/1'04/GS-2026-0001/announce"
    call = compose(Trouble.TOO_LATE, About(channel="trang chính", label="Trang", delivery=key), NOON)
    command = call.next.say("vi").partition("newsroom resolve ")[2].partition(". Không đăng")[0]
    assert shlex.split(command) == [key, "--send", "--by", "Họ tên"]


def test_a_platforms_answer_is_shown_as_it_is_on_one_line() -> None:
    """Braces and line ends in what a platform or an editor wrote neither break the sentence nor the subject."""
    nasty = 'field {message} is\r\nBcc: everybody@example {0} "%s"'
    call = story_call(Trouble.REFUSED, reason=Words(nasty, nasty))
    assert 'field {message} is Bcc: everybody@example {0} "%s".' in call.what.say("vi")
    about = About(channel="facebook", label="Face\nbook", story_id="GS\r\n1", title="Một\ntiêu đề {x}")
    subject, text = message([compose(Trouble.TOO_LATE, about, NOON)], HEAD.site, "vi", HEAD.zone)
    assert len(subject.splitlines()) == 1
    assert "Face book · GS 1 · “Một tiêu đề {x}”" in text


def test_one_trouble_has_one_key() -> None:
    """Time, code and wording do not make a new trouble; another delivery, reason, channel or occurrence does."""
    one = story_call(reason=LATE)
    assert story_call(at=NOON + timedelta(hours=3), reason=Words("29 giờ", "29 h")).key == one.key
    assert channel_call(code="-216").key == channel_call(code="-14014").key
    others = [
        story_call(number=2),
        story_call(Trouble.REFUSED),
        story_call(occurrence="17"),
        channel_call(),
        channel_call(Trouble.NOT_CONFIGURED),
        channel_call(Trouble.HOLIDAYS, reason=Words("a", "2029")),
        channel_call(Trouble.HOLIDAYS, reason=Words("a", "2030")),
    ]
    assert len({one.key, *(other.key for other in others)}) == 1 + len(others)


def test_a_call_survives_being_written_down() -> None:
    """What the book keeps comes back equal."""
    call = story_call(Trouble.REFUSED, code="100", reason=Words("sai {x}", "wrong {x}"))
    assert from_document(to_document(call)) == call


def test_the_message_says_which_what_and_what_to_do() -> None:
    """One message holds every call with channel, story, title, what, what to do and the office's time."""
    subject, text = message([story_call(reason=LATE), channel_call(code="-220")], HEAD.site, "vi", HEAD.zone)
    assert subject == "[Gương điển hình tiên tiến] 2 việc cần người xử lý"
    assert "1. Facebook · GS-2026-0001 · “Người giữ lời hẹn với rừng ngập mặn”" in text
    assert "Việc gì: bài lẽ ra đã đăng lên Facebook từ lâu (26 giờ)" in text
    assert "Thấy lúc: 12:00 23/11/2026" in text
    assert "2. Zalo OA\n" in text
    english = message([story_call(reason=LATE)], HEAD.site, "en", HEAD.zone)
    assert english[0] == "[Gương điển hình tiên tiến] Facebook GS-2026-0001: too late, held back"
    assert "post it all the same: newsroom resolve" in english[1]


def test_a_flood_of_calls_stays_readable() -> None:
    """Past thirty calls the message counts the rest and points to `newsroom status`."""
    subject, text = message([story_call(number=n) for n in range(1, 101)], HEAD.site, "vi", HEAD.zone)
    assert "100 việc" in subject
    assert "30. Facebook · GS-2026-0030" in text
    assert "GS-2026-0031" not in text
    assert "70 việc nữa" in text


def test_status_shows_the_same_calls() -> None:
    """`newsroom status` gets a heading and two lines for each call, and nothing when nobody is needed."""
    lines = status_lines([story_call(reason=LATE), channel_call()], "vi")
    assert lines[0] == "Cần người xử lý: 2 việc"
    assert lines[1].startswith("  ● Facebook · GS-2026-0001 · “Người giữ lời hẹn với rừng ngập mặn”: bài lẽ ra")
    assert lines[4].startswith("    → người quản trị Zalo OA chạy: newsroom login zalo")
    assert status_lines([], "vi") == []
