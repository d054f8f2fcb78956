"""An office that anything may happen to: what people and platforms do to it, and what must hold after each act.

The model remembers what was approved, withdrawn and decided; the walls, the database's bytes and everything printed
are compared with it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hand_made import START, HandClock, Killed, KillingHttp
from machine_stories import AWAY, CONSENT, MARK, NUMBER, TITLE, WITHDRAWAL, Desk, Heard, Told, title
from publishing_scene import CHANNELS, Scene

from newsroom.cli.plan import as_document as plan_document
from newsroom.cli.publish import as_document
from newsroom.deciding import Decider
from newsroom.drift import survey
from newsroom.errors import UsageError
from newsroom.history import histories
from newsroom.ledger_file import export, rebuild
from newsroom.outbox.model import Brief, State
from newsroom.outbox.pauses import pause, resume
from newsroom.outbox.store import Store
from newsroom.plan_lines import WORKS, Action
from publishers.contract import LoginFailed, Surroundings
from publishers.errors import PublishError
from publishers.http import Http
from publishers.registry import load_channel
from publishers.sandbox import Sandbox
from publishers.vault import Vault


@dataclass
class Office:
    """A newsroom at work, with everything that is known of it."""

    scene: Scene
    stories: list[Told] = field(default_factory=list)
    edited: set[str] = field(default_factory=set)
    """Posts whose words a person changed on the wall."""
    frozen: dict[str, dict[str, str]] | None = None
    """What the public saw when the pause began."""
    said: list[str] = field(default_factory=list)
    runs: list[tuple[str, datetime, dict[int, int]]] = field(default_factory=list)
    """Which channels runs were for, when they ended, and what was allowed when they began."""
    seen: dict[str, dict[str, str]] = field(default_factory=lambda: {name: {} for name in CHANNELS})
    """What the public saw at the last look."""
    looked_at: datetime = START
    pages: dict[str, str] = field(default_factory=dict)
    """What each wall says of a story, with marks in the place of its number and title."""
    heard: Heard = field(default_factory=Heard)

    @property
    def sandbox(self) -> Sandbox:
        return self.scene.sandbox

    @property
    def clock(self) -> HandClock:
        return self.scene.clock

    # What people do in the repository

    def write(self, *, approve: bool) -> None:
        number = len(self.stories) + 1
        path = self.scene.newsroom.write(number, title=title(number, 1), approve=approve)
        self.stories.append(Told(number, path, approved=1 if approve else None))

    def edit(self, told: Told, *, approve: bool) -> None:
        told.version += 1
        self.scene.newsroom.change(told.path, {"title": title(told.number, told.version)})
        if approve:
            self.approve(told)

    def approve(self, told: Told) -> None:
        self.scene.newsroom.approve(told.path)
        told.approved = told.version

    def withdraw(self, told: Told, *, back: bool) -> None:
        self.scene.newsroom.change(told.path, {"withdrawal": None if back else WITHDRAWAL})
        told.withdrawn = not back

    def consent(self, told: Told, *, back: bool) -> None:
        before, after = CONSENT[::-1] if back else CONSENT
        text = told.path.read_text(encoding="utf-8")
        told.path.write_text(text.replace(before, after), encoding="utf-8")
        if (told.consented) != back:
            told.consented = back

    def rename(self, told: Told, *, back: bool) -> None:
        """Rename a story's folder, which is an error until its name is the slug again."""
        folder = told.path.parent
        other = folder.with_name(folder.name.removesuffix(AWAY) + ("" if back else AWAY))
        folder.rename(other)
        told.path = other / told.path.name

    # What the machine does

    def run(self, *names: str, wait: float = 0, http: Http | None = None) -> None:
        for told in self.stories:
            for name in names:
                if told.allowed and self.frozen is None:
                    told.sendable[name].add(told.version)
        allowed = {told.number: told.version for told in self.stories if told.allowed and self.frozen is None}
        try:
            self._publish(*names, wait=wait, http=http)
        finally:
            self.runs += [(name, self.clock.now(), allowed) for name in names]

    def _publish(self, *names: str, wait: float, http: Http | None) -> None:
        job = self.scene.job(*names, http=http)
        try:
            done = job.run(timedelta(seconds=wait))
        except Killed:
            return
        finally:
            job.store.close()
        for language in ("vi", "en"):
            self.said.append(json.dumps(as_document(done, [], language), ensure_ascii=False))
            self.said += [json.dumps(plan_document(line, language), ensure_ascii=False) for line in done.plan]

    def crash(self, *names: str, nth: int, after: bool) -> None:
        self.run(*names, wait=60, http=KillingHttp(self.sandbox.base_url, nth, after=after))

    def look(self) -> None:
        """Look over the channels as `plan --refresh` does."""
        publishers = {name: self.scene.connect(name) for name in CHANNELS}
        found = self._with_store(lambda store: survey(store, publishers, self.clock.now(), 30))
        self.said += [f"{one.sighting.url} {one.sighting.text}" for one in found.seen]
        self.said += [trouble.words.say("vi") for trouble in found.troubles.values()]

    def log_in_again(self) -> None:
        self.scene.seed = self.sandbox.zalo.consent_again()
        channel = load_channel("facebook")
        surroundings = Surroundings(
            self.sandbox.environment(), Vault(self.scene.folder / "var" / "vault"), self.clock.now, Http()
        )
        try:
            channel.login({}, surroundings, Desk(self.sandbox.facebook.user_token_again()))
        except (LoginFailed, PublishError) as error:
            self.said.append(f"{getattr(error, 'vi', '')} {error}")

    # What people decide

    def pause(self) -> None:
        self._with_store(lambda store: pause(store, "Quốc tang", "Chánh Văn phòng", self.clock.now()))
        # What a platform is still working on was begun before.
        self.clock.advance(seconds=10)
        self.frozen = self.frozen or {name: self.shown(name) for name in CHANNELS}

    def resume(self) -> None:
        self._with_store(lambda store: resume(store, "Chánh Văn phòng", self.clock.now()))
        self.frozen = None

    def decide(self, key: str, what: str) -> None:
        def act(store: Store) -> None:
            item = store.get(key)
            assert item is not None
            told = self.story_of(item.story_id)
            getattr(Decider(store, "Chị Lan", self.clock.now()), what)(item)
            if what == "cancel":
                told.by_hand.add(item.channel)
            if what in {"repost", "send"}:
                told.barred.discard(item.channel)

        try:
            self._with_store(act)
        except UsageError as error:
            self.said.append(f"{error.sentence('vi')} {error.advice('en')}")

    def through_a_file(self) -> None:
        """Export the ledger and rebuild an empty database from it."""
        path = self.scene.folder / "ledger.jsonl"
        self._with_store(lambda store: export(store, path))
        self.said.append(path.read_text(encoding="utf-8"))
        self._drop()
        self._with_store(lambda store: rebuild(store, path))

    def lose_the_ledger(self) -> None:
        """Without a ledger nobody can know what people decided before, a pause among it."""
        self._drop()
        self.frozen = None
        (self.scene.folder / "ledger.jsonl").unlink(missing_ok=True)
        for told in self.stories:
            told.barred.clear()
            told.by_hand |= set(CHANNELS)

    def _drop(self) -> None:
        for path in self.scene.folder.glob("newsroom.db*"):
            path.unlink()

    # What people do on the wall

    def touch(self, name: str, nth: int, deed: str) -> None:
        """Edit, hide or delete a post that the ledger knows as sent."""
        posts = [b for b in self.briefs() if b.channel == name and b.act == "announce" and b.state is State.SENT]
        posts = [b for b in posts if b.remote_id in self.shown(name)]
        if not posts:
            return
        post = posts[nth % len(posts)]
        wall, told = getattr(self.sandbox, name), self.story_of(post.story_id)
        told.by_hand.add(name)
        if deed == "edit":
            words = f"Ai đó viết lại bài {told.number}."
            wall.edit(post.remote_id, words) if name == "facebook" else wall.edit(post.remote_id, title=words)
            self.edited.add(str(post.remote_id))
            return
        told.barred.add(name)
        getattr(wall, deed)(post.remote_id)

    # What is there

    def story_of(self, story_id: str) -> Told:
        return next(told for told in self.stories if told.id == story_id)

    def briefs(self) -> list[Brief]:
        return self._with_store(lambda store: store.briefs())

    def shown(self, name: str) -> dict[str, str]:
        """Return what the public sees on a channel: id → words."""
        if name == "facebook":
            return {post.id: post.message for post in self.sandbox.facebook.published()}
        return {a.id: article_words(a.title, a.description, a.body) for a in self.sandbox.zalo.shown()}

    def expected(self, name: str, number: int, version: int) -> str:
        """Return what a wall says of an approved version: the marks of the sample replaced."""
        words = self.pages[name].replace(MARK, title(number, version))
        return words.replace(f"GS-2026-{NUMBER}", f"GS-2026-{number:04}").replace(str(NUMBER), str(number))

    def _with_store(self, act: Any) -> Any:
        store = self.scene.store()
        try:
            return act(store)
        finally:
            store.close()

    # What must hold

    def check_walls(self) -> None:
        """Nobody sees a story twice, in words that were not approved, or after a person took it down."""
        for name in CHANNELS:
            seen: dict[int, list[str]] = {}
            shown = self.shown(name)
            for identity, words in shown.items():
                number = self._number_of(name, identity, words)
                seen.setdefault(number, []).append(identity)
                if identity in self.edited:
                    continue
                found = TITLE.match(words)
                assert found is not None, (name, words)
                version = int(found[2])
                told = self.stories[number - 1]
                assert version in told.sendable[name], f"{name}: {words[:30]!r} was never approved"
                assert words == self.expected(name, number, version)
                if self.seen[name].get(identity) != words:
                    assert self._was_allowed(name, number, version), f"{name}: {words[:30]!r} was no longer allowed"
            self.seen[name] = shown
            assert all(len(ids) == 1 for ids in seen.values()), f"{name}: posted twice: {seen}"
            for told in self.stories:
                assert not (name in told.barred and told.number in seen), f"{name}: {told.id} came back by itself"
        self.looked_at = self.clock.now()

    def _was_allowed(self, name: str, number: int, version: int) -> bool:
        """Tell whether a run that can have shown it was allowed to: Zalo takes some seconds to show things."""
        since = self.looked_at - timedelta(seconds=5)
        recent = [run for run in self.runs if run[0] == name and run[1] >= since]
        return any(allowed.get(number) == version for _, _, allowed in recent)

    def check_pause(self) -> None:
        """While every channel is paused nothing appears and no words change."""
        if self.frozen is None:
            return
        for name in CHANNELS:
            now = self.shown(name)
            fresh = {i: w for i, w in now.items() if i not in self.edited and self.frozen[name].get(i) != w}
            assert fresh == {}, f"{name}: appeared while paused"

    def check_ledger(self) -> None:
        """See that what the ledger calls sent is public, and what it calls taken down is not."""
        if not (self.scene.folder / "newsroom.db").exists():
            return
        public = {name: self.shown(name) for name in CHANNELS}
        for (name, story_id), history in histories(self.briefs()).items():
            told, post, down = self.story_of(story_id), history.post, history.takedown
            if name in told.by_hand or post is None or post.state is not State.SENT:
                continue
            if down is None:
                assert post.remote_id in public[name], f"{post.key} is sent but not public"
            elif down.state is State.SENT:
                assert post.remote_id not in public[name], f"{post.key} was taken down but is public"

    def check_secrets(self) -> None:
        """No secret is in what was said, logged, or lies in the database's files."""
        texts = "\n".join([*self.said, *self.heard.lines])
        self.said.clear()
        self.heard.lines.clear()
        raw = b"".join(path.read_bytes() for path in self.scene.folder.glob("newsroom.db*"))
        for secret in self.secrets():
            assert secret not in texts, f"a secret was said: {secret[:4]}…"
            assert secret.encode() not in raw, f"a secret lies in the database: {secret[:4]}…"

    def secrets(self) -> list[str]:
        environment = self.sandbox.environment()
        known = [environment[name] for name in environment if name.endswith(("_SECRET", "_TOKEN"))]
        db = self.sandbox._store.connection()
        known += [row[0] for table in ("fb_tokens", "zalo_tokens") for row in db.execute(f"SELECT token FROM {table}")]
        key = self.scene.folder / "var" / "vault.key"
        return [*known, *([key.read_text(encoding="ascii").strip()] if key.exists() else [])]

    def _number_of(self, name: str, identity: str, words: str) -> int:
        found = TITLE.match(words) or re.match(r"Ai đó viết lại bài (\d+)\.", words)
        assert found is not None, f"{name}: foreign words of ours: {words!r}"
        return int(found[1])

    def _why(self, name: str, told: Told) -> list[str]:
        return [
            f"{line.action}: {line.reason('en')}"
            for line in self.scene.plan()
            if (line.channel, line.story_id) == (name, told.id)
        ]

    # How it must end

    def come_to_rest(self) -> None:
        """Mend everything, let people decide what they are asked, and run until nothing is left to do."""
        self.sandbox.faults.clear()
        self.resume()
        self.log_in_again()
        for told in self.stories:
            self.rename(told, back=True)
        for _ in range(20):
            self.scene.newsroom.deploy(self.clock.now())
            self.run(*CHANNELS, wait=600)
            self.clock.advance(minutes=61)
            plan = self.scene.plan()
            asks = [b for b in self.briefs() if b.needs_person or b.state is State.FAILED]
            held = [line for line in plan if line.action is Action.HELD and line.record is not None]
            reposts = [line.record.key for line in held if line.record and "--repost" in line.reason("en")]
            if not asks and not reposts and not any(line.action in WORKS for line in plan):
                return
            for brief in asks:
                self.decide(brief.key, "send")
            for key in reposts:
                self.decide(key, "repost")
        left = [(line.story_id, line.channel, line.action.value, line.reason("en")) for line in self.scene.plan()]
        raise AssertionError(f"it never comes to rest: {left}")

    def check_end(self) -> None:
        """No story is lost: what is allowed is public once with its newest words, what is withdrawn is gone."""
        public = {name: self.shown(name) for name in CHANNELS}
        for told in self.stories:
            for name in CHANNELS:
                mine = [w for i, w in public[name].items() if self._number_of(name, i, w) == told.number]
                if name in told.by_hand:
                    continue
                if told.allowed:
                    assert mine == [self.expected(name, told.number, told.version)], (
                        f"{name}: {told.id} is lost: {self._why(name, told)}, shown {mine}"
                    )
                elif told.withdrawn or not told.consented:
                    assert mine == [], f"{name}: {told.id} is still there: {self._why(name, told)}"


def article_words(head: str, description: str, body: list[dict[str, Any]]) -> str:
    """Return everything readable of an article."""
    parts = [str(part.get("content") or part.get("caption") or "") for part in body]
    return "\n".join([head, description, *parts])


def sample_pages(scene: Scene) -> dict[str, str]:
    """Post a story whose title and number are marks, and return what each wall says of it."""
    office = Office(scene)
    scene.newsroom.write(NUMBER, title=MARK)
    scene.newsroom.deploy(scene.clock.now())
    scene.settle(*CHANNELS)
    return {name: next(iter(office.shown(name).values())) for name in CHANNELS}
