"""Who moved what, read from real Git histories: renames, merges, mailmaps, half clones and stubborn clocks."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from invalid_cases import git

from newsroom.config import read_config
from newsroom.index import open_index
from newsroom.moves import Wrong, wrong_moves
from newsroom.moves_log import NoHistory, facts_of, read_moves
from newsroom.workspace import open_workspace

SETTINGS = (Path(__file__).parents[1] / "invalid" / "newsroom.toml").read_text(encoding="utf-8")
PEOPLE = """
[workflow]
people = [
  {name = "Trần Minh Hà", email = "ha@guong.example", roles = ["author"]},
  {name = "Phan Văn An", email = "an@guong.example", roles = ["unit-head"]},
  {name = "Hồ Thị Bình", email = "binh@guong.example", roles = ["editor"]},
  {name = "Lê Thị Thu", email = "thu@guong.example", roles = ["approver"]},
]
"""
TEXT = (
    "---\nid: GS-2026-0001\ntitle: Tổ một cửa\nslug: mot\nunit: {unit}\nstatus: {status}\n---\n\n"
    + "Một câu đủ dài.\n\n" * 20
)
STEPS = (("ha", "draft"), ("ha", "submitted"), ("an", "verified"), ("binh", "edited"), ("thu", "approved"))


class Repository:
    """A newsroom in Git, one story in it."""

    def __init__(self, root: Path, below: str = "") -> None:
        self.top, self.root = root, root / below
        self.root.mkdir(parents=True, exist_ok=True)
        (self.root / "newsroom.toml").write_text(SETTINGS + PEOPLE, encoding="utf-8")
        git("init", "-q", "-b", "main", at=root)
        self.file = self.root / "stories" / "2026" / "mot" / "index.md"
        self.file.parent.mkdir(parents=True)

    def commit(
        self,
        who: str,
        status: str | None = None,
        *,
        unit: str = "vp-hcc",
        moment: str = "2026-11-19T08:00:00+07:00",
    ) -> None:
        if status is not None:
            self.file.write_text(TEXT.format(status=status, unit=unit), encoding="utf-8")
        git("add", "-A", at=self.top)
        git("commit", "-q", "--allow-empty", "-m", "x", at=self.top, email=f"{who}@guong.example", moment=moment)

    def all_steps(self) -> None:
        for who, status in STEPS:
            self.commit(who, status)

    def config(self):
        return read_config(self.root / "newsroom.toml", {})

    def moves(self):
        return read_moves(self.config())

    def said(self) -> list[tuple[str | None, str, str]]:
        """Return every move of the story: state before and after, and who."""
        steps = self.moves().steps.get("2026/mot", ())
        found = [(step.before.status if step.before else None, step.after.status, step.email) for step in steps]
        return [step for step in found if step[0] != step[1]]

    def wrong(self, place: str = "2026/mot") -> list[Wrong]:
        config = self.config()
        steps, parents = self.moves().steps.get(place, ()), {"vp-hcc": "vp-ubnd"}
        return [one.wrong for one in wrong_moves(steps, config.workflow, config.zone, parents)]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "kho")


def test_each_move_is_its_committers(repository: Repository):
    """Five commits are five moves, each by the address that committed it; nothing is wrong with them."""
    repository.all_steps()
    assert repository.said() == [
        (None, "draft", "ha@guong.example"),
        ("draft", "submitted", "ha@guong.example"),
        ("submitted", "verified", "an@guong.example"),
        ("verified", "edited", "binh@guong.example"),
        ("edited", "approved", "thu@guong.example"),
    ]
    assert repository.wrong() == []


def test_a_newsroom_below_the_top_of_its_repository_is_found(tmp_path: Path):
    """The stories may lie in a folder of a larger repository."""
    repository = Repository(tmp_path / "kho", "trang web/gương")
    repository.all_steps()
    assert len(repository.said()) == 5


def test_a_renamed_folder_keeps_its_history(repository: Repository):
    """Moving a story to another folder, with a new slug, is no move of its state and hides none."""
    repository.all_steps()
    new = repository.file.parent.with_name("hai")
    repository.file.parent.rename(new)
    (new / "index.md").write_text((new / "index.md").read_text("utf-8").replace("slug: mot", "slug: hai"), "utf-8")
    repository.commit("binh")
    assert set(repository.moves().steps) == {"2026/hai"}
    assert repository.wrong("2026/hai") == []
    assert len(repository.moves().steps["2026/hai"]) == 6


def test_another_story_in_an_old_folder_does_not_inherit(repository: Repository):
    """A story written where a deleted one stood begins anew."""
    repository.all_steps()
    git("rm", "-rq", str(repository.file.parent), at=repository.top)
    repository.commit("binh")
    repository.file.parent.mkdir(parents=True, exist_ok=True)
    repository.commit("thu", "approved")
    assert repository.said() == [(None, "approved", "thu@guong.example")]
    assert repository.wrong() == [Wrong.NO_SUCH_MOVE]


def test_a_merge_that_only_joins_is_nobodys_move(repository: Repository):
    """Who merges a branch did not make its moves; who writes another state while merging did."""
    repository.commit("ha", "draft")
    git("switch", "-qc", "bien-tap", at=repository.top)
    repository.commit("ha", "submitted")
    repository.commit("an", "verified")
    git("switch", "-q", "main", at=repository.top)
    repository.commit("thu")
    git("merge", "-q", "--no-ff", "-m", "x", "bien-tap", at=repository.top, email="thu@guong.example")
    assert repository.wrong() == []
    git("switch", "-qc", "khac", at=repository.top)
    repository.file.write_text(repository.file.read_text("utf-8") + "Thêm.\n", "utf-8")
    repository.commit("binh")
    git("switch", "-q", "main", at=repository.top)
    repository.file.write_text("".join(repository.file.read_text("utf-8").replace("Một câu", "Hai câu", 1)), "utf-8")
    repository.commit("binh")
    git("merge", "-q", "--no-commit", "khac", at=repository.top, email="ha@guong.example")
    text = repository.file.read_text("utf-8").replace("status: verified", "status: approved")
    repository.file.write_text(text, "utf-8")
    repository.commit("ha")
    assert repository.said()[-1] == ("verified", "approved", "ha@guong.example")
    assert repository.wrong() == [Wrong.NO_SUCH_MOVE]


def test_a_mailmap_joins_old_addresses(repository: Repository):
    """A colleague who committed from another address is known by .mailmap."""
    for who, status in STEPS:
        repository.commit("thu.cu" if who == "thu" else who, status)
    assert repository.wrong() == [Wrong.UNKNOWN]
    (repository.top / ".mailmap").write_text("Thu <thu@guong.example> <thu.cu@guong.example>\n", encoding="utf-8")
    repository.commit("binh")
    assert repository.wrong() == []


def test_what_is_known_is_not_asked_again_and_a_rewritten_history_is(repository: Repository, monkeypatch):
    """The second look reads no history; new commits are added, and a rewritten history is read anew."""
    repository.commit("ha", "draft")
    repository.commit("ha", "submitted")
    before = repository.moves()
    import newsroom.moves_log as log

    def refuse(*_words, **_given):
        raise AssertionError("the history was read again")

    with monkeypatch.context() as patched:
        patched.setattr(log, "_read_log", refuse)
        assert repository.moves() == before
    repository.commit("an", "verified")
    assert [status for _, status, _ in repository.said()] == ["draft", "submitted", "verified"]
    git("reset", "-q", "--hard", "HEAD~2", at=repository.top)
    repository.commit("thu", "approved")
    assert [status for _, status, _ in repository.said()] == ["draft", "approved"]
    for kept in (repository.root / "build" / "cache").glob("moves*.json"):
        kept.write_bytes(kept.read_bytes()[:-7])
    assert [status for _, status, _ in repository.said()] == ["draft", "approved"]


def test_a_story_is_of_the_unit_that_the_commit_says(repository: Repository):
    """A head who moved a story while it was the own unit's did right, whatever unit it had before or gets later."""
    toml = repository.root / "newsroom.toml"
    limited = toml.read_text("utf-8").replace('roles = ["unit-head"]', 'roles = ["unit-head"], units = ["vp-ubnd"]')
    toml.write_text(limited, encoding="utf-8")
    repository.commit("ha", "submitted", unit="so-y-te")
    repository.commit("an", "verified", unit="vp-hcc")
    repository.commit("binh", "edited", unit="so-y-te")
    assert repository.wrong() == []
    repository.commit("thu", "returned", unit="so-y-te")
    repository.commit("ha", "submitted", unit="so-y-te")
    repository.commit("an", "verified", unit="so-y-te")
    repository.commit("binh", "edited", unit="vp-hcc")
    assert repository.wrong() == [Wrong.NOT_THE_UNIT]


