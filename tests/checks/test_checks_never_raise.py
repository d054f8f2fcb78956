"""Whatever lies in a story's folder, the checks answer with findings."""

from __future__ import annotations

import json
import random
import re
import struct
from datetime import UTC, datetime
from pathlib import Path

import pytest
from growth import growth, is_in_proportion
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invalid_cases import HERE, comment, coordinates, png
from PIL import Image

from newsroom.checks.catalogue import CATALOGUE
from newsroom.config import read_config
from newsroom.others_named import others_named
from newsroom.outputs.picture_file import KnownPictures, PictureProblem, probe
from newsroom.story.edit import set_keys
from newsroom.story.model import Story
from newsroom.workspace import open_workspace

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
relaxed = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

odd = st.sampled_from(
    [
        "", "x", "no", "~", "0", "-1", "1.5", "9" * 400, "2026-02-30", "9999-12-31 23:59", "0001-01-01 00:00", "true",
        "[]", "{}", "[[]]", "[{}]", "{x: 1}", '"\\0\\e\\uFFFF"', "'{0} {x} %s'", "../..", "/dev/zero", "*a", "&a b",
        "!!binary AA==", "|", ">-", "? x", "2026-11-20 08:00", "{at: 2026-11-20 08:00}",
        "{website: {at: 9999-12-31 23:00Z}}",
        "[{file: ../x.png}]", "[{file: .}]", "[{file: 'a\u0300'}]", "approved", "GS-2026-0001", "giu-loi-hen",
    ]
)  # fmt: skip
names = st.sampled_from([*Story.model_fields, "titel", "x", "<<", "=", "'{0}'", '"a\\nb"', "id "])
lines = st.tuples(names, odd).map(lambda pair: f"{pair[0]}: {pair[1]}")
bodies = st.text(st.sampled_from("ab Đðô\u0300\u200b\x00\x85\t\n[]()!`<>#*_-|:/\\.жα"), max_size=60)


def _findings(newsroom: Path):
    workspace = open_workspace(read_config(newsroom / "newsroom.toml", {}), NOW)
    for finding in workspace.findings:
        assert finding.line >= 1
        assert finding.column >= 1
        for language in ("vi", "en"):
            words = finding.sentence(language) + finding.remedy(language)
            json.dumps(words).encode()
            words.encode()
            assert "\n" not in words
    return workspace


def _is_sound_or_told(newsroom: Path) -> None:
    workspace = _findings(newsroom)
    (file,) = workspace.files
    assert file.story is not None or file.name in workspace.unsound


@relaxed
@given(data=st.one_of(st.binary(max_size=80), st.binary(max_size=80).map(lambda b: b"---\n" + b + b"\n---\n" + b)))
def test_random_bytes_give_a_finding_or_a_story(newsroom: Path, story_file: Path, data: bytes):
    """No bytes in index.md make the checks raise; what is no story has an error."""
    story_file.write_bytes(data)
    _is_sound_or_told(newsroom)


@relaxed
@given(drawn=st.lists(lines, max_size=12), body=bodies)
def test_random_yaml_gives_a_finding_or_a_story(newsroom: Path, story_file: Path, drawn: list[str], body: str):
    """No front matter and no text make the checks raise."""
    story_file.write_text("---\n" + "\n".join(drawn) + "\n---\n" + body, encoding="utf-8")
    _is_sound_or_told(newsroom)


@relaxed
@given(key=st.sampled_from(sorted(Story.model_fields)), value=odd, body=bodies)
def test_one_odd_value_in_a_sound_story(newsroom: Path, story_file: Path, key: str, value: str, body: str):
    """A sound, approved story with any one key replaced still comes through every check."""
    text = (HERE / "valid" / "an-approved-story" / "2026" / "giu-loi-hen" / "index.md").read_text(encoding="utf-8")
    block, _, rest = text.removeprefix("---\n").partition("\n---\n")
    kept, skipping = [], False
    for line in block.split("\n"):
        skipping = line.startswith(f"{key}:") or (skipping and line.startswith(" "))
        if not skipping:
            kept.append(line)
    story_file.write_text("\n".join(["---", *kept, f"{key}: {value}", "---", rest, body]), encoding="utf-8")
    _is_sound_or_told(newsroom)


