"""Words for what the vocabularies of a meeting say, in the register's own voice."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from meetings.dates.edtf import HistoricalDate, parse
from meetings.dates.words import describe
from meetings.english import listed
from meetings.models import choices
from meetings.search.filters.vocabularies import AccountsFilter
from meetings.snapshot import cards, on_the_day, shape

NOT_DATED = "no date yet"


@dataclass(frozen=True)
class Labels:
    """What pages, histories and feeds call the facts of a meeting."""

    when: str = "When"
    where: str = "Where"
    occasion: str = "Occasion"
    how: str = "How"
    level: str = "Level"
    # Whoever filters by it finds it under the same name.
    accounts: str = AccountsFilter.caption


LABELS = Labels()


def accounts_words(accounts: cards.AccountsSummary, names: Mapping[str, str]) -> str:
    """Say whose accounts are recorded: “China, 1 of 2 sides”; a statement about our sources.

    ``names`` are those of the actors by code.
    """
    heard = f"{accounts['sides_heard']} of {accounts['sides']} sides"
    voices = listed([names.get(code, code) for code in accounts["voices"]])
    if accounts["value"] == choices.Accounts.DISPUTED:
        return f"contradict each other; {voices}, {heard}" if voices else "contradict each other"
    return f"{voices}, {heard}" if voices else "third parties only"


def status_words(occurrence: str, deniers: list[str] | None = None) -> str:
    """Return how a title says that a meeting was not plainly held; "" where it was.

    ``deniers`` are the names of those whose account denies it, where they are known.
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
    """Return the heading over the sides: it says of nobody that they met who may not have."""
    if occurrence == choices.Occurrence.HELD:
        return "Who met"
    if occurrence in (choices.Occurrence.DENIED, choices.Occurrence.DISPUTED):
        return "Who is said to have met"
    return "Who was to meet"


def titled(status: str, title: str) -> str:
    """Return a title with its status in front, as lists, feeds and browsers show it."""
    return f"{status}: {title}" if status else title


def denying_voices(reports: list[shape.ReportContent]) -> list[str]:
    """Return the codes of the actors whose account denies that the meeting took place."""
    return list(
        dict.fromkeys(
            report["voice"]
            for report in reports
            if report["voice"] and report["occurrence"] == choices.Occurrence.DENIED
        )
    )


def read_date(content: cards.DateContent) -> HistoricalDate | None:
    """Return the date of a meeting or report; None where it has none."""
    return parse(content["edtf"]) if content["edtf"] else None


def date_words(edtf: str) -> str:
    """Return an EDTF text as people write dates; "" for none."""
    return describe(parse(edtf)) if edtf else ""


def span_words(start: str, end: str) -> str:
    """Return “from 2004 to 2012”, “from 2004”, “until 2012”; "" where neither is recorded."""
    parts = [
        f"from {date_words(start)}" if start else "",
        f"until {date_words(end)}" if end else "",
    ]
    if start and end:
        return f"from {date_words(start)} to {date_words(end)}"
    return "".join(parts)


def day_words(day: datetime.date) -> str:
    """Return a day as people write it: “9 March 2024”."""
    return describe(HistoricalDate(day.isoformat(), day, day))


def status_of(snapshot: shape.Snapshot) -> str:
    """Return “Announced”, “Denied by India”; "" for a meeting that was plainly held."""
    names = on_the_day.names_of_actors(snapshot)
    deniers = [names[code] for code in denying_voices(snapshot["content"]["reports"])]
    return status_words(snapshot["derived"]["occurrence"], deniers)


def recorded_accounts(snapshot: shape.Snapshot) -> str:
    """Return whose accounts are recorded, by the names the actors had on the day."""
    return accounts_words(snapshot["derived"]["accounts"], on_the_day.names_of_actors(snapshot))
