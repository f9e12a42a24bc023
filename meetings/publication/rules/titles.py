"""Generated titles of meetings: who met whom, and at which summit."""

import datetime

from meetings.models.choices import Channel
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

    Sides are in alphabetical order. With four or more sides the first three are named and the
    rest counted. Empty where nobody is entered yet.
    """
    names = [_side_name(side, content, entries, day) for side in sides]
    if not names:
        return ""
    participants = _joined(names) if len(names) <= MOST_SIDES_NAMED else _counted(names)
    prefixes = {Channel.CALL.value: "Call: ", Channel.VIDEO.value: "Video conference: "}
    title = prefixes.get(content["channel"], "") + participants + _occasion(content, entries)
    return title if len(title) <= MOST_CHARACTERS else title[: MOST_CHARACTERS - 1] + "…"


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
    return f"{', '.join(names[:MOST_SIDES_NAMED])} and {number} other{'s' if number > 1 else ''}"


def _occasion(content: shape.MeetingContent, entries: cards.Entries) -> str:
    if content["summit"] is None:
        return ""
    name = entries["summit"][content["summit"]]["name"]
    return f", on the sidelines of {name}" if content["sidelines"] else f", {name}"
