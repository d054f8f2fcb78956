"""A small newsroom on disk, its website and its platforms on loopback, and a clock moved by hand."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import time_machine
from hand_made import START, HandClock, Website
from PIL import Image

from newsroom.approval import fingerprint_of, revision
from newsroom.build.drawn_story import published
from newsroom.cli.main import run
from newsroom.config import Config, Window, read_config
from newsroom.live import WebLiveCheck
from newsroom.outbox.model import Item, State
from newsroom.outbox.store import Store
from newsroom.plan_lines import PlanLine
from newsroom.planning import current_plan
from newsroom.publishing import Publishing
from newsroom.renderers import offline_publishers
from newsroom.report_lines import Line
from newsroom.story.edit import set_keys
from newsroom.story.read import read_story
from newsroom.workspace import open_workspace
from publishers.contract import Publisher, Surroundings
from publishers.http import Http
from publishers.registry import load_channel
from publishers.sandbox import Sandbox
from publishers.vault import Vault

REPOSITORY = Path(__file__).resolve().parents[2]
CHANNELS = ("facebook", "zalo")
ALWAYS_OPEN = Window(opens="00:00", closes="23:59:59", gap_minutes=0, daily_cap=1000, late_limit_hours=24 * 365)

_TOML = """
[office]
name = "Văn phòng"
short_name = "Văn phòng"
governing_body = "UBND tỉnh"
responsible = "Chánh Văn phòng"
address = "Đồng Hới"
phone = "-"
email = "-"
republish_note = "Ghi rõ nguồn"

[site]
url = "{url}"
title = "Gương điển hình"
description = "Chuyên trang"

[approval]
unsigned = true

[channels.facebook]
publisher = "facebook"
label = "Facebook"

[channels.zalo]
publisher = "zalo"
label = "Zalo OA"
"""

_STORY = """\
---
id: {id}
title: {title}
slug: {slug}
summary: Sáng nào bộ phận một cửa cũng mở sớm mười lăm phút, chị Hồ Thị Mai pha sẵn ấm trà cho bà con.
kind: nguoi-tot-viec-tot
programme: dien-hinh-thuong-xuyen
subjects:
  - {{name: Hồ Thị Mai, type: ca-nhan, honorific: chị, role: chuyên viên, unit: vp-hctc}}
unit: vp-hctc
fields: [cai-cach-hanh-chinh]
themes: [dam-nghi-dam-lam]
stage: tuyen-truyen
authors: [{{name: Lê Thị Ngọc Trâm, unit: vp-hctc}}]
source: {{kind: tu-viet}}
pictures:
  - {{file: bia.jpg, alt: Chị Mai ở quầy, caption: Chị Mai ở quầy, credit: Văn phòng, kind: chan-dung}}
  - {{file: hai.jpg, alt: Ấm trà trên bàn, caption: Ấm trà, credit: Văn phòng, kind: tu-lieu}}
consent:
  - {{ref: DY-2026-001, subject: Hồ Thị Mai, date: 2026-10-01, channels: [website, facebook, zalo], pictures: true}}
verified: {{unit: vp-hctc, by: Phạm Xuân Tùng, date: 2026-10-02, no_pending_case: true}}
status: approved
publish:
  website: {{at: {website}}}
{channels}---

Chị Mai mở cửa sớm.

## Ấm trà

Bà con uống trà, đọc bảng hướng dẫn rồi mới lấy số.

