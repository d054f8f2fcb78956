"""Photograph what the editors' guide shows, into site/pages/huong-dan/anh: `make guide`.

The newsroom is this repository's own, its people are fictional, and posts go to the loopback platforms of a rehearsal.
What a terminal shows is what the command printed. LibreOffice and Poppler draw the approval sheet.
"""

from __future__ import annotations

import argparse
import contextlib
import html
import io
import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from markdown import markdown
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from newsroom.site_server import SiteServer

ROOT = Path(__file__).parents[1]
INTO = ROOT / "site" / "pages" / "huong-dan" / "anh"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
STORY = "2026/thu-nam-tram-y-te-xuong-thon"
APPROVER = "Phạm Hồng Quân"
WIDTH = 1280

_STYLE = """
:root { color-scheme: light }
body { margin: 0; padding: 28px; background: #f4f1ec; font: 17px/1.55 "Be Vietnam Pro", "Noto Sans", sans-serif }
.screen { background: #1d1a18; color: #f4efe8; border-radius: 10px; padding: 20px 26px 24px; white-space: pre-wrap;
  font: 16px/1.6 "Noto Sans Mono", "DejaVu Sans Mono", monospace; overflow-wrap: anywhere }
.screen b { color: #fff } .red { color: #ff9a8a } .yellow { color: #f2cc72 } .green { color: #9ad48c }
.dim { color: #a79f96 }
.prompt { color: #9ec7f0 }
.comment { background: #fff; border: 1px solid #d6d0c8; border-radius: 8px; padding: 8px 28px 20px }
.comment p.who { margin: 0 -28px 12px; padding: 4px 28px 12px; border-bottom: 1px solid #d6d0c8; color: #5b534b }
table { border-collapse: collapse; margin: 12px 0 }
th, td { border: 1px solid #d6d0c8; padding: 6px 12px; text-align: left }
code { background: #f0ece6; padding: 2px 5px; border-radius: 4px } a { color: #0b57a4 } h2, h3 { margin: 18px 0 8px }
"""
_COLOURS = {"31": "red", "32": "green", "33": "yellow", "2": "dim"}
_ESCAPE = re.compile(r"\x1b\[([\d;]*)m|\x1b\]8;;[^\x1b]*\x1b\\")


def main() -> None:
    """Take the photographs, or those that are named."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--only", nargs="*", choices=PICTURES, default=list(PICTURES), help="these pictures only")
    asked = given.parse_args()
    if lacking := [name for name in ("soffice", "pdftoppm") if shutil.which(name) is None]:
        packages = "libreoffice-writer poppler-utils fonts-noto-mono"
        sys.exit(f"Not found: {', '.join(lacking)}. Install them: apt-get install {packages}")
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit("No Chromium found. Install one: apt-get install chromium")
    INTO.mkdir(parents=True, exist_ok=True)
    with rehearsal() as served, sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        for name in asked.only:
            PICTURES[name](running, name, served)
            print(f"{name}.webp  {(INTO / f'{name}.webp').stat().st_size // 1024} KB")
        running.close()


class Served(NamedTuple):
    """What a rehearsal keeps open."""

    site: str
    wall: str


@contextlib.contextmanager
def rehearsal() -> Iterator[Served]:
    """Rehearse the whole job, and keep website and walls open; a second time takes a few seconds."""
    command = [sys.executable, "-c", "from newsroom.cli.main import main; main()", "--lang", "vi", "rehearse", "--keep"]
    job = subprocess.Popen(
        [*command, "--port", "8775", "--sandbox-port", "8776"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert job.stdout is not None
        said = ""
        while "Ctrl+C" not in said:
            line = job.stdout.readline()
            if not line:
                sys.exit(f"The rehearsal ended early:\n{said}")
            said += line
        addresses = re.findall(r"http://\S+", said)
        yield Served(addresses[0], addresses[1].removesuffix("facebook/"))
    finally:
        job.terminate()
        job.wait()


def keep(shot: bytes, name: str) -> None:
    """Keep a photograph, small."""
    with Image.open(io.BytesIO(shot)) as image:
        image.convert("RGB").save(INTO / f"{name}.webp", "WEBP", quality=62, method=6)


@contextlib.contextmanager
def window(browser: Browser, width: int, height: int, scale: float = 1) -> Iterator[Page]:
    """Open a page for one photograph."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=scale, color_scheme="light",
        reduced_motion="reduce", locale="vi-VN",
    )  # fmt: skip
    yield context.new_page()
    context.close()


