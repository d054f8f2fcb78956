"""newsroom awards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from newsroom.cli.session import print_json
from newsroom.language import Words

if TYPE_CHECKING:
    from newsroom.award_register import Entered
    from newsroom.checks.finding import Finding
    from newsroom.cli.session import Session
    from newsroom.language import Language
    from newsroom.terms import Terms


@click.command("awards")
@click.option(
    "--gaps", is_flag=True, help="Chỉ những khen thưởng còn thiếu hoặc mâu thuẫn · only what lacks something."
)
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def command(session: Session, *, gaps: bool, as_json: bool) -> int:
    """Sổ khen thưởng: mọi khen thưởng trong các bài, còn thiếu gì, chỗ nào trùng hoặc mâu thuẫn.

    The register of awards: every award of every story, what it lacks, what is there twice or in two ways.
    """
    from newsroom.award_register import award_register

    workspace = session.known_workspace()
    register = award_register(workspace.files, workspace.terms)
    found: dict[tuple[str, int], list[Finding]] = {}
    for finding in workspace.findings:
        if finding.field.startswith("awards."):
            found.setdefault((finding.path, int(finding.field.split(".")[1])), []).append(finding)
    rows = [(one, found.get((one.path, one.index), [])) for one in register]
    shown = [row for row in rows if not gaps or row[1]]
    if as_json:
        print_json({"awards": [_as_json(one, told, workspace.terms, session.language) for one, told in shown],
                    "total": len(register), "with_gaps": sum(bool(told) for _, told in rows)})  # fmt: skip
        return 0
    _show(shown, workspace.terms, session.language)
    session.say(_TOTAL if register else _NONE, count=len(register), gaps=sum(bool(told) for _, told in rows))
    return 0


def _show(rows: list[tuple[Entered, list[Finding]]], terms: Terms, language: Language) -> None:
    from newsroom.cli.tables import show_table

    if not rows:
        return
    lines = [
        (
            one.names,
            terms.awards.label(one.award.title, one.award.date),
            str(one.award.year),
            ", ".join(part for part in (one.award.decision, _day(one)) if part) or "–",
            one.award.issuer or "–",
            one.story.id,
            " ".join(finding.sentence(language) for finding in told) or _GOOD.say(language),
        )
        for one, told in rows
    ]
    styles = [("yellow" if told else None) for _, told in rows]
    show_table([heading.say(language) for heading in _HEADINGS], lines, styles=styles)


def _day(one: Entered) -> str | None:
    return f"{one.award.date:%d/%m/%Y}" if one.award.date else None


def _as_json(one: Entered, told: list[Finding], terms: Terms, language: Language) -> dict[str, Any]:
    award = one.award
    return {
        "story": one.story.id,
        "path": one.path,
        "holders": [{"name": holder.name, "type": holder.type, "unit": holder.unit} for holder in one.holders],
        "award": award.title,
        "label": terms.awards.label(award.title, award.date),
        "level": terms.awards[award.title].extra.get("level") if award.title in terms.awards else None,
        "year": award.year,
        "decision": award.decision,
        "date": award.date.isoformat() if award.date else None,
        "issuer": award.issuer,
        "status": award.status,
        "missing": list(one.missing),
        "findings": [{"code": finding.code, "sentence": finding.sentence(language)} for finding in told],
    }


_HEADINGS = (
    Words("Cá nhân, tập thể", "Who"),
    Words("Khen thưởng", "Award"),
    Words("Năm", "Year"),
    Words("Quyết định", "Decision"),
    Words("Cơ quan ban hành", "Issuer"),
    Words("Bài", "Story"),
    Words("Tình trạng", "Remarks"),
)
_GOOD = Words("đủ", "complete")
_TOTAL = Words("{count} khen thưởng, {gaps} cần xem lại.", "{count} awards, {gaps} to look at.")
_NONE = Words("Chưa bài nào ghi khen thưởng.", "No story names an award.")