# What the rules of words, of consent, of children and of pictures look for, whole or in pieces.
told = st.sampled_from(
    [
        "anh Hồ Văn Nam bị ung thư", "Hồ Văn Nam là người dân tộc Bru", "em Nam mồ côi",
        "em Hồ Văn Nam, học sinh lớp 5",
        "anh Nam", "Chị Lan", "em Bé", "ông Hồ Văn Nam", "học sinh lớp 5", "Trường Tiểu học Hoa Sen", "bị ung thư",
        "người dân tộc Bru", "theo đạo Phật", "mồ côi", "mất sớm", "cha mẹ", "TCNS", "UBND", "XIV", "(TCNS)",
        "báo TIME", "viết tắt là TCNS", "giỏi nhất cả nước", "đầu tiên của tỉnh", "một trong những", "theo báo cáo",
        "12 %", "2020", "tỉnh Quảng Bình", "huyện Lệ Thủy", "nay là", "hòa thủy", "hoà thuỷ", "SĐT: 0912 345 678",
        "sinh ngày 3/2/1990", "STK 123456789", "| SĐT | CCCD |", "| --- | --- |", "| 0912345678 |",
        "ở số 12 ngõ 5 đường Lê Lợi", "thôn Ba, xã Bốn", "Céng hoµ x· héi", "coäng hoøa", "token=abcd1234efgh5678",
        "https://a:b123@c.vn", "[a](/2026/khac/)", "[b](javascript:x)", "<b>", "![x](anh.png)", '"lời"', "„x”",
        ",,y''", "”", "“", "{0}", "%s", "\u0303", "\u200b", "\xa0\xa0", "a\u0300",
    ]
)  # fmt: skip
glue = st.sampled_from(["", " ", "  ", "\n", "\n\n", ", ", ". ", ": ", " - ", "(", ")", '"', "*", "|", "\n> ", "\n- "])
phrases = st.lists(st.tuples(told, glue), max_size=14).map(lambda parts: "".join(a + b for a, b in parts))
# Nothing blank or too long: most stories are to be sound, or no rule would look at them.
texts = st.one_of(
    st.tuples(told, glue, told).map("".join).filter(str.strip),
    st.sampled_from(["x", "ảnh 2", "IMG_0001.jpg", "scan", "{0}", "%", "Hồ Văn Nam", "em"]),
)
persons = st.sampled_from(
    [
        "Hồ Văn Nam",
        "Hồ Văn Nam",
        "Hồ Văn Nam",
        "hồ văn nam",
        "Nam",
        "Ho\u0302\u0300 Va\u0306n Nam",
        "Lan của Nam",
        "-",
        "…",
        "Æ",
    ]
)
days = st.sampled_from(["2026-11-20", "2026-12-01", "2027-01-01", "1945-01-01", "9999-12-31", "0001-01-01"])
codes = st.sampled_from(["website", "facebook", "zalo", "khac", "suc-khoe", "dan-toc", "sức khỏe", "{x}"])
lists = {
    "subjects": {
        "name": persons, "type": st.sampled_from(["ca-nhan", "tap-the", "khac"]), "honorific": texts, "role": texts,
        "unit": st.sampled_from(["vp-hcc", "khac"]), "birth_year": st.sampled_from([1880, 2012, 2020, 2100]),
        "child": st.booleans(),
    },
    "awards": {
        "title": st.sampled_from(["cstd-tinh", "giay-khen", "gia-dinh-van-hoa", "khac"]),
        "year": st.integers(1945, 2100),
        "decision": st.sampled_from(["1/QĐ-UBND", "số 1/2025/QĐ-UBND", "64-QĐ/ĐU", "-", "QĐ"]), "date": days,
        "issuer": st.one_of(persons, st.sampled_from(["UBND tỉnh", "Sở Y tế", "UBND xã Bốn", "Thủ tướng"])),
        "status": st.sampled_from(["con", "huy-bo"]), "subject": persons,
    },
    "consent": {
        "ref": st.one_of(texts, st.sampled_from(["a.pdf", "C:\\x", "../y"])), "subject": persons, "date": days,
        "channels": st.lists(codes, max_size=3), "pictures": st.booleans(),
        "sensitive": st.lists(st.sampled_from(["suc-khoe", "sức khỏe"]), max_size=2),
        "guardian": persons, "child_agrees": st.booleans(), "until": days, "withdrawn": days,
    },
    "pictures": {
        "file": st.sampled_from(["anh.png", "khac.png", "scan.png", "giấy đồng ý.jpg"]), "alt": texts, "caption": texts,
        "credit": persons, "kind": st.sampled_from(["chan-dung", "tu-lieu"]), "ground": st.just("dong-y"),
        "people": st.lists(persons, max_size=2),
    },
    "exceptions": {
        "code": st.sampled_from(["R002", "R009", "R010", "R012", "R016"]), "reason": st.just("Người ấy đã đồng ý."),
    },
}  # fmt: skip
must = {"subjects": {"name", "type"}, "awards": {"title", "year"}, "consent": {"ref", "subject", "date", "channels"},
        "pictures": {"file"}, "exceptions": {"code", "reason"}}  # fmt: skip
