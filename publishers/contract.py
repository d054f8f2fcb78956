"""What a channel is: three methods, no base class.

    render(post)      → Payload                     pure: exactly what would be sent, limits checked
    find(delivery)    → Receipt | Progress | None   read-only: looks for what the delivery would do
    publish(delivery) → Receipt | Progress          one step, at most one write, no retry, no sleep

What a channel can do beyond that is told by the methods it has (`abilities.py`). The loop, retries, clock and
database belong to the relay. Errors say what must happen next (`errors.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, runtime_checkable

Handle = Mapping[str, Any]
"""What a publisher needs to go on with a half-made post; JSON values only, saved after every step."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture as it will be sent: JPEG bytes on disk and its public address."""

    path: str
    url: str
    alt: str
    digest: str
    """SHA-256 of the bytes; the fingerprint of a payload covers it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of the story for channels that know paragraphs but no markup."""

    kind: str
    """heading, paragraph, item, quote, table, image or video."""
    text: str
    photo: Photo | None = None
    """An image's picture; a video's still, when the story has one."""
    url: str = ""
    """A video's public address."""


@dataclass(frozen=True, slots=True)
class Post:
    """What the newsroom wants said on a channel, before the channel's own form."""

    story_id: str
    title: str
    summary: str
    text: str | None
    """The editor's own words for this channel; None: the summary serves."""
    hashtags: tuple[str, ...]
    link: str
    """The story's page, complete address."""
    author: str
    photos: tuple[Photo, ...]
    """Cover first."""
    cover: Photo
    """The picture a channel needs at a public address: the cover, else the share card."""
    body: tuple[Paragraph, ...]
    kind: str | None = None
    """What the story asks for on this channel: link, photo, photos or text; None: the channel's own default."""
    link_in: str | None = None
    """Where the story wants its link: text or comment; None: the channel's own default."""
    known_as: tuple[str, ...] = ()
    """Complete addresses that the story's page had before; a channel hands them on in its payload."""


@dataclass(frozen=True, slots=True)
class Payload:
    """Exactly what will be sent, frozen at enqueue. JSON values only."""

    data: Mapping[str, Any]
    photos: tuple[Photo, ...] = ()
    """Pictures whose bytes are sent along."""
    fetched: tuple[str, ...] = ()
    """Addresses of pictures that the platform fetches by itself, cover first; the cover must answer before a post."""
    then: tuple[str, ...] = ()
    """Purposes that follow as deliveries of their own once the post is public: `comment`."""
    known_as: tuple[str, ...] = ()
    """Earlier addresses of the story, by which a post of ours may be recognised as well; never sent."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One story on one account for one purpose, as the relay hands it to a publisher."""

    key: str
    """channel/account/story/purpose: names the intention, so that it outlives changes of text and time."""
    story_id: str
    purpose: str
    payload: Payload
    link: str
    """The story's address, by which our own post is recognised."""
    since: datetime
    """Nothing of ours for this delivery can be older than this."""
    handle: Handle | None = None
    target: str | None = None
    """The platform's id of the post that is corrected, commented or taken down; None for a new post."""
    due: datetime | None = None
    """When the post shall be public; for channels that hand the clock to the platform."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The post is public."""

    remote_id: str
    url: str
    posted_at: datetime | None = None
    note: str = ""
    differs: bool = False
    """The post that `find` came upon is one of ours, and shows other words than the payload: a correction is due."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A step is done; the next one needs this handle, at once or after `wait_seconds`."""

    handle: Handle
    wait_seconds: float = 0
    done: str = ""
    """What was done, for the record."""
    public_at: datetime | None = None
    """The platform makes the post public by itself at this moment; to stop it, it must be withdrawn."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a post cannot be rendered; shown to editors before approval."""

    vi: str
    en: str


class CannotRender(Exception):
    """The channel cannot express this post."""

    def __init__(self, *problems: Problem) -> None:
        """Keep every problem, so that the editor hears all at once."""
        super().__init__("; ".join(problem.en for problem in problems))
        self.problems = problems


