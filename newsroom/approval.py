"""Approval is bound to content, and to who gave it: a fingerprint over all that will leave the office, signed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from newsroom.errors import ConfigurationError
from newsroom.language import Words
from newsroom.signers import NAMESPACE, Signers, read_signers
from newsroom.story.fold import fold
from newsroom.workflow import Role, Workflow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from newsroom.config import Config
    from newsroom.signers import Signer
    from newsroom.story.model import Approval, Story
    from newsroom.story.read import StoryFile

# Not content: where the story stands in the workflow, and the approval itself. A consent's withdrawal is
# judged at every step on its own, so that it needs no new approval to take effect.
_LEFT_OUT = {"status", "approval", "verified", "returned", "withdrawal", "review_on"}


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


class Fault(StrEnum):
    """Why an approval counts for nothing, whatever its content."""

    NOT_SIGNED = "not-signed"
    BAD_SIGNATURE = "bad-signature"
    SIGNER_REVOKED = "signer-revoked"
    SIGNER_UNKNOWN = "signer-unknown"
    SIGNED_BY_ANOTHER = "signed-by-another"
    SIGNER_EXPIRED = "signer-expired"
    NOT_AN_APPROVER = "not-an-approver"


@dataclass(frozen=True, slots=True)
class Vouching:
    """Whose word the office takes for an approval. Built once for all stories."""

    unsigned: bool
    """The Git host vouches; a signature that is there must hold all the same."""
    zone: ZoneInfo
    signers: Signers = field(default_factory=Signers)
    workflow: Workflow = field(default_factory=Workflow)


def vouching_of(config: Config) -> Vouching:
    """Read whose word counts; without a file of allowed signers that can be read nobody's does.

    Raises:
        ConfigurationError: the revoked keys cannot be read. Nothing counts on a guess of whose they are.

    """
    allowed, revoked = config.signer_files
    try:
        taken_back = _text_of(revoked)
    except OSError as error:
        raise ConfigurationError(_NOT_READ, _REVOKED_REMEDY, path=revoked, reason=error.strerror) from error
    try:
        may_sign = _text_of(allowed)
    except OSError:
        may_sign = ""
    signers = read_signers(may_sign, taken_back, config.zone)
    if signers.bad_revoked:
        raise ConfigurationError(_BAD_LINE, _REVOKED_REMEDY, path=revoked, line=signers.bad_revoked[0])
    return Vouching(config.approval.unsigned, config.zone, signers, config.workflow)


def _text_of(path: Path) -> str:
    """Read a file that need not exist; Windows likes to put a mark before its text."""
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace")
    except FileNotFoundError:
        return ""


def statement(story_id: str, fingerprint: str, by: str, email: str | None, at: datetime) -> bytes:
    """Return the exact bytes that an approver signs; changing one of the values makes another statement.

    The id keeps an approval from being carried to another story, the time from being moved.
    """
    lines = (
        "newsroom approval 1",
        f"story: {story_id}",
        f"content: {fingerprint}",
        f"approver: {by}",
        f"identity: {email or '-'}",
        f"time: {at.astimezone(UTC).strftime('%Y-%m-%dT%H:%M:%SZ')}",
    )
    return "\n".join((*lines, "")).encode()


def fault_of(story: Story, vouching: Vouching) -> Fault | None:
    """Say why the story's approval counts for nothing; None when it stands, or there is none.

    Depends on the story and the office's files only, never on the present time: who signed while being allowed to
    has signed for good, unless the key was taken out of the list or revoked.
    """
    approval = story.approval
    if approval is None:
        return None
    if approval.signature is None:
        return _not_an_approver(approval, vouching) if vouching.unsigned else Fault.NOT_SIGNED
    return _wrong_signature(story.id, approval, vouching) or _not_an_approver(approval, vouching)


def _wrong_signature(story_id: str, approval: Approval, vouching: Vouching) -> Fault | None:
    from newsroom.signatures import NotASignature, is_good, read_signature

    try:
        signature = read_signature(approval.signature or "")
    except NotASignature:
        return Fault.BAD_SIGNATURE
    signed = statement(story_id, approval.fingerprint, approval.by, approval.email, approval.at)
    if signature.namespace != NAMESPACE or not is_good(signature, signed):
        return Fault.BAD_SIGNATURE
    if signature.key in vouching.signers.revoked:
        return Fault.SIGNER_REVOKED
    return _wrong_signer(vouching.signers.of_key(signature.key), approval)


def _wrong_signer(known: list[Signer], approval: Approval) -> Fault | None:
    if not known:
        return Fault.SIGNER_UNKNOWN
    own = [signer for signer in known if approval.email is not None and signer.stands_for(approval.email)]
    if not own:
        return Fault.SIGNED_BY_ANOTHER
    return None if any(signer.is_valid_at(approval.at) for signer in own) else Fault.SIGNER_EXPIRED


def _not_an_approver(approval: Approval, vouching: Vouching) -> Fault | None:
    """Hold the approver to the roles of the day, when newsroom.toml names people at all."""
    workflow = vouching.workflow
    if not workflow.is_on:
        return None
    people = workflow.named(approval.by)
    if approval.email is not None:
        of_email = workflow.by_email(approval.email)
        if of_email is not None and of_email not in people:
            return Fault.SIGNED_BY_ANOTHER
        people = (of_email,) if of_email is not None else ()
    day = approval.at.astimezone(vouching.zone).date()
    may = any(Role.APPROVER in workflow.roles_of(person, day) for person in people)
    return None if may else Fault.NOT_AN_APPROVER


def is_own_work(story: Story, by: str, email: str | None, workflow: Workflow) -> bool:
    """Tell whether an approver is one of the story's authors: by name, however typed, or by an address of theirs."""
    if any(fold(author.name) == fold(by) for author in story.authors):
        return True
    approver = workflow.by_email(email) if email else None
    who = (approver,) if approver is not None else workflow.named(by)
    written = [person for author in story.authors for person in workflow.named(author.name)]
    return any(person in written for person in who)


_NOT_READ = Words("Không đọc được danh sách khóa đã thu hồi {path}: {reason}.", "{path} cannot be read: {reason}.")
_BAD_LINE = Words(
    "Danh sách khóa đã thu hồi {path}: dòng {line} không có khóa công khai đọc được.",
    "The revoked keys {path}: there is no public key on line {line}.",
)
_REVOKED_REMEDY = Words(
    "Ghi mỗi dòng một khóa công khai, nguyên như trong tệp .pub (ssh-ed25519 AAAA…), lưu tệp dạng UTF-8; chưa đọc được "
    "thì không đăng gì.",
    "Write one public key a line, as in its .pub file (ssh-ed25519 AAAA…), saved as UTF-8; nothing is posted before.",
)
