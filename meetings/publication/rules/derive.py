"""The rules that derive sides, level, occurrence, accounts and title from entered data.

Pure functions on the parts of a snapshot. The rules are written out in ``docs/rules.md``.
"""

import datetime
from collections.abc import Mapping

from meetings.dates.edtf import parse
from meetings.models import choices
from meetings.snapshot import cards, on_the_day, shape

from .titles import title_of

# Participants in these roles belong to no side, unless they have the number of a side.
_NO_SIDE = (choices.Role.MEDIATOR, choices.Role.OBSERVER)
_LEVEL_POSITION = {
    rank: choices.Level.values.index(level) for rank, level in choices.LEVEL_OF_RANK.items()
}
_UNKNOWN_LEVEL = len(choices.Level.values)


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
    """Return the highest level at which at least two sides were represented.

    A side that sent somebody of a higher level counts at every level below. "" where a rank that
    is not known may change the result.
    """
    highest = [_highest(participations, side) for side in sides]
    lowest_reading = _second(highest)
    unknown_as_leaders = [0 if level == _UNKNOWN_LEVEL else level for level in highest]
    if lowest_reading == _UNKNOWN_LEVEL or lowest_reading != _second(unknown_as_leaders):
        return ""
    return choices.Level.values[lowest_reading]


def level_of_side(participations: list[shape.ParticipationContent], side: shape.Side) -> str:
    """Return the highest level at which a side was represented, "" if no rank is known."""
    position = _highest(participations, side)
    return "" if position == _UNKNOWN_LEVEL else choices.Level.values[position]


def _highest(participations: list[shape.ParticipationContent], side: shape.Side) -> int:
    """Return the position of the level of a side's principals, the highest that is known."""
    seated = [participations[index] for index in side["participations"]]
    principals = [row for row in seated if row["role"] != choices.Role.DELEGATION] or seated
    return min(_LEVEL_POSITION.get(row["rank"], _UNKNOWN_LEVEL) for row in principals)


def _second(levels: list[int]) -> int:
    return sorted(levels)[1] if len(levels) > 1 else _UNKNOWN_LEVEL


def occurrence_of(reports: list[shape.ReportContent], entries: cards.Entries) -> str:
    """Return whether the meeting took place, by the latest word of each account.

    An account is a voice, alone or in a joint text, or one third-party source. If one account says
    *held* and another *denied*, the result is disputed; otherwise *held* wins over all, then
    *denied*; else the latest word of all accounts counts.
    """
    latest: dict[str, tuple[str, str]] = {}
    for report in reports:
        dated_word = (_published(report, entries), report["occurrence"])
        for account in report["voices"] or [report["source"]]:
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
    """Return which sides' accounts the sources record; this describes our sources only.

    A side's own account has voices of that side alone; a joint text has voices of several parties.
    """
    side_of = {code: side["number"] for side in sides for code in side["actors"]}
    own: dict[str, int] = {}
    joint_sides = 0
    for report in reports:
        heard = {side_of[code] for code in report["voices"] if code in side_of}
        if _is_joint(report, side_of):
            joint_sides = max(joint_sides, len(heard))
        elif heard:
            own.update((code, side_of[code]) for code in report["voices"])
    return {
        "value": _accounts_value(reports, len(set(own.values())), len(sides), joint_sides),
        "voices": [code for side in sides for code in side["actors"] if code in own],
        "sides_heard": len(set(own.values())),
        "sides": len(sides),
        "joint_sides": joint_sides,
    }


def _is_joint(report: shape.ReportContent, side_of: Mapping[str, int]) -> bool:
    """Whether the voices of a report belong to several sides, or to a side and somebody else."""
    return len({side_of.get(code, code) for code in report["voices"]}) > 1


def _accounts_value(
    reports: list[shape.ReportContent], heard: int, sides: int, joint_sides: int
) -> str:
    words = {report["occurrence"] for report in reports}
    if {choices.Occurrence.HELD, choices.Occurrence.DENIED} <= words:
        return choices.Accounts.DISPUTED.value
    if heard == sides and sides:
        return choices.Accounts.ALL_SIDES.value
    if heard:
        return (choices.Accounts.ONE_SIDE if heard == 1 else choices.Accounts.SOME_SIDES).value
    return (choices.Accounts.JOINT_TEXT if joint_sides else choices.Accounts.THIRD_PARTY).value


def host_of(
    content: shape.MeetingContent, entries: cards.Entries, day: datetime.date | None
) -> str | None:
    """Return the code of the state where the meeting took place; None for calls and video."""
    if content["place"] is None or content["channel"] != choices.Channel.IN_PERSON:
        return None
    return on_the_day.state_on(entries["place"][content["place"]], entries["actor"], day)
