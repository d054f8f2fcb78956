"""Approve stories: exactly what was seen, all or none, every other byte left alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom.approval import fault_of, fingerprint_of, is_approved, is_own_work, statement
from newsroom.checks.channels import CANNOT_RENDER
from newsroom.checks.finding import Level
from newsroom.checks.run import prepare, run_checks
from newsroom.errors import FindingsError
from newsroom.files import write_bytes
from newsroom.gate import SENTENCES, Reason
from newsroom.language import Words
from newsroom.plan_lines import literal
from newsroom.story.edit import set_keys_in_bytes
from newsroom.story.front_matter import FrontMatterError
from newsroom.story.model import PUBLIC_STATUSES
from newsroom.story.read import story_of
from newsroom.story.register import read_register, write_register

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsroom.checks.finding import Finding
    from newsroom.checks.run import CheckInput
    from newsroom.story.read import StoryFile
    from newsroom.workspace import Workspace

READY = PUBLIC_STATUSES | {"edited"}
# Findings that approving itself settles: no approval, a void one, one of the author's, one that nobody may rely on.
SETTLED = frozenset({"A001", "A002", "A003", *(f"A{number:03}" for number in range(20, 28)), "A029", "A030"})
_UNSIGNED_YET = frozenset({"A020"})


@dataclass(frozen=True, slots=True)
class Approver:
    """Who approves, by which address, and what signs; None: the Git host's protected branch vouches."""

    name: str
    email: str | None = None
    sign: Callable[[bytes], str] | None = None


class Prepared(NamedTuple):
    """One story as it will be once approved; nothing is written yet."""

    before: StoryFile
    raw: bytes
    """The file's bytes from which this was made."""
    after: StoryFile
    made: bytes
    """The file as it will be, still without a signature."""
    approval: dict[str, str]
    findings: tuple[Finding, ...]
    """What is found on the story as it will be."""

    @property
    def fingerprint(self) -> str:
        """What is approved."""
        return self.approval["fingerprint"]


def waiting(workspace: Workspace) -> list[StoryFile]:
    """Return the stories that say they are approved and are not, or not by anybody whose word counts."""
    return [file for file in _open(workspace, PUBLIC_STATUSES) if not _stands(workspace, file)]


def to_review(workspace: Workspace) -> list[StoryFile]:
    """Return the stories that an approver has before them: edited ones, and those whose approval no longer counts."""
    return [
        file
        for file in _open(workspace, READY)
        if (file.story is not None and file.story.status == "edited") or not _stands(workspace, file)
    ]


def _open(workspace: Workspace, statuses: frozenset[str]) -> list[StoryFile]:
    return [
        file
        for file in workspace.files
        if file.story is not None and file.story.status in statuses and file.story.withdrawal is None
    ]


def _stands(workspace: Workspace, file: StoryFile) -> bool:
    is_current = file.story is not None and is_approved(file.story, workspace.fingerprint(file))
    return is_current and workspace.given.fault(file) is None


def prepare_approval(
    workspace: Workspace, chosen: Sequence[StoryFile], approver: Approver, also_on: Sequence[str] = ()
) -> list[Prepared]:
    """Return all of the chosen stories as they will be; nothing is written.

    Raises:
        FindingsError: a story is not sound or would not be once approved, or the approver is its author or may not.

    """
    for file in chosen:
        _refuse_unsound(file, workspace.findings, SETTLED)
        if file.story is not None and is_own_work(file.story, approver.name, approver.email, workspace.config.workflow):
            raise FindingsError(_SAME_PERSON, _SAME_PERSON_REMEDY, path=file.name, by=approver.name)
    made = [_prepared(workspace, file, approver, also_on) for file in chosen]
    findings = _check_again(workspace, [one.after for one in made])
    for one in made:
        _refuse_unsound(one.after, findings, _UNSIGNED_YET if approver.sign is not None else frozenset())
    return [one._replace(findings=tuple(f for f in findings if f.path == one.after.name)) for one in made]


