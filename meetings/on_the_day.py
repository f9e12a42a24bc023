"""Names and states on a day: a renamed state goes by the name it had then."""

import datetime
from collections.abc import Mapping

from .dates.edtf import parse
from .snapshot.shape import Card


def name_on(actor: Card, day: datetime.date | None) -> str:
    """Return the name of an actor on ``day``: a former one where it was in use then."""
    for former in actor["former"]:
        if covers(former, day):
            return str(former["name"])
    return str(actor["name"])


def state_on(place: Card, actors: Mapping[str, Card], day: datetime.date | None) -> str | None:
    """Return the code of the state a place lay in on ``day``; None where none is recorded.

    ``actors`` are cards by code. A state that did not exist yet, or no longer, was no place's:
    Potsdam lay in no state between the end of the war and 1949.
    """
    for former in place["former_states"]:
        if covers(former, day):
            return str(former["state"])
    code = None if place["state"] is None else str(place["state"])
    return code if code and existed(actors[code], day) else None


def existed(actor: Card, day: datetime.date | None) -> bool:
    """Whether an actor may have existed on ``day``; True where no day is known."""
    if day is None:
        return True
    started = not actor["start"] or parse(actor["start"]).earliest <= day
    return started and (not actor["end"] or day <= parse(actor["end"]).latest)


def covers(period: Card, day: datetime.date | None) -> bool:
    """Whether ``day`` may lie between the EDTF dates ``start`` and ``end`` of ``period``."""
    if day is None or not period["end"]:
        return False
    started = not period["start"] or parse(period["start"]).earliest <= day
    return started and day <= parse(period["end"]).latest
