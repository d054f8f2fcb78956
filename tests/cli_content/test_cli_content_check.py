"""The forms, languages and exit codes of `check` and `schema`."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from invalid_cases import HERE, lay_out

from newsroom.cli.main import run


def _check(newsroom: Path, *options: str, before: tuple[str, ...] = ()) -> int:
    return run(["--config", str(newsroom / "newsroom.toml"), *before, "check", *options])


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """Return a newsroom with one error and one warning."""
    lay_out(HERE / "cases" / "a-picture-whose-name-has-another-case", tmp_path)
    return tmp_path


@pytest.mark.parametrize("option", [["--json"], ["--format", "json"]])
def test_json_is_one_document_with_everything_a_tool_needs(wrong: Path, option: list[str], capsys):
    """`--json` prints one JSON document on standard output and nothing else, with stable keys."""
    assert _check(wrong, *option) == 1
    printed = capsys.readouterr()
    document = json.loads(printed.out)
    assert printed.err == ""
    assert document["stories"] == 1
    assert [(f["code"], f["level"], f["line"], f["column"], f["field"]) for f in document["findings"]] == [
        ("P007", "warning", 16, 1, "pictures"),
        ("P001", "error", 17, 6, "pictures.0.file"),
    ]
    assert set(document["findings"][0]) == {
        "path",
        "line",
        "column",
        "field",
        "code",
        "level",
        "sentence",
        "remedy",
    } | {"help_url"}
    assert document["findings"][0]["help_url"] == "https://guong.example/huong-dan/ma-loi/#p007"
    assert document["findings"][0]["path"] == "stories/2026/giu-loi-hen/index.md"


def test_json_of_a_sound_newsroom_is_an_empty_list(newsroom: Path, capsys):
    """A newsroom without findings gives an empty list and exit code 0."""
    assert _check(newsroom, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"findings": [], "stories": 1}


def test_github_shows_each_finding_beside_its_line(wrong: Path, capsys):
    """`--format github` prints one workflow command a finding and nothing else."""
    assert _check(wrong, "--format", "github") == 1
    lines = capsys.readouterr().out.splitlines()
    place = "file=stories/2026/giu-loi-hen/index.md"
    assert [line.split("::")[1] for line in lines] == [
        f"warning {place},line=16,col=1,title=P007",
        f"error {place},line=17,col=6,title=P001",
    ]
    assert all(line.startswith("::") for line in lines)


def test_github_commands_cannot_be_forged_by_a_name(newsroom: Path, capsys):
    """A folder whose name ends the command, or begins another, is escaped."""
    folder = newsroom / "stories" / "2026" / "a,line=9::b\n::error ::c"
    folder.mkdir()
    (folder / "index.md").write_text("x", encoding="utf-8")
    assert _check(newsroom, "--format", "github") == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("::error file=stories/2026/a%2Cline=9%3A%3Ab\ufffd%3A%3Aerror %3A%3Ac/index.md,line=1,col=1")


def test_quiet_prints_errors_only_and_keeps_the_exit_code(wrong: Path, capsys):
    """`--quiet` leaves out warnings."""
    assert _check(wrong, "--quiet", "--json") == 1
    assert [f["code"] for f in json.loads(capsys.readouterr().out)["findings"]] == ["P001"]


@pytest.mark.parametrize(
    ("before", "environment", "english"),
    [
        (("--lang", "en"), {}, True),
        (("--lang=en",), {"LANG": "vi_VN.UTF-8"}, True),
        ((), {"LANG": "en_GB.UTF-8"}, True),
        ((), {"LANG": "C.UTF-8"}, False),
        ((), {"LC_ALL": "vi_VN", "LANG": "en_GB"}, False),
        (("--lang", "vi"), {"LANG": "en_GB"}, False),
    ],
)
def test_the_language_follows_the_option_then_the_environment(
    wrong: Path, before, environment, english, monkeypatch, capsys
):
    """`--lang` wins, then LC_ALL and LANG, then Vietnamese; failures of the configuration too."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    _check(wrong, before=before)
    assert ("1 errors, 1 warnings in 1 stories." in capsys.readouterr().out) is english
    (wrong / "newsroom.toml").unlink()
    assert _check(wrong, before=before) == 3
    assert ("There is no configuration file" in capsys.readouterr().err) is english


