"""What a careless memory would miss is noticed."""

import os
import time
from datetime import timedelta
from pathlib import Path
from textwrap import dedent

import pytest
from index_kit import CHANNELS, SOCIAL, compare, memory, reasons
from office_kit import NOW, Office, jpeg

from newsroom.gate import Reason
from newsroom.index import learning, open_index, signs
from newsroom.index.keeping import load
from newsroom.index.known import read_facts
from newsroom.index.surroundings import look_around


@pytest.mark.usefixtures("quick")
def test_what_did_not_change_is_not_read_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second opening answers without anything that could read a story, and the third reads the one edited story."""
    compare(office)
    read: list[str] = []
    learn = learning.Learner.learn
    monkeypatch.setattr(
        learning.Learner,
        "learn",
        lambda self, year, folder, mark: read.append(folder) or learn(self, year, folder, mark),
    )
    assert reasons(office) == [None] * 3
    assert read == []
    office.write(1, publish=SOCIAL, body="Một câu khác.")
    assert reasons(office) == [None] * 3
    assert read == ["bai-1"]


@pytest.mark.usefixtures("quick")
def test_a_memory_without_news_is_not_written_again(office: Office) -> None:
    """Opening an index of unchanged stories leaves its file alone."""
    compare(office)
    before = memory(office).stat()
    compare(office)
    after = memory(office).stat()
    # Not the whole answer: reading moves the time of the last access.
    assert (after.st_ino, after.st_mtime_ns, after.st_ctime_ns) == (
        before.st_ino,
        before.st_mtime_ns,
        before.st_ctime_ns,
    )


def test_a_file_changed_a_moment_ago_is_not_trusted(office: Office) -> None:
    """Two edits of one size within one tick of a disk that counts in twos of seconds are both seen."""

    def coarse(found: os.stat_result, sign=signs._sign) -> signs.Sign:
        tick = found.st_mtime_ns // 2_000_000_000
        return signs.Sign(f"|{tick}.{found.st_size}", tick * 2_000_000_000)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(signs, "_sign", coarse)
        # Enough of the tick must be left for all of this to happen within it.
        time.sleep(max(0.0, time.time() % 2 - 1.6) and 2 - time.time() % 2)
        path = office.write(1, publish=SOCIAL)
        assert reasons(office) == [None] * 3
        path.write_text(path.read_text(encoding="utf-8").replace("công việc", "việc công"), encoding="utf-8")
        assert reasons(office) == [None, Reason.APPROVAL_VOID, None]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("name", ["index.md", "anh.jpg"])
def test_an_edit_that_keeps_size_and_time_is_seen(office: Office, name: str) -> None:
    """A change of content whose size and time of change were put back voids the approval all the same."""
    path = office.stories / "2025" / "bai-1" / name
    assert reasons(office) == [None] * 3
    before = path.stat()
    content = path.read_bytes()
    path.write_bytes(
        content.replace("công việc".encode(), "việc công".encode())
        if name == "index.md"
        else content[:-2] + b"\xff\xd8"
    )
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert reasons(office)[1] is Reason.APPROVAL_VOID


@pytest.mark.usefixtures("quick")
def test_another_picture_under_the_same_name_voids_the_approval(office: Office) -> None:
    """A picture replaced in one step, as a photo program does, is seen although index.md is as it was."""
    assert reasons(office) == [None] * 3
    other = office.root / "other.jpg"
    other.write_bytes(jpeg("#aa0000"))
    other.replace(office.stories / "2025" / "bai-1" / "anh.jpg")
    assert reasons(office) == [None, Reason.APPROVAL_VOID, None]


@pytest.mark.usefixtures("quick")
def test_a_picture_that_becomes_a_link_to_itself_elsewhere_is_seen(office: Office) -> None:
    """The same bytes, but outside of the story's folder, are refused; put back, they are welcome again."""
    path = office.stories / "2025" / "bai-1" / "anh.jpg"
    assert reasons(office) == [None] * 3
    path.rename(office.root / "moved.jpg")
    path.symlink_to(office.root / "moved.jpg")
    assert reasons(office)[1] is Reason.APPROVAL_VOID
    path.unlink()
    (office.root / "moved.jpg").rename(path)
    assert reasons(office) == [None] * 3