def photograph(browser: Browser, url: str, name: str, height: int, *, width: int = WIDTH) -> None:
    """Photograph the head of a page that is served."""
    with window(browser, width, height, WIDTH / width) as page:
        answer = page.goto(url, wait_until="networkidle")
        if answer is None or answer.status not in {200, 410}:
            sys.exit(f"There is no page {url}.")
        page.evaluate("for (const image of document.images) image.loading = 'eager'")
        page.wait_for_load_state("networkidle")
        page.evaluate("Promise.all([...document.images].map((image) => image.decode().catch(() => {})))")
        page.evaluate("document.fonts.ready")
        keep(page.screenshot(), name)


def show(browser: Browser, body: str, name: str) -> None:
    """Photograph words of ours, as high as they are."""
    with window(browser, WIDTH, 300) as page:
        page.set_content(f"<!doctype html><meta charset=utf-8><style>{_STYLE}</style>{body}")
        keep(page.screenshot(full_page=True), name)


def terminal(command: str, printed: str) -> str:
    """Return what a terminal shows: the command, and its output with its colours."""
    said, at, is_open = "", 0, 0
    for match in _ESCAPE.finditer(printed):
        said += html.escape(printed[at : match.start()])
        at = match.end()
        if match[1] is None:
            continue
        for code in match[1].split(";"):
            if code in {"", "0"}:
                said, is_open = said + "</span>" * is_open, 0
            elif code in _COLOURS or code == "1":
                said, is_open = said + f'<span class="{_COLOURS.get(code, "bold")}">', is_open + 1
    said += html.escape(printed[at:]) + "</span>" * is_open
    return f'<div class="screen"><span class="prompt">$</span> <b>{html.escape(command)}</b>\n{said.rstrip()}</div>'


def run(*arguments: str, root: Path = ROOT, environment: dict[str, str] | None = None) -> str:
    """Run newsroom as in a terminal of 110 columns."""
    given = {**os.environ, "LANG": "vi_VN.UTF-8", "COLUMNS": "118", "FORCE_COLOR": "1", **(environment or {})}
    return subprocess.run(
        [sys.executable, "-c", _IN_COLOUR, *arguments], cwd=root, env=given, capture_output=True, text=True, check=False
    ).stdout


# click leaves colours out where nobody looks; here somebody does.
_IN_COLOUR = """
import click, sys
import click.utils, click._compat
click._compat.should_strip_ansi = lambda *_, **__: False
click.utils.should_strip_ansi = lambda *_, **__: False
from newsroom.cli.main import main
main()
"""


