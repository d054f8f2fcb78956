"""Awards as pages name them, and what the office wants shown of those that were annulled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsroom.outputs.addresses import AWARDS_FOLDER
from newsroom.outputs.wording import date_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.config import Config
    from newsroom.story.model import Award, Story
    from newsroom.terms import Terms


def is_annulled(award: Award) -> bool:
    """Tell whether the award was taken back."""
    return award.status == "huy-bo"


def shown_awards(story: Story, config: Config) -> Iterator[Award]:
    """Return the awards of a story that pages may name: with `hide-award`, those in force."""
    for award in story.awards:
        if not (is_annulled(award) and config.site.annulled_awards == "hide-award"):
            yield award


def award_data(award: Award, terms: Terms) -> dict[str, Any]:
    """Return what a template shows of an award."""
    return {
        "label": terms.awards.label(award.title, award.date),
        "url": f"{AWARDS_FOLDER}/{award.title}/",
        "year": award.year,
        "decision": award.decision,
        "date": date_text(award.date) if award.date else None,
        "issuer": award.issuer,
        "annulled": is_annulled(award),
    }


def needs_notice(story: Story, config: Config) -> bool:
    """Tell whether the story opens with a notice that an award it names was annulled."""
    return config.site.annulled_awards == "notice" and any(is_annulled(award) for award in story.awards)
