"""Pictures say what they show, who made them, and by what right they are used."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from newsroom.checks.finding import Finding, in_field
from newsroom.language import Words
from newsroom.papers import needs_leave
from newsroom.story.fold import fold, name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.checks.run import CheckInput
    from newsroom.story.model import Picture, Story
    from newsroom.story.read import StoryFile

# Folded words that say of a picture only that it is one, or which of several.
_EMPTY_WORDS = """
anh hinh chup minh hoa bia dai dien chan dung tap the tu lieu so dinh kem cua cho bai viet trong mot
image img picture photo pic cover avatar untitled no name copy
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_CAMERA = re.compile(
    r"(?:img|dsc[fn]?|dji|mvi|p|z|fb_img|screenshot|photo|image|received|viber|zalo)?[ _\-]*[\d _\-]+\Z"
)
_SUFFIX = re.compile(r"\.(?:jpe?g|png|webp|gif|hei[cf]|avif|tiff?|bmp)\Z")
_BREAK = re.compile(r"[\s_\-.,;:()]+")

# A picture whose alt text begins like this, or whose file is named like this, is mostly words. In the middle of a
# sentence the same words name what somebody holds or passes.
_SCREENSHOT = Words("ảnh chụp màn hình", "a screenshot")
_POSTER = Words("áp phích", "a poster")
_INFOGRAPHIC = Words("đồ họa thông tin", "an infographic")
_SCAN = Words("bản quét văn bản", "a scan of a document")
_COPY = Words("bản chụp văn bản", "a photo of a document")
_PRINTED = {
    "anh chup man hinh": _SCREENSHOT,
    "chup man hinh": _SCREENSHOT,
    "man hinh chup": _SCREENSHOT,
    "screenshot": _SCREENSHOT,
    "screen shot": _SCREENSHOT,
    "poster": _POSTER,
    "ap phich": _POSTER,
    "infographic": _INFOGRAPHIC,
    "do hoa thong tin": _INFOGRAPHIC,
    "banner": Words("băng rôn", "a banner"),
    "to roi": Words("tờ rơi", "a leaflet"),
    "ban scan": _SCAN,
    "ban quet": _SCAN,
    "ban chup van ban": _COPY,
    "ban chup quyet dinh": _COPY,
    "anh chup van ban": _COPY,
    "anh chup quyet dinh": _COPY,
    "scan": _SCAN,
}
_LEADS_IN = r"(?:(?:mot|buc|tam|to|hinh|anh|buc anh|tam anh) )?"


@lru_cache(maxsize=1)
def _printed() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns for the beginning of a folded alt text, and for a folded file name."""
    words = "|".join(sorted(map(re.escape, _PRINTED), key=len, reverse=True))
    return re.compile(rf"{_LEADS_IN}({words})\b(?! cua)"), re.compile(rf"\b({words})\b")


def check(file: StoryFile, _given: CheckInput) -> Iterator[Finding]:
    """Read what is written about every listed picture."""
    story = file.story or file.readable
    if story is None:
        return
    for index, picture in enumerate(story.pictures):
        if picture.credit is None:
            yield in_field(file, "P015", ("pictures", index), file=picture.file)
        yield from _printed_words(file, index, picture)
        # Title and consent of a story that is not whole may be what is wrong with it.
        if file.story is not None:
            yield from _alt(file, file.story, index, picture)
            yield from _ground(file, file.story, index, picture)


def says_nothing(alt: str, name: str) -> bool:
    """Tell whether an alt text could stand for any picture: a file name, "ảnh 2", what a camera calls it."""
    words = [word for word in _BREAK.split(_SUFFIX.sub("", fold(alt))) if word]
    if not words:
        return False
    of_file = [word for word in _BREAK.split(_SUFFIX.sub("", fold(PurePosixPath(name).name))) if word]
    if words == of_file and (len(words) == 1 or alt.isascii()):
        return True
    if _SUFFIX.search(fold(alt)) and " " not in alt.strip():
        return True
    return _CAMERA.match(" ".join(words)) is not None or all(word in _EMPTY or word.isdigit() for word in words)


def _alt(file: StoryFile, story: Story, index: int, picture: Picture) -> Iterator[Finding]:
    alt = fold(picture.alt).rstrip(".")
    if not alt:
        return
    where = ("pictures", index, "alt")
    if says_nothing(picture.alt, picture.file):
        yield in_field(file, "P013", where, file=picture.file, alt=picture.alt.strip()[:60])
    elif picture.caption is not None and alt == fold(picture.caption).rstrip("."):
        yield in_field(file, "P014", where, file=picture.file, what_vi="chú thích", what_en="its caption")
    elif alt == fold(story.title).rstrip("."):
        yield in_field(file, "P014", where, file=picture.file, what_vi="tiêu đề bài", what_en="the story's title")


def _ground(file: StoryFile, story: Story, index: int, picture: Picture) -> Iterator[Finding]:
    """Ask for a ground of article 32 of the Civil Code (91/2015/QH13): consent, public interest, public activities."""
    agreed = {name_key(consent.subject) for consent in story.consent if consent.pictures and consent.withdrawn is None}
    unasked = [name for name in picture.people if needs_leave(picture) and name_key(name) not in agreed]
    if picture.ground == "dong-y" and not agreed:
        reasons = "ghi là đã đồng ý nhưng không có văn bản đồng ý cho đăng ảnh", "consent is claimed, none is recorded"
    elif picture.ground is None and picture.kind == "chan-dung" and not agreed and not story.fictional:
        reasons = "ảnh chân dung chưa có văn bản đồng ý cho đăng ảnh", "no consent for pictures is recorded"
    elif unasked:
        names = ", ".join(unasked)
        reasons = f"{names} chưa có văn bản đồng ý cho đăng ảnh", f"no consent of {names} to pictures is recorded"
    else:
        return
    yield in_field(file, "P016", ("pictures", index), file=picture.file, reason_vi=reasons[0], reason_en=reasons[1])


def _printed_words(file: StoryFile, index: int, picture: Picture) -> Iterator[Finding]:
    begins, anywhere = _printed()
    name = " ".join(_BREAK.split(fold(PurePosixPath(picture.file).stem)))
    found = begins.match(fold(picture.alt)) or anywhere.search(name)
    if found:
        yield in_field(file, "P020", ("pictures", index, "file"), file=picture.file, what=_PRINTED[found[1]])
