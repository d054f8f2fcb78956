"""Approval is bound to content: a fingerprint over everything that will leave the office."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsroom.story.model import Story
    from newsroom.story.read import StoryFile

# Not content: where the story stands in the workflow, and the approval itself. A consent's withdrawal is
# judged at every step on its own, so that it needs no new approval to take effect.
_LEFT_OUT = {"status", "approval", "verified", "returned", "withdrawal"}


def fingerprint(story: Story, body: str, picture_digests: Mapping[str, str]) -> str:
    """Return `sha256:<hex>` over the text, every channel's text and time, the consent's scope, and pictures' bytes.

    Values that equal the model's defaults are left out, so a new optional key never voids old approvals.
    """
    content: dict[str, Any] = story.model_dump(mode="json", exclude_defaults=True, exclude=_LEFT_OUT)
    for consent in content.get("consent", ()):
        consent.pop("withdrawn", None)
    whole = {"front": content, "body": body.strip(), "pictures": dict(picture_digests)}
    canonical = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def fingerprint_of(file: StoryFile) -> str:
    """Return the fingerprint of a story as it lies on disk now."""
    if file.story is None:
        msg = f"{file.name} is not a sound story"
        raise ValueError(msg)
    return fingerprint(file.story, file.body, file.picture_digests())


def is_approved(story: Story, current: str) -> bool:
    """Tell whether the story carries an approval of exactly its present content."""
    return story.approval is not None and story.approval.fingerprint == current


def revision(current: str) -> str:
    """Return the short form of a fingerprint that a page carries as `story-revision`."""
    return current.removeprefix("sha256:")[:16]