@contextlib.contextmanager
def copied_newsroom() -> Iterator[Path]:
    """Copy the newsroom into a Git repository of its own, with the programs of the editors' form."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "toa-soan"
        root.mkdir()
        for name in ("stories", "site"):
            shutil.copytree(ROOT / name, root / name)
        for name in ("newsroom.toml", "mkdocs.yml"):
            shutil.copyfile(ROOT / name, root / name)
        for name in ("tools", ".tools"):
            (root / name).symlink_to(ROOT / name)
        (root / ".gitignore").write_text("build/\nvar/\ntools\n.tools\n", encoding="utf-8")
        commit(root, ["init", "-q", "-b", "main"])
        yield root


def commit(root: Path, *before: list[str]) -> None:
    """Commit everything in a copy."""
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.vn", "-C", str(root)]
    for words in (*before, ["add", "-A"], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *words], check=True)


@contextlib.contextmanager
def wrong_newsroom() -> Iterator[Path]:
    """Copy the newsroom and write slips into a story, as people make them."""
    with copied_newsroom() as root:
        story = root / "stories" / STORY / "index.md"
        text = story.read_text(encoding="utf-8")
        slips = text.replace("kind: ", "knid: x\nkind: ", 1) + "\nLiên hệ chị Hạnh theo số 0912 345 678.\n"
        story.write_text(slips, encoding="utf-8")
        yield root


def at_a_terminal(root: Path, answer: str, *arguments: str) -> str:
    """Run newsroom where it takes somebody to be at the keyboard, who answers its one question."""
    ours, theirs = pty.openpty()
    given = {**os.environ, "LANG": "vi_VN.UTF-8", "COLUMNS": "118"}
    with subprocess.Popen(
        [sys.executable, "-c", _IN_COLOUR, *arguments], cwd=root, env=given, stdin=theirs, stdout=theirs, stderr=theirs
    ):
        os.close(theirs)
        os.write(ours, f"{answer}\n".encode())
        said = b""
        # The system says that nobody is there any more by an error.
        with contextlib.suppress(OSError):
            while part := os.read(ours, 65_536):
                said += part
    os.close(ours)
    # The answer was typed ahead, so the terminal showed it before the question.
    return said.decode().replace("\r\n", "\n").removeprefix(f"{answer}\n")


def _page(address: str, height: int) -> Callable[[Browser, str, Served], None]:
    return lambda browser, name, served: photograph(browser, served.site + address, name, height)


def _preview(browser: Browser, name: str, _served: Served) -> None:
    from newsroom.outputs.content_security import headers_for_preview

    with tempfile.TemporaryDirectory() as folder:
        run("preview", STORY.split("/")[1], "--out", folder)
        pages = sorted(p for p in Path(folder).rglob("index.html") if p.parent != Path(folder))
        page = next(p for p in pages if "preview" in p.read_text(encoding="utf-8"))
        with SiteServer(Path(folder), "127.0.0.1", 0, headers_for_preview) as server:
            address = page.relative_to(folder).as_posix().removesuffix("index.html")
            photograph(browser, server.url + address, name, 1000)


def _check(browser: Browser, name: str, _served: Served) -> None:
    with wrong_newsroom() as root:
        show(browser, terminal("newsroom check --changed main", run("check", "--changed", "main", root=root)), name)


def _comment(browser: Browser, name: str, _served: Served) -> None:
    with wrong_newsroom() as root:
        said = run("check", "--changed", "main", "--format", "markdown", root=root).partition("\n")[2]
    said += "\n[Bản xem trước của các bài (mục Artifacts)](https://git.example/)\n"
    who = '<p class="who"><b>github-actions</b> đã nhận xét</p>'
    show(browser, f'<div class="comment">{who}{markdown(said, extensions=["tables", "sane_lists"])}</div>', name)


def _plan(browser: Browser, name: str, _served: Served) -> None:
    show(browser, terminal("newsroom plan", run("--state", "var/rehearsal", "plan")), name)


def _workflow(browser: Browser, name: str, _served: Served) -> None:
    lines = run("workflow").rstrip().splitlines()
    show(browser, terminal("newsroom workflow", "\n".join(lines[:26])), name)


def _approve(browser: Browser, name: str, _served: Served) -> None:
    with copied_newsroom() as root:
        story = root / "stories" / STORY / "index.md"
        text = story.read_text(encoding="utf-8")
        waits = re.sub(r"^approval: .*\n", "", text, flags=re.MULTILINE).replace("status: correction", "status: edited")
        story.write_text(waits, encoding="utf-8")
        said = at_a_terminal(root, "có", "approve", STORY.split("/")[1], "--by", APPROVER)
    # The answer was typed ahead; what lies between head and question is the whole text of the posts.
    lines = said.replace("để duyệt: ", "để duyệt: có\n").rstrip().splitlines()
    command = f'newsroom approve GS-2026-0003 --by "{APPROVER}"'
    show(browser, terminal(command, "\n".join([*lines[:26], "  …", "", *lines[-6:]])), name)


def _sheet(_browser: Browser, name: str, _served: Served) -> None:
    with tempfile.TemporaryDirectory() as folder:
        run("sheet", STORY.split("/")[1], "--out", f"{folder}/phieu.docx")
        convert = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, f"{folder}/phieu.docx"]
        subprocess.run(convert, check=True, stdout=subprocess.DEVNULL)
        draw = ["pdftoppm", "-png", "-singlefile", "-scale-to-x", "900", "-scale-to-y", "-1"]
        subprocess.run([*draw, f"{folder}/phieu.pdf", f"{folder}/phieu"], check=True)
        with Image.open(f"{folder}/phieu.png") as image:
            head = io.BytesIO()
            image.crop((0, 40, image.width, 720)).save(head, "PNG")
        keep(head.getvalue(), name)


def _form(browser: Browser, name: str, _served: Served) -> None:
    command = [sys.executable, "-c", _IN_COLOUR, "cms", "--json", "--port", "8777", "--save-port", "8778"]
    with copied_newsroom() as root, subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as job:
        assert job.stdout is not None
        said = ""
        while "}" not in said and (line := job.stdout.readline()):
            said += line
        try:
            with window(browser, WIDTH, 1000) as page:
                page.goto(f"{json.loads(said)['url']}#/collections/guong/entries/{STORY}/index")
                page.get_by_role("button", name="Đăng nhập").click()
                page.get_by_role("textbox", name="Tiêu đề").first.wait_for()
                page.wait_for_load_state("networkidle")
                keep(page.screenshot(), name)
        finally:
            job.send_signal(signal.SIGINT)


def _wall(browser: Browser, name: str, served: Served) -> None:
    photograph(browser, f"{served.wall}facebook/", name, 900)


PICTURES: dict[str, Callable[[Browser, str, Served], None]] = {
    "trang-bai": _page(f"{STORY}/", 900),
    "xem-truoc": _preview,
    "kiem-tra": _check,
    "nhan-xet": _comment,
    "quy-trinh": _workflow,
    "ke-hoach": _plan,
    "tuong": _wall,
    "viet-tren-trinh-duyet": _form,
    "duyet": _approve,
    "phieu-trinh-duyet": _sheet,
    "thong-bao-go": _page("2024/nu-ho-sinh-hoai-lam-lich-trang/", 560),
}


if __name__ == "__main__":
    main()
