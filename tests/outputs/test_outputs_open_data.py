"""Open data: the files hold to the schema published beside them, agree with each other, and hold nothing private."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import datetime
from typing import Any

import jsonschema
import pytest
from office_kit import Office
from PIL import Image

BASE = "https://guong.example.vn/"
# The whole of what may leave; a new key is a decision, and then stands here too.
PUBLIC_KEYS = {
    "id", "revision", "url", "title", "summary", "language", "published_at", "updated_at", "kind", "programme",
    "fields", "themes", "unit", "subjects", "criteria", "stage", "replicated_at", "awards", "authors", "source",
    "fictional", "corrections", "pictures", "cover_crops", "share_image",
}  # fmt: skip
Files = dict[str, bytes]
PUBLIC_SUBJECT_KEYS = {"name", "type", "honorific", "role", "unit"}


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Stage a newsroom of three stories in two years, one of them with every key."""
    office = Office(tmp_path_factory.mktemp("rich") / "office")
    office.write(
        1,
        title="Chuyện “một cửa” & <người> giữ lửa",
        subjects=[
            {"name": "Nguyễn Thị Hạnh", "type": "ca-nhan", "honorific": "chị", "role": "Chuyên viên", "unit": "vp-hai",
             "birth_year": 1937},
            {"name": "Tổ Một cửa", "type": "tap-the"},
        ],
        criteria=[{"code": "TC-03", "evidence": "Giảm 40% hồ sơ trễ"}],
        replicated_at=["vp-mot"],
        awards=[{"title": "bang-khen-tinh", "year": 2024, "decision": "1/QĐ", "date": "2024-03-01", "issuer": "Tỉnh",
                 "status": "huy-bo"}],
        authors=[{"name": "Trần Văn Bình", "unit": "vp-mot"}],
        source={"kind": "trich-dan", "name": "Báo Quảng Trị", "link": "https://bao.example/a", "date": "2024-12-30"},
        corrections=[{"at": "2025-03-01 08:00", "note": "Sửa số liệu."}],
    )  # fmt: skip
    office.write(2, picture=b"")
    office.write(3, publish={"website": {"at": "2024-12-31 23:30"}})
    (office.stories / "2024").mkdir()
    (office.stories / "2025" / "bai-3").rename(office.stories / "2024" / "bai-3")
    return office.staged()


