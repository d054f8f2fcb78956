"""Open data (`du-lieu/`): the index of all stories, one file a year, their JSON Schemas, and the page that explains.

Circular 22/2023/TT-BTTTT asks state sites to keep information as structured data and to share it. `stories.json` is the
whole; who follows along reads `du-lieu/index.json` and fetches only the years whose sum changed.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime  # noqa: TC003 - pydantic needs it at run time
from pathlib import Path
from typing import TYPE_CHECKING

import pydantic
from pydantic import ConfigDict, Field

from newsroom.outputs import open_record
from newsroom.outputs.addresses import DIMENSIONS, FOLLOWED, feed_addresses, terms_of
from newsroom.outputs.open_record import (
    VERSION,
    Address,
    Public,
    StoryRecord,
    Version,
    described_keys,
    story_record,
)
from newsroom.outputs.staged import Staged, page
from newsroom.outputs.structured_data import dataset_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.config import Config
    from newsroom.outputs.published import PublishedStory
    from newsroom.terms import Terms

FOLDER = "du-lieu/"
WHOLE = "stories.json"
INDEX = f"{FOLDER}index.json"
STORIES_SCHEMA = f"{FOLDER}stories.schema.json"
INDEX_SCHEMA = f"{FOLDER}index.schema.json"
_TITLE = "Dữ liệu mở"
_DESCRIPTION = "Nguồn tin, danh mục bài ở dạng JSON và cách dùng lại thông tin của chuyên mục."


class StoriesDocument(Public):
    """All stories, or those of one year; newest first."""

    model_config = ConfigDict(title="Danh mục bài gương điển hình")

    schema_url: Address = Field(serialization_alias="$schema", title="Lược đồ của tệp này")
    version: Version = Field(title="Phiên bản lược đồ", description="Khóa mới có thể được thêm mà không đổi phiên bản")
    title: str = Field(title="Tên chuyên mục")
    publisher: str = Field(title="Cơ quan phụ trách")
    homepage: Address = Field(title="Trang chủ")
    reuse: str = Field(title="Điều kiện dùng lại")
    year: int | None = Field(title="Năm đăng", description="Không có trong tệp chứa tất cả các năm")
    updated_at: datetime | None = Field(title="Lần thay đổi cuối", description="Không có khi chưa có bài")
    stories: tuple[StoryRecord, ...] = Field(title="Các bài", description="Bài mới đăng đứng trước")


class DataFile(Public):
    """One file of stories."""

    model_config = ConfigDict(title="Tệp dữ liệu")

    url: Address = Field(title="Địa chỉ")
    year: int | None = Field(title="Năm đăng")
    stories: int = Field(title="Số bài")
    size_bytes: int = Field(title="Dung lượng, byte")
    sha256: str = Field(title="Mã kiểm SHA-256", description="Không đổi thì tệp không có gì mới")
    updated_at: datetime | None = Field(title="Lần thay đổi cuối")


class FeedLinks(Public):
    """The feeds of one list."""

    model_config = ConfigDict(title="Nguồn tin của một mục")

    label: str = Field(title="Tên mục")
    page: Address = Field(title="Trang của mục")
    atom: Address = Field(title="Atom")
    rss: Address = Field(title="RSS 2.0")
    json_feed: Address = Field(title="JSON Feed 1.1")


class DataIndex(Public):
    """What there is to fetch."""

    model_config = ConfigDict(title="Danh mục tệp dữ liệu")

    schema_url: Address = Field(serialization_alias="$schema", title="Lược đồ của tệp này")
    version: Version = Field(title="Phiên bản lược đồ")
    stories_schema: Address = Field(title="Lược đồ của tệp bài")
    whole: DataFile = Field(title="Tất cả các bài trong một tệp")
    years: tuple[DataFile, ...] = Field(title="Từng năm một tệp", description="Năm mới đứng trước")
    feeds: tuple[FeedLinks, ...] = Field(title="Nguồn tin")


def open_data(stories: Sequence[PublishedStory], config: Config, terms: Terms) -> Iterator[Staged]:
    """Stage every file of open data but the page; `stories` are all published ones, oldest first."""
    site = config.site.url
    years: dict[int, list[PublishedStory]] = {}
    for story in reversed(stories):
        years.setdefault(story.day(config.zone).year, []).append(story)
    written = {story.story.id: story_record(story, config, terms).model_dump_json() for story in stories}
    whole = _document(list(reversed(stories)), None, written, config)
    by_year = {year: _document(listed, year, written, config) for year, listed in years.items()}
    yield Staged(WHOLE, whole)
    for year, data in by_year.items():
        yield Staged(_year_file(year), data)
    index = DataIndex(
        schema_url=site + INDEX_SCHEMA,
        version=VERSION,
        stories_schema=site + STORIES_SCHEMA,
        whole=_file(WHOLE, None, whole, stories, config),
        years=tuple(_file(_year_file(year), year, by_year[year], listed, config) for year, listed in years.items()),
        feeds=tuple(_feeds(config, terms)),
    )
    yield Staged(INDEX, (index.model_dump_json(by_alias=True, indent=1) + "\n").encode())
    yield _schema(StoriesDocument, STORIES_SCHEMA, config)
    yield _schema(DataIndex, INDEX_SCHEMA, config)


def open_data_page(stories: Sequence[PublishedStory], config: Config, terms: Terms) -> Staged:
    """Stage the page that explains feeds, files and reuse; it changes with the years and the lists, not the stories."""
    years = sorted({story.day(config.zone).year for story in stories}, reverse=True)
    data = {
        "keys": described_keys(),
        "years": [{"label": str(year), "url": _year_file(year)} for year in years],
        "whole": WHOLE,
        "index": INDEX,
        "schemas": [STORIES_SCHEMA, INDEX_SCHEMA],
        "site": config.site.url,
        "all": feed_addresses(""),
        "lists": [
            {
                "label": dimension.label,
                "terms": [
                    {"label": term.label, "feeds": feed_addresses(f"{dimension.folder}/{term.code}/")}
                    for term in terms_of(dimension, terms) or ()
                ],
            }
            for dimension in DIMENSIONS
            if dimension.folder in FOLLOWED
        ],
    }
    described = dataset_data(_TITLE, _DESCRIPTION, FOLDER, WHOLE, config)
    return page(f"{FOLDER}index.md", "open-data.html", _TITLE, _DESCRIPTION, open_data=data, structured_data=described)


def _schema(model: type[Public], address: str, config: Config) -> Staged:
    """Stage a schema under the name of what makes it: working it out takes as long as all records together."""
    url = config.site.url + address
    makers = b"".join(Path(source).read_bytes() for source in (__file__, open_record.__file__))
    version = hashlib.sha256(f"{url} {pydantic.VERSION}\n".encode() + makers).hexdigest()

    def make() -> bytes:
        return f"{json.dumps(open_record.json_schema(model, url), ensure_ascii=False, indent=1)}\n".encode()

    return Staged(address, make=make, version=version)


def _document(listed: Sequence[PublishedStory], year: int | None, written: dict[str, str], config: Config) -> bytes:
    head = StoriesDocument(
        schema_url=config.site.url + STORIES_SCHEMA,
        version=VERSION,
        title=config.site.title,
        publisher=config.office.name,
        homepage=config.site.url,
        reuse=config.office.republish_note,
        year=year,
        updated_at=_last_change(listed, config),
        stories=(),
    ).model_dump_json(by_alias=True)
    # One story a line: each is written once for both of its files, and a difference shows which story changed.
    lines = ",\n".join(written[story.story.id] for story in listed)
    return f"{head.removesuffix('[]}')}[\n{lines}\n]}}\n".encode()


def _file(address: str, year: int | None, data: bytes, listed: Sequence[PublishedStory], config: Config) -> DataFile:
    return DataFile(
        url=config.site.url + address,
        year=year,
        stories=len(listed),
        size_bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        updated_at=_last_change(listed, config),
    )


def _last_change(listed: Sequence[PublishedStory], config: Config) -> datetime | None:
    newest = max((story.changed_at for story in listed), default=None)
    return newest.astimezone(config.zone) if newest else None


def _feeds(config: Config, terms: Terms) -> Iterator[FeedLinks]:
    lists = [("", config.site.title)]
    for dimension in DIMENSIONS:
        if dimension.folder in FOLLOWED:
            lists += [(f"{dimension.folder}/{term.code}/", term.label) for term in terms_of(dimension, terms) or ()]
    site = config.site.url
    for address, label in lists:
        places = feed_addresses(address)
        yield FeedLinks(
            label=label,
            page=site + address,
            atom=site + places["atom"],
            rss=site + places["rss"],
            json_feed=site + places["json"],
        )


def _year_file(year: int) -> str:
    return f"{FOLDER}{year}.json"
