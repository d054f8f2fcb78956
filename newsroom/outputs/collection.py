"""A page that lists things: with what search engines read of it, and when it last changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsroom.outputs.staged import Staged, page
from newsroom.outputs.structured_data import list_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.config import Config
    from newsroom.outputs.published import PublishedStory
    from newsroom.outputs.structured_data import Step


def collection_page(
    template: str,
    title: str,
    description: str,
    way: Sequence[Step],
    config: Config,
    shown: Sequence[PublishedStory] = (),
    **data: Any,
) -> Staged:
    """Stage a list at the last step of its way; `shown` are the stories that stand on it, in their order."""
    return page(
        f"{way[-1][1]}index.md",
        template,
        title,
        description,
        modified_at=max((story.changed_at for story in shown), default=None),
        structured_data=list_data(title, description, way, shown, config),
        **data,
    )
