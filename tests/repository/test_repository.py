"""What must stay true of the repository itself."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from newsroom.checks.catalogue import CATALOGUE
from newsroom.cli.main import _COMMANDS

REPOSITORY = Path(__file__).parents[2]
PACKAGES = ("newsroom", "publishers")
MODULES = sorted(path for package in PACKAGES for path in (REPOSITORY / package).rglob("*.py"))
DRAWERS = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}


def name_of(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def documents() -> str:
    """Return README and everything in docs/ as one text."""
    paths = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").rglob("*.md"))]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def test_every_finding_has_a_heading() -> None:
    """docs/findings.md has one heading for each code of the catalogue, and none for a code that is gone."""
    text = (REPOSITORY / "docs" / "findings.md").read_text(encoding="utf-8")
    headings = Counter(re.findall(r"^#+ .*?\b([A-Z]\d{3})\b", text, re.MULTILINE))
    assert headings == Counter(CATALOGUE.keys())


def test_every_command_is_documented() -> None:
    """README or docs name every command, and name none that does not exist."""
    text = documents()
    assert [name for name in _COMMANDS if f"newsroom {name}" not in text] == []
    named = set(re.findall(r"`newsroom ([a-z]+)", text))
    assert named - _COMMANDS.keys() == set()


def test_every_setting_is_documented() -> None:
    """docs/configuration.md names every key of newsroom.toml that the model knows."""
    from newsroom.config import ApprovalRules, Channel, Notify, Office, Places, PublishingRules, Site
    from newsroom.git_host import Cms, Repository
    from newsroom.schedule import Calendar, Holiday, Weekdays, Window

    text = (REPOSITORY / "docs" / "configuration.md").read_text(encoding="utf-8")
    content = (Office, Site, Places, ApprovalRules, PublishingRules, Notify, Calendar, Holiday, Repository, Cms)
    fields = [field for model in (*content, Channel, Window, Weekdays) for field in model.model_fields.items()]
    keys = {field.alias or name for name, field in fields}
    assert [key for key in sorted(keys) if not re.search(rf"\b{key}\b", text)] == []


def test_files_stay_small() -> None:
    """No module is longer than 400 lines; past that it holds two subjects."""
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_no_module_is_a_drawer() -> None:
    """A module is named for its subject: no utils, helpers, common, manager, base."""
    assert [name_of(path) for path in MODULES if DRAWERS & {path.stem, *path.parent.parts[-1:]}] == []


def test_every_lint_exception_has_its_reason() -> None:
    """A `noqa` names its rule and says why."""
    paths = [*MODULES, *(REPOSITORY / "site").rglob("*.py"), *(REPOSITORY / "tests").rglob("*.py")]
    bare = [
        f"{name_of(path)}:{number}"
        for path in paths
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"#\s*(ruff:\s*)?noqa\b", line) and not re.search(r"noqa: [A-Z]+\d+(, [A-Z]+\d+)* - \S", line)
    ]
    assert bare == []


def test_decisions_are_numbered_once() -> None:
    """Each decision record has its own number, without a gap, and says its context and what would change our mind."""
    records = sorted((REPOSITORY / "docs" / "decisions").glob("[0-9]*.md"))
    numbers = [int(path.name.split("-")[0]) for path in records]
    assert numbers == list(range(1, len(records) + 1))
    assert records


def test_every_publisher_passes_the_contract() -> None:
    """Each publisher we register is installed and named in a test module that is built on the shared contract."""
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    declared = settings["project"]["entry-points"]["newsroom.publishers"]
    assert declared.items() <= {point.name: point.value for point in entry_points(group="newsroom.publishers")}.items()
    tested: set[str] = set()
    for path in (REPOSITORY / "tests").rglob("test_*.py"):
        text = path.read_text(encoding="utf-8")
        if re.search(r"^class \w+\([^)]*\bPublisherContract\b", text, re.MULTILINE):
            tested |= {name for name in declared if f'"{name}"' in text}
    assert declared.keys() - tested == set()


def test_help_imports_nothing_heavy() -> None:
    """`newsroom --help` answers without the libraries that only some commands need."""
    code = (
        "import sys\n"
        "from newsroom.cli.main import run\n"
        "assert run(['--help']) == 0\n"
        "heavy = ['pydantic', 'sqlalchemy', 'alembic', 'PIL', 'mkdocs', 'requests', 'cryptography', 'rich', 'yaml']\n"
        "print('HEAVY', [name for name in heavy if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30, cwd=REPOSITORY
    )
    assert "HEAVY []" in done.stdout
    assert all(name in done.stdout for name in _COMMANDS)


@pytest.mark.parametrize("package", PACKAGES)
def test_no_print_and_no_assert_in_the_product(package: str) -> None:
    """The product speaks through click and logs, and never checks with `assert`, which -O removes."""
    found = []
    # testing.py is a test suite itself, shipped for third parties.
    for path in set((REPOSITORY / package).rglob("*.py")) - {REPOSITORY / "publishers" / "testing.py"}:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_print = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
            if is_print or isinstance(node, ast.Assert):
                found.append(f"{name_of(path)}:{node.lineno}")
    assert found == []


def test_every_test_says_what_it_proves() -> None:
    """Each test function has a docstring."""
    silent = []
    for path in (REPOSITORY / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_test = isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
            if is_test and not ast.get_docstring(node):
                silent.append(f"{name_of(path)}:{node.lineno}")
    assert silent == []