@pytest.mark.usefixtures("quick")
def test_changed_lists_count_at_once(office: Office) -> None:
    """A kind of subject that now needs consent keeps back the stories without it."""
    office.write(5, publish=SOCIAL, subjects=[{"name": "Tổ Một cửa", "type": "tap-the"}], consent=[])
    assert reasons(office) == [None] * 4
    lists = office.stories / "terms" / "subject-types.yml"
    text = lists.read_text(encoding="utf-8")
    lists.write_text(text.replace("label: Tập thể,", "label: Tập thể, needs_consent: true,"), encoding="utf-8")
    assert reasons(office) == [None, None, None, Reason.NO_CONSENT]


@pytest.mark.usefixtures("quick")
def test_changed_settings_count_at_once(office: Office) -> None:
    """A channel that is no longer in newsroom.toml makes the stories that name it wrong."""
    assert reasons(office) == [None] * 3
    settings = office.root / "newsroom.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("[channels.facebook]", "[channels.fb]"), encoding="utf-8"
    )
    assert reasons(office) == [Reason.HAS_ERRORS] * 3


@pytest.mark.usefixtures("quick")
def test_a_story_loses_its_link_when_the_other_story_moves(office: Office) -> None:
    """An untouched story with a link to a story that was renamed has an error from then on."""
    office.write(6, publish=SOCIAL, body="Xem [bài kia](/2025/bai-1/).")
    assert reasons(office) == [None] * 4
    (office.stories / "2025" / "bai-1").rename(office.root / "away")
    assert reasons(office) == [None, None, Reason.HAS_ERRORS]


