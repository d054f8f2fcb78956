"""What is public of a story, as open data: one model that makes the data and publishes its JSON Schema.

Titles and descriptions are Vietnamese, for the people at the portals who read the schema. Only what is named here
leaves. A key is never renamed or given another meaning under one `version`; new keys may come.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from newsroom.outputs.public_pictures import PublicPicture, cover_crops, share_picture, story_pictures
from newsroom.outputs.wording import unit_then_and_now

if TYPE_CHECKING:
    from newsroom.config import Config
    from newsroom.outputs.published import PublishedStory
    from newsroom.story.model import Author, Award, Subject
    from newsroom.terms import TermList, Terms

Address = Annotated[str, Field(json_schema_extra={"format": "uri"})]
Version = Literal["1"]
VERSION: Version = "1"
# Under its own name a field called `date` would hide it.
Day = date


class Public(BaseModel):
    """Part of a published document."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)


class Term(Public):
    """A code of one of the office's lists with its label."""

    model_config = ConfigDict(title="Mục trong danh mục")

    code: str = Field(title="Mã", description="Không đổi, không dấu")
    label: str = Field(title="Tên gọi")


class Unit(Term):
    """A unit, named as it was when the story was published."""

    model_config = ConfigDict(title="Đơn vị")

    label: str = Field(title="Tên gọi", description="Tên vào ngày đăng bài")
    label_now: str = Field(title="Tên hiện nay", description="Khác tên vào ngày đăng nếu đơn vị đã đổi tên, sáp nhập")


class PublicSubject(Public):
    """A person or collective held up as an example."""

    model_config = ConfigDict(title="Nhân vật, tập thể")

    name: str = Field(title="Họ và tên hoặc tên tập thể")
    type: Term = Field(title="Đối tượng")
    honorific: str | None = Field(title="Cách xưng hô")
    role: str | None = Field(title="Chức vụ")
    unit: Unit | None = Field(title="Đơn vị")


class PublicCriterion(Term):
    """A criterion met, with one line of evidence."""

    model_config = ConfigDict(title="Tiêu chí đạt")

    evidence: str = Field(title="Minh chứng")


class PublicAward(Public):
    """A title or reward with the decision that gave it."""

    model_config = ConfigDict(title="Khen thưởng")

    title: Term = Field(title="Danh hiệu, hình thức")
    year: int = Field(title="Năm")
    decision: str | None = Field(title="Số quyết định")
    date: Day | None = Field(title="Ngày quyết định")
    issuer: str | None = Field(title="Cơ quan ban hành")
    annulled: bool = Field(title="Đã bị hủy bỏ")


class PublicAuthor(Public):
    """Who wrote the story."""

    model_config = ConfigDict(title="Tác giả")

    name: str = Field(title="Tên hoặc bút danh")
    unit: Unit | None = Field(title="Đơn vị")


class PublicSource(Public):
    """Where a quoted text comes from."""

    model_config = ConfigDict(title="Nguồn trích dẫn")

    name: str | None = Field(title="Tên nguồn")
    url: str | None = Field(title="Địa chỉ bài gốc")
    date: Day | None = Field(title="Ngày đăng bài gốc")


class PublicCorrection(Public):
    """What was corrected, and when."""

    model_config = ConfigDict(title="Đính chính")

    at: datetime = Field(title="Thời điểm")
    note: str = Field(title="Nội dung đã sửa")


class Image(Public):
    """One JPEG on the site; its address changes when its content does."""

    model_config = ConfigDict(title="Ảnh")

    url: Address = Field(title="Địa chỉ tệp JPEG")
    width: int = Field(title="Chiều rộng, điểm ảnh")
    height: int = Field(title="Chiều cao, điểm ảnh")
    size_bytes: int = Field(title="Dung lượng, byte")
    alt: str = Field(title="Mô tả cho người không xem được ảnh")
    caption: str | None = Field(title="Chú thích")
    credit: str | None = Field(title="Tác giả ảnh")


