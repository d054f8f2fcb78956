"""Whether a story's approval stands: given by whom it says, by somebody entitled, for exactly this story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.approval import Fault, is_own_work
from newsroom.checks.finding import Finding, in_field
from newsroom.story.model import PUBLIC_STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.checks.run import CheckInput
    from newsroom.story.model import Approval, Story
    from newsroom.story.read import StoryFile

_CODES: dict[Fault, tuple[str, tuple[str, ...]]] = {
    Fault.NOT_SIGNED: ("A020", ("approval",)),
    Fault.BAD_SIGNATURE: ("A021", ("approval", "signature")),
    Fault.SIGNER_UNKNOWN: ("A023", ("approval", "signature")),
    Fault.SIGNER_REVOKED: ("A024", ("approval", "signature")),
    Fault.SIGNER_EXPIRED: ("A025", ("approval", "at")),
    Fault.SIGNED_BY_ANOTHER: ("A026", ("approval", "by")),
    Fault.NOT_AN_APPROVER: ("A027", ("approval", "by")),
}


def check(file: StoryFile, given: CheckInput) -> Iterator[Finding]:
    """Judge the approval of a story that says it is approved."""
    story = file.story
    if story is None or story.status not in PUBLIC_STATUSES or story.withdrawal is not None:
        return
    if story.approval is None:
        yield in_field(file, "A001", ("status",), status=story.status, id=story.id)
        return
    yield from _approval(file, story, story.approval, given)


def _approval(file: StoryFile, story: Story, approval: Approval, given: CheckInput) -> Iterator[Finding]:
    local = approval.at.astimezone(given.config.zone)
    if approval.fingerprint != given.fingerprints[file.path]:
        other = given.approved_as.get(approval.fingerprint)
        if other is not None:
            yield in_field(file, "A022", ("approval",), other=other.name, id=story.id)
        else:
            yield in_field(file, "A002", ("approval",), at=f"{local:%d/%m/%Y}", id=story.id)
    if is_own_work(story, approval.by, approval.email, given.config.workflow):
        yield in_field(file, "A003", ("approval", "by"), by=approval.by)
    fault = given.fault(file)
    if fault is not None:
        code, place = _CODES[fault]
        values = {"by": approval.by, "at": f"{local:%d/%m/%Y %H:%M}", "id": story.id}
        yield in_field(file, code, place, file=given.config.approval.allowed_signers.as_posix(), **values)
    latest = max((correction.at for correction in story.corrections), default=approval.at)
    if latest > approval.at:
        later = f"{latest.astimezone(given.config.zone):%d/%m/%Y %H:%M}"
        yield in_field(file, "A029", ("approval", "at"), at=f"{local:%d/%m/%Y %H:%M}", later=later)


def check_signers(given: CheckInput) -> Iterator[Finding]:
    """Name the lines of the allowed signers that allow nobody."""
    name = given.config.approval.allowed_signers.as_posix()
    for line, reason_vi, reason_en in given.vouching.signers.bad_lines:
        yield Finding(name, line, 1, "A028", "", {"reason_vi": reason_vi, "reason_en": reason_en})
