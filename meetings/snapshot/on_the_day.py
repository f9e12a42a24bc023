"""Historical names and states: the name of an actor, and the state of a place, on a day."""

import datetime
from collections.abc import Mapping

from meetings.dates.edtf import parse
from meetings.english import the

from . import cards, shape


def first_day(date: cards.DateContent) -> datetime.date | None:
    """Return the first possible day of a meeting; None if it has no date."""
    earliest = date["earliest"]
    return datetime.date.fromisoformat(earliest) if earliest else None


def days_of(date: cards.DateContent) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and the last possible day; None if there is no date."""
    if not (date["earliest"] and date["latest"]):
        return None
    return (
        datetime.date.fromisoformat(date["earliest"]),
        datetime.date.fromisoformat(date["latest"]),
    )


def names_of_actors(snapshot: shape.Snapshot) -> dict[str, str]:
    """Return the names of all actors of a snapshot on its day for sentences, by code."""
    day = first_day(snapshot["content"]["date"])
    actors = snapshot["entries"].get("actor", {})
    return {code: in_sentence(card, day) for code, card in actors.items()}


def name_on(actor: cards.ActorCard, day: datetime.date | None) -> str:
    """Return the name of an actor on ``day``, which may be a former name."""
    for former in actor["former"]:
        if covers(former, day):
            return former["name"]
    return actor["name"]


def in_sentence(actor: cards.ActorCard, day: datetime.date | None) -> str:
    """Return the name of an actor on ``day`` for a sentence: “the United States”, “China”."""
    return the(name_on(actor, day), article=takes_article(actor, day))


def takes_article(actor: cards.ActorCard, day: datetime.date | None) -> bool:
    """Return whether the name of an actor on ``day`` takes “the” in a sentence."""
    for former in actor["former"]:
        if covers(former, day):
            return former["article"]
    return actor["article"]


def state_on(
    place: cards.PlaceCard, actors: Mapping[str, cards.ActorCard], day: datetime.date | None
) -> str | None:
    """Return the code of the state of a place on ``day``; None if none is recorded.

    ``actors``: cards by code. A state that did not exist on the day does not count: Potsdam was in
    no state between the end of the war and 1949.
    """
    for former in place["former_states"]:
        if covers(former, day):
            return former["state"]
    code = place["state"]
    return code if code and existed(actors[code], day) else None


def existed(actor: cards.Period, day: datetime.date | None) -> bool:
    """Whether an actor may have existed on ``day``; True if the day is unknown."""
    if day is None:
        return True
    started = not actor["start"] or parse(actor["start"]).earliest <= day
    return started and (not actor["end"] or day <= parse(actor["end"]).latest)


def covers(period: cards.Period, day: datetime.date | None) -> bool:
    """Whether ``day`` may be between the EDTF dates ``start`` and ``end`` of ``period``."""
    if day is None or not period["end"]:
        return False
    started = not period["start"] or parse(period["start"]).earliest <= day
    return started and day <= parse(period["end"]).latest