def test_what_an_older_program_remembered_is_read_anew(repository: Repository):
    """Files of the form before this one say nothing of units, and are not taken for files that do."""
    repository.all_steps()
    before = repository.moves()
    for kept in (repository.root / "build" / "cache").glob("moves*.json"):
        form, *rest = json.loads(kept.read_text(encoding="utf-8"))
        assert form == "newsroom moves 2"
        kept.write_text(json.dumps(["newsroom moves 1", *rest[:-1], {}]), encoding="utf-8")
    assert repository.moves() == before


def test_half_a_history_and_none_are_told_not_guessed(repository: Repository, tmp_path: Path, monkeypatch):
    """A shallow clone, a folder that is no repository, and a machine without Git each have one reason."""
    repository.all_steps()
    (tmp_path / "nong").mkdir()
    git("clone", "-q", "--depth", "1", f"file://{repository.top}", "nong", at=tmp_path)
    config = repository.config()
    assert read_moves(config.model_copy(update={"root": tmp_path / "nong"})).missing is NoHistory.SHALLOW
    bare = tmp_path / "khong-git"
    (bare / "stories").mkdir(parents=True)
    assert read_moves(config.model_copy(update={"root": bare})).missing is NoHistory.NO_CHECKOUT
    monkeypatch.setenv("PATH", str(bare))
    assert read_moves(config).missing is NoHistory.NO_GIT


