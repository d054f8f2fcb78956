"""Measure the relay against a bare loop of the same requests, and its memory over many deliveries.

    bench_publishing.py speed CHANNEL COUNT    deliveries a second of the relay, then of the bare loop; as JSON
    bench_publishing.py memory CHANNEL COUNT   peak memory at a tenth and at all of COUNT deliveries; as JSON

The platforms and the website are processes of their own on loopback. The bare loop makes the very requests that the
relay made (recorded in a second run, photos and all) on one kept-alive session, with no outbox, ledger or checks.
"""

from __future__ import annotations

import hashlib
import json
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import requests
from PIL import Image

from newsroom.clock import SystemClock
from newsroom.config import Config, Window, read_config
from newsroom.entries import Announced, Entry
from newsroom.freezes import Named
from newsroom.gate import Verdict
from newsroom.live import NotLive, WebLiveCheck
from newsroom.outbox.model import Item, State
from newsroom.outbox.purposes import ANNOUNCE, delivery_key
from newsroom.outbox.store import Store
from newsroom.relay import Relay
from newsroom.story.read import StoryFile
from newsroom.terms import read_terms
from publishers.contract import Paragraph, Photo, Post, Surroundings
from publishers.http import Answer, Http
from publishers.registry import load_channel
from publishers.vault import Vault

