"""One Official Account: articles created hidden, verified by polling, then shown; corrected, taken down, broadcast.

Creating twice makes two articles, and there is no idempotency key. An article is created hidden, so a step whose
answer is lost leaves at most a hidden leftover; only the update to `show` is public, and it names the article's id.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from publishers.abilities import Amended, Amendment, Broadcastable, BroadcastRules, Face, Sighting
from publishers.contract import Account, CannotRender, Delivery, Payload, Post, Progress, Receipt
from publishers.errors import Gone, OutcomeUnknown, Rejected, Unavailable
from publishers.zalo_oa import account, broadcasts, survey
from publishers.zalo_oa.article import compose
from publishers.zalo_oa.articles import Articles
from publishers.zalo_oa.finding import Finder
from publishers.zalo_oa.jobs import outcome, started
from publishers.zalo_oa.memory import Memory
from publishers.zalo_oa.openapi import OpenApi
from publishers.zalo_oa.options import Options, Wrong
from publishers.zalo_oa.showing import face
from publishers.zalo_oa.taking_down import TakingDown

if TYPE_CHECKING:
    from publishers.zalo_oa.tokens import Tokens


class ZaloOA:
    """Publishes to one Official Account."""

    def __init__(
        self,
        *,
        account: str,
        options: Options,
        api: OpenApi | None = None,
        tokens: Tokens | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        wrong: Sequence[Wrong] = (),
    ) -> None:
        """Bind to an account; without `api` only `render` works, and it tells what is `wrong` with the options."""
        self.account = account
        self.broadcast_rules: BroadcastRules = broadcasts.rules(options)
        self._options = options
        self._api_or_none = api
        self._tokens = tokens
        self._now = now
        self._wrong = tuple(wrong)

    def render(self, post: Post) -> Payload:
        """Compose the article; a field that is too long is the editor's to shorten, never cut silently."""
        self._refuse_wrong_options()
        return compose(post, self._options)

    def show(self, payload: Payload) -> Face:
        """Say what readers will see of a payload; pure."""
        return face(payload)

    def find(self, delivery: Delivery) -> Receipt | Progress | None:
        """Look whether the delivery's purpose is fulfilled already; reads only."""
        return self._finder.find(delivery)

    def publish(self, delivery: Delivery) -> Receipt | Progress:
        """Create the hidden article, or ask whether it is ready, or show it."""
        handle = dict(delivery.handle or {})
        if handle.get("job"):
            return self._after_job(delivery, str(handle.get("article") or ""))
        article = handle.get("article")
        if article:
            job = self._articles.update(str(article), delivery.payload.data, "show")
            return started({"article": str(article)}, job, self._now(), "asked to show the article")
        job = self._articles.create_hidden(delivery.payload.data)
        return started({}, job, self._now(), "hidden article asked for")

    def amend(self, shown: Payload, wanted: Payload) -> Amended:
        """Say what it takes: everything of an article can be replaced."""
        return Amended(Amendment.SAME if shown.data == wanted.data else Amendment.EDIT)

    def correct(self, delivery: Delivery) -> Receipt | Progress:
        """Replace the whole article, wait for the job, read back."""
        target = str(delivery.target)
        if not (delivery.handle or {}).get("job"):
            try:
                job = self._articles.update(target, delivery.payload.data, "show")
            except Rejected as error:
                if self._articles.detail(target) is None:
                    raise Gone(f"article {target} is no longer there", code=error.code) from error
                raise
            return started({"article": target}, job, self._now(), "correction asked for")
        return self._after_job(delivery, target)

    def withdraw(self, delivery: Delivery) -> Receipt | Progress:
        """Remove or hide the article, as the option says; already gone is success."""
        return TakingDown(self._articles, self._finder, self._now, hides=self._hides).step(delivery)

    def render_broadcast(self, posts: Sequence[Broadcastable]) -> Payload:
        """Compose one message of one to five articles; pure. Raises CannotRender."""
        self._refuse_wrong_options()
        return broadcasts.compose(posts, self._options)

    def broadcast(self, delivery: Delivery) -> Receipt:
        """Send the message to all followers; one write, never to be repeated after a lost answer."""
        return broadcasts.send(self._api, delivery)

    def survey(self, known: Mapping[str, Payload], since: datetime) -> list[Sighting]:
        """Compare our articles with what was last sent, and name what others posted since."""
        return survey.survey(self._articles, known, since)

    def measure(self, remote_id: str) -> Mapping[str, int]:
        """Return the article's views, likes, shares and comments."""
        return survey.measure(self._articles, remote_id)

    def check_account(self, *, thorough: bool = False) -> Account:
        """Ask Zalo whose tokens these are and whether the account may post; reads only."""
        found = account.check(self._api, self.account, self._options.account_name, self._now())
        return account.with_tokens(found, self._api.rate, self._tokens) if thorough else found

    def _after_job(self, delivery: Delivery, article: str) -> Receipt | Progress:
        """Ask for the job's result; reading, so it may be repeated for as long as it takes."""
        handle = dict(delivery.handle or {})
        made = outcome(self._articles, handle, self._now())
        if isinstance(made, Progress):
            return made
        if not article:
            self._memory.note(made, delivery.payload.data)
            return Progress({"article": made}, done=f"hidden article {made} is ready")
        found = self._finder.look_at(article, delivery.payload.data)
        if isinstance(found, Receipt):
            return found
        if found is None and delivery.target:
            raise Gone(f"article {article} is no longer there")
        raise OutcomeUnknown(f"article {article} was shown but reads back as hidden for {delivery.story_id}")

    def _refuse_wrong_options(self) -> None:
        if self._wrong:
            raise CannotRender(*(wrong.problem for wrong in self._wrong))

    @property
    def _hides(self) -> bool:
        return self._options.withdraw == "hide"

    @property
    def _api(self) -> OpenApi:
        if self._api_or_none is None:
            raise Unavailable("this publisher was made for rendering only")
        return self._api_or_none

    @cached_property
    def _articles(self) -> Articles:
        return Articles(self._api)

    @cached_property
    def _memory(self) -> Memory:
        return Memory(self._articles, self._now)

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self._articles, self._memory, self._now, hides=self._hides)
