"""The index says exactly what the workspace says, whatever happens between two runs."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from index_kit import SOCIAL, compare, memory
from office_kit import NOW, Office, jpeg

Step = Callable[[Office], None]

numbers = st.integers(0, 5)
times = st.sampled_from(
    ["2025-01-01 08:00", "2026-11-23 09:59:59", "2026-11-23 10:00", "2026-11-24 08:00", "2030-01-01 08:00"]
)
days = st.sampled_from(["2024-12-01", "2026-11-22", "2026-11-23", "2026-11-24", "2031-05-05"])
addresses = st.sampled_from(
    [
        "/2025/bai-0/",
        "/2025/bai-1/",
        "/2025/moi/",
        "/linh-vuc/giao-duc/",
        "/gioi-thieu/",
        "/trang-them/",
        "x.md",
        "javascript:x",
    ]
)
consents = st.builds(
    lambda name, day, end, channels, pictures: [
        {"ref": "1", "subject": name, "date": day, "channels": channels, "pictures": pictures}
        | ({"withdrawn": end} if end else {})
    ],
    st.sampled_from(["nguyễn thị hạnh", "Lê Văn Ba"]),
    days,
    st.none() | days,
    st.lists(st.sampled_from(["website", "facebook", "zalo"]), unique=True),
    st.booleans(),
)
publishing = st.dictionaries(
    st.sampled_from(["website", "facebook", "zalo", "unheard-of"]),
    st.builds(
        lambda at, text, broadcast: {"at": at, "broadcast": broadcast} | ({"text": text} if text else {}),
        times,
        st.none() | st.just("Dài " * 17_000),
        st.booleans(),
    ),
)
fronts = st.fixed_dictionaries(
    {},
    optional={
        "id": st.sampled_from(["GS-2025-0000", "GS-2025-0001", "GS-2025-0009", "wrong"]),
        "slug": st.sampled_from(["bai-0", "bai-1", "moi", "Wrong"]),
        "status": st.sampled_from(["draft", "approved", "correction", "withdrawn", "returned"]),
        "withdrawal": st.just({"at": "2026-01-01 08:00", "reason": "r", "by": "b"}),
        "subjects": st.sampled_from(["ca-nhan", "tap-the", "la"]).map(
            lambda t: [{"name": "Nguyễn Thị Hạnh", "type": t}]
        ),
        "consent": st.just([]) | consents,
        "publish": publishing,
        "verified": st.builds(
            lambda day, free: {"unit": "u", "by": "c", "date": day, "no_pending_case": free}, days, st.booleans()
        ),
        "unit": st.sampled_from(["vp-mot", "vp-hai", "vp-ba"]),
        "fields": st.lists(st.sampled_from(["giao-duc", "chuyen-doi-so"]), min_size=1, max_size=2),
        "redirects": st.lists(addresses.filter(lambda a: a.startswith("/2025")), max_size=1),
        "pictures": st.builds(
            lambda name, kind, more: [{"file": name, "alt": "Chị Hạnh", "kind": kind, **more}],
            st.sampled_from(["anh.jpg", "./anh.jpg", "sub/anh.jpg", "../bai-0/anh.jpg", "khong-co.jpg"]),
            st.sampled_from(["chan-dung", "tu-lieu"]),
            st.sampled_from(
                [{}, {"people": ["Lê Văn Ba"]}, {"people": ["Lê Văn Ba"], "ground": "hoat-dong-cong-cong"}]
            ),
        ),
    },
)


def _story(number: int, front: dict, link: str | None, approve: bool) -> Step:
    body = "Chị nói về công việc." + (f" Xem [bài kia]({link})." if link else "")

    def step(office: Office) -> None:
        folder = front.get("slug", f"bai-{number}")
        try:
            office.write(number, body=body, folder=folder, approve=approve, **front)
        except AssertionError:  # no story at all, so nobody could approve it
            return

    return step


def _file(change: Callable[[Path], None], name: str = "index.md") -> st.SearchStrategy[Step]:
    def at(number: int) -> Step:
        def step(office: Office) -> None:
            found = sorted(office.stories.glob("2*/*/index.md"))
            if found:
                path = found[number % len(found)].parent / name
                if path.exists() or change in {_dangle, _link_outside}:
                    change(path)

        return step

    return numbers.map(at)


def _same_size_same_time(path: Path) -> None:
    before, content = path.stat(), path.read_bytes()
    path.write_bytes(content.replace(b"nh", b"hn", 1) if path.suffix == ".md" else content[:-1] + b"\0")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _touch(path: Path) -> None:
    os.utime(path, (1_700_000_000, 1_700_000_000))


def _rename(path: Path) -> None:
    target = path.parent.with_name(f"{path.parent.name}-2")
    if not target.exists():
        path.parent.rename(target)


def _copy(path: Path) -> None:
    target = path.parent.with_name("ban-sao")
    if not target.exists():
        shutil.copytree(path.parent, target, symlinks=True)


def _delete(path: Path) -> None:
    shutil.rmtree(path.parent)


def _unreadable_yaml(path: Path) -> None:
    path.write_text("---\n: [\n---\n", encoding="utf-8")


def _remove(path: Path) -> None:
    path.unlink()


def _other_picture(path: Path) -> None:
    path.write_bytes(jpeg("#123456"))


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-300])


def _dangle(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to("nowhere")


def _link_outside(path: Path) -> None:
    outside = path.parents[3] / "outside.jpg"
    outside.write_bytes(jpeg())
    path.unlink(missing_ok=True)
    path.symlink_to(outside)


def _write(place: str, text: str | None) -> Step:
    def step(office: Office) -> None:
        path = office.root / place
        if text is None:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    return step


def _setting(old: str, new: str) -> Step:
    def step(office: Office) -> None:
        path = office.root / "newsroom.toml"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    return step


_UNITS = "- {code: vp-mot, label: Một, from: 2000-01-01%s}\n- {code: vp-ba, label: Ba, from: 2026-11-24}\n"
_SUBJECTS = (
    "- {code: ca-nhan, label: Cá nhân, from: 2000-01-01%s}\n- {code: tap-the, label: Tập thể, from: 2000-01-01}\n"
)
elsewhere = st.sampled_from(
    [
        _write("stories/terms/units.yml", _UNITS % ""),
        _write("stories/terms/units.yml", _UNITS % ", until: 2025-12-31"),
        _write("stories/terms/units.yml", "- broken"),
        _write("stories/terms/subject-types.yml", _SUBJECTS % ""),
        _write("stories/terms/subject-types.yml", _SUBJECTS % ", needs_consent: true"),
        _write("stories/register.tsv", "GS-2025-0000\t2025/bai-1/\n"),
        _write("stories/register.tsv", "GS-2025-0009\t2025/bai-0/\nGS-2025-0001\t2025/bai-1-2/\n"),
        _write("stories/register.tsv", "broken"),
        _write("stories/register.tsv", None),
        _write("site/pages/trang-them.md", "# Trang"),
        _write("site/pages/trang-them.md", None),
        _setting("https://guong.example.vn/", "https://khac.example.vn/"),
        _setting("https://khac.example.vn/", "https://guong.example.vn/"),
        _setting("[channels.zalo]", "[channels.zalo2]"),
        _setting('zone = "Asia/Ho_Chi_Minh"', 'zone = "America/New_York"'),
    ]
)
steps = st.one_of(
    st.builds(_story, numbers, fronts, st.none() | addresses, st.booleans()),
    st.builds(_story, numbers, fronts, st.none() | addresses, st.just(True)),
    st.one_of(*map(_file, (_same_size_same_time, _touch, _rename, _copy, _delete, _unreadable_yaml, _remove))),
    st.one_of(
        *(
            _file(change, "anh.jpg")
            for change in (_other_picture, _cut, _same_size_same_time, _touch, _remove, _dangle, _link_outside)
        )
    ),
    elsewhere,
)
clocks = st.sampled_from(
    [timedelta(0)] * 4 + [timedelta(seconds=1), timedelta(days=1), -timedelta(days=1), timedelta(days=2000)]
)


@pytest.mark.slow
@pytest.mark.usefixtures("quick")
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(happened=st.lists(st.tuples(st.lists(steps, min_size=1, max_size=3), clocks), min_size=2, max_size=6))
def test_after_anything_the_index_still_says_what_the_workspace_says(
    happened: list[tuple[list[Step], timedelta]], template: Office
) -> None:
    """After random edits, renames, copies, deletions, settings and steps of the clock both give the same answers."""
    with tempfile.TemporaryDirectory() as folder:
        office, now = template.copy(Path(folder) / "office"), NOW
        compare(office, now)
        for changes, clock in happened:
            before = _trusted(office)
            for change in changes:
                change(office)
            now += clock
            compare(office, now)
            event("an earlier memory was there" if before else "no earlier memory")


def _trusted(office: Office) -> int:
    """Count the remembered stories whose sign is trusted."""
    lines = memory(office).read_text(encoding="utf-8").split("\n")[2:] if memory(office).exists() else []
    return sum(1 for line in lines if json.loads(line.partition("\t")[0])[3])


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Return a newsroom of four stories that are copied for each example."""
    office = Office(tmp_path_factory.mktemp("template") / "office")
    for number in range(4):
        office.write(number, publish=SOCIAL)
    return office


@pytest.mark.usefixtures("quick")
def test_a_step_of_the_clock_alone_changes_verdicts_as_the_workspace_would(office: Office) -> None:
    """What depends on the day or the minute is worked out anew for every moment."""
    office.write(7, publish={"website": {"at": "2026-11-23 10:00"}, "facebook": {"at": "2026-11-25 10:00"}})
    office.write(8, verified={"unit": "u", "by": "c", "date": "2026-11-24", "no_pending_case": True})
    moments: list[datetime] = [NOW + timedelta(hours=hours) for hours in (-48, -1, 0, 1, 20, 24, 48, 72)]
    assert len({str(compare(office, now)) for now in moments}) == 4
