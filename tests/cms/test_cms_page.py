"""`/admin/`: only where an office wants it, only the pinned program, closed to search engines, true to the lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from cms_scene import GitOffice
from office_kit import Office
from page_waiting import wait_until
from playwright.sync_api import Browser

from newsroom.cli.main import run
from newsroom.errors import ConfigurationError
from newsroom.outputs.cms_config import next_story_id
from newsroom.outputs.cms_scripts import FRONT_ENDS, integrity, served_files
from newsroom.outputs.content_security import admin_policy
from newsroom.site_server import SiteServer

HOSTS = {
    "github": 'kind = "github"\nurl = "https://github.com/vp-ubnd/guong.git"',
    "gitlab": 'kind = "gitlab"\nurl = "https://git.example.vn/van-phong/guong"\nbranch = "chinh"',
    "gitea": 'kind = "gitea"\nurl = "https://git.example.vn/van-phong/guong"',
}


def with_cms(office: Office, host: str = "gitlab", front_end: str = "decap") -> Office:
    settings = office.root / "newsroom.toml"
    added = f'[repository]\n{HOSTS[host]}\n[cms]\nfront_end = "{front_end}"\napp_id = "abc"\n'
    settings.write_text(settings.read_text("utf-8") + added, encoding="utf-8")
    return office


@pytest.fixture
def office(tmp_path: Path, cms_programs: None) -> Office:
    """Return an office that has fetched the programs."""
    return GitOffice(tmp_path / "office")


def settings_of(office: Office) -> dict[str, Any]:
    settings: dict[str, Any] = yaml.safe_load(office.staged()["admin/config.yml"])
    return settings


def fields_of(settings: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {field["name"]: field for field in settings["collections"][0]["fields"]}


def test_without_the_section_the_site_has_no_such_page(office: Office) -> None:
    """An office that says nothing of a form has no /admin/, and nothing points to one."""
    staged = office.staged()
    assert [path for path in staged if path.startswith("admin/")] == []
    assert b"admin" not in staged["robots.txt"]


def test_search_engines_and_readers_are_not_led_there(office: Office) -> None:
    """With the form, robots.txt closes it, the sitemap and every page leave it out, and its own page says noindex."""
    with_cms(office).write(1)
    staged = office.staged()
    assert "\nDisallow: /admin/\n" in staged["robots.txt"].decode()
    assert b'<meta name="robots" content="noindex, nofollow">' in staged["admin/index.html"]
    pages = [path for path, data in staged.items() if not path.startswith("admin/") and b"admin/" in data]
    assert pages == ["robots.txt"]


@pytest.mark.parametrize("front_end", FRONT_ENDS)
def test_the_page_runs_the_pinned_program_only(office: Office, front_end: str) -> None:
    """The page names the program's hash, and the page's own policy names the office's Git host and no other."""
    staged = with_cms(office, front_end=front_end).staged()
    program = FRONT_ENDS[front_end][0].served_as
    page = staged["admin/index.html"].decode()
    assert f'<script src="{program}" integrity="{integrity(staged[f"admin/{program}"])}" defer>' in page
    assert f'content="{admin_policy(["https://git.example.vn"])}"' in page
    assert "<script>" not in page


