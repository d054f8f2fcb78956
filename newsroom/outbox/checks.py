"""When each account was last found in order, so that a quiet office still looks once a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from newsroom.outbox.tables import checks

if TYPE_CHECKING:
    from datetime import datetime

    from newsroom.outbox.store import Store


def last_checked(store: Store, channel: str, account: str) -> datetime | None:
    """Return when the account was last found in order."""
    query = sa.select(checks.c.at).where(checks.c.channel == channel, checks.c.account == account)
    with store.reading() as connection:
        return connection.execute(query).scalar()


def remember_checked(store: Store, channel: str, account: str, now: datetime) -> None:
    """Remember that the account is in order."""
    with store.writing() as connection:
        connection.execute(checks.delete().where(checks.c.channel == channel, checks.c.account == account))
        connection.execute(checks.insert().values(channel=channel, account=account, at=now))