def test_without_people_git_is_not_even_asked(repository: Repository, monkeypatch):
    """A small office that names nobody is held to nothing, and needs no Git."""
    (repository.root / "newsroom.toml").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.setenv("PATH", "")
    assert repository.moves() is None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("---\nstatus: draft\n---\n", "draft"),
        ("---\r\nid: x\r\nstatus: 'edited'  # xong\r\n---\r\nstatus: approved\r\n", "edited"),
        ('\ufeff---\n"status": "approved"\n---\n', "approved"),
        ("---\nawards:\n  - title: x\n    status: con\nstatus: verified\n---\n", "verified"),
        ("---\n  status: draft\n  x: {status: con}\n---\n", "draft"),
        ("---\nid: x\n---\n\nstatus: approved\n", ""),
        ("", ""),
    ],
)
def test_the_state_is_read_without_parsing(text: str, status: str):
    """The state of an old version is found whatever line ends, quotes, comments and awards stand around it."""
    assert facts_of(text.encode()).status == status


@pytest.mark.parametrize(
    ("front", "unit"),
    [
        ("unit: vp-hcc\nstatus: draft", "vp-hcc"),
        ("status: draft\r\n'unit' : \"vp-hcc\" # nay là", "vp-hcc"),
        ("authors:\n- name: A\n  unit: khac\nsubjects:\n  - unit: khac\nstatus: draft\nunit: vp-hcc", "vp-hcc"),
        ("  verified:\n    unit: khac\n  unit: vp-hcc\n  status: draft", "vp-hcc"),
        ("verified: {unit: khac}\nunits: khac\nstatus: draft", ""),
        ("unit:\nslug: khac\nstatus: draft", ""),
    ],
)
def test_the_unit_is_read_without_parsing(front: str, unit: str):
    """The story's own unit is found, never one of an author, a subject or the verification; none is none."""
    assert facts_of(f"---\n{front}\n---\n\nunit: khac\n".encode()).unit == unit


