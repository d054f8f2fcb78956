"""`newsroom check --fix`: what is safe is shown, and repaired when somebody says yes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from invalid_cases import HERE, comment, coordinates, lay_out, png
from PIL import Image

from newsroom.cli.main import run
from newsroom.outputs.picture_metadata import read_metadata
from newsroom.outputs.picture_stripping import CannotStrip, strip


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """Return the index.md of a newsroom with one story that nobody has approved."""
    lay_out(HERE / "valid" / "an-ordinary-story", tmp_path)
    return tmp_path / "stories" / "2026" / "giu-loi-hen" / "index.md"


def _fix(index: Path, *more: str) -> int:
    return run(["--config", str(index.parents[3] / "newsroom.toml"), "--lang", "vi", "check", "--fix", *more])


def _add(index: Path, words: str) -> bytes:
    index.write_bytes(index.read_bytes() + words.encode())
    return index.read_bytes()


def test_a_dry_run_shows_the_diff_and_writes_nothing(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The diff writes out what nobody sees, and the file keeps its bytes."""
    before = _add(draft, '\nTổ\u200b nói: "Hẹn  nhé".\n')
    assert _fix(draft, "--dry-run") == 0
    said = capsys.readouterr().out
    assert '-Tổ<U+200B> nói: "Hẹn  nhé".' in said
    assert "+Tổ nói: “Hẹn nhé”." in said
    assert draft.read_bytes() == before


def test_without_a_person_and_without_yes_nothing_is_written(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A script that forgot --yes changes nothing and is told so by the exit code."""
    before = _add(draft, "\nTổ  mở sổ.\n")
    assert _fix(draft) == 4
    assert "--yes" in capsys.readouterr().out
    assert draft.read_bytes() == before


def test_yes_repairs_and_the_check_is_clean(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exactly the shown lines change; a second run finds nothing to do."""
    clean = draft.read_bytes()
    _add(draft, "\nTổ  mở sổ.\n")
    assert _fix(draft, "--yes") == 0
    assert draft.read_bytes() == clean + "\nTổ mở sổ.\n".encode()
    assert "0 lỗi" not in capsys.readouterr().out
    assert _fix(draft, "--yes") == 0
    assert "Không có gì để tự sửa." in capsys.readouterr().out


def test_a_repair_that_voids_an_approval_says_so(
    newsroom: Path, story_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Composed letters void nothing, a picture without its coordinates does, and both are told apart."""
    text = story_file.read_text(encoding="utf-8")
    story_file.write_text(text.replace("sổ", "so\u0302\u0309", 1), encoding="utf-8")
    assert _fix(story_file, "--dry-run") == 0
    assert "phải trình duyệt lại" not in capsys.readouterr().out
    story_file.write_text(text, encoding="utf-8")
    picture = story_file.with_name("anh.png")
    picture.write_bytes(png(more=coordinates()))
    assert run(["--config", str(newsroom / "newsroom.toml"), "approve", "--all", "--by", "Lê Thị Thu"]) == 0
    capsys.readouterr()
    assert _fix(story_file, "--dry-run") == 0
    assert "phải trình duyệt lại" in capsys.readouterr().out


def test_a_missing_id_is_one_that_nobody_has(draft: Path) -> None:
    """The id comes after the highest that the register knows; a story whose address has one gets its own back."""
    text = draft.read_text(encoding="utf-8").replace("id: GS-2026-0001\n", "")
    draft.write_text(text, encoding="utf-8")
    register = draft.parents[2] / "register.tsv"
    register.write_text("GS-2026-0041\t2026/da-xoa/\n", encoding="utf-8")
    _fix(draft, "--yes")
    assert draft.read_text(encoding="utf-8").startswith("---\nid: GS-2026-0042\n")
    draft.write_text(text, encoding="utf-8")
    register.write_text("GS-2026-0007\t2026/giu-loi-hen/\nGS-2026-0041\t2026/da-xoa/\n", encoding="utf-8")
    _fix(draft, "--yes")
    assert draft.read_text(encoding="utf-8").startswith("---\nid: GS-2026-0007\n")


@pytest.mark.parametrize("more", [["--staged"], ["--json"], ["--format", "github"]])
def test_a_repair_goes_with_nothing_that_only_reports(draft: Path, more: list[str]) -> None:
    """What reads Git's index or speaks to machines repairs nothing."""
    before = _add(draft, "\nTổ  mở sổ.\n")
    assert _fix(draft, "--yes", *more) == 2
    assert draft.read_bytes() == before


def test_yes_without_fix_is_refused(draft: Path) -> None:
    """A forgotten --fix is no silent check."""
    assert run(["--config", str(draft.parents[3] / "newsroom.toml"), "check", "--yes"]) == 2


def _photo(form: str, turned: int) -> bytes:
    image = Image.new("RGB", (24, 16))
    image.putdata([(10 * x % 256, 7 * y % 256, x * y % 256) for y in range(16) for x in range(24)])
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x013B] = "0905.123.456"
    exif[0x8825] = {1: "N", 2: (17.0, 28.0, 12.0)}
    out = io.BytesIO()
    image.save(out, form, exif=exif, **({"progressive": True, "comment": b"0905.123.456"} if form == "JPEG" else {}))
    return out.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("turned", [1, 6])
def test_a_picture_tells_nothing_afterwards_and_every_dot_stays(form: str, turned: int) -> None:
    """Coordinates, names and comments go; the dots, the size and which side is up stay; stripping twice is once."""
    before = _photo(form, turned)
    after = strip(before, turned)
    with Image.open(io.BytesIO(before)) as one, Image.open(io.BytesIO(after)) as other:
        assert read_metadata(one).has_place
        assert read_metadata(other) == (False, "")
        assert other.getexif().get(0x0112, 1) == turned
        assert one.tobytes() == other.tobytes()
    assert strip(after, turned) == after
    assert b"0905" not in after


def test_a_png_from_the_cases_is_stripped() -> None:
    """A PNG's text and EXIF are chunks of their own and go whole."""
    assert strip(png(more=coordinates() + comment("Gọi 0905.123.456")), 1) == png()


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", b"\xff\xd8\xff", _photo("JPEG", 1)[:200], png(cut=True), b"RIFF\xff\xff\0\0WEBP"]
)
def test_what_cannot_be_stripped_is_refused(data: bytes) -> None:
    """A file of another form, or one whose parts do not fit together, is left to a person."""
    with pytest.raises(CannotStrip):
        strip(data, 1)


def test_a_picture_that_nobody_can_strip_is_named_in_an_approved_story(
    newsroom: Path, story_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With nothing but such a picture the command says what to do with it, and that nothing can be repaired."""
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (17.0, 28.0, 12.0), 3: "E", 4: (106.0, 37.0, 0.0)}
    Image.effect_noise((64, 48), 60).convert("RGB").save(story_file.with_name("anh.png"), "AVIF", exif=exif)
    assert run(["--config", str(newsroom / "newsroom.toml"), "approve", "--all", "--by", "Lê Thị Thu"]) == 0
    capsys.readouterr()
    assert _fix(story_file, "--yes") == 0
    said = capsys.readouterr().out
    assert "anh.png: không tự xóa được thông tin đi kèm" in said
    assert "phải trình duyệt lại" not in said