def test_another_program_is_not_served(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """One changed byte, and the site is built without the form and says so; it is not built with another program."""
    (office.root / ".tools").unlink()
    (office.root / ".tools" / "cms").mkdir(parents=True)
    wrong = office.root / ".tools" / "cms" / FRONT_ENDS["decap"][0].file_name
    wrong.write_bytes(b"alert(1)")
    with_cms(office)
    assert run(["--config", str(office.root / "newsroom.toml"), "--lang", "vi", "build"]) == 0
    assert "/admin/ chưa dựng được" in capsys.readouterr().out
    assert not (office.site / "admin").exists()
    with pytest.raises(FileNotFoundError):
        served_files("decap", office.root)


@pytest.mark.parametrize(
    ("host", "backend"),
    [
        ("github", {"name": "github", "repo": "vp-ubnd/guong", "branch": "main"}),
        (
            "gitlab",
            {
                "name": "gitlab",
                "repo": "van-phong/guong",
                "branch": "chinh",
                "api_root": "https://git.example.vn/api/v4",
                "base_url": "https://git.example.vn",
                "auth_type": "pkce",
                "app_id": "abc",
            },
        ),
        (
            "gitea",
            {
                "name": "gitea",
                "repo": "van-phong/guong",
                "branch": "main",
                "api_root": "https://git.example.vn/api/v1",
                "base_url": "https://git.example.vn",
                "app_id": "abc",
            },
        ),
    ],
)
def test_it_saves_on_the_office_s_host(office: Office, host: str, backend: dict[str, str]) -> None:
    """Each kind of Git host gets the address and login that it needs; what is saved is named in Vietnamese."""
    settings = settings_of(with_cms(office, host))
    messages = settings["backend"].pop("commit_messages")
    assert settings["backend"] == backend
    assert messages["create"] == "Bài mới: {{slug}}"
    assert (settings["locale"], settings["publish_mode"]) == ("vi", "editorial_workflow")


def test_the_form_offers_the_office_s_lists(office: Office) -> None:
    """Units, fields and channels are the office's, by name; a list of one entry is still a list to choose from."""
    fields = fields_of(settings_of(with_cms(office)))
    assert fields["unit"]["options"] == [
        {"label": "Phòng Một cửa", "value": "vp-mot"},
        {"label": "Phòng Hai mới", "value": "vp-hai"},
    ]
    assert (fields["programme"]["widget"], len(fields["programme"]["options"])) == ("select", 1)
    assert fields["fields"]["multiple"]
    assert [channel["name"] for channel in fields["publish"]["fields"]] == ["website", "facebook", "zalo"]
    assert [field["name"] for field in fields["publish"]["fields"][0]["fields"]] == ["at"]


def test_the_form_knows_what_is_required_private_and_written_by_commands(office: Office) -> None:
    """Required keys are required, private ones say so, approvals are kept and not shown, limits are the model's."""
    fields = fields_of(settings_of(with_cms(office)))
    assert [name for name, field in fields.items() if field.get("required")] == [
        "id", "title", "summary", "kind", "programme", "subjects", "unit", "fields", "themes", "stage",
        "authors", "source", "status",
    ]  # fmt: skip
    private = ("consent", "verified", "exceptions")
    assert [name for name in private if "Không đăng công khai" not in fields[name]["hint"]] == []
    assert {fields[name]["widget"] for name in ("approval", "withdrawal", "returned")} == {"hidden"}
    assert fields["summary"]["pattern"][1] == "Tối đa 300 ký tự"
    born = next(field for field in fields["subjects"]["fields"] if field["name"] == "birth_year")
    assert (born["widget"], born["value_type"], born["min"]) == ("number", "int", 1880)
    assert "Không đăng công khai" in born["hint"]
    # None of an optional part is required, or nobody could leave the part out.
    assert [inner["name"] for inner in fields["verified"]["fields"] if inner["required"]] == []


def test_a_day_stays_that_day_and_a_time_that_time(office: Office) -> None:
    """Days and times are saved in the form that the office writes, without an offset that would move them."""
    fields = fields_of(settings_of(with_cms(office)))
    day = next(field for field in fields["consent"]["fields"] if field["name"] == "date")
    assert (day["date_format"], day["time_format"], day["picker_utc"]) == ("YYYY-MM-DD", False, True)
    assert fields["publish"]["fields"][0]["fields"][0]["format"] == "YYYY-MM-DD HH:mm"


@pytest.mark.parametrize(
    ("given", "following"),
    [
        ([], "GS-2026-0001"),
        (["GS-2025-0142"], "GS-2026-0001"),
        (["GS-2026-0009", "GS-2026-0010", "GS-2025-0142"], "GS-2026-0011"),
        (["QT-2026-0003"], "QT-2026-0004"),
    ],
)
def test_a_new_story_is_offered_the_next_id(given: list[str], following: str) -> None:
    """The id after the last one of the year, with the letters that the office uses."""
    assert next_story_id(given, 2026) == following


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ('[cms]\nfront_end = "decap"', "repository"),
        ('[repository]\nkind = "github"\nurl = "github.com/a/b"', "https://"),
        ('[repository]\nkind = "github"\nurl = "https://github.com/a"', "https://"),
        ('[repository]\nkind = "github"\nurl = "https://github.com/a/b"\nbranch = "a b"', "branch"),
        (f'[repository]\n{HOSTS["github"]}\n[cms]\nlogin_url = "http://x"', "https://"),
    ],
)
def test_wrong_settings_are_refused_in_a_sentence(office: Office, settings: str, word: str) -> None:
    """A form that would save nowhere, or an address that is none, is an error that names what is wrong."""
    path = office.root / "newsroom.toml"
    path.write_text(f"{path.read_text('utf-8')}{settings}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=word):
        office.config()


@pytest.mark.browser
@pytest.mark.parametrize(("front_end", "login"), [("decap", "Đăng nhập bằng GitLab"), ("sveltia", "Đăng nhập")])
def test_both_front_ends_accept_the_settings(office: Office, chromium: Browser, front_end: str, login: str) -> None:
    """Opened under the site's headers each greets in Vietnamese, complains of nothing, asks no other host anything."""
    with_cms(office, front_end=front_end)
    for path, data in office.staged().items():
        if path.startswith("admin/"):
            (office.site / path).parent.mkdir(parents=True, exist_ok=True)
            (office.site / path).write_bytes(data)
    heard: list[str] = []
    context = chromium.new_context(locale="vi-VN")
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.on("console", lambda said: heard.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    with SiteServer(office.site, "127.0.0.1", 0) as server:
        page.on("request", lambda asked: heard.append(asked.url) if not asked.url.startswith(OURS) else None)
        page.goto(f"{server.url}admin/")
        page.get_by_role("button", name=login).first.wait_for()
        wait_until(page, "!document.querySelector('[data-opening]')")
    # Sveltia takes the language from the browser and says that it does not read Decap's setting for it.
    assert [said for said in heard if not (front_end == "sveltia" and "locale" in said)] == []
    context.close()


OURS = ("http://127.0.0.1:", "data:", "blob:")


def test_a_clone_that_stands_on_no_branch_is_told_so(tmp_path: Path, cms_programs: None, capsys) -> None:
    """The form saves onto branches; in a clone that stands on a commit only, one sentence says what to do."""
    office = GitOffice(tmp_path / "office")
    with_cms(office).write(1)
    office.commit()
    office.git("checkout", "--quiet", "--detach")
    assert run(["--config", str(office.root / "newsroom.toml"), "--lang", "en", "cms"]) == 2
    assert "No branch is checked out" in capsys.readouterr().err