def test_content_and_approval_are_told_apart():
    """Another state or approval is no other content; a comma is."""
    base = "---\nid: x\nstatus: draft\ntitle: y\n---\n\nChữ.\n"
    approved = base.replace("draft", "approved\napproval:\n  by: A\n  at: 2026")
    assert facts_of(base.encode()).rest == facts_of(approved.encode()).rest
    assert facts_of(base.encode()).approval == ""
    assert facts_of(approved.encode()).approval != facts_of(approved.replace("by: A", "by: B").encode()).approval
    assert facts_of(base.encode()).rest != facts_of(base.replace("Chữ.", "Chữ,").encode()).rest


class Office:
    """A newsroom whose one story is approved on disk, and what its Git history makes of it."""

    def __init__(self, newsroom: Path, story_file: Path, people: str) -> None:
        self.newsroom, self.file, self.config_file = newsroom, story_file, newsroom / "newsroom.toml"
        self.config_file.write_text(self.config_file.read_text("utf-8") + people, encoding="utf-8")
        self.approved = story_file.read_text(encoding="utf-8")
        git("init", "-q", at=newsroom)

    def commit(self, who: str, status: str) -> None:
        self.file.write_text(self.approved.replace("status: approved", f"status: {status}"), encoding="utf-8")
        git("add", "stories", at=self.newsroom)
        git("commit", "-qm", "x", "--allow-empty", at=self.newsroom, email=f"{who}@guong.example")

    def reasons(self) -> list[str]:
        """Return why the story may not be on the website, as workspace and index say."""
        config, now = read_config(self.config_file, {}), datetime.now(UTC)
        both = (open_workspace(config, now).entries(), open_index(config, now))
        return [str(entries.verdict(entries.all()[0], "website").reason) for entries in both]


def test_the_index_keeps_in_what_the_history_forbids(newsroom: Path, story_file: Path):
    """A story approved by its author stays off the website, for workspace and index alike, until done over."""
    office = Office(newsroom, story_file, PEOPLE)
    for who, status in (*STEPS[:4], ("ha", "approved")):
        office.commit(who, status)
    assert office.reasons() == ["has-errors"] * 2
    for who, status in (("thu", "returned"), *STEPS[1:]):
        office.commit(who, status)
    assert office.reasons() == ["None"] * 2
    kept = json.loads((newsroom / "build" / "cache" / "moves.json").read_text(encoding="utf-8"))
    assert set(kept[3]) == {"2026/giu-loi-hen"}


def test_the_index_follows_the_lists_in_whose_unit_it_is(newsroom: Path, story_file: Path):
    """A story of vp-hcc, verified by the head of vp-ubnd, is public only while the one lies below the other."""
    people = PEOPLE.replace('roles = ["unit-head"]', 'roles = ["unit-head"], units = ["vp-ubnd"]')
    office = Office(newsroom, story_file, people)
    for who, status in STEPS:
        office.commit(who, status)
    assert office.reasons() == ["None"] * 2
    lists = newsroom / "terms" / "units.yml"
    before = lists.read_text(encoding="utf-8")
    lists.write_text(before.replace("  parent: vp-ubnd\n", ""), encoding="utf-8")
    assert office.reasons() == ["has-errors"] * 2
    lists.write_text(before, encoding="utf-8")
    assert office.reasons() == ["None"] * 2
