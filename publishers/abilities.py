"""What a channel may be able to do beyond `render`, `find` and `publish`; the relay asks by `isinstance`.

Corrects        edit a public post                Withdraws       take a post down
Comments        first comment with the link       Broadcasts      tell all followers
Surveys         see what people did by hand       Measures        count reactions
ChecksAccount   say whose credentials these are   Schedules       hand the clock to the platform
Shows           say what readers will see of a payload
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Protocol, runtime_checkable

from publishers.contract import Account, Delivery, Paragraph, Payload, Problem, Progress, Receipt


class Amendment(StrEnum):
    """What bringing a public post up to date takes."""

    SAME = "same"
    """The channel shows nothing of what changed."""
    EDIT = "edit"
    """`correct` can do it."""
    REPOST = "repost"
    """Only a new post can."""


@dataclass(frozen=True, slots=True)
class Amended:
    """What it takes to get from what is shown to what is wanted, and for a repost why."""

    amendment: Amendment
    why: Problem | None = None


@runtime_checkable
class Corrects(Protocol):
    """A channel whose public posts can be edited."""

    def amend(self, shown: Payload, wanted: Payload) -> Amended:
        """Say what it takes to turn one payload into the other; pure."""

    def correct(self, delivery: Delivery) -> Receipt | Progress:
        """Take the next step of making the post `delivery.target` show `delivery.payload`.

        One write at most. Raises a `PublishError`; `Gone` when the post is no longer there.
        """


@runtime_checkable
class Withdraws(Protocol):
    """A channel whose posts can be taken down."""

    def withdraw(self, delivery: Delivery) -> Receipt | Progress:
        """Take the next step of taking down `delivery.target`, or the half-made post its handle names.

        Already gone is success. One write at most. The receipt's `remote_id` is the post that is gone.
        """


@runtime_checkable
class Comments(Protocol):
    """A channel where a post's link can stand in its first comment."""

    def comment(self, delivery: Delivery) -> Receipt | Progress:
        """Put the payload's comment below the post `delivery.target`; one write. The receipt is the comment's."""


@dataclass(frozen=True, slots=True)
class BroadcastRules:
    """What a platform and the office's options allow for messages to all followers."""

    most_posts: int
    opens: time
    closes: time
    """In the office's zone; the platform refuses messages at night."""
    lead: timedelta
    """How long before the wanted time it has to be sent: the platform reviews it first."""
    at: time
    """When followers shall get it."""
    per_day: int
    per_month: int


@dataclass(frozen=True, slots=True)
class Broadcastable:
    """A public post that its story asks to be broadcast."""

    story_id: str
    title: str
    remote_id: str


@runtime_checkable
class Broadcasts(Protocol):
    """A channel that can send public posts to all followers; there is no way to look whether it did."""

    broadcast_rules: BroadcastRules

    def render_broadcast(self, posts: Sequence[Broadcastable]) -> Payload:
        """Compose the message of one to `most_posts` posts; pure. Raises CannotRender."""

    def broadcast(self, delivery: Delivery) -> Receipt:
        """Send it; one write. A lost answer is `OutcomeUnknown`, and it is never sent again."""


class Standing(StrEnum):
    """How a post on the platform compares with what the ledger says."""

    AS_SENT = "as-sent"
    EDITED = "edited"
    HIDDEN = "hidden"
    GONE = "gone"
    FOREIGN = "foreign"
    """Posted there by others."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One post as it was seen on the platform."""

    remote_id: str
    standing: Standing
    url: str = ""
    text: str = ""
    """The beginning of what it says, one line."""
    posted_at: datetime | None = None


@runtime_checkable
class Surveys(Protocol):
    """A channel that can be looked over for what people did there by hand."""

    def survey(self, known: Mapping[str, Payload], since: datetime) -> list[Sighting]:
        """Compare what is public with `known` (our posts by id, as last sent), and name foreign posts after `since`.

        Reads only. Every id of `known` gets one sighting. Raises a `PublishError`.
        """


@runtime_checkable
class Measures(Protocol):
    """A channel that counts how its posts were received."""

    def measure(self, remote_id: str) -> Mapping[str, int]:
        """Return the counts the platform gives today, by name; a metric it no longer has is absent.

        Reads only. Raises a `PublishError`; `Gone` when the post is no longer there.
        """


@runtime_checkable
class ChecksAccount(Protocol):
    """A channel that can say whose credentials these are."""

    def check_account(self, *, thorough: bool = False) -> Account:
        """Ask the platform about the account: one cheap call, before the first write of a run; reads only.

        With `thorough` (`newsroom doctor`), everything worth knowing. Raises a `PublishError`.
        """


@runtime_checkable
class Schedules(Protocol):
    """A channel that may hand the clock to the platform."""

    ahead: timedelta
    """How long before its time a post may be handed over; zero: at its time, by our own clock."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One short text of a payload as readers will see it, counted the way the platform counts."""

    name: str
    """What it is to the channel: message, title, author, description, comment …"""
    label: Problem
    text: str
    length: int
    limit: int | None = None
    """The most that the platform takes; None: none that is known."""


@dataclass(frozen=True, slots=True)
class Face:
    """What readers of a channel will see of a payload, in their order; for people to look at before it is sent."""

    texts: tuple[Shown, ...]
    pictures: tuple[str, ...] = ()
    """Public addresses of the pictures that stand with the post, cover first."""
    body: tuple[Paragraph, ...] = ()
    """The blocks of a long text; a picture's address stands in `url`."""
    link: str = ""
    """Where readers get to."""
    link_in: str = "text"
    """Where the link stands: text, comment, or card when the platform draws one from the page."""


@runtime_checkable
class Shows(Protocol):
    """A channel that can say what readers will see of a payload."""

    def show(self, payload: Payload) -> Face:
        """Take a payload of `render` apart for people to look at; pure, and nothing in it is left out."""