def carry_out(workspace: Workspace, made: Sequence[Prepared], approver: Approver) -> None:
    """Sign and write, all or none.

    Raises:
        FindingsError: a story or a picture of it was changed since it was looked at, or the signature does not count.
        ConfigurationError: the key cannot sign, or the disk refuses.

    """
    signed = [(one, _signed(workspace, one, approver)) for one in made]
    for one in made:
        _refuse_changed(workspace, one)
    # The register first: an id in it that was not approved after all costs nothing, an approved id that is missing
    # from it could be given away again.
    register = read_register(workspace.config.stories_path)
    register |= {one.after.story.id: one.after.address for one in made if one.after.story is not None}
    write_register(workspace.config.stories_path, register)
    for one, raw in signed:
        write_bytes(one.before.path, raw)


def approve_waiting(workspace: Workspace, by: str, also_on: Sequence[str]) -> None:
    """Approve every sound story that waits; the others keep their findings."""
    sound = [
        file
        for file in waiting(workspace)
        if not any(f.path == file.name and _stops(f, SETTLED) for f in workspace.findings)
    ]
    approver = Approver(by)
    carry_out(workspace, prepare_approval(workspace, sound, approver, also_on), approver)


def _stops(finding: Finding, settled: frozenset[str]) -> bool:
    """Tell whether a finding must be mended first; what a channel cannot say is cheapest to mend before approval."""
    return finding.code == CANNOT_RENDER or (finding.level is Level.ERROR and finding.code not in settled)


def _refuse_unsound(file: StoryFile, findings: Sequence[Finding], settled: frozenset[str]) -> None:
    first = next((f for f in findings if f.path == file.name and _stops(f, settled)), None)
    if first is not None:
        sentence = Words(literal(first.sentence("vi")), literal(first.sentence("en")))
        raise FindingsError(
            _UNSOUND, _UNSOUND_REMEDY, path=file.name, line=first.line, code=first.code, finding=sentence
        )


def _prepared(workspace: Workspace, file: StoryFile, approver: Approver, also_on: Sequence[str]) -> Prepared:
    story = file.story
    if story is None:
        msg = f"{file.name} is not a sound story"
        raise ValueError(msg)
    zone, now = workspace.config.zone, workspace.now
    changes: dict[str, Any] = {"status": "approved" if story.status == "edited" else story.status}
    missing = [channel for channel in also_on if channel not in story.publish]
    if missing:
        added = {channel: {"at": f"{now.astimezone(zone):%Y-%m-%d %H:%M}"} for channel in missing}
        changes["publish"] = _publish_as_written(file) | added
    # The bytes as they lie on disk: line ends and a byte order mark stay the author's.
    raw = _read_again(file)
    if story_of(file.path, raw, zone, shown_from=workspace.config.root).text != file.text:
        raise FindingsError(_CHANGED, _CHANGED_REMEDY, path=file.name)
    approval = {"by": approver.name, "at": f"{now.astimezone(zone).isoformat(' ', 'seconds')}"}
    if approver.email is not None:
        approval = {"by": approver.name, "email": approver.email, "at": approval["at"]}
    try:
        made = set_keys_in_bytes(raw, changes)
        changed = story_of(file.path, made, zone, shown_from=workspace.config.root)
        approval["fingerprint"] = fingerprint_of(changed)
        made = set_keys_in_bytes(made, {"approval": approval})
    except FrontMatterError as error:
        raise FindingsError(_NOT_BY_LINES, _NOT_BY_LINES_REMEDY, path=file.name) from error
    after = story_of(file.path, made, zone, shown_from=workspace.config.root)
    return Prepared(file, raw, after, made, approval, ())