@pytest.mark.parametrize(
    "arguments", [["check", "--formt", "json"], ["chekc"], ["--lang", "fr", "check"], ["check", "x"]]
)
def test_wrong_usage_is_exit_code_2(newsroom: Path, arguments: list[str], capsys):
    """Unknown options, commands and languages are the caller's mistake, said on standard error."""
    assert run(["--config", str(newsroom / "newsroom.toml"), *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Traceback" not in printed.err
    assert printed.err


def test_stories_elsewhere_bring_their_own_terms(newsroom: Path, tmp_path_factory, capsys):
    """`--stories` checks another folder, with its own lists when it has some."""
    other = tmp_path_factory.mktemp("other")
    story = other / "2026" / "x" / "index.md"
    story.parent.mkdir(parents=True)
    story.write_text("x", encoding="utf-8")
    assert _check(newsroom, "--json", before=("--stories", str(other))) == 1
    assert json.loads(capsys.readouterr().out)["findings"][0]["path"] == str(story)
    (other / "terms").mkdir()
    assert _check(newsroom, before=("--stories", str(other))) == 3
    assert str(other / "terms") in capsys.readouterr().err


def test_a_checkout_nothing_can_be_written_to_is_checked_all_the_same(newsroom: Path, capsys):
    """The memory of pictures is only a memory: a place that refuses it does not stop the check."""
    (newsroom / "build").write_text("a file where the folder should be", encoding="utf-8")
    assert _check(newsroom) == 0
    assert "1" in capsys.readouterr().out


@pytest.mark.parametrize("memory", ["[]", "null", "{", '{"a": 1}', "[" * 9000, "PROBLEM"])
def test_a_damaged_memory_of_pictures_is_no_finding(newsroom: Path, memory: str, capsys):
    """Whatever the memory of pictures holds, the check looks again and says the same."""
    assert _check(newsroom) == 0
    kept = newsroom / "build" / "cache" / "pictures.json"
    known = kept.read_text(encoding="utf-8")
    kept.write_text(known.replace("null", '"odd"') if memory == "PROBLEM" else memory, encoding="utf-8")
    assert _check(newsroom) == 0
    del capsys


def test_the_schema_is_json_schema_with_vietnamese_titles(capsys):
    """`newsroom schema` prints the schema that editors' tools complete from; unknown keys are refused in it."""
    assert run(["schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["title"] == "Bài gương điển hình"
    assert schema["additionalProperties"] is False
    title = schema["properties"]["title"]
    assert (title["title"], title["type"], title["maxLength"]) == ("Tiêu đề", "string", 150)
    assert all("title" in value or "$ref" in value for value in schema["properties"].values())


def test_the_command_works_from_any_folder(newsroom: Path, monkeypatch, capsys):
    """Without `--config` the newsroom.toml of the present folder is used."""
    monkeypatch.chdir(newsroom)
    assert os.environ.get("LANG") is None
    assert run(["check"]) == 0
    assert capsys.readouterr().out == "Không có lỗi trong 1 bài.\n"


def test_gitlab_tells_new_findings_from_old_ones(wrong: Path, capsys):
    """`--format gitlab` is a Code Quality report with all keys, and its fingerprints survive moved lines."""
    assert _check(wrong, "--format", "gitlab") == 1
    report = json.loads(capsys.readouterr().out)
    assert [(f["check_name"], f["severity"], f["location"]["lines"]["begin"]) for f in report] == [
        ("P007", "minor", 16),
        ("P001", "critical", 17),
    ]
    assert {f["location"]["path"] for f in report} == {"stories/2026/giu-loi-hen/index.md"}
    assert len({f["fingerprint"] for f in report}) == 2
    story = wrong / "stories" / "2026" / "giu-loi-hen" / "index.md"
    story.write_text(story.read_text("utf-8").replace("---\n", "---\n# ghi chú\n", 1), encoding="utf-8")
    _check(wrong, "--format", "gitlab")
    moved = json.loads(capsys.readouterr().out)
    assert [f["location"]["lines"]["begin"] for f in moved] == [17, 18]
    assert [f["fingerprint"] for f in moved] == [f["fingerprint"] for f in report]


def test_the_summary_says_what_was_found_and_what_would_be_posted(newsroom: Path, capsys):
    """`--format markdown` names stories, findings and what channels would do; titles are no markup."""
    story = newsroom / "stories" / "2026" / "giu-loi-hen" / "index.md"
    text = story.read_text(encoding="utf-8")
    assert "title: Tổ một cửa giữ lời hẹn\n" in text
    assert _check(newsroom, "--format", "markdown") == 0
    sound = capsys.readouterr().out
    assert sound.startswith("<!-- newsroom-review -->\n")
    assert "Không có lỗi, không có cảnh báo." in sound
    assert "| GS-2026-0001 | website | hiện trên trang |  |" in sound
    forged = text.replace("title: Tổ một cửa giữ lời hẹn", "title: 'Chào @tinh **đậm** <img src=x> [a](b) #12 | cột'")
    announced = forged.replace("publish:", "publish:\n  facebook: {at: 2026-11-24 08:00}", 1)
    story.write_text(announced, encoding="utf-8")
    assert _check(newsroom, "--format", "markdown") == 1
    printed = capsys.readouterr().out
    assert "**Lỗi [A002](https://guong.example/huong-dan/ma-loi/#a002)**" in printed
    assert "| GS-2026-0001 | facebook | không đăng |" in printed
    assert "@\u200btinh \\*\\*đậm\\*\\* &lt;img src=x> \\[a\\](b) \\#\u200b12 \\| cột" in printed
    assert "<img" not in printed
    story.write_text(text.replace("title:", "titel:").replace("status: approved", "status: xong"), encoding="utf-8")
    assert _check(newsroom, "--format", "markdown") == 1
    assert "| GS-2026-0001 | `giu-loi-hen` |" in capsys.readouterr().out
    story.write_text("---\n[\n", encoding="utf-8")
    assert _check(newsroom, "--format", "markdown") == 1
    assert "|  | `giu-loi-hen` |  | 1 | 0 |" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("pictures-whose-words-say-nothing", "seems to be a screenshot;"),
        ("a-consent-for-a-kind-of-data-nobody-knows", "suc-khoe (health), gia-dinh (family circumstances)."),
    ],
)
def test_what_is_put_into_an_english_sentence_is_english(tmp_path: Path, capsys, case: str, said: str):
    """Words from our own lists come in the language of the sentence, on the second run as well, which remembers."""
    lay_out(HERE / "cases" / case, tmp_path)
    for _ in range(2):
        run(["--config", str(tmp_path / "newsroom.toml"), "--lang", "en", "check"])
        assert said in capsys.readouterr().out