ROOT = Path(__file__).parent.parent
NOW = datetime.now(UTC).replace(microsecond=0)
_REVISION = "0123456789abcdef"
_ALWAYS = Window(opens="00:00", closes="23:59:59", gap_minutes=0, daily_cap=1_000_000, late_limit_hours=1_000_000)
_UNLIMITED = {"zalo_processing_seconds": 0, "zalo_calls_per_minute": 10**9, "zalo_article_quota": 10**9}
_WEBSITE = f"""
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
PAGE = b'<html><head><meta name="story-revision" content="{_REVISION}"></head></html>'
PICTURE = open(sys.argv[2], "rb").read()
class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    def do_GET(self):
        body, kind = (PICTURE, "image/jpeg") if self.path.endswith(".jpg") else (PAGE, "text/html")
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_): pass
ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


class Everything:
    """The `Entries` of many approved stories that lie nowhere: the relay asks only for verdicts."""

    def __init__(self, config: Config, entries: Sequence[Entry]) -> None:
        self.config, self.now, self.terms = config, NOW, read_terms(config.terms_path)
        self._entries = entries

    def all(self) -> Sequence[Entry]:
        """Return every story."""
        return self._entries

    def verdict(self, entry: Entry, channel: str) -> Verdict:
        """Allow everything."""
        del entry, channel
        return Verdict()

    def open(self, entry: Entry) -> StoryFile:
        """Refuse: there is nothing to read."""
        raise NotImplementedError(entry)


@dataclass
class Stage:
    """Everything a run needs."""

    folder: Path
    site: str
    environment: dict[str, str]
    config: Config

    def post(self, number: int) -> Post:
        """Return the post of one story: two pictures, three paragraphs."""
        link = f"{self.site}2026/bai-{number}/"
        path = self.folder / "anh.jpg"
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        photos = tuple(Photo(str(path), f"{link}{name}.jpg", "Chị Mai ở quầy", digest) for name in ("bia", "hai"))
        body = tuple(Paragraph("paragraph", f"Đoạn {n}: sáng nào chị cũng mở cửa sớm." * 5) for n in range(3))
        return Post(
            story_id=f"GS-2026-{number:05}",
            title=f"Chị Mai mở cửa sớm lần thứ {number}",
            summary="Sáng nào bộ phận một cửa cũng mở sớm mười lăm phút.",
            text=None,
            hashtags=("GuongDienHinh",),
            link=link,
            author="Lê Thị Ngọc Trâm",
            photos=photos,
            cover=photos[0],
            body=body,
        )

    def publisher(self, channel: str, http: Http) -> Any:
        """Connect as `newsroom publish` does."""
        provided = load_channel(channel)
        assert provided is not None
        vault = Vault(self.folder / "vault")
        return provided.connect({}, Surroundings(self.environment, vault, lambda: datetime.now(UTC), http))

    def queue(self, store: Store, channel: str, publisher: Any, first: int, count: int) -> list[Entry]:
        """Put `count` due deliveries into the outbox."""
        entries = []
        for number in range(first, first + count):
            post = self.post(number)
            fingerprint = "sha256:" + _REVISION
            item = Item(
                key=delivery_key(channel, publisher.account, post.story_id),
                channel=channel,
                account=publisher.account,
                story_id=post.story_id,
                purpose=ANNOUNCE,
                state=State.PENDING,
                fingerprint=fingerprint,
                payload=publisher.render(post),
                link=post.link,
                due_at=NOW,
                since_at=NOW - timedelta(days=1),
                next_at=NOW,
            )
            store.enqueue(NOW, item)
            at = {channel: Announced(NOW), "website": Announced(NOW)}
            entries.append(
                Entry(post.story_id, post.link, post.title, f"2026/bai-{number}/", fingerprint, Named("", ()), at)
            )
        return entries

    def relay(
        self,
        store: Store,
        channel: str,
        publisher: Any,
        entries: list[Entry],
        seconds: float,
        http: Http,
        live: WebLiveCheck | None = None,
    ) -> int:
        """Run the relay until nothing is left; return how many went out."""
        everything = Everything(self.config, entries)
        relay = Relay(
            store=store,
            publishers={channel: publisher},
            entries=everything,
            stories={entry.story_id: entry for entry in entries},
            live=live or WebLiveCheck(http),
            clock=SystemClock(),
            chance=lambda: 0.5,
            owner="bench",
            refreeze=lambda *_: False,
        )
        until = time.monotonic() + seconds
        while store.briefs(State.PENDING, State.UNKNOWN) and time.monotonic() < until:
            relay.run()
        return len(store.at_rest())


@contextmanager
def stage(site_port: int, sandbox_port: int) -> Iterator[Stage]:
    """Start the platforms and a website, each in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as name:
        folder = Path(name)
        Image.effect_noise((1200, 800), 40).convert("RGB").save(folder / "anh.jpg", "JPEG", quality=70)
        website = [sys.executable, "-c", _WEBSITE, str(site_port), str(folder / "anh.jpg")]
        sandbox = [sys.executable, "-m", "publishers.sandbox", str(folder / "sandbox.db"), str(sandbox_port)]
        running = [subprocess.Popen(website, cwd=ROOT), subprocess.Popen(sandbox, cwd=ROOT, stdout=subprocess.PIPE)]
        try:
            said = running[1].stdout
            assert said is not None
            exports: dict[str, str] = {}
            while "ZALO_REFRESH_TOKEN" not in exports:
                name_of, _, value = said.readline().decode().strip().removeprefix("export ").partition("=")
                exports[name_of] = value
            base = f"http://127.0.0.1:{sandbox_port}"
            requests.post(f"{base}/_control/settings", json=_UNLIMITED, timeout=10)
            _wait_for(site_port)
            site = f"http://127.0.0.1:{site_port}/"
            config = read_config(ROOT / "newsroom.toml", {"NEWSROOM_SITE_URL": site})
            channels = {n: c.model_copy(update={"window": _ALWAYS}) for n, c in config.channels.items()}
            yield Stage(folder, site, exports, config.model_copy(update={"channels": channels}))
        finally:
            for process in running:
                process.terminate()
                process.wait()


@dataclass(frozen=True)
class Request:
    """One request of a recorded run, and what was answered to it."""

    method: str
    url: str
    given: dict[str, Any]
    answered: dict[str, Any] | None


class RecordingHttp(Http):
    """Keeps every request, so that a bare loop can make the same ones."""

    def __init__(self) -> None:
        super().__init__()
        self.requests: list[Request] = []
        self._files: dict[bytes, bytes] = {}

    def ask(self, method: str, url: str, *, writes: bool, **request: Any) -> Answer:
        """Ask, and keep what was asked."""
        answer = super().ask(method, url, writes=writes, **request)
        if "files" in request:
            # Thousands of copies of one picture would fill the memory.
            name, data, kind = request["files"]["source"]
            request = {**request, "files": {"source": (name, self._files.setdefault(data, data), kind)}}
        self.requests.append(Request(method, url, request, answer.body))
        return answer


