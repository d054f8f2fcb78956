"""newsroom.toml: the office, its website, its channels and their windows. Never a secret."""

from __future__ import annotations

import difflib
import tomllib
from datetime import date  # noqa: TC003 - pydantic needs it at run time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, Field, ValidationError, ValidationInfo, field_validator

from newsroom.errors import ConfigurationError
from newsroom.git_host import Cms, Repository
from newsroom.language import Language, Words
from newsroom.schedule import SECTION, Calendar, Holiday, Weekdays, Window
from newsroom.workflow import Deputy, OwnRole, OwnUnit, Person, Workflow

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ApprovalRules",
    "Calendar",
    "Channel",
    "Cms",
    "Config",
    "Holiday",
    "Notify",
    "Office",
    "Places",
    "PublishingRules",
    "Repository",
    "Site",
    "Weekdays",
    "Window",
    "read_config",
]


class _Section(BaseModel):
    model_config = SECTION


class Office(_Section):
    """The body that publishes, as Decree 42/2022/NĐ-CP wants it named on every page."""

    name: str
    short_name: str
    governing_body: str
    responsible: str
    address: str
    phone: str
    email: str
    republish_note: str


class Site(_Section):
    """The website: where it will be read and how it is divided."""

    url: str
    title: str
    description: str
    page_size: Annotated[int, Field(ge=4, le=100)] = 12
    annulled_awards: Literal["mark", "notice", "hide-award"] = "mark"
    """How an award that was taken back is shown: struck out; with a notice above its story too; or not at all."""

    @field_validator("url")
    @classmethod
    def _ends_with_slash(cls, url: str) -> str:
        if not url.startswith(("https://", "http://")):
            msg = "must begin with https://"
            raise ValueError(msg)
        return url.rstrip("/") + "/"


class Places(_Section):
    """Where the stories and the office's lists lie, relative to newsroom.toml."""

    path: Path = Path("stories")
    terms: Path = Path("stories/terms")


class ApprovalRules(_Section):
    """Who may be believed when a story says it is approved."""

    unsigned: bool = False
    """True: the Git host's protected branch vouches for the approver."""
    allowed_signers: Path = Path("stories/allowed_signers")
    """Whose SSH keys may sign approvals, in OpenSSH's own form; relative to newsroom.toml."""
    revoked_signers: Path = Path("stories/revoked_signers")
    """Public keys that were taken back: everything they signed is void. Need not exist."""


class PublishingRules(_Section):
    """What holds for every channel."""

    start: date | None = None
    """Posts whose time lies before this day are never made by themselves: an archive must not flood a new channel."""
    most_withdrawals: Annotated[int, Field(ge=1)] = 5
    """More posts than this are not taken down for one reason without a person's word."""


class ReviewRules(_Section):
    """When somebody looks again whether a person is still an example."""

    months: Annotated[int, Field(ge=0, le=240)] = 12
    """After the first publication, where the story does not say; 0: only where it does."""


class Notify(_Section):
    """How a person is called. Where to is a secret: NEWSROOM_NOTIFY_URLS in the environment."""

    language: Language = "vi"


class Channel(_Section):
    """One channel: which publisher serves it, when, and the publisher's own options."""

    publisher: str
    label: str
    enabled: bool = True
    window: Window = Window()
    crop: Literal["whole", "1:1", "4:5"] = "whole"
    """How the pictures of a post are cut, when its story does not say; pictures inside a text stay whole."""
    options: dict[str, Any] = {}


class Config(_Section):
    """All of newsroom.toml, with the folder that its paths are relative to."""

    root: Path
    state: Path | None = None
    """Another folder for `build/` and `var/`, so that a rehearsal touches nothing of the real newsroom."""
    office: Office
    site: Site
    stories: Places = Places()
    zone_name: str = Field("Asia/Ho_Chi_Minh", alias="zone")
    approval: ApprovalRules = ApprovalRules()
    workflow: Workflow = Workflow()
    publishing: PublishingRules = PublishingRules()
    review: ReviewRules = ReviewRules()
    notify: Notify = Notify()
    calendar: Calendar = Calendar()
    repository: Repository | None = None
    cms: Cms | None = None
    channels: dict[str, Channel] = {}

    @field_validator("zone_name")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):  # the last: a folder of zones, "Asia"
            msg = f"no such time zone: {name}"
            raise ValueError(msg) from None
        return name

    @field_validator("cms")
    @classmethod
    def _writes_somewhere(cls, cms: Cms | None, read: ValidationInfo) -> Cms | None:
        if cms is not None and read.data.get("repository") is None:
            msg = "needs the section [repository], which says where stories are saved"
            raise ValueError(msg)
        return cms

    @field_validator("channels")
    @classmethod
    def _the_website_is_not_configured_here(cls, channels: dict[str, Channel]) -> dict[str, Channel]:
        if "website" in channels:
            msg = "the website is a channel by itself and has no section here"
            raise ValueError(msg)
        return channels

    @field_validator("channels")
    @classmethod
    def _closed_on_holidays(cls, channels: dict[str, Channel], read: ValidationInfo) -> dict[str, Channel]:
        calendar = read.data.get("calendar")  # none when the section is wrong, which has its own error
        if not isinstance(calendar, Calendar) or not calendar.holidays:
            return channels
        return {name: _with_holidays(channel, calendar) for name, channel in channels.items()}

    @property
    def zone(self) -> ZoneInfo:
        """The office's time zone; a story's time without an offset is in this zone."""
        return ZoneInfo(self.zone_name)

    @property
    def stories_path(self) -> Path:
        """The folder with the year folders of stories."""
        return self.root / self.stories.path

    @property
    def terms_path(self) -> Path:
        """The folder with the office's lists."""
        return self.root / self.stories.terms

    @property
    def channel_labels(self) -> dict[str, str]:
        """Every channel a story may name, the website first, with its label."""
        return {"website": "Trang web", **{name: channel.label for name, channel in self.channels.items()}}

    @property
    def signer_files(self) -> tuple[Path, Path]:
        """The files of the keys that may sign approvals, and of those taken back."""
        return self.root / self.approval.allowed_signers, self.root / self.approval.revoked_signers

    @property
    def var(self) -> Path:
        """Local state that must survive: ledger and vault."""
        return (self.state or self.root) / "var"

    @property
    def build(self) -> Path:
        """Everything generated; deleting it loses nothing."""
        return (self.state or self.root) / "build"


