"""Wording for pages: labels, status, accounts, headings, and dates in words."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from meetings.dates.edtf import HistoricalDate, parse
from meetings.dates.words import described
from meetings.english import counted, listed, the_event
from meetings.models import choices
from meetings.search.filters.vocabularies import AccountsFilter, CheckedFilter
from meetings.snapshot import cards, on_the_day, shape

NOT_DATED = "no date yet"
MOST_VOICES_NAMED = 3
UNCHECKED = "Imported from the source below; not checked by an editor."


@dataclass(frozen=True)
class Labels:
    """The labels of the facts of a meeting, on pages, in histories and in feeds."""

    when: str = "When"
    where: str = "Where"
    occasion: str = "Occasion"
    how: str = "How"
    level: str = "Level"
    # The same name as that of the filter.
    accounts: str = AccountsFilter.caption
    checked: str = CheckedFilter.caption
    unchecked: str = UNCHECKED


LABELS = Labels()


def accounts_words(accounts: cards.AccountsSummary, names: Mapping[str, str]) -> str:
    """Say whose accounts are recorded: “own accounts: China, 1 of 2 sides”.

    It is a statement about our sources. ``names``: names of actors for sentences, by code.
    """
    heard, sides = accounts["sides_heard"], accounts["sides"]
    number = f"{heard} of {sides}" + ("" if heard == sides else " sides")
    voices = listed([names.get(code, code) for code in accounts["voices"]])
    # A card that an earlier release wrote lacks the joint texts until it is projected again.
    joint = accounts.get("joint_sides", 0)
    disputed = accounts["value"] == choices.Accounts.DISPUTED
    parts = [
        "accounts that contradict each other" if disputed else "",
        f"own accounts: {voices}, {number}" if voices else "",
        f"joint statement of {counted(joint, 'side')}" if joint else "",
    ]
    if accounts["value"] == choices.Accounts.JOINT_TEXT:
        parts.append("no side’s own account recorded")
    return "; ".join(filter(None, parts)) or "third-party accounts only"


def joint_words(names: Sequence[str]) -> str:
    """Head a joint text: “Joint statement of Brazil, China, … (9)”."""
    if len(names) <= MOST_VOICES_NAMED:
        return f"Joint statement of {listed(names)}"
    return f"Joint statement of {', '.join(names[: MOST_VOICES_NAMED - 1])}, … ({len(names)})"


def status_words(occurrence: str, deniers: list[str] | None = None) -> str:
    """Return the status in front of a title, such as “Announced”; "" for a meeting held.

    ``deniers``: the names for sentences of the actors whose accounts deny the meeting, if known.
    """
    if occurrence == choices.Occurrence.HELD:
        return ""
    label = choices.Occurrence(occurrence).label
    return (
        f"{label} by {listed(deniers)}"
        if occurrence == choices.Occurrence.DENIED and deniers
        else label
    )


def seating_heading(occurrence: str) -> str:
    """Return the heading over the sides; it does not claim a meeting that may not have been."""
    if occurrence == choices.Occurrence.HELD:
        return "Who met"
    if occurrence in (choices.Occurrence.DENIED, choices.Occurrence.DISPUTED):
        return "Who is said to have met"
    return "Who was to meet"


def titled(status: str, title: str) -> str:
    """Return a title with its status in front, for lists, feeds and browsers."""
    return f"{status}: {title}" if status else title


def denying_voices(reports: list[shape.ReportContent]) -> list[str]:
    """Return the codes of the actors whose accounts deny that the meeting took place."""
    return list(
        dict.fromkeys(
            voice
            for report in reports
            for voice in report["voices"]
            if report["occurrence"] == choices.Occurrence.DENIED
        )
    )


def read_date(content: cards.DateContent) -> HistoricalDate | None:
    """Return the date of a meeting or report, or None."""
    return parse(content["edtf"]) if content["edtf"] else None


def occasion_words(summit: str, sidelines: bool) -> str:
    """Return the words before the name of a summit: “at”, “on the sidelines of the”."""
    article = the_event(summit).removesuffix(summit)
    return f"{'on the sidelines of' if sidelines else 'at'} {article}".strip()


def when_words(date: cards.DateContent, *, short: bool = False) -> str:
    """Say when a meeting was: “18 November 2024”, “Reported 19 November 2024; day not stated”.

    Pages, lists and feeds say it so. ``short``: with short names of months.
    """
    if not date["edtf"]:
        return NOT_DATED
    words = described(date["edtf"], date["basis"], short=short)
    return words[0].upper() + words[1:]


def date_words(edtf: str) -> str:
    """Return an EDTF text in words; "" for no text."""
    return described(edtf) if edtf else ""


def words_of_year(edtf: str) -> str:
    """Return the year of an EDTF text, the first if there are several."""
    return str(parse(edtf).earliest.year)


def years_words(start: str, end: str) -> str:
    """Return the years between two EDTF texts: “2021–2025”, “since 2023”; "" for no dates."""
    first, last = (edtf and words_of_year(edtf) for edtf in (start, end))
    if first == last:
        return first
    if not last:
        return f"since {first}" if first else ""
    return f"{first}–{last}" if first else f"until {last}"


def span_words(start: str, end: str) -> str:
    """Return “from 2004 to 2012”, “from 2004” or “until 2012”; "" for no dates."""
    parts = [
        f"from {date_words(start)}" if start else "",
        f"until {date_words(end)}" if end else "",
    ]
    if start and end:
        return f"from {date_words(start)} to {date_words(end)}"
    return "".join(parts)


def day_words(day: datetime.date) -> str:
    """Return a day in words: “9 March 2024”."""
    return described(day.isoformat())


def status_of(snapshot: shape.Snapshot) -> str:
    """Return “Announced”, “Denied by India”; "" for a meeting held."""
    names = on_the_day.names_of_actors(snapshot)
    deniers = [names[code] for code in denying_voices(snapshot["content"]["reports"])]
    return status_words(snapshot["derived"]["occurrence"], deniers)


def recorded_accounts(snapshot: shape.Snapshot) -> str:
    """Say whose accounts are recorded, with the names of the actors on the day."""
    return accounts_words(snapshot["derived"]["accounts"], on_the_day.names_of_actors(snapshot))