def _signed(workspace: Workspace, one: Prepared, approver: Approver) -> bytes:
    story = one.after.story
    if story is None or story.approval is None or approver.sign is None:
        return one.made
    given = story.approval
    signature = approver.sign(statement(story.id, given.fingerprint, given.by, given.email, given.at))
    whole = set_keys_in_bytes(one.made, {"approval": one.approval | {"signature": signature}})
    as_written = story_of(one.before.path, whole, workspace.config.zone, shown_from=workspace.config.root).story
    fault = fault_of(as_written, workspace.given.vouching) if as_written is not None else None
    if fault is not None:
        why, file = SENTENCES[Reason(fault)], workspace.config.approval.allowed_signers.as_posix()
        raise FindingsError(_SIGNED_IN_VAIN, _SIGNED_IN_VAIN_REMEDY, why=why, file=file, email=given.email or "-")
    return whole


def _refuse_changed(workspace: Workspace, one: Prepared) -> None:
    """Two people may have one story open: what was written meanwhile must not be lost, nor approved unseen."""
    now = story_of(one.before.path, one.made, workspace.config.zone, shown_from=workspace.config.root)
    if _read_again(one.before) != one.raw or fingerprint_of(now) != one.fingerprint:
        raise FindingsError(_CHANGED, _CHANGED_REMEDY, path=one.before.name)


def _read_again(file: StoryFile) -> bytes:
    try:
        return file.path.read_bytes()
    except OSError as error:
        raise FindingsError(_CHANGED, _CHANGED_REMEDY, path=file.name) from error


def _check_again(workspace: Workspace, changed: Sequence[StoryFile]) -> list[Finding]:
    """Check the stories as they will be: some rules hold only for what is approved or set for a channel."""
    new = {file.path: file for file in changed}
    given: CheckInput = prepare(
        [new.get(file.path, file) for file in workspace.files],
        config=workspace.config,
        terms=workspace.terms,
        now=workspace.now,
        register=workspace.given.register,
        fixed_addresses=workspace.given.fixed_addresses,
        known_pictures=workspace.given.known_pictures,
    )
    return run_checks(changed, replace(given, moves=workspace.given.moves))


def _publish_as_written(file: StoryFile) -> dict[str, Any]:
    written = file.front.data.get("publish") if file.front else None
    return dict(written) if isinstance(written, dict) else {}


_UNSOUND = Words(
    "{path} còn lỗi {code} ở dòng {line}; chưa duyệt bài nào. {finding}",
    "{path} has the error {code} at line {line}; nothing was approved. {finding}",
)
_UNSOUND_REMEDY = Words("Chạy newsroom check và sửa hết lỗi trước.", "Run newsroom check and mend the errors first.")
_SAME_PERSON = Words("{by} là tác giả của {path}, không thể tự duyệt.", "{by} wrote {path} and cannot approve it.")
_SAME_PERSON_REMEDY = Words("Người khác phải duyệt bài này.", "Someone else must approve it.")
_NOT_BY_LINES = Words(
    "{path}: phần khai báo không viết mỗi trường một dòng, không ghi phê duyệt vào được.",
    "{path}: the front matter is not written one key under another, so no approval can be put in.",
)
_NOT_BY_LINES_REMEDY = Words(
    "Viết mỗi trường ở đầu một dòng, không bọc cả phần khai báo trong {{…}}.",
    "Begin a line with each key, without {{…}} around them all.",
)
_CHANGED = Words(
    "{path} hoặc ảnh của bài vừa được người khác sửa trong lúc xem; chưa duyệt bài nào.",
    "{path} or a picture of it was changed by somebody while it was looked at; nothing was approved.",
)
_CHANGED_REMEDY = Words("Xem lại nội dung mới rồi chạy lại lệnh.", "Look at what it says now and run again.")
_SIGNED_IN_VAIN = Words(
    "Chữ ký sẽ không có hiệu lực: {why}; chưa duyệt bài nào.",
    "The signature would not count: {why}; nothing was approved.",
)
_SIGNED_IN_VAIN_REMEDY = Words(
    "Thêm khóa công khai của {email} vào {file} (người quản trị làm), hoặc chọn khóa khác sau --key.",
    "Have the public key of {email} added to {file}, or choose another key after --key.",
)