fronts = st.fixed_dictionaries(
    {},
    optional={
        "title": texts, "summary": texts, "quote": texts, "fictional": st.booleans(), "review_on": days,
        "status": st.sampled_from(["draft", "approved"]),
        "publish": st.dictionaries(codes, st.fixed_dictionaries(
            {"at": st.sampled_from(["2026-11-20 08:00", "2027-01-01 08:00"])}, optional={"text": texts}), max_size=3),
        **{
            key: st.lists(st.fixed_dictionaries(
                {name: kind for name, kind in kinds.items() if name in must[key]},
                optional={name: kind for name, kind in kinds.items() if name not in must[key]}), min_size=1, max_size=3)
            for key, kinds in lists.items()
        },
    },
)  # fmt: skip
FREEZES = "".join(
    "- " + json.dumps({"act": "freeze", "at": "2026-11-22T08:00:00+07:00", "by": "A", "reason": "B", **whom}) + "\n"
    for whom in (
        {"person": "Hồ Văn Nam"},
        {"unit": "vp-hcc"},
        {"person": "Nam", "unit": "khac"},
        {"person": "Hồ Văn Lam"},
    )
)


@settings(relaxed, max_examples=60)
@given(front=fronts, body=phrases)
def test_odd_people_papers_and_words_in_a_sound_story(
    newsroom: Path, story_file: Path, front: dict[str, object], body: str
):
    """Whatever people, papers, pictures and words come together, every rule answers, and an approver gets a list."""
    case = HERE / "valid" / "an-approved-story" / "2026" / "giu-loi-hen" / "index.md"
    (newsroom / "stories" / "freezes.yml").write_text(FREEZES, encoding="utf-8")
    raw = set_keys(case.read_text(encoding="utf-8"), front) + f"\n{body}\n"
    story_file.write_text(raw, encoding="utf-8")
    story_file.with_name("khac.png").write_bytes(png(more=coordinates() + comment("Gọi 0905.123.456")))
    other = story_file.parents[1] / "khac" / "index.md"
    other.parent.mkdir(exist_ok=True)
    other.write_text(raw.replace("GS-2026-0001", "GS-2026-0002").replace("giu-loi-hen", "khac"), encoding="utf-8")
    workspace = _findings(newsroom)
    assert all(file.story is not None or file.name in workspace.unsound for file in workspace.files)
    listed = [one for file in workspace.files if file.story for one in others_named(file.story, file.body)]
    assert all(one.times >= 1 for one in listed)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "MPO", "HEIF", "AVIF", "TIFF"])
