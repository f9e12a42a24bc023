"""The rules that derive sides, level, occurrence, accounts and title from entered data.

Pure functions on the parts of a snapshot. The rules are written out in ``docs/rules.md``.
"""

import datetime

from meetings.dates.edtf import parse
from meetings.models import choices
from meetings.snapshot import cards, on_the_day, shape

from .titles import title_of

# Participants in these roles belong to no side, unless they have the number of a side.
_NO_SIDE = (choices.Role.MEDIATOR, choices.Role.OBSERVER)


def derive(content: shape.MeetingContent, entries: cards.Entries) -> shape.Derived:
    """Return everything that follows from ``content`` and the names it shows."""
    day = on_the_day.first_day(content["date"])
    sides = sides_of(content["participations"], entries)
    occurrence = content["occurrence_override"] or occurrence_of(content["reports"], entries)
    return {
        "title": content["title"] or title_of(content, entries, sides, day),
        "sides": sides,
        "level": level_of(content["participations"], sides),
        "occurrence": occurrence,
        "accounts": accounts_of(content["reports"], sides),
        "host": host_of(content, entries, day),
    }


def took_part(participation: shape.ParticipationContent) -> bool:
    """Whether the participant was present (or, before the meeting, is expected)."""
    return participation["attendance"] == choices.Attendance.PRESENT


def actors_of(participation: shape.ParticipationContent) -> list[str]:
    """Return the codes of the actors that the participant represents."""
    second = participation["also_for"]
    return [participation["actor"], *([second] if second else [])]


def sides_of(
    participations: list[shape.ParticipationContent], entries: cards.Entries
) -> list[shape.Side]:
    """Return the sides in the order of the alphabet of their first actor.

    Participants with the same number form one side; without a number, each actor is a side.
    Mediators, observers and absent participants form no side.
    """
    indexes_by_side: dict[int | str, list[int]] = {}
    for index, participation in enumerate(participations):
        if not took_part(participation) or (
            participation["role"] in _NO_SIDE and participation["side"] is None
        ):
            continue
        indexes_by_side.setdefault(participation["side"] or participation["actor"], []).append(
            index
        )
    sides = [_side(indexes, participations, entries) for indexes in indexes_by_side.values()]
    sides.sort(key=lambda side: _sort_name(entries, side["actors"][0]))
    for number, side in enumerate(sides, start=1):
        side["number"] = number
    return sides


def _side(
    indexes: list[int], participations: list[shape.ParticipationContent], entries: cards.Entries
) -> shape.Side:
    actors = {code for index in indexes for code in actors_of(participations[index])}
    ranked = sorted(indexes, key=lambda index: _rank_position(participations[index]["rank"]))
    return {
        "number": 0,
        "actors": sorted(actors, key=lambda code: _sort_name(entries, code)),
        "participations": ranked,
    }


def _sort_name(entries: cards.Entries, code: str) -> tuple[str, str]:
    return (str(entries["actor"][code]["sort"]).casefold(), code)


def _rank_position(rank: str) -> int:
    return choices.RANK_ORDER.get(rank, len(choices.RANK_ORDER))


def level_of(participations: list[shape.ParticipationContent], sides: list[shape.Side]) -> str:
    """Return the lowest of the sides' highest ranks; "" where a side has no known rank."""
    highest = [
        min(_rank_position(participations[index]["rank"]) for index in side["participations"])
        for side in sides
    ]
    lowest = max(highest, default=len(choices.RANK_ORDER))
    return next((rank for rank, position in choices.RANK_ORDER.items() if position == lowest), "")


def occurrence_of(reports: list[shape.ReportContent], entries: cards.Entries) -> str:
    """Return whether the meeting took place, by the latest word of each account.

    An account is a voice, or one third-party source. If one account says *held* and another
    *denied*, the result is disputed; otherwise *held* wins over all, then *denied*; else the
    latest word of all accounts counts.
    """
    latest: dict[str, tuple[str, str]] = {}
    for report in reports:
        account = report["voice"] or report["source"]
        dated_word = (_published(report, entries), report["occurrence"])
        if account not in latest or dated_word[0] >= latest[account][0]:
            latest[account] = dated_word
    words = {occurrence for _, occurrence in latest.values()}
    if {choices.Occurrence.HELD, choices.Occurrence.DENIED} <= words:
        return choices.Occurrence.DISPUTED
    for decisive in (choices.Occurrence.HELD, choices.Occurrence.DENIED):
        if decisive in words:
            return decisive
    return max(latest.values(), default=("", choices.Occurrence.HELD.value))[1]


def _published(report: shape.ReportContent, entries: cards.Entries) -> str:
    """Return the last day a report's source may be from, as ISO text ("" where unknown)."""
    edtf = entries["source"][report["source"]]["published"]
    return parse(edtf).latest.isoformat() if edtf else ""


def accounts_of(
    reports: list[shape.ReportContent], sides: list[shape.Side]
) -> cards.AccountsSummary:
    """Return which sides' accounts the sources record; this describes our sources only."""
    voices = {report["voice"] for report in reports if report["voice"]}
    heard = [side for side in sides if voices.intersection(side["actors"])]
    words = {report["occurrence"] for report in reports}
    if {choices.Occurrence.HELD, choices.Occurrence.DENIED} <= words:
        value = choices.Accounts.DISPUTED
    elif heard:
        value = (
            choices.Accounts.ALL_SIDES if len(heard) == len(sides) else choices.Accounts.SOME_SIDES
        )
    else:
        value = choices.Accounts.THIRD_PARTY
    return {
        "value": value.value,
        "voices": [code for side in heard for code in side["actors"] if code in voices],
        "sides_heard": len(heard),
        "sides": len(sides),
    }


def host_of(
    content: shape.MeetingContent, entries: cards.Entries, day: datetime.date | None
) -> str | None:
    """Return the code of the state where the meeting took place; None for calls and video."""
    if content["place"] is None or content["channel"] != choices.Channel.IN_PERSON:
        return None
    return on_the_day.state_on(entries["place"][content["place"]], entries["actor"], day)
