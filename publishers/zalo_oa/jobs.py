"""Zalo's jobs: creating and updating answer a token, and `verify` tells later what became of it.

The token is the only handle on a half-made article, so it is saved at once and asked about again in later runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from publishers.contract import Progress
from publishers.errors import OutcomeUnknown
from publishers.zalo_oa.articles import Articles, JobFailed

WAITS = (2.0, 4.0, 8.0, 15.0, 30.0, 60.0)
"""Seconds between two questions; the delays seen in production run from seconds to two minutes (2026-10)."""
GIVE_UP = timedelta(hours=3)
"""After this a job that is still "being processed" counts as lost, and the list of articles decides."""


def started(handle: Mapping[str, Any], job: str, now: datetime, done: str) -> Progress:
    """Return the progress of a job that was just asked for."""
    return Progress({**handle, "job": job, "job_at": now.isoformat()}, wait_seconds=WAITS[0], done=done)


def outcome(articles: Articles, handle: Mapping[str, Any], now: datetime) -> str | Progress:
    """Return the id of the article the handle's job has made or changed, or the progress of a job that still runs.

    Raises:
        OutcomeUnknown: the job failed for good, is forgotten, or has been running for hours.

    """
    try:
        article = articles.result(str(handle["job"]))
    except JobFailed as failed:
        # A job that failed for good (a cover Zalo could not fetch) and a forgotten one look alike, and nothing of it
        # is public; so a look at the list decides, and making it anew is safe.
        said = f"the job gave no article: {failed.error.message}"
        raise OutcomeUnknown(said, code=failed.error.code) from failed
    if article is not None:
        return article
    begun = _begun(handle, now)
    if now - begun >= GIVE_UP:
        raise OutcomeUnknown(f"the job begun at {begun:%Y-%m-%d %H:%M %Z} is still being processed; given up")
    asked = int(handle.get("asked", 0)) + 1
    kept = {**handle, "asked": asked, "job_at": begun.isoformat()}
    return Progress(kept, wait_seconds=WAITS[min(asked, len(WAITS) - 1)], done="still being processed")


def _begun(handle: Mapping[str, Any], now: datetime) -> datetime:
    """Return when the job was asked for; handles of version 0.1 do not tell."""
    told = handle.get("job_at")
    return datetime.fromisoformat(told) if isinstance(told, str) else now
