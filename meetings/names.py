"""Names and states on a day: a renamed state goes by the name it had then."""

import datetime

from meetings.dates.edtf import parse
from meetings.snapshot import Card


def name_on(actor: Card, day: datetime.date | None) -> str:
    """Return the name of an actor on ``day``: a former one where it was in use then."""
    for former in actor["former"]:
        if covers(former, day):
            return str(former["name"])
    return str(actor["name"])


def state_on(place: Card, day: datetime.date | None) -> str | None:
    """Return the code of the state a place lay in on ``day``; None where none is recorded."""
    for former in place["former_states"]:
        if covers(former, day):
            return str(former["state"])
    return None if place["state"] is None else str(place["state"])


def covers(period: Card, day: datetime.date | None) -> bool:
    """Whether ``day`` may lie between the EDTF dates ``start`` and ``end`` of ``period``."""
    if day is None or not period["end"]:
        return False
    started = not period["start"] or parse(period["start"]).earliest <= day
    return started and day <= parse(period["end"]).latest
