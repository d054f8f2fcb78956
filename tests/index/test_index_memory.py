"""The memory is only a cache: whatever happens to its file, the answers are right and nothing fails."""

import errno
import json
import subprocess
import sys
from pathlib import Path

import pytest
from index_kit import compare, memory, reasons
from office_kit import REPOSITORY, Office

from newsroom import files
from newsroom.gate import Reason
from newsroom.index.keeping import load

_OPEN = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from newsroom.config import read_config
from newsroom.index import open_index

config = read_config(Path(sys.argv[1]) / "newsroom.toml", {})
for _ in range(int(sys.argv[2])):
    entries = open_index(config, datetime(2026, 11, 23, 3, 0, tzinfo=UTC))
    allowed = sum(entries.verdict(entry, "website").allowed for entry in entries.all())
    assert len(entries.all()) == 3 and allowed in (2, 3), (len(entries.all()), allowed)
print(*sorted({"yaml", "newsroom.story.model", "newsroom.checks", "PIL", "requests"} & sys.modules.keys()))
"""


def _process(office: Office, times: int = 1) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _OPEN, str(office.root), str(times)]
    return subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _forge_an_approval(raw: bytes) -> bytes:
    return raw.replace(b'"draft",false', b'"draft",true')


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: b"",
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw[:-1],
        lambda raw: b"\x00\xff" * 500,
        lambda raw: raw.replace(b"newsroom stories 1 ", b"newsroom stories 0 "),
        lambda raw: raw.partition(b"\n")[0],
        lambda raw: b"{}\n" + raw,
        _forge_an_approval,
    ],
    ids=["empty", "half", "a-byte-short", "garbage", "another-version", "head-only", "a-line-more", "forged"],
)
@pytest.mark.usefixtures("quick")
def test_a_damaged_memory_is_made_anew(office: Office, damage) -> None:
    """A file that is cut, garbled or from another version changes no answer and is replaced by a whole one."""
    office.write(1, status="draft", approve=False)
    assert reasons(office) == [None, Reason.NOT_APPROVED, None]
    whole = memory(office).read_bytes()
    assert damage(whole) != whole
    memory(office).write_bytes(damage(whole))
    assert reasons(office) == [None, Reason.NOT_APPROVED, None]
    kept = load(memory(office))
    assert kept is not None
    assert len(kept.stories) == 3


def test_a_memory_of_another_program_counts_for_nothing(office: Office) -> None:
    """Rows that another program wrote, sound as a file, are not believed."""
    import zlib

    compare(office)
    rest = memory(office).read_bytes().partition(b"\n")[2]
    around, sources = json.loads(rest.partition(b"\n")[0])
    forged = rest.replace(around[0].encode(), b"0" * 64).replace(b"GS-2025-0001", b"GS-2025-0077")
    assert sources == []
    memory(office).write_bytes(b"newsroom stories 1 %08x %d\n" % (zlib.crc32(forged), len(forged)) + forged)
    assert load(memory(office)) is not None
    compare(office)


@pytest.mark.parametrize("place", ["build/cache", "build/cache/stories.jsonl"])
def test_where_nothing_can_be_written_the_answers_are_right(office: Office, place: str) -> None:
    """With something in the way of the folder or of the file nothing fails, time after time."""
    blocked = office.root / place
    blocked.parent.mkdir(parents=True)
    if blocked.suffix:
        blocked.mkdir()
    else:
        blocked.write_bytes(b"in the way")
    assert reasons(office) == [None] * 3
    office.write(1, status="draft", approve=False)
    assert reasons(office) == [None, Reason.NOT_APPROVED, None]
    assert not memory(office).is_file()


def test_a_full_disk_fails_nothing_and_the_old_memory_stays(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full the memory stays as it was, and the answers are those of now."""
    compare(office)
    before = memory(office).read_bytes()
    office.write(1, status="draft", approve=False)

    def full(**where: object) -> tuple[int, str]:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.tempfile, "mkstemp", full)
    assert reasons(office) == [None, Reason.NOT_APPROVED, None]
    assert memory(office).read_bytes() == before


@pytest.mark.slow
def test_several_processes_at_once_never_break_each_other(office: Office) -> None:
    """Three processes that open the index again and again while a story changes all get whole answers."""
    path = office.write(1, status="draft", approve=False)
    draft, approved = path.read_bytes(), office.write(1).read_bytes()
    processes = [_process(office, times=12) for _ in range(3)]
    while any(process.poll() is None for process in processes):
        for version in (draft, approved):
            (office.root / "new.md").write_bytes(version)
            (office.root / "new.md").replace(path)
    ends = [process.communicate() for process in processes]
    assert [errors for _, errors in ends] == [""] * 3
    assert reasons(office) == [None] * 3
    assert [path.name for path in memory(office).parent.iterdir() if path.name.startswith(".")] == []


@pytest.mark.slow
@pytest.mark.usefixtures("quick")
def test_a_warm_index_loads_nothing_that_reads_stories(office: Office) -> None:
    """Opening unchanged stories imports neither YAML nor model, checks, pictures or HTTP, which would take longest."""
    compare(office)
    output, errors = _process(office).communicate()
    assert (output.split(), errors) == ([], "")


def test_the_memory_lies_in_the_build_folder(office: Office, tmp_path: Path) -> None:
    """Everything an index leaves behind is below build/, which may be deleted."""
    before = {path for path in office.root.rglob("*") if "build" not in path.parts}
    compare(office)
    assert {path for path in office.root.rglob("*") if "build" not in path.parts} == before
    assert memory(office).is_file()
