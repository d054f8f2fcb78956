"""What is said for each trouble: what happened and what to do next, in words for a civil servant. Pure."""

from __future__ import annotations

import hashlib
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsroom.calling.call import Call, Trouble, one_line
from newsroom.language import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsroom.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a trouble is about, in plain values; what does not apply stays empty."""

    channel: str = ""
    """The channel's name in newsroom.toml, as commands take it."""
    label: str = ""
    """Its name for people."""
    delivery: str = ""
    """The delivery's key, `facebook/104…/GS-2026-0001/announce`; for a story never queued `facebook/GS-2026-0001`."""
    story_id: str = ""
    title: str = ""
    url: str = ""
    """Where the post is on the channel."""


def compose(
    trouble: Trouble,
    about: About,
    at: datetime,
    *,
    code: str = "",
    reason: Words | None = None,
    found: Sequence[str] = (),
    occurrence: str = "",
) -> Call:
    """Word one trouble, seen first `at`.

    `code` is the platform's; `reason` says more in both languages: the publisher's words for the code, how late it is,
    which setting is missing, what the list of holidays lacks. `found` are the addresses or ids of the posts that look
    like ours. `occurrence` tells a trouble from the same one earlier (the ledger event's number): with another
    one it is told again.
    """
    said = _SAID[trouble]
    return Call(
        key=_key(trouble, about, reason, occurrence),
        trouble=trouble,
        at=at,
        what=_fill(said.what, about, code, reason, found),
        next=_fill(said.next, about, code, reason, found),
        headline=said.headline,
        story_id=one_line(about.story_id),
        title=one_line(about.title),
        label=one_line(about.label or about.channel),
    )


def _key(trouble: Trouble, about: About, reason: Words | None, occurrence: str) -> str:
    """Channel-wide troubles leave the code out: one dead token is answered in several codes, and is one trouble."""
    if trouble is Trouble.HOLIDAYS:
        subject = hashlib.sha256((reason.en if reason else "").encode()).hexdigest()[:12]
    elif trouble in _OF_THE_CHANNEL:
        subject = about.channel
    else:
        subject = about.delivery or f"{about.channel}/{about.story_id}"
    return ":".join(part for part in (trouble.value, subject, occurrence) if part)


def _fill(words: Words, about: About, code: str, reason: Words | None, found: Sequence[str]) -> Words:
    shown_code = one_line(f" (mã {code})" if code else "", 80), one_line(f" (code {code})" if code else "", 80)
    why = _plain(reason, "vi"), _plain(reason, "en")
    listed = ", ".join(one_line(one, 200) for one in found[:5])
    filled = [
        text.format(
            label=one_line(about.label or about.channel),
            channel=shlex.quote(about.channel),
            delivery=shlex.quote(about.delivery or f"{about.channel}/{about.story_id}"),
            story=about.story_id,
            url=one_line(about.url) or empty,
            code=" " + shown if shown else "",
            why=one_line(because).rstrip(".") or unsaid,
            found=listed or empty,
        )
        for text, shown, because, unsaid, empty in zip(words, shown_code, why, _UNSAID, _NOWHERE, strict=True)
    ]
    # Finished sentences: braces in a title or a platform's answer are no places for values.
    return Words(*(text.replace("{", "{{").replace("}", "}}") for text in filled))


def _plain(reason: Words | None, language: Language) -> str:
    if reason is None:
        return ""
    try:
        return reason.say(language)
    except (LookupError, ValueError):  # a platform's answer as it came, with braces of its own
        return reason.en if language == "en" else reason.vi


@dataclass(frozen=True, slots=True)
class _Said:
    headline: Words
    what: Words
    next: Words


_UNSAID = Words("không nói rõ lý do", "no reason given")
_NOWHERE = Words("xem trên kênh", "look on the channel")
_OF_THE_CHANNEL = frozenset({Trouble.NOT_AUTHORIZED, Trouble.NOT_CONFIGURED, Trouble.LOOK_AT_ACCOUNT})
_LOOK_AND_DECIDE = Words(
    "mở {label} xem bài có ở đó không. Có rồi: newsroom resolve {delivery} --sent-as MÃ_BÀI --url ĐỊA_CHỈ "
    '--by "Họ tên". Chưa có, cho đăng: newsroom resolve {delivery} --send --by "Họ tên". '
    'Không đăng nữa: newsroom resolve {delivery} --cancel --by "Họ tên".',
    "look on {label} whether the post is there. It is: newsroom resolve {delivery} --sent-as POST_ID --url ADDRESS "
    '--by "Your name". It is not, post it: newsroom resolve {delivery} --send --by "Your name". '
    'Do not post it: newsroom resolve {delivery} --cancel --by "Your name".',
)
_BY_HAND = Words(
    "nếu đúng là người của cơ quan làm thì không cần làm gì: máy không tự đăng lại. Xem khác nhau ở đâu: "
    "newsroom plan --refresh. Nếu không phải, kiểm tra ngay ai có quyền quản trị {label}.",
    "if somebody of the office did it, nothing needs doing: the machine does not post it again by itself. See what "
    "differs: newsroom plan --refresh. If nobody did, check at once who may manage {label}.",
)