@runtime_checkable
class Publisher(Protocol):
    """A channel's publisher, bound to one account."""

    account: str
    """The account's id on the platform."""

    def render(self, post: Post) -> Payload:
        """Put the post into the channel's form; pure. Raises CannotRender."""

    def find(self, delivery: Delivery) -> Receipt | Progress | None:
        """Look whether the delivery's purpose is fulfilled already; writes nothing.

        announce: our own post, by the story's address or an earlier one; `Receipt.differs` tells that its words are
        old. correct-<n>: the post shows this payload. comment: our comment stands below it. withdraw: the post is gone
        (a Receipt). None: not done, safe to begin.
        Raises a `PublishError`; `SeveralFound` when unsure which, `Gone` when the target is no longer there.
        """

    def publish(self, delivery: Delivery) -> Receipt | Progress:
        """Take the next step. Raises a `PublishError`."""


@dataclass(frozen=True, slots=True)
class Account:
    """The account behind the credentials, as the platform describes it."""

    id: str
    name: str
    facts: Mapping[str, str] = field(default_factory=dict)
    """What a person wants to know: tasks, permissions, package, expiry; label → value. Words of both languages stand
    as `Vietnamese / English`; the command line shows one of them."""
    problems: tuple[Problem, ...] = ()
    """Why nothing may be posted with these credentials; each says what to do."""
    warnings: tuple[Problem, ...] = ()
    server_time: datetime | None = None
    """The platform's clock, from its answer."""


@dataclass(frozen=True, slots=True)
class Setting:
    """An environment variable a channel needs, and what it is for."""

    name: str
    purpose: Problem
    secret: bool = False
    is_account: bool = False
    """It holds the account's id, so that looking into the ledger needs no credentials."""


@dataclass(frozen=True, slots=True)
class Channel:
    """What an entry point of group `newsroom.publishers` names."""

    name: str
    label: str
    settings: tuple[Setting, ...]
    offline: ChannelFactory
    """Makes a publisher that can only `render`: no credentials needed."""
    connect: ChannelConnector
    """Makes a publisher that can do everything; raises `NotConfigured`."""
    options: Mapping[str, str] = field(default_factory=dict)
    """Option names of newsroom.toml with what they mean."""
    login: ChannelLogin | None = None
    """Obtains credentials with a person's help; None when the environment is all there is."""


class ChannelFactory(Protocol):
    """Makes a publisher without any connection."""

    def __call__(self, options: Mapping[str, Any]) -> Publisher:
        """Return a publisher bound to no account."""


class ChannelConnector(Protocol):
    """Makes a publisher from the environment."""

    def __call__(self, options: Mapping[str, Any], surroundings: Surroundings) -> Publisher:
        """Return a publisher bound to the configured account."""


class LoginDesk(Protocol):
    """The person who logs in, as a channel meets them."""

    def say(self, sentence: Problem) -> None:
        """Tell something."""

    def ask(self, question: Problem, *, secret: bool = False) -> str:
        """Ask for one line; secrets are not shown. Returns it stripped, empty when nothing was given."""

    def visit(self, page: Callable[[str], str]) -> Mapping[str, str]:
        """Send the person to `page(callback address)` and return what the platform's callback brought along.

        Raises:
            LoginFailed: nobody came back in time.

        """


class LoginFailed(Exception):
    """Logging in did not succeed; nothing that was stored before is lost."""

    def __init__(self, vi: str, en: str) -> None:
        """Say why, and what to do next."""
        super().__init__(en)
        self.vi = vi
        self.en = en


class ChannelLogin(Protocol):
    """Obtains credentials and stores them in the vault."""

    def __call__(self, options: Mapping[str, Any], surroundings: Surroundings, desk: LoginDesk) -> Account:
        """Return the account that is now logged in. Raises NotConfigured, LoginFailed or a `PublishError`."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a publisher gets from outside: nothing is looked up behind its back."""

    environment: Mapping[str, str]
    vault: Any
    """A `publishers.vault.Vault`."""
    now: Any
    """Callable returning the aware present moment."""
    http: Any
    """A `publishers.http.Http`."""
