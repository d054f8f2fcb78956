"""Small newsrooms, one a folder, and what `newsroom check` says about each; add a case by copying one.

A case is a stories' folder whose name says what is wrong with it, with `expected.txt` beside the years. What cannot
lie in Git as it is (pictures, links, other encodings) is named in `made.tsv`: a path, and how it is made.
`python tests/invalid/invalid_cases.py` writes every `expected.txt` anew; read the diff.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path

import time_machine

from newsroom.cli.main import run

HERE = Path(__file__).parent
TERMS = HERE.parents[1] / "stories" / "terms"
NOW = "2026-11-23T02:00:00+00:00"
NOT_COPIED = {"expected.txt", "made.tsv", "history.tsv", "newsroom.toml", "no-newsroom.toml", "terms"}


def cases(group: str) -> list[Path]:
    return sorted(p.parent for p in (HERE / group).glob("*/expected.txt"))


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 1200, height: int = 800, *, drawn: bool = True, cut: bool = False, more: bytes = b"") -> bytes:
    """Draw a grey picture, the same bytes with every version of every library: nothing in it is compressed."""
    rows = (b"\0" + b"\x55" * ((width + 7) // 8)) * height if drawn else b""
    blocks = [rows[start : start + 0xFFFF] for start in range(0, len(rows), 0xFFFF)] or [b""]
    data = b"\x78\x01"
    for number, block in enumerate(blocks, 1):
        is_last = number == len(blocks)
        data += struct.pack("<BHH", is_last, len(block), len(block) ^ 0xFFFF) + block
    data += struct.pack(">I", zlib.adler32(rows))
    head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    if cut:
        return head + chunk(b"IDAT", data)[:40]
    return head + more + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def coordinates() -> bytes:
    """Return the EXIF of a picture taken at 17.47 degrees north: one tag that leads to another list with two."""
    to_gps = struct.pack("<HHHII", 1, 0x8825, 4, 1, 26) + bytes(4)
    degrees = struct.pack("<6I", 17, 1, 28, 1, 12, 1)
    gps = struct.pack("<HHHI4sHHIII", 2, 1, 2, 2, b"N\0\0\0", 2, 5, 3, 56, 0) + degrees
    return chunk(b"eXIf", b"II*\0" + struct.pack("<I", 8) + to_gps + gps)


def comment(words: str) -> bytes:
    """Return what an image program notes beside a picture."""
    return chunk(b"iTXt", b"Comment\0\0\0\0\0" + words.encode())


def gif(frames: int) -> bytes:
    """Draw a moving picture of one colour, the same bytes with every version of every library."""
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    head = b"GIF89a" + struct.pack("<HHBBB", 1200, 800, 0x80, 0, 0) + b"\x80\x80\x80\xff\xff\xff"
    return head + frame * frames + b"\x3b"


def _credentials() -> str:
    """Return one of each kind, put together here: a scanner of this repository must not take them for real ones."""
    begin, body = "-----BEGIN OPENSSH", "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ"
    return "\n".join(
        (
            "",
            "Mã trang: EAA" + "Bz1Q" * 12,
            "ZALO_" + "REFRESH_TOKEN=" + "q7Rk_" * 8,
            "Mật khẩu thư là " + "HoaSim-1972-QT",
            "NEWSROOM_VAULT" + "_KEY=" + "Qk1h" * 10 + "Qk1=",
            f"{begin} PRIVATE KEY-----",
            body,
            "postgresql://" + "toasoan:Cau-Hien-Luong-1967" + "@192.0.2.7/guong",
            "",
        )
    )


def _link(path: Path, target: str) -> None:
    path.symlink_to(target)


MADE: dict[str, Callable[[Path], object]] = {
    "picture": lambda path: path.write_bytes(png()),
    "small picture": lambda path: path.write_bytes(png(640, 480)),
    "smaller picture": lambda path: path.write_bytes(png(320, 240)),
    "tall picture": lambda path: path.write_bytes(png(1200, 2200)),
    "portrait of 2:3": lambda path: path.write_bytes(png(1200, 1800)),
    "picture of 784 dots": lambda path: path.write_bytes(png(784, 411)),
    "picture with coordinates": lambda path: path.write_bytes(png(more=coordinates())),
    "picture with a telephone in its comment": lambda path: path.write_bytes(
        png(more=comment("Liên hệ người chụp 0905.123.456"))
    ),
    "picture with a caption and a copyright": lambda path: path.write_bytes(
        png(more=comment("Ảnh: Minh Hà, chụp ngày 12/10/2026, bản quyền của Văn phòng"))
    ),
    "moving picture": lambda path: path.write_bytes(gif(2)),
    "cut picture": lambda path: path.write_bytes(png(cut=True)),
    "30 megapixels": lambda path: path.write_bytes(png(6000, 5000, drawn=False)),
    "bomb": lambda path: path.write_bytes(png(60_000, 60_000, drawn=False)),
    "no picture": lambda path: path.write_text("Đây là văn bản.", encoding="utf-8"),
    "folder": lambda path: path.mkdir(parents=True),
    "link to /dev/zero": lambda path: _link(path, "/dev/zero"),
    "link to another story's picture": lambda path: _link(path, "../khac/anh.png"),
    "link to itself": lambda path: _link(path, path.name),
    "link to anh.png": lambda path: _link(path, "anh.png"),
    "10 MB": lambda path: path.write_bytes(path.read_bytes() + b"a " * 5_000_000),
    "Windows-1258": lambda path: path.write_bytes(path.read_bytes() + b"\nCh\xe0o b\xe1n.\n"),
    "credentials": lambda path: path.write_text(path.read_text("utf-8") + _credentials(), encoding="utf-8"),
    "CR LF": lambda path: path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n")),
    "byte order mark": lambda path: path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes()),
    "folder in another encoding": lambda path: path.rename(os.fsdecode(os.fsencode(path) + b"-\xe0")),
    "file in another encoding": lambda path: Path(
        os.fsdecode(os.fsencode(path.with_suffix("")) + b"\xe0.png")
    ).write_bytes(png()),
}


def lay_out(case: Path, place: Path) -> Path:
    """Make a newsroom of a case; return its newsroom.toml."""
    stories = place / "stories"
    shutil.copytree(case, stories, ignore=lambda _, names: NOT_COPIED.intersection(names))
    shutil.copytree(case / "terms" if (case / "terms").is_dir() else TERMS, place / "terms")
    if not (case / "no-newsroom.toml").exists():
        own = case / "newsroom.toml"
        shutil.copyfile(own if own.exists() else HERE / "newsroom.toml", place / "newsroom.toml")
    made = case / "made.tsv"
    for line in made.read_text(encoding="utf-8").splitlines() if made.exists() else ():
        name, recipe = line.split("\t")
        path = stories / name
        path.parent.mkdir(parents=True, exist_ok=True)
        MADE[recipe](path)
    history = case / "history.tsv"
    if history.exists():
        _commit_states(place, history.read_text(encoding="utf-8").splitlines())
    return place / "newsroom.toml"


def _commit_states(place: Path, lines: list[str]) -> None:
    """Make a Git history: who committed which state of the stories, and when.

    A line is `address, moment, state, further text of the stories`; only what is approved has an approval. The last
    line brings the stories as they lie in the case.
    """
    stories = {path: path.read_text(encoding="utf-8") for path in sorted((place / "stories").glob("*/*/index.md"))}
    git("init", "-q", "-b", "main", at=place)
    for number, line in enumerate(lines, 1):
        email, moment, status, *more = line.split("\t")
        for path, text in stories.items():
            if number < len(lines):
                past = re.sub(r"(?m)^status: .*$", f"status: {status}", text) + "".join(f"\n{word}\n" for word in more)
                if status != "approved":
                    past = re.sub(r"(?m)^approval: .*\n", "", past)
                path.write_text(past, encoding="utf-8")
            else:
                path.write_text(text, encoding="utf-8")
        git("add", "-A", "stories", at=place)
        git("commit", "-q", "--allow-empty", "-m", status, at=place, email=email, moment=moment)


def git(*words: str, at: Path, email: str = "ai@guong.example", moment: str = "2026-11-01T08:00:00+07:00") -> str:
    """Run Git with nothing of this machine's settings, so that the same acts give the same commits."""
    who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in _identity(email, moment)}
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PATH": os.environ["PATH"]}
    done = subprocess.run(["git", "-C", str(at), *words], env=who | settings, capture_output=True, check=True)
    return done.stdout.decode()


def _identity(email: str, moment: str) -> tuple[tuple[str, str], ...]:
    return ("NAME", email.partition("@")[0]), ("EMAIL", email), ("DATE", moment)


def heard(case: Path, place: Path, *more: str) -> tuple[int, str]:
    """Return the exit code and everything that `newsroom check` prints about a case."""
    config = lay_out(case, place)
    printed = io.StringIO()
    with (
        time_machine.travel(NOW, tick=False),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
    ):
        code = run(["--config", str(config), "--lang", "vi", "check", *more])
    return code, printed.getvalue().replace(f"{place.resolve()}/", "").replace(f"{place}/", "")


def _rewrite() -> None:
    for group in ("cases", "valid"):
        for case in sorted(p for p in (HERE / group).iterdir() if p.is_dir()):
            with tempfile.TemporaryDirectory() as place:
                (case / "expected.txt").write_text(heard(case, Path(place))[1], encoding="utf-8")
            sys.stdout.write(f"{case.name}\n{(case / 'expected.txt').read_text(encoding='utf-8')}\n")


if __name__ == "__main__":
    _rewrite()