def _with_holidays(channel: Channel, calendar: Calendar) -> Channel:
    if channel.window.on_holidays == "open":
        return channel
    days = tuple(sorted({*channel.window.holidays, *calendar.days}))
    return channel.model_copy(update={"window": channel.window.model_copy(update={"holidays": days})})


def read_config(
    path: Path, environment: Mapping[str, str], *, stories: Path | None = None, state: Path | None = None
) -> Config:
    """Read newsroom.toml.

    `stories` replaces the stories' folder (its own `terms/` wins over the configured one when it has one);
    `state` is another folder for what is built and remembered; the variable NEWSROOM_SITE_URL
    replaces the website's address.

    Raises:
        ConfigurationError: the file is missing, is not TOML, or says something impossible.

    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigurationError(_MISSING, _MISSING_REMEDY, path=path) from None
    except OSError as error:
        raise ConfigurationError(_UNREADABLE, _MISSING_REMEDY, path=path, reason=error.strerror) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(_NOT_TOML, _NOT_TOML_REMEDY, path=path, reason=error) from error
    if url := environment.get("NEWSROOM_SITE_URL"):
        _replace(raw, "site", url=url)
    if stories is not None:
        stories = stories.resolve()
        own_terms = {"terms": stories / "terms"} if (stories / "terms").is_dir() else {}
        _replace(raw, "stories", path=stories, **own_terms)
    for key in ("root", "state"):
        if key in raw:  # ours to say, never the file's
            raise ConfigurationError(_WRONG, _WRONG_REMEDY, path=path, key=key, reason="unknown key")
    try:
        return Config.model_validate(
            {**raw, "root": path.resolve().parent, "state": state.resolve() if state else None}
        )
    except ValidationError as error:
        first = error.errors()[0]
        raise ConfigurationError(
            _WRONG, _WRONG_REMEDY, path=path, key=".".join(map(str, first["loc"])), reason=_reason(first)
        ) from error


_WORKFLOW = (Workflow, Person, Deputy, OwnRole, OwnUnit)


def _replace(raw: dict[str, Any], section: str, **values: object) -> None:
    # A section that is no table is left to the model to refuse.
    if isinstance(raw.setdefault(section, {}), dict):
        raw[section].update(values)


def _reason(error: Any) -> str:
    if error["type"] != "extra_forbidden":
        return str(error["msg"]).removeprefix("Value error, ")
    known = {field.alias or name for name, field in Config.model_fields.items()}
    for section in (
        Office,
        Site,
        Places,
        ApprovalRules,
        Channel,
        Window,
        Weekdays,
        Calendar,
        Holiday,
        Notify,
        *_WORKFLOW,
        Repository,
        Cms,
        ReviewRules,
    ):
        known |= {field.alias or name for name, field in section.model_fields.items()}
    near = difflib.get_close_matches(str(error["loc"][-1]), sorted(known), n=1)
    return "unknown key" + (f' (did you mean "{near[0]}"?)' if near else "")


_MISSING = Words("Không tìm thấy tệp cấu hình {path}.", "There is no configuration file {path}.")
_MISSING_REMEDY = Words(
    "Chạy lệnh trong thư mục có newsroom.toml, hoặc chỉ ra tệp bằng --config ĐƯỜNG_DẪN.",
    "Run the command in the folder that holds newsroom.toml, or name the file with --config PATH.",
)
_UNREADABLE = Words("Không đọc được {path}: {reason}.", "{path} cannot be read: {reason}.")
_NOT_TOML = Words("{path} không phải TOML hợp lệ: {reason}.", "{path} is not valid TOML: {reason}.")
_NOT_TOML_REMEDY = Words("Sửa dòng được nêu rồi chạy lại.", "Mend the line it names and run again.")
_WRONG = Words("{path}: giá trị của “{key}” không dùng được: {reason}.", '{path}: "{key}" is not usable: {reason}.')
_WRONG_REMEDY = Words(
    "Xem docs/configuration.md để biết các khóa và giá trị cho phép.",
    "docs/configuration.md lists the keys and what each may hold.",
)