class StoryRecord(Public):
    """One story."""

    model_config = ConfigDict(title="Bài gương điển hình")

    id: str = Field(title="Mã bài", description="Cấp một lần, không đổi khi bài sửa tên hay đổi địa chỉ")
    revision: str = Field(title="Bản", description="Đổi mỗi khi nội dung bài đổi; cũng có trong trang bài")
    url: Address = Field(title="Địa chỉ bài")
    title: str = Field(title="Tiêu đề")
    summary: str = Field(title="Tóm tắt (sapô)")
    language: Literal["vi"] = Field(title="Ngôn ngữ")
    published_at: datetime = Field(title="Thời điểm đăng", description="Kèm múi giờ")
    updated_at: datetime = Field(title="Lần sửa cuối", description="Thời điểm đính chính cuối, hoặc thời điểm đăng")
    kind: Term = Field(title="Loại gương")
    programme: Term = Field(title="Chương trình")
    fields: tuple[Term, ...] = Field(title="Lĩnh vực")
    themes: tuple[Term, ...] = Field(title="Chủ đề")
    unit: Unit = Field(title="Đơn vị giới thiệu")
    subjects: tuple[PublicSubject, ...] = Field(title="Nhân vật, tập thể")
    criteria: tuple[PublicCriterion, ...] = Field(title="Tiêu chí đạt")
    stage: Term = Field(title="Giai đoạn của điển hình")
    replicated_at: tuple[Unit, ...] = Field(title="Nơi đã nhân rộng")
    awards: tuple[PublicAward, ...] = Field(title="Khen thưởng")
    authors: tuple[PublicAuthor, ...] = Field(title="Tác giả bài")
    source: PublicSource | None = Field(title="Nguồn trích dẫn", description="Không có khi bài do cơ quan tự viết")
    fictional: bool = Field(title="Bài minh họa, nhân vật hư cấu")
    corrections: tuple[PublicCorrection, ...] = Field(title="Đính chính")
    pictures: tuple[Image, ...] = Field(title="Ảnh", description="Ảnh đầu tiên là ảnh bìa")
    cover_crops: tuple[Image, ...] = Field(
        title="Ảnh bìa đã cắt", description="Vuông 1:1 và đứng 4:5, cho mạng xã hội; không có khi bài không có ảnh"
    )
    share_image: Image = Field(title="Ảnh chia sẻ", description="1200 × 630 điểm ảnh, có tiêu đề bài")


def story_record(story: PublishedStory, config: Config, terms: Terms) -> StoryRecord:
    """Gather what is public of a story."""
    text, zone = story.story, config.zone
    day = story.day(zone)
    source = text.source
    return StoryRecord(
        id=text.id,
        revision=story.revision,
        url=config.site.url + story.address,
        title=text.title,
        summary=text.summary,
        language="vi",
        published_at=story.published_at.astimezone(zone),
        updated_at=story.changed_at.astimezone(zone),
        kind=_term(terms.kinds, text.kind, day),
        programme=_term(terms.programmes, text.programme, day),
        fields=tuple(_term(terms.fields, code, day) for code in text.fields),
        themes=tuple(_term(terms.themes, code, day) for code in text.themes),
        unit=_unit(terms, text.unit, day),
        subjects=tuple(_subject(subject, day, terms) for subject in text.subjects),
        criteria=tuple(
            PublicCriterion(code=c.code, label=terms.criteria.label(c.code, day), evidence=c.evidence)
            for c in text.criteria
        ),
        stage=_term(terms.stages, text.stage, day),
        replicated_at=tuple(_unit(terms, code, day) for code in text.replicated_at),
        awards=tuple(_award(award, terms) for award in text.awards),
        authors=tuple(_author(author, day, terms) for author in text.authors),
        source=None if source.kind == "tu-viet" else PublicSource(name=source.name, url=source.link, date=source.date),
        fictional=text.fictional,
        corrections=tuple(PublicCorrection(at=c.at.astimezone(zone), note=c.note) for c in text.corrections),
        pictures=tuple(_image(picture) for picture in story_pictures(story, config)),
        cover_crops=tuple(_image(picture) for picture in cover_crops(story, config)),
        share_image=_image(share_picture(story, config)),
    )


def described_keys() -> list[dict[str, str]]:
    """Return a story's keys with their Vietnamese title and description, in order."""
    return [
        {"key": key, "title": field.title or "", "description": field.description or ""}
        for key, field in StoryRecord.model_fields.items()
    ]


def json_schema(model: type[BaseModel], address: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a published document at the address where it is published."""
    schema = model.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": address, **_without_docstrings(schema)}


def _without_docstrings(schema: dict[str, Any]) -> dict[str, Any]:
    # Pydantic takes a class's docstring, English and for us, as the description.
    for part in (schema, *schema.get("$defs", {}).values()):
        part.pop("description", None)
    return schema


def _term(listed: TermList, code: str, day: date) -> Term:
    return Term(code=code, label=listed.label(code, day))


def _unit(terms: Terms, code: str, day: date) -> Unit:
    then, now = unit_then_and_now(terms.units[code], day)
    return Unit(code=code, label=then, label_now=now or then)


def _subject(subject: Subject, day: date, terms: Terms) -> PublicSubject:
    return PublicSubject(
        name=subject.name,
        type=_term(terms.subject_types, subject.type, day),
        honorific=subject.honorific,
        role=subject.role,
        unit=_unit(terms, subject.unit, day) if subject.unit else None,
    )


def _award(award: Award, terms: Terms) -> PublicAward:
    return PublicAward(
        title=Term(code=award.title, label=terms.awards.label(award.title, award.date)),
        year=award.year,
        decision=award.decision,
        date=award.date,
        issuer=award.issuer,
        annulled=award.status == "huy-bo",
    )


def _author(author: Author, day: date, terms: Terms) -> PublicAuthor:
    return PublicAuthor(name=author.name, unit=_unit(terms, author.unit, day) if author.unit else None)


def _image(picture: PublicPicture) -> Image:
    return Image(
        url=picture.url,
        width=picture.width,
        height=picture.height,
        size_bytes=picture.size_bytes,
        alt=picture.alt,
        caption=picture.caption,
        credit=picture.credit,
    )
