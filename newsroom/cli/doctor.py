"""newsroom doctor."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from newsroom.cli.session import print_json
from newsroom.cli.troubles import one_language
from newsroom.connections import connect, open_ledger
from newsroom.language import Words
from newsroom.plan_lines import finished, literal

if TYPE_CHECKING:
    from newsroom.cli.session import Session
    from newsroom.config import Config
    from newsroom.connections import Missing
    from publishers.contract import Account, Publisher


@dataclass(slots=True)
class Diagnosis:
    """What is known about one part: facts, what stands against using it, and what should be looked at."""

    name: str
    title: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    problems: list[Words] = field(default_factory=list)
    warnings: list[Words] = field(default_factory=list)


@click.command("doctor")
@click.option("--call", "tell", is_flag=True, help="Báo cho người trực những gì cần xem · tell people of it.")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def command(session: Session, *, tell: bool, as_json: bool) -> int:
    """Khám mọi thứ trước khi đăng: tài khoản, quyền, hạn khóa, đồng hồ, sổ ghi, ngày nghỉ. Chỉ đọc, không đăng gì.

    Look at everything a post depends on: accounts, permissions, expiry, clock, ledger, holidays. Only reads.
    """
    from publishers.http import Http

    config = session.config()
    found = [_newsroom(session, config)]
    publishers, missing = connect(config, session.environment, Http(), session.clock.now)
    found += [_missing(channel) for channel in missing]
    found += [_account(session, name, publisher) for name, publisher in publishers.items()]
    if as_json:
        print_json({"diagnoses": [_document(one, session) for one in found]})
    else:
        for one in found:
            _show(one, session)
    if tell:
        _tell(session, found, missing)
    return 3 if any(one.problems for one in found) else 0


def _tell(session: Session, found: list[Diagnosis], missing: list[Missing]) -> None:
    """Tell people through NEWSROOM_NOTIFY_URLS, each trouble once; that this fails is said, and fails nothing."""
    from newsroom.account_check import AccountTrouble
    from newsroom.calling.book import tell_people
    from newsroom.calling.caller import callers
    from newsroom.calls_due import Situation, calls_due

    config, now = session.config(), session.clock.now()
    not_there = {channel.channel for channel in missing}
    channels = [one for one in found if one.name in config.channels and one.name not in not_there]
    troubles = {one.name: AccountTrouble(_joined(one.problems), is_refused=True) for one in channels if one.problems}
    soon = {one.name: [w for w in one.warnings if w is not _CANNOT_SAY] for one in channels}
    warnings = {name: _joined(said) for name, said in soon.items() if said}
    store = open_ledger(config, session.environment)
    try:
        records = store.briefs() if store is not None else ()
    finally:
        if store is not None:
            store.close()
    situation = Situation(config, now, {}, records, missing=missing, troubles=troubles, warnings=warnings)
    people = callers(config, session.environment)
    for words in tell_people(config.var / "calls.json", people, calls_due(situation), now):
        session.complain(words)


def _joined(sentences: list[Words]) -> Words:
    vi, en = "; ".join(s.say("vi") for s in sentences), "; ".join(s.say("en") for s in sentences)
    return Words(literal(vi), literal(en))


def _newsroom(session: Session, config: Config) -> Diagnosis:
    from newsroom.holidays import calendar_gaps

    now = session.clock.now().astimezone(config.zone)
    found = Diagnosis("newsroom", config.site.title)
    found.facts[_TIME.say(session.language)] = f"{now:%d/%m/%Y %H:%M} ({config.zone_name})"
    store = open_ledger(config, session.environment)
    if store is not None:
        records, pause = store.briefs(), store.paused()
        store.close()
        found.facts[_DELIVERIES.say(session.language)] = f"{len(records):,}"
        if pause is not None:
            found.warnings.append(_filled(_PAUSED, reason=pause.reason, by=pause.by))
        waiting = sum(record.needs_person for record in records)
        if waiting:
            found.warnings.append(_filled(_WAITING, count=waiting))
    found.warnings += calendar_gaps(config, now.date())
    if not session.environment.get("NEWSROOM_NOTIFY_URLS"):
        found.warnings.append(_NOBODY_CALLED)
    return found


def _missing(channel: Missing) -> Diagnosis:
    return Diagnosis(channel.channel, problems=[channel.words])


def _account(session: Session, name: str, publisher: Publisher) -> Diagnosis:
    from newsroom.account_check import account_problems, refused
    from publishers.abilities import ChecksAccount
    from publishers.errors import PublishError
    from publishers.vault import VaultError

    found = Diagnosis(name, publisher.account)
    if not isinstance(publisher, ChecksAccount):
        found.warnings.append(_CANNOT_SAY)
        return found
    try:
        account: Account = publisher.check_account(thorough=True)
    except (PublishError, VaultError) as error:
        found.problems.append(refused(error).words)
        return found
    found.title = f"{account.name} ({account.id})"
    language = session.language
    found.facts.update({one_language(k, language): one_language(v, language) for k, v in account.facts.items()})
    found.problems += account_problems(account, session.clock.now())
    found.warnings += [Words(literal(w.vi), literal(w.en)) for w in account.warnings]
    return found


def _show(one: Diagnosis, session: Session) -> None:
    mark = "✗" if one.problems else "!" if one.warnings else "✓"
    colour = "red" if one.problems else "yellow" if one.warnings else "green"
    click.secho(f"{mark} {one.name}" + (f"  {one.title}" if one.title else ""), fg=colour, bold=True)
    width = max((len(label) for label in one.facts), default=0)
    for label, value in one.facts.items():
        click.echo(f"    {label:<{width}}  {value}")
    for problem in one.problems:
        click.secho(f"    ✗ {problem.say(session.language)}", fg="red")
    for warning in one.warnings:
        click.secho(f"    ! {warning.say(session.language)}", fg="yellow")


def _document(one: Diagnosis, session: Session) -> dict[str, Any]:
    return {
        "name": one.name,
        "title": one.title,
        "facts": one.facts,
        "problems": [problem.say(session.language) for problem in one.problems],
        "warnings": [warning.say(session.language) for warning in one.warnings],
    }


def _filled(words: Words, **values: object) -> Words:
    return finished(words, values)


_TIME = Words("Giờ máy này", "Clock")
_DELIVERIES = Words("Lần đăng trong sổ", "Deliveries")
_PAUSED = Words("mọi kênh đang tạm dừng: {reason} ({by})", "every channel is paused: {reason} ({by})")
_WAITING = Words(
    "{count} việc chờ người quyết định: newsroom status", "{count} deliveries need a person: newsroom status"
)
_NOBODY_CALLED = Words(
    "chưa đặt NEWSROOM_NOTIFY_URLS: khi có việc cần người, máy không gọi được ai",
    "NEWSROOM_NOTIFY_URLS is not set: when a person is needed, nobody is called",
)
_CANNOT_SAY = Words("kênh này không tự kiểm tra tài khoản được", "this channel cannot check its account")