![Ấm trà trên bàn](hai.jpg)
"""
_IMAGE = "![Ấm trà trên bàn](hai.jpg)\n"


@dataclass
class Newsroom:
    """Stories, settings and the drawn pictures; the outbox is each run's own."""

    folder: Path
    website: Website
    config: Config

    def write(
        self,
        number: int,
        *,
        title: str = "",
        facebook: str | None = "2026-11-23 08:30",
        zalo: str | None = "2026-11-23 08:30",
        website: str = "2026-11-23 08:00",
        approve: bool = True,
        pictures: bool = True,
    ) -> Path:
        """Write an approved story and return its file."""
        slug = f"chi-mai-{number}"
        path = self.folder / "stories" / website[:4] / slug / "index.md"
        path.parent.mkdir(parents=True)
        for name, colour in (("bia.jpg", (number % 200, 90, 60)), ("hai.jpg", (60, number % 200, 90))):
            Image.new("RGB", (640, 480), colour).save(path.parent / name, "JPEG")
        times = {"facebook": facebook, "zalo": zalo}
        channels = "".join(f"  {name}: {{at: {at}}}\n" for name, at in times.items() if at)
        text = _STORY.format(
            id=f"GS-2026-{number:04}",
            title=title or f"Chị Mai mở cửa sớm lần thứ {number}",
            slug=slug,
            website=website,
            channels=channels,
        )
        if not pictures:
            text = text.replace(text[text.index("pictures:\n") : text.index("consent:\n")], "").replace(_IMAGE, "")
        path.write_text(text, encoding="utf-8")
        if approve:
            self.approve(path)
        return path

    def change(self, path: Path, changes: Mapping[str, Any], *, approve: bool = False) -> None:
        """Edit front matter keys; approve the new content when asked."""
        path.write_text(set_keys(path.read_text(encoding="utf-8"), dict(changes)), encoding="utf-8")
        if approve:
            self.approve(path)

    def approve(self, path: Path) -> None:
        """Approve a story as it lies on disk."""
        file = read_story(path, self.config.zone, shown_from=self.folder)
        approval = {"by": "Chánh Văn phòng", "at": "2026-11-01 08:00", "fingerprint": fingerprint_of(file)}
        path.write_text(set_keys(path.read_text(encoding="utf-8"), {"approval": approval}), encoding="utf-8")

    def reload(self) -> None:
        """Read newsroom.toml again."""
        self.config = read_config(self.folder / "newsroom.toml", {})

    def deploy(self, now: datetime = START) -> None:
        """Put every sound story's page and pictures on the website."""
        workspace = open_workspace(self.config, now)
        for file in workspace.files:
            if file.story is None or file.story.published_at is None or file.name in workspace.unsound:
                continue
            story = published(workspace.config, workspace.terms, file, workspace.fingerprint(file))
            tag = f'<meta name="story-revision" content="{revision(story.fingerprint)}">'
            self.website.show(story.address, f"<html><head>{tag}</head></html>".encode())
            for picture in story.pictures.all_files():
                self.website.show(story.address + picture.name, picture.path.read_bytes(), "image/jpeg")


# Reading the installed packages' entry points takes longer than a whole delivery.
_channel = cache(load_channel)


@dataclass
class Scene:
    """One office at work: a newsroom, the platforms, the clock, and the outbox and vault of this test."""

    newsroom: Newsroom
    sandbox: Sandbox
    clock: HandClock
    folder: Path
    seed: str | None = None
    environment: dict[str, str] = field(default_factory=dict)
    options: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Each channel's own options, as newsroom.toml would hold them."""
    stores: list[Store] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"sqlite:///{self.folder / 'newsroom.db'}"

    def store(self) -> Store:
        """Open the outbox; a new one is a copy of one that the migrations made, which saves running them each time."""
        path = self.folder / "newsroom.db"
        if not path.exists():
            path.write_bytes(_empty_outbox())
        store = Store(self.url)
        self.stores.append(store)
        return store

    def connect(self, name: str, http: Http | None = None) -> Publisher:
        """Make a channel's publisher exactly as `newsroom publish` does."""
        channel = _channel(name)
        assert channel is not None
        environment = {**self.sandbox.environment(), **self.environment}
        if self.seed:
            environment["ZALO_REFRESH_TOKEN"] = self.seed
        vault = Vault(self.folder / "var" / "vault")
        surroundings = Surroundings(environment, vault, self.clock.now, http or Http())
        return channel.connect(self.options.get(name, {}), surroundings)

    def config(self, window: Window = ALWAYS_OPEN) -> Config:
        """Return the newsroom's settings with every channel's window replaced and this scene's options."""
        config = self.newsroom.config
        channels = {
            name: channel.model_copy(update={"window": window, "options": self.options.get(name, {})})
            for name, channel in config.channels.items()
        }
        return config.model_copy(update={"channels": channels})

    def job(
        self, *names: str, http: Http | None = None, window: Window = ALWAYS_OPEN, **publishers: Publisher
    ) -> Publishing:
        """Return a run of `newsroom publish` over the named channels."""
        http = http or Http()
        connected = {name: self.connect(name, http) for name in names} | publishers
        return Publishing(self.config(window), self.store(), connected, WebLiveCheck(http), self.clock, lambda: 0.5)

    def run(self, *names: str, wait: float = 0, **given: Any) -> list[Line]:
        """Run `newsroom publish` once."""
        job = self.job(*names, **given)
        try:
            return job.run(timedelta(seconds=wait)).lines
        finally:
            job.store.close()

    def plan(self, window: Window = ALWAYS_OPEN) -> list[PlanLine]:
        """Return the plan as `newsroom plan` makes it, with every channel's window replaced."""
        config, store = self.config(window), self.store()
        try:
            entries = open_workspace(config, self.clock.now()).entries()
            return current_plan(entries, store, {}, offline_publishers(config))
        finally:
            store.close()

    def settle(self, *names: str, rounds: int = 12, **given: Any) -> list[Item]:
        """Run again and again, more than an hour each time, until nothing is left to do; return all deliveries."""
        for _ in range(rounds):
            self.run(*names, wait=3600, **given)
            items = self.items()
            if items and all(i.state in {State.SENT, State.FAILED, State.CANCELLED} for i in items):
                return items
            self.clock.advance(minutes=20)
        return self.items()

    def items(self) -> list[Item]:
        store = self.store()
        try:
            return store.items()
        finally:
            store.close()

    def item(self, purpose: str, channel: str = "facebook", number: int = 1) -> Item:
        """Return one delivery."""
        return next(
            i for i in self.items() if (i.purpose, i.channel, i.story_id) == (purpose, channel, f"GS-2026-{number:04}")
        )

    def posts(self, channel: str) -> list[str]:
        """Return what the public sees on a channel: the posts' texts or titles, with everything settled."""
        self.clock.advance(seconds=10)
        if channel == "facebook":
            return [post.message for post in self.sandbox.facebook.published()]
        return [article.title for article in self.sandbox.zalo.shown()]


