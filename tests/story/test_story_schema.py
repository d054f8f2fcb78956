"""The JSON Schema of the front matter: whole, in Vietnamese, with the office's lists, of one mind with the model."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from newsroom.cli.main import run
from newsroom.config import read_config
from newsroom.story.front_matter import parse
from newsroom.story.model import Story
from newsroom.story.schema import story_schema, terms_schema
from newsroom.story.schema_editor import GENERATED, editor_files
from newsroom.story.schema_words import CHOICES, HELP, LISTED
from newsroom.terms import read_terms
from newsroom.workspace import open_workspace

REPOSITORY = Path(__file__).parents[2]
CONFIG = read_config(REPOSITORY / "newsroom.toml", {})
TERMS = read_terms(CONFIG.terms_path)
SCHEMA = story_schema(TERMS, CONFIG.channel_labels)
VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE)


def keys() -> dict[str, dict[str, Any]]:
    parts = {"Story": SCHEMA, **SCHEMA["$defs"]}
    return {f"{name}.{key}": value for name, part in parts.items() for key, value in part["properties"].items()}


def test_every_key_is_explained_in_vietnamese() -> None:
    """Each key has a title, an explanation and an example; a new key gets its words in story/schema_words.py."""
    found = keys()
    lacking = [name for name, value in found.items() if not (value.get("title") and value.get("examples"))]
    assert lacking == [], "add them to HELP in newsroom/story/schema_words.py"
    assert [name for name, value in found.items() if not VIETNAMESE.search(value.get("description", ""))] == []
    assert [name for name in (*HELP, *LISTED, *CHOICES) if name not in found] == []


def test_every_fixed_value_has_a_name() -> None:
    """No list of fixed values is left without Vietnamese names, and none names a value that the model does not know."""
    plain = story_schema()
    for owner, part in {"Story": Story.model_json_schema(), **Story.model_json_schema()["$defs"]}.items():
        for key, value in part["properties"].items():
            fixed = [code for one in (value, *value.get("anyOf", ())) for code in one.get("enum", ())]
            assert list(CHOICES.get(f"{owner}.{key}", {})) == fixed, f"{owner}.{key}"
    assert "enum" not in json.dumps(plain)


def test_every_sound_story_keeps_the_schema_and_every_example_too() -> None:
    """What the model accepts the schema accepts; the examples have the form that they show."""
    Draft202012Validator.check_schema(SCHEMA)
    validator = Draft202012Validator(SCHEMA)
    for file in open_workspace(CONFIG, datetime(2026, 11, 23, tzinfo=UTC)).files:
        errors = [
            f"{file.name}: {error.json_path} {error.message}" for error in validator.iter_errors(parse(file.text).data)
        ]
        assert errors == []
    for name, value in keys().items():
        for example in value["examples"]:
            errors = Draft202012Validator({**value, "$defs": SCHEMA["$defs"]}).iter_errors(example)
            assert [error.message for error in errors] == [], name


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"status": "duyet"}, "$.status"),
        ({"unit": "vp-khong-co"}, "$.unit"),
        ({"fields": ["khong-co"]}, "$.fields[0]"),
        ({"summary": "x" * 301}, "$.summary"),
        ({"publish": {"website": {"at": "23/11/2026"}}}, "$.publish.website.at"),
        ({"publish": {"tiktok": {"at": "2026-11-23 08:00"}}}, "$.publish"),
        ({"tieu_de": "x"}, "$"),
    ],
)
def test_what_is_wrong_is_found_at_its_place(change: dict[str, Any], place: str) -> None:
    """A wrong code, a text too long, a date in another form, an unknown channel or key: each is found where it is."""
    sound = parse((CONFIG.stories_path / "2026/nguoi-giu-lua-mot-cua/index.md").read_text("utf-8")).data
    validator = Draft202012Validator(SCHEMA)
    assert list(validator.iter_errors(sound)) == []
    assert [error.json_path for error in validator.iter_errors({**sound, **change})] == [place]


def test_the_lists_have_a_schema_of_their_own() -> None:
    """Every list of the repository keeps the schema of lists; a misspelt key does not."""
    validator = Draft202012Validator(terms_schema())
    files = sorted(CONFIG.terms_path.glob("*.yml"))
    assert len(files) >= 10
    for path in files:
        # Read as front matter is: dates stay text.
        entries = parse(f"---\nlist:\n{path.read_text('utf-8')}\n---\n").data["list"]
        assert [error.message for error in validator.iter_errors(entries)] == [], path.name
    assert list(validator.iter_errors([{"code": "a", "lable": "A", "from": "2025-01-01"}]))


def test_the_files_for_vs_code_are_those_of_the_model() -> None:
    """stories/.vscode holds what `newsroom schema --vscode` writes (make docs)."""
    folder = CONFIG.stories_path / ".vscode"
    for name, text in editor_files(TERMS, CONFIG.channel_labels).items():
        assert (folder / name).read_text("utf-8") == text, name


def test_an_office_keeps_its_own_settings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Written a second time, the schemas are new and the settings that the office has changed are as it left them."""
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories" / "terms").symlink_to(CONFIG.terms_path)
    (tmp_path / "newsroom.toml").write_bytes((REPOSITORY / "newsroom.toml").read_bytes())
    command = ["--config", str(tmp_path / "newsroom.toml"), "schema", "--vscode"]
    assert run(command) == 0
    folder = tmp_path / "stories" / ".vscode"
    for path in folder.iterdir():
        path.write_text("của cơ quan", encoding="utf-8")
    assert run(command) == 0
    assert {path.name for path in folder.iterdir() if path.read_text("utf-8") != "của cơ quan"} == set(GENERATED)
    assert "3 tệp" in capsys.readouterr().out


def test_the_command_knows_the_office(capsys: pytest.CaptureFixture[str]) -> None:
    """In an office `newsroom schema` names its units; with --plain it knows no office; --terms is for lists."""
    config = ["--config", str(REPOSITORY / "newsroom.toml"), "schema"]
    shown = []
    for options in ([], ["--plain"], ["--terms"]):
        assert run([*config, *options]) == 0
        shown.append(json.loads(capsys.readouterr().out))
    assert shown == [SCHEMA, story_schema(), terms_schema()]