def read(files: Files, path: str) -> dict[str, Any]:
    return json.loads(files[path])


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        ("stories.json", "stories"),
        ("du-lieu/2025.json", "stories"),
        ("du-lieu/2024.json", "stories"),
        ("du-lieu/index.json", "index"),
    ],
)
def test_files_hold_to_their_published_schema(rich: Files, file: str, schema: str) -> None:
    """Every file names the schema that is published beside it, and holds to it; the schema itself is valid."""
    path = f"du-lieu/{schema}.schema.json"
    rules, data = read(rich, path), read(rich, file)
    assert rules["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert rules["$id"] == data["$schema"] == BASE + path
    jsonschema.Draft202012Validator.check_schema(rules)
    jsonschema.Draft202012Validator(rules).validate(data)


def test_the_schema_refuses_what_is_wrong(rich: Files) -> None:
    """A story without id, or with a number for a title, does not pass the published schema."""
    check = jsonschema.Draft202012Validator(read(rich, "du-lieu/stories.schema.json"))
    for spoil in (lambda story: story.pop("id"), lambda story: story.update(title=7)):
        data = read(rich, "stories.json")
        spoil(data["stories"][0])
        assert not check.is_valid(data)


@pytest.mark.parametrize("schema", ["stories", "index"])
def test_every_key_is_explained_in_vietnamese(rich: Files, schema: str) -> None:
    """Each object and key of a schema has a title, and no English docstring has slipped in as a description."""
    rules = read(rich, f"du-lieu/{schema}.schema.json")
    for part in (rules, *rules["$defs"].values()):
        assert part["title"]
        assert "description" not in part
        for key, rule in part["properties"].items():
            assert rule.get("title") or "$ref" in rule, key


def test_a_story_s_public_fields(rich: Files) -> None:
    """A story has exactly the public keys, with labels of its day, absolute addresses and true picture sizes."""
    story = next(s for s in read(rich, "stories.json")["stories"] if s["id"] == "GS-2025-0001")
    assert set(story) == PUBLIC_KEYS
    assert [set(subject) for subject in story["subjects"]] == [PUBLIC_SUBJECT_KEYS] * 2
    assert story["title"] == "Chuyện “một cửa” & <người> giữ lửa"
    assert story["url"] == f"{BASE}2025/bai-1/"
    assert (story["published_at"], story["updated_at"]) == ("2025-01-01T01:30:00+07:00", "2025-03-01T08:00:00+07:00")
    assert story["subjects"][0]["unit"] == {"code": "vp-hai", "label": "Phòng Hai cũ", "label_now": "Phòng Hai mới"}
    assert story["criteria"][0]["evidence"] == "Giảm 40% hồ sơ trễ"
    assert (story["awards"][0]["annulled"], story["awards"][0]["date"]) == (True, "2024-03-01")
    assert story["source"]["url"] == "https://bao.example/a"
    assert story["corrections"] == [{"at": "2025-03-01T08:00:00+07:00", "note": "Sửa số liệu."}]
    assert f'"revision": "{story["revision"]}"' in rich["2025/bai-1/index.md"].decode()
    for picture in (*story["pictures"], *story["cover_crops"], story["share_image"]):
        data = rich[picture["url"].removeprefix(BASE)]
        assert len(data) == picture["size_bytes"]
        with Image.open(io.BytesIO(data)) as image:
            assert image.size == (picture["width"], picture["height"])
    assert story["pictures"][0]["credit"] == "Minh"


def test_years_make_up_the_whole(rich: Files) -> None:
    """The years' files together hold the same stories as the whole, newest first, in the office's zone."""
    whole = read(rich, "stories.json")
    years = [read(rich, f"du-lieu/{year}.json") for year in (2025, 2024)]
    assert [story for year in years for story in year["stories"]] == whole["stories"]
    assert [story["id"] for story in whole["stories"]] == ["GS-2025-0002", "GS-2025-0001", "GS-2025-0003"]
    assert (whole["year"], [year["year"] for year in years]) == (None, [2025, 2024])
    assert whole["updated_at"] == max(story["updated_at"] for story in whole["stories"])
    for year in years:
        for story in year["stories"]:
            assert datetime.fromisoformat(story["published_at"]).year == year["year"]


def test_the_index_names_files_with_their_sums(rich: Files) -> None:
    """The index tells size, sum and number of stories of each file, and every address in it exists."""
    index = read(rich, "du-lieu/index.json")
    for entry in (index["whole"], *index["years"]):
        data = rich[entry["url"].removeprefix(BASE)]
        assert (entry["size_bytes"], entry["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
        assert entry["stories"] == len(json.loads(data)["stories"])
    for feed in index["feeds"]:
        assert f"{feed['page'].removeprefix(BASE)}index.md" in rich
        for key in ("atom", "rss", "json_feed"):
            assert feed[key].removeprefix(BASE) in rich


def test_an_edit_leaves_other_years_alone(office: Office) -> None:
    """Editing a story changes its year's file and the whole, and neither another year's file nor the page."""
    office.write(1)
    office.write(2, publish={"website": {"at": "2024-12-31 08:30"}})
    (office.stories / "2024").mkdir()
    (office.stories / "2025" / "bai-2").rename(office.stories / "2024" / "bai-2")
    before = office.staged()
    office.write(1, summary="Tóm tắt mới.")
    after = office.staged()
    changed = {path for path in after if before.get(path) != after[path]}
    assert {"stories.json", "du-lieu/2025.json", "du-lieu/index.json"} <= changed
    assert not {"du-lieu/2024.json", "du-lieu/index.md", "du-lieu/stories.schema.json"} & changed


def test_an_empty_newsroom_has_valid_data(office: Office) -> None:
    """Without stories the files are there, empty and valid."""
    files = office.staged()
    data = read(files, "stories.json")
    assert (data["stories"], data["updated_at"]) == ([], None)
    jsonschema.Draft202012Validator(read(files, "du-lieu/stories.schema.json")).validate(data)
    assert read(files, "du-lieu/index.json")["years"] == []


def test_the_page_explains_and_links_everything(published: Office) -> None:
    """The page on open data links every file and feed, and names every key of a story."""
    page = published.page("du-lieu/index.html")
    for link in ("../stories.json", "index.json", "2025.json", "stories.schema.json", "../nhung/"):
        assert f'href="{link}"' in page, link
    assert 'href="../linh-vuc/giao-duc/rss.xml"' in page
    assert all(f"<code>{key}</code>" in page for key in PUBLIC_KEYS)
    assert "Ghi rõ nguồn." in page
