"""Generated titles of meetings: who met whom, and at which summit."""

import datetime

from meetings.english import the_event
from meetings.models.choices import Channel, Setting
from meetings.snapshot import cards, on_the_day, shape

MOST_SIDES_NAMED = 3
# A larger side is named after the actor of its highest-ranking participant.
MOST_ACTORS_NAMED = 2
MOST_CHARACTERS = 300


def title_of(
    content: shape.MeetingContent,
    entries: cards.Entries,
    sides: list[shape.Side],
    day: datetime.date | None,
) -> str:
    """Return a title such as “Wang Yi (China) and Sergey Lavrov (Russia), G20 Rio de Janeiro”.

    Sides are in alphabetical order. A session of a summit with four or more sides begins with the
    summit: “G20 summit, New Delhi 2023: plenary (21 sides)”. Elsewhere the first three of
    five or more sides are named and the rest counted. Empty where nobody is entered yet.
    """
    names = [_side_name(side, content, entries, day) for side in sides]
    if not names:
        return ""
    title = (
        _session(content, entries, len(names))
        if len(names) > MOST_SIDES_NAMED and content["summit"] and not content["sidelines"]
        else _meeting(content, entries, names)
    )
    return title if len(title) <= MOST_CHARACTERS else title[: MOST_CHARACTERS - 1] + "…"


def _session(content: shape.MeetingContent, entries: cards.Entries, sides: int) -> str:
    summit = entries["summit"][content["summit"] or ""]["name"]
    setting = Setting(content["setting"]).label.lower().removesuffix(" session")
    return f"{summit}: {setting} ({sides} sides)"


def _meeting(content: shape.MeetingContent, entries: cards.Entries, names: list[str]) -> str:
    # One more is named rather than counted: “and 1 other” is longer than many a name.
    counts = len(names) > MOST_SIDES_NAMED + 1
    participants = _counted(names) if counts else _joined(names)
    prefixes = {Channel.CALL.value: "Call: ", Channel.VIDEO.value: "Video conference: "}
    return prefixes.get(content["channel"], "") + participants + _occasion(content, entries)


def _side_name(
    side: shape.Side,
    content: shape.MeetingContent,
    entries: cards.Entries,
    day: datetime.date | None,
) -> str:
    first = content["participations"][side["participations"][0]]
    person = first["person"]
    codes = side["actors"]
    if len(codes) > MOST_ACTORS_NAMED:
        lead_actor = on_the_day.name_on(entries["actor"][first["actor"]], day)
        actors = f"{lead_actor} and {len(codes) - 1} others"
    else:
        actors = "/".join(on_the_day.name_on(entries["actor"][code], day) for code in codes)
    return f"{entries['person'][person]['name']} ({actors})" if person else actors


def _joined(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _counted(names: list[str]) -> str:
    number = len(names) - MOST_SIDES_NAMED
    return f"{', '.join(names[:MOST_SIDES_NAMED])} and {number} others"


def _occasion(content: shape.MeetingContent, entries: cards.Entries) -> str:
    if content["summit"] is None:
        return ""
    name = entries["summit"][content["summit"]]["name"]
    return f", on the sidelines of {the_event(name)}" if content["sidelines"] else f", {name}"