@pytest.mark.usefixtures("quick")
def test_a_publisher_installed_since_then_has_its_say(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A channel whose package was missing judges the stories as soon as it is installed, and its code is watched."""
    settings = office.root / "newsroom.toml"
    third = '[channels.third]\npublisher = "third"\nlabel = "Third"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + third, encoding="utf-8")
    office.write(1, publish=SOCIAL | {"third": {"at": "2025-01-01 10:00"}}, consent=_everywhere())
    monkeypatch.setattr("index_kit.CHANNELS", (*CHANNELS, "third"))
    assert _verdict_of_third(office) is None
    installed = _install_third(tmp_path / "site-packages")
    monkeypatch.syspath_prepend(installed)
    assert _verdict_of_third(office) is Reason.CANNOT_SAY
    code = installed / "third_channel" / "__init__.py"
    before = look_around(office.config(), [str(code.parent)])
    assert str(code.parent) in memory(office).read_text(encoding="utf-8")
    code.write_text(code.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert look_around(office.config(), [str(code.parent)]) != before


def _verdict_of_third(office: Office) -> Reason | None:
    compare(office)
    entries = open_index(office.config(), NOW)
    return entries.verdict(entries.all()[1], "third").reason


def _everywhere() -> list[dict[str, object]]:
    channels = ["website", "facebook", "zalo", "third"]
    return [{"ref": "1", "subject": "Nguyễn Thị Hạnh", "date": "2024-12-01", "channels": channels, "pictures": True}]


def _install_third(folder: Path) -> Path:
    """Lay out an installed distribution with a channel that can say nothing."""
    package, information = folder / "third_channel", folder / "third_channel-1.0.dist-info"
    package.mkdir(parents=True)
    information.mkdir()
    (information / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: third-channel\nVersion: 1.0\n", encoding="utf-8"
    )
    (information / "entry_points.txt").write_text(
        "[newsroom.publishers]\nthird = third_channel:channel\n", encoding="utf-8"
    )
    code = """
        from publishers.contract import CannotRender, Channel, Problem


        class Silent:
            account = ""

            def render(self, post):
                raise CannotRender(Problem("không nói được", "speechless"))


        channel = Channel("third", "Third", (), lambda options: Silent(), lambda options, surroundings: Silent())
    """
    (package / "__init__.py").write_text(dedent(code), encoding="utf-8")
    return folder


@pytest.mark.usefixtures("quick")
def test_folders_with_impossible_names_are_remembered_too(office: Office) -> None:
    """A folder from an old ZIP, whose name is no text, and one with a control character do no harm."""
    path = office.write(5, publish=SOCIAL, folder="bai\x01\t\n-5")
    path.parent.rename(Path(os.fsdecode(os.fsencode(office.stories / "2025") + b"/b\xe0i-5")))
    office.write(6, publish=SOCIAL, folder="bai\x01\t\n-6")
    assert reasons(office) == [Reason.HAS_ERRORS, None, None, None, Reason.HAS_ERRORS]
    assert reasons(office) == [Reason.HAS_ERRORS, None, None, None, Reason.HAS_ERRORS]


def test_a_missing_folder_of_stories_is_told_as_ever(office: Office) -> None:
    """What cannot be opened at all is refused with the workspace's own sentence, warm or not."""
    compare(office)
    office.stories.rename(office.root / "away")
    assert "cannot be read" in str(compare(office))
    (office.root / "away" / "terms").rename(office.root / "terms")
    (office.root / "newsroom.toml").write_text(
        (office.root / "newsroom.toml").read_text(encoding="utf-8") + '[stories]\nterms = "terms"\n', encoding="utf-8"
    )
    assert "stories' folder" in str(compare(office))


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("name", ["anh.jpg", "sub/anh.jpg"])
def test_a_picture_behind_a_link_is_watched_where_the_link_leads(office: Office, name: str) -> None:
    """Other bytes behind a link, or a link that leads elsewhere, void the approval although the link lies still."""
    folder = office.stories / "2025" / "bai-5"
    for place, colour in (("one", "#00aa00"), ("two", "#0000aa")):
        (folder / place).mkdir(parents=True)
        (folder / place / "anh.jpg").write_bytes(jpeg(colour))
    if name == "anh.jpg":
        (folder / name).symlink_to("one/anh.jpg")
    else:
        (folder / "sub").symlink_to("one")
    office.write(5, publish=SOCIAL, picture=b"", pictures=[{"file": name, "alt": "Chị Hạnh"}])
    assert reasons(office)[3] is None
    (folder / "one" / "anh.jpg").write_bytes(jpeg("#00bb00"))
    assert reasons(office)[3] is Reason.APPROVAL_VOID
    office.approve(folder / "index.md")
    assert reasons(office)[3] is None
    if name == "sub/anh.jpg":
        (folder / "sub").unlink()
        (folder / "sub").symlink_to("two")
        assert reasons(office)[3] is Reason.APPROVAL_VOID


@pytest.mark.usefixtures("quick")
def test_a_draft_is_looked_up_in_the_lists_of_each_day(office: Office) -> None:
    """A draft without a time is remembered as sound only for the day: tomorrow its unit is no longer valid."""
    lists = office.stories / "terms" / "units.yml"
    lists.write_text(
        lists.read_text(encoding="utf-8").replace("label: Phòng Một cửa", "until: 2026-11-23, label: Một cửa"),
        encoding="utf-8",
    )
    office.write(5, status="draft", publish=None, approve=False)

    def has_errors() -> bool:
        kept = load(memory(office))
        assert kept is not None
        return read_facts(kept.stories["2025", "bai-5"].facts).has_errors

    compare(office)
    assert not has_errors()
    compare(office, NOW + timedelta(days=1))
    assert has_errors()


@pytest.mark.usefixtures("quick")
def test_the_register_and_the_fixed_pages_count_at_once(office: Office) -> None:
    """An id registered for another address, and a page that comes or goes, change the verdict of untouched stories."""
    office.write(5, publish=SOCIAL, body="Xem [trang này](/trang-moi/).")
    page, register = office.root / "site" / "pages" / "trang-moi.md", office.stories / "register.tsv"
    assert reasons(office) == [None, None, None, Reason.HAS_ERRORS]
    page.write_text("# Trang mới", encoding="utf-8")
    assert reasons(office) == [None] * 4
    register.write_text("GS-2025-0001\t2025/cho-khac/\n", encoding="utf-8")
    assert reasons(office) == [None, Reason.HAS_ERRORS, None, None]
    register.unlink()
    page.unlink()
    assert reasons(office) == [None, None, None, Reason.HAS_ERRORS]