def test_damaged_pictures_have_a_problem_and_never_raise(tmp_path: Path, kind: str):
    """Bytes changed or cut anywhere in a picture of any format are a problem or a picture, never an error of ours."""
    source = tmp_path / "source"
    image = Image.effect_noise((40, 30), 60).convert("RGB")
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "chú thích"
    extra = {"append_images": [image], "save_all": True} if kind == "MPO" else {}
    image.save(source, kind, **({"exif": exif} if kind != "GIF" else {}), **extra)
    data, chance = source.read_bytes(), random.Random(kind)
    path = tmp_path / "x.jpg"
    found = probe(source, KnownPictures())
    if kind in {"GIF", "HEIF"}:
        assert (found.problem, found.width, found.height) == (None, 40, 30), "EXIF does not turn these"
    elif kind != "TIFF":
        assert (found.problem, found.width, found.height) == (None, 30, 40), "turned upright"
    else:
        assert found.problem is PictureProblem.NOT_A_PICTURE
    for _ in range(150):
        changed = bytearray(data[: chance.choice([len(data), chance.randrange(len(data))])])
        for _ in range(chance.randrange(4)):
            if changed:
                changed[chance.randrange(min(len(changed), 300))] = chance.randrange(256)
        path.write_bytes(changed)
        assert probe(path, KnownPictures()).problem in {None, *PictureProblem}


def test_a_picture_that_claims_strange_sizes_is_told_apart(tmp_path: Path):
    """Up to 25 megapixels is a picture, more is too large, absurdly more is a bomb."""
    path = tmp_path / "x.png"
    for width, height, problem in (
        (5000, 5000, PictureProblem.TRUNCATED),  # of an allowed size, but its pixels are not all there
        (5001, 5000, PictureProblem.TOO_LARGE),
        (2**31 - 1, 2**31 - 1, PictureProblem.BOMB),
    ):
        path.write_bytes(png(width, height, drawn=False))
        assert probe(path, KnownPictures()).problem is problem
    path.write_bytes(png()[:8] + struct.pack(">I", 2**31))
    assert probe(path, KnownPictures()).problem is not None


def test_a_picture_looked_at_again_after_it_changed(tmp_path: Path):
    """The memory of pictures is bound to the bytes' size and time: a mended picture is seen at once."""
    path, memory = tmp_path / "x.png", tmp_path / "memory.json"
    path.write_bytes(png(cut=True))
    known = KnownPictures(memory)
    assert probe(path, known).problem is PictureProblem.TRUNCATED
    known.save()
    path.write_bytes(png())
    assert probe(path, KnownPictures(memory)).problem is None


@pytest.mark.parametrize("piece", ["a", "e\u0323b", "[", ".", "0", "1 ", "a.@"])
def test_a_pasted_blob_is_checked_in_proportion(newsroom: Path, story_file: Path, piece: str):
    """A megabyte without a blank in the text, beside a Vietnamese letter, does not hang the check."""
    text = story_file.read_text(encoding="utf-8")

    def check(blob: str) -> None:
        story_file.write_text(f"{text}\nđ{blob}\n", encoding="utf-8")
        _findings(newsroom)

    seconds = growth(check, piece, 1_000_000 // len(piece))
    assert is_in_proportion(seconds), seconds


def test_the_catalogue_is_complete_in_both_languages():
    """Every code has a level, a sentence and a remedy in Vietnamese and English that take the same values."""
    from string import Formatter

    for code, entry in CATALOGUE.items():
        assert entry.level in {"error", "warning"}, code
        for words in (entry.sentence, entry.remedy):
            used = []
            for language in ("vi", "en"):
                fields = {name for _, name, _, _ in Formatter().parse(getattr(words, language)) if name is not None}
                used.append({name.removesuffix(f"_{language}") for name in fields})
                said = words.say(language, **dict.fromkeys(fields, "x"))
                assert said.strip(), code
                # What an editor is to write has braces of its own.
                assert "{" not in re.sub(r"\{(at: …|…, no_pending_case: true|code: R\d+, reason: …)\}", "", said), code
            assert used[0] == used[1], code