def replay(recorded: Sequence[Request]) -> None:
    """Make the same requests on one session; ids and tokens of the recorded run become those of this one."""
    session = requests.Session()
    session.trust_env = False
    known: dict[str, str] = {}
    for one in recorded:
        url = one.url
        for old in [part for part in url.replace("?", "/").split("/") if part in known]:
            url = url.replace(old, known[old])
        answer = session.request(one.method, url, timeout=30, allow_redirects=False, **_renamed(one.given, known))
        if one.answered is not None:
            _learn(one.answered, answer.json(), known)


def _renamed(given: Any, known: dict[str, str]) -> Any:
    if isinstance(given, str):
        return known.get(given) or (
            f"Bearer {known.get(given[7:], given[7:])}" if given.startswith("Bearer ") else given
        )
    if isinstance(given, dict):
        return {key: _renamed(value, known) for key, value in given.items()}
    if isinstance(given, list):
        return [_renamed(value, known) for value in given]
    return given


def _learn(before: Any, now: Any, known: dict[str, str]) -> None:
    """Note which id or token of this run stands where one stood in the recorded run; lists are answers, not ids."""
    if isinstance(before, dict) and isinstance(now, dict):
        for key, value in before.items():
            if isinstance(value, str) and isinstance(now.get(key), str) and value != now[key]:
                known[value] = now[key]
            elif isinstance(value, dict):
                _learn(value, now.get(key), known)


def speed(channel: str, count: int) -> dict[str, float]:
    """Time the relay, then the same requests in a bare loop, each on fresh platforms at the same addresses."""
    ports = free_port(), free_port()

    def relayed(http: Http) -> float:
        with stage(*ports) as ready:
            publisher = ready.publisher(channel, http)
            store = Store(f"sqlite:///{ready.folder / 'newsroom.db'}")
            entries = ready.queue(store, channel, publisher, 0, count)
            started = time.perf_counter()
            sent = ready.relay(store, channel, publisher, entries, 1800, http)
            taken = time.perf_counter() - started
            store.close()
        if sent != count:
            sys.exit(f"{sent} of {count} went out")
        return count / taken

    relay = relayed(Http())
    recording = RecordingHttp()
    relayed(recording)
    with stage(*ports):
        started = time.perf_counter()
        replay(recording.requests)
        bare = count / (time.perf_counter() - started)
    return {"relay": relay, "bare": bare, "ratio": relay / bare, "requests": len(recording.requests) / count}


class SamplingLive(WebLiveCheck):
    """Notes the memory when a tenth of the deliveries was looked at."""

    def __init__(self, http: Http, tenth: int) -> None:
        super().__init__(http)
        self._left = tenth
        self.megabytes = 0.0

    def look(self, link: str, revision: str, cover: str | None) -> NotLive | None:
        """Look, and count."""
        self._left -= 1
        if self._left == 0:
            self.megabytes = _megabytes()
        return super().look(link, revision, cover)


def memory(channel: str, count: int) -> dict[str, float]:
    """Measure one run over many due deliveries: its memory after a tenth of them, and at its end, in MB."""
    http = Http()
    with stage(free_port(), free_port()) as ready:
        publisher = ready.publisher(channel, http)
        store = Store(f"sqlite:///{ready.folder / 'newsroom.db'}")
        entries = ready.queue(store, channel, publisher, 0, count)
        live = SamplingLive(http, count // 10)
        ready.relay(store, channel, publisher, entries, 3600, http, live)
        end = _megabytes()
        store.close()
    return {"tenth": live.megabytes, "all": end, "ratio": end / live.megabytes}


def _megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1024**2


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)


if __name__ == "__main__":
    what, channel_name, how_many = sys.argv[1], sys.argv[2], int(sys.argv[3])
    print(json.dumps({"speed": speed, "memory": memory}[what](channel_name, how_many)))
