"""A Facebook Page as the newsroom meets it: the contract's methods, each told in a module of its own.

compose     the payload, and what it takes to amend it        finding    looking what is there already
posting     the steps of a post                               changing   correct, withdraw, comment
account     whose credentials these are                       surveying  drift and counts
showing     what readers will see of a payload
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from publishers.abilities import Amended, Face, Sighting
from publishers.contract import Account, Delivery, Payload, Post, Progress, Receipt
from publishers.errors import Unavailable
from publishers.facebook_page import account as accounts
from publishers.facebook_page import changing, compose, finding, posting, scheduling, showing, surveying
from publishers.facebook_page.options import Options
from publishers.facebook_page.page import Page


class FacebookPage:
    """Publishes to one Page; can correct, withdraw, comment, survey, measure, check its account and schedule."""

    def __init__(self, *, account: str, options: Options, page: Page | None, app_id: str = "", token: str = "") -> None:
        """Bind to a Page; without `page` only `render` and `amend` work."""
        self.account = account
        self.ahead = scheduling.FURTHEST if options.hands_over else timedelta(0)
        self._options = options
        self._connected = page
        self._app_id = app_id
        self._token = token

    def render(self, post: Post) -> Payload:
        """Compose the words, the link and the photos; pure. Raises CannotRender with every problem."""
        return compose.compose(post, self._options)

    def show(self, payload: Payload) -> Face:
        """Say what readers will see of a payload; pure."""
        return showing.face(payload)

    def amend(self, shown: Payload, wanted: Payload) -> Amended:
        """Say what it takes to turn one payload into the other; pure."""
        return compose.amend(shown, wanted)

    def find(self, delivery: Delivery) -> Receipt | Progress | None:
        """Look for what the delivery would do; writes nothing."""
        return finding.look_for(self._page, delivery)

    def publish(self, delivery: Delivery) -> Receipt | Progress:
        """Take the next step of a new post."""
        return posting.take_step(self._page, delivery)

    def correct(self, delivery: Delivery) -> Receipt:
        """Put the payload's words into the post `delivery.target`."""
        return changing.correct(self._page, delivery)

    def withdraw(self, delivery: Delivery) -> Receipt:
        """Delete the post `delivery.target`, or the one that the handle names; already gone is success."""
        return changing.withdraw(self._page, delivery)

    def comment(self, delivery: Delivery) -> Receipt:
        """Put the payload's comment below the post `delivery.target`."""
        return changing.comment(self._page, delivery)

    def survey(self, known: Mapping[str, Payload], since: datetime) -> list[Sighting]:
        """Compare the public posts with what we sent, and name those of others since a moment."""
        return surveying.survey(self._page, known, since)

    def measure(self, remote_id: str) -> dict[str, int]:
        """Count how a post was received: shares, reactions, comments, and what insights still tell."""
        return surveying.measure(self._page.graph, remote_id)

    def check_account(self, *, thorough: bool = False) -> Account:
        """Ask whose token this is; with `thorough` also its type, expiry, permissions and tasks."""
        return accounts.check(self._page, self._app_id, self._token, thorough=thorough)

    @property
    def _page(self) -> Page:
        if self._connected is None:
            raise Unavailable("this publisher was made for rendering only")
        return self._connected