_SAID: dict[Trouble, _Said] = {
    Trouble.OUTCOME_UNKNOWN: _Said(
        Words("chưa rõ bài đã đăng hay chưa", "unclear whether the post went out"),
        Words(
            "đã gửi bài lên {label} nhưng không nhận được trả lời, và xem lại nhiều lần vẫn chưa rõ bài đã lên hay "
            "chưa{code}: {why}. Máy không gửi lại để tránh đăng hai lần.",
            "the post was sent to {label}, no answer came back, and looking again did not settle whether it is "
            "there{code}: {why}. The machine does not send it again, so that it is not posted twice.",
        ),
        _LOOK_AND_DECIDE,
    ),
    Trouble.SEVERAL_FOUND: _Said(
        Words("thấy nhiều bài giống nhau trên kênh", "several posts look alike on the channel"),
        Words(
            "trên {label} có nhiều bài cùng trỏ đến câu chuyện này ({found}), máy không biết bài nào là của mình.",
            "on {label} several posts point to this story ({found}), and the machine cannot tell which one is its own.",
        ),
        Words(
            "xóa trên {label} bài thừa nếu có, rồi cho máy biết bài giữ lại: newsroom resolve {delivery} "
            '--sent-as MÃ_BÀI --url ĐỊA_CHỈ --by "Họ tên". Không bài nào là của máy và cho đăng mới: '
            'newsroom resolve {delivery} --send --by "Họ tên".',
            "delete what is too many on {label}, then name the one that stays: newsroom resolve {delivery} "
            '--sent-as POST_ID --url ADDRESS --by "Your name". When none of them is ours and it shall be posted: '
            'newsroom resolve {delivery} --send --by "Your name".',
        ),
    ),
    Trouble.TOO_LATE: _Said(
        Words("quá hạn đăng, đang giữ lại", "too late, held back"),
        Words(
            "bài lẽ ra đã đăng lên {label} từ lâu ({why}), nên máy giữ lại chờ người quyết định.",
            "the post should have been on {label} long ago ({why}); the machine holds it until a person decides.",
        ),
        Words(
            'vẫn đăng: newsroom resolve {delivery} --send --by "Họ tên". '
            'Không đăng nữa: newsroom resolve {delivery} --cancel --by "Họ tên".',
            'post it all the same: newsroom resolve {delivery} --send --by "Your name". '
            'Do not post it: newsroom resolve {delivery} --cancel --by "Your name".',
        ),
    ),
    Trouble.DECISION: _Said(
        Words("cần người quyết định", "needs a person's decision"),
        Words("{why}.", "{why}."),
        Words(
            'chạy lệnh nêu trên kèm --by "Họ tên"; xem từng bài bằng newsroom plan.',
            'run the command named above with --by "Your name"; newsroom plan shows every story.',
        ),
    ),
    Trouble.REFUSED: _Said(
        Words("bị nền tảng từ chối", "refused by the platform"),
        Words("{label} không nhận bài này{code}: {why}.", "{label} refuses this post{code}: {why}."),
        Words(
            "sửa bài theo lý do trên và duyệt lại (newsroom approve {story}): lượt sau tự đăng bản mới. Gửi lại nguyên "
            'văn: newsroom resolve {delivery} --send --by "Họ tên". Bỏ: newsroom resolve {delivery} --cancel '
            '--by "Họ tên".',
            "mend the story for that reason and have it approved again (newsroom approve {story}): the next run posts "
            'it. Send it unchanged: newsroom resolve {delivery} --send --by "Your name". Give it up: newsroom resolve '
            '{delivery} --cancel --by "Your name".',
        ),
    ),
    Trouble.NOT_AUTHORIZED: _Said(
        Words("kênh không còn quyền đăng", "the channel may not post any more"),
        Words(
            "{label} từ chối thông tin đăng nhập hoặc quyền của máy{code}: {why}. Mọi bài trên kênh này dừng lại; "
            "không bài nào mất.",
            "{label} refuses the machine's credentials or permissions{code}: {why}. Everything on this channel "
            "stops; nothing is lost.",
        ),
        Words(
            "người quản trị {label} chạy: newsroom login {channel}. Sau đó kiểm tra bằng: newsroom doctor. "
            "Lượt chạy sau sẽ tự đăng tiếp.",
            "an administrator of {label} runs: newsroom login {channel}. Then check with: newsroom doctor. "
            "The next run goes on by itself.",
        ),
    ),
    Trouble.LOOK_AT_ACCOUNT: _Said(
        Words("tài khoản cần xem lại", "an account to look at"),
        Words("{label} vẫn đăng được, nhưng có việc cần làm sớm: {why}.", "{label} still posts, but soon: {why}."),
        Words("xem đầy đủ bằng newsroom doctor.", "newsroom doctor shows all of it."),
    ),
    Trouble.NOT_CONFIGURED: _Said(
        Words("kênh chưa được cài đặt", "the channel is not set up"),
        Words(
            "chưa đăng được gì lên {label}: {why}.",
            "nothing can be posted on {label}: {why}.",
        ),
        Words(
            "đặt giá trị còn thiếu (docs/configuration.md) hoặc chạy newsroom login {channel}, rồi kiểm tra bằng "
            "newsroom doctor. Không dùng kênh này: ghi enabled = false trong [channels.{channel}] của newsroom.toml.",
            "set what is missing (docs/configuration.md) or run newsroom login {channel}, then check with newsroom "
            "doctor. If the channel is not used: enabled = false below [channels.{channel}] in newsroom.toml.",
        ),
    ),
    Trouble.GONE: _Said(
        Words("bài bị xóa trên kênh", "the post was deleted on the channel"),
        Words(
            "bài đã đăng nay không còn trên {label} ({url}): có người đã xóa, không qua máy này.",
            "the post is no longer on {label} ({url}): somebody deleted it, not through this machine.",
        ),
        Words(
            _BY_HAND.vi + ' Muốn đăng lại: newsroom resolve {delivery} --repost --by "Họ tên".',
            _BY_HAND.en + ' To post it again: newsroom resolve {delivery} --repost --by "Your name".',
        ),
    ),
    Trouble.HIDDEN: _Said(
        Words("bài bị ẩn trên kênh", "the post was hidden on the channel"),
        Words(
            "bài đã đăng nay bị ẩn trên {label} ({url}), không qua máy này.",
            "the post is hidden on {label} now ({url}), not through this machine.",
        ),
        _BY_HAND,
    ),
    Trouble.EDITED: _Said(
        Words("bài bị sửa trên kênh", "the post was edited on the channel"),
        Words(
            "nội dung bài trên {label} ({url}) khác với bản đã duyệt: có người đã sửa trực tiếp trên kênh.",
            "the post on {label} ({url}) differs from what was approved: somebody edited it there.",
        ),
        _BY_HAND,
    ),
    Trouble.BROADCAST_UNKNOWN: _Said(
        Words("chưa rõ tin gửi người theo dõi đã đi chưa", "unclear whether the broadcast went out"),
        Words(
            "đã gửi tin đến người theo dõi {label} nhưng không nhận được trả lời{code}: {why}. Không có cách tra lại "
            "tự động, và máy không bao giờ gửi lại tin loại này.",
            "a message to the followers of {label} was sent and no answer came back{code}: {why}. There is no way to "
            "look it up, and the machine never repeats such a message.",
        ),
        Words(
            "xem mục tin đã gửi trong trang quản lý {label}. Đã đi: newsroom resolve {delivery} --sent-as MÃ_TIN "
            '--by "Họ tên". Chưa đi và bỏ: newsroom resolve {delivery} --cancel --by "Họ tên".',
            "look at the sent messages in {label}'s management pages. It went out: newsroom resolve {delivery} "
            '--sent-as MESSAGE_ID --by "Your name". It did not, let it be: newsroom resolve {delivery} --cancel '
            '--by "Your name".',
        ),
    ),
    Trouble.WITHDRAWAL_FAILED: _Said(
        Words("GẤP: chưa gỡ được bài", "URGENT: a post could not be taken down"),
        Words(
            "bài phải gỡ nhưng vẫn còn trên {label} ({url}){code}: {why}.",
            "the post has to go but is still on {label} ({url}){code}: {why}.",
        ),
        Words(
            "xóa ngay bằng tay trên {label}, rồi báo cho máy: newsroom plan --refresh. "
            'Muốn máy thử gỡ lại: newsroom resolve {delivery} --send --by "Họ tên".',
            "delete it on {label} by hand now, then let the machine see it: newsroom plan --refresh. "
            'To have the machine try again: newsroom resolve {delivery} --send --by "Your name".',
        ),
    ),
    Trouble.HOLIDAYS: _Said(
        Words("danh sách ngày nghỉ cần bổ sung", "the list of holidays needs work"),
        Words("{why}.", "{why}."),
        Words(
            "sửa newsroom.toml, rồi chạy newsroom plan để xem lịch đăng.",
            "mend newsroom.toml, then look at the schedule with newsroom plan.",
        ),
    ),
    Trouble.CONSENT: _Said(
        Words("đã gỡ bài do rút lại đồng ý", "taken down as consent was withdrawn"),
        Words(
            "người trong bài đã rút lại sự đồng ý; bài đã được gỡ khỏi {label} ({url}).",
            "a person in the story withdrew consent; the post was taken down from {label} ({url}).",
        ),
        Words(
            "không cần làm gì thêm trên {label}. Kiểm tra các bản sao nơi khác (báo in, bài chia sẻ lại) và lưu hồ sơ.",
            "nothing more to do on {label}. Check copies elsewhere (print, shares) and file it.",
        ),
    ),
}
