"""`newsroom ledger export` only ever appends: to its own file, and to no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from publishing_scene import CHANNELS, Office, Scene


@pytest.fixture
def path(scene: Scene, office: Office) -> Path:
    """Return the exported ledger of two posted stories."""
    for number in (1, 2):
        scene.newsroom.write(number)
    scene.newsroom.deploy()
    scene.settle(*CHANNELS)
    file = scene.folder / "so-ghi.jsonl"
    assert office("ledger", "export", str(file))[0] == 0
    return file


def test_exporting_twice_adds_nothing(office: Office, path: Path) -> None:
    """A second export adds no line and changes no byte, and says so in both languages and as JSON."""
    before = path.read_bytes()
    assert before
    assert json.loads(office("ledger", "export", str(path), "--json")[1]) == {"file": str(path), "added": 0}
    assert "Added 0 lines" in office("ledger", "export", str(path))[1]
    assert "Đã thêm 0 dòng" in office("ledger", "export", str(path), lang="vi")[1]
    assert path.read_bytes() == before


def test_only_new_lines_are_appended(scene: Scene, office: Office, path: Path) -> None:
    """What happened since stands behind what was there; the file is what `newsroom ledger` prints."""
    before = path.read_bytes()
    scene.newsroom.write(3)
    scene.newsroom.deploy()
    scene.settle(*CHANNELS)
    assert office("ledger", "export", str(path))[0] == 0
    after = path.read_bytes()
    assert after.startswith(before)
    assert len(after) > len(before)
    assert after.decode().splitlines() == office("ledger")[1].splitlines()
    assert [json.loads(line)["number"] for line in after.decode().splitlines()] == list(
        range(1, after.decode().count("\n") + 1)
    )


@pytest.mark.parametrize("how", ["changed", "foreign", "longer", "no ledger", "shorter line"])
def test_another_file_is_refused_and_left_alone(scene: Scene, office: Office, path: Path, how: str) -> None:
    """A file that is not this ledger's is refused with its line, and not one byte of it changes."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if how == "changed":
        lines[2] = lines[2].replace("GS-2026", "GS-2025")
    elif how == "foreign":
        lines[0] = lines[0].replace('"at":"2026', '"at":"2025')
    elif how == "longer":
        extra = json.loads(lines[-1]) | {"number": len(lines) + 1}
        lines.append(json.dumps(extra))
    elif how == "no ledger":
        lines = ["Danh sách việc cần làm"]
    else:
        lines[-1] = lines[-1][:-20]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    before = path.read_bytes()
    for lang, says in (("en", "line "), ("vi", "dòng ")):
        code, out, err = office("ledger", "export", str(path), lang=lang)
        assert (code, out) == (3, ""), err
        assert says in err
        assert path.name in err
    assert path.read_bytes() == before


def test_a_last_line_without_its_end_stays_a_line(scene: Scene, office: Office, path: Path) -> None:
    """An editor, or a copy that stopped, took the last line end away: the next export does not glue two lines."""
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    scene.newsroom.write(3)
    scene.newsroom.deploy()
    scene.settle(*CHANNELS)
    assert office("ledger", "export", str(path))[0] == 0
    assert path.read_text(encoding="utf-8").splitlines() == office("ledger")[1].splitlines()


def test_a_place_that_cannot_be_written(office: Office, path: Path) -> None:
    """A folder that is not there is said in words, with exit code 3."""
    for lang in ("vi", "en"):
        code, out, err = office("ledger", "export", str(path.parent / "không có" / "so.jsonl"), lang=lang)
        assert (code, out) == (3, "")
        assert "không có" in err