@cache
def _empty_outbox() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "newsroom.db"
        Store(f"sqlite:///{path}").close()
        return path.read_bytes()


_TURN: list[HandClock] = [HandClock()]
"""The clock of the test that runs; the platforms live longer than one test."""


def _time_of_this_test() -> datetime:
    return _TURN[0].now()


@pytest.fixture(scope="session")
def running_sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with Sandbox(tmp_path_factory.mktemp("platforms") / "sandbox.db", now=_time_of_this_test) as sandbox:
        yield sandbox


@pytest.fixture
def clock() -> HandClock:
    _TURN[0] = HandClock()
    return _TURN[0]


@pytest.fixture
def platforms(running_sandbox: Sandbox, clock: HandClock) -> Sandbox:
    running_sandbox.reset()
    return running_sandbox


def make_newsroom(folder: Path, website: Website) -> Newsroom:
    """Write an empty newsroom with the office's lists."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "newsroom.toml").write_text(_TOML.format(url=website.url), encoding="utf-8")
    shutil.copytree(REPOSITORY / "stories" / "terms", folder / "stories" / "terms")
    return Newsroom(folder, website, read_config(folder / "newsroom.toml", {}))


@pytest.fixture(scope="session")
def two_stories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """Return a newsroom with two due stories that no test changes; drawn once."""
    website = Website()
    newsroom = make_newsroom(tmp_path_factory.mktemp("office") / "newsroom", website)
    newsroom.write(1)
    newsroom.write(2, facebook="2026-11-23 08:31", zalo="2026-11-23 08:31")
    newsroom.deploy()
    yield newsroom
    website.close()


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    """Return an empty newsroom of the test's own."""
    website = Website()
    yield make_newsroom(tmp_path / "office", website)
    website.close()


@pytest.fixture
def scene(newsroom: Newsroom, platforms: Sandbox, clock: HandClock, tmp_path: Path) -> Scene:
    """Return the test's own newsroom at work."""
    return Scene(newsroom, platforms, clock, tmp_path)


@pytest.fixture
def shared_scene(two_stories: Newsroom, platforms: Sandbox, clock: HandClock, tmp_path: Path) -> Scene:
    """Two due stories that are the same for every test; outbox, vault and platforms are fresh."""
    return Scene(two_stories, platforms, clock, tmp_path)


class Office:
    """The command line of a scene's newsroom."""

    def __init__(self, scene: Scene, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.scene, self._capsys = scene, capsys
        for name, value in {**scene.sandbox.environment(), "NEWSROOM_DATABASE_URL": scene.url}.items():
            monkeypatch.setenv(name, value)

    def __call__(self, *arguments: str, lang: str = "en") -> tuple[int, str, str]:
        """Run one command; return its exit code, what it printed, and what it complained of."""
        config = ["--config", str(self.scene.newsroom.folder / "newsroom.toml"), "--lang", lang]
        with time_machine.travel(self.scene.clock.now()):
            code = run([*config, *arguments])
        shown = self._capsys.readouterr()
        return code, shown.out, shown.err


@pytest.fixture
def office(scene: Scene, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(scene, monkeypatch, capsys)
