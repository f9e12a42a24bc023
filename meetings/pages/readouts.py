"""The comparison table of accounts (readouts): a row for each topic, a column for each account.

“Not mentioned” requires that the whole document was read. Otherwise the table says “not in the
part we have”, because the rest may mention the topic.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from meetings.english import listed
from meetings.models import choices
from meetings.snapshot import cards, on_the_day, shape
from meetings.text import fold

from . import addresses, lines, words
from .sides import party_of

MENTIONED = "Mentioned"
NOT_MENTIONED = "Not mentioned"
NOT_IN_OUR_PART = "Not in the part we have"
# With more sides, empty columns for sides without an account would leave no room for the others.
MOST_SIDES_WITH_EMPTY_COLUMNS = 3


@dataclass(frozen=True)
class Column:
    """One account: its heading and notes on its source.

    ``party`` is the only voice; None for a joint text, which is one column, and a third party.
    """

    heading: str
    party: lines.Party | None
    notes: tuple[str, ...]
    anchor: str = ""
    # The heading in a sentence: “the United States”.
    spoken: str = ""


@dataclass(frozen=True)
class Cell:
    """The text of one account on one topic; ``quiet``: a remark of the register, not of it."""

    column: str
    text: str
    term: str = ""
    quiet: bool = False


@dataclass(frozen=True)
class Row:
    """One topic across all accounts."""

    topic: addresses.Link
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Readouts:
    """The table, and ``unheard``: the sentence on sides without an account or column, or ""."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unheard: str


def readouts_of(snapshot: shape.Snapshot) -> Readouts:
    """Return the table of accounts of a published meeting's snapshot."""
    content, entries = snapshot["content"], snapshot["entries"]
    day = on_the_day.first_day(content["date"])
    reports = _in_order(snapshot)
    numbers = _numbers_of_sides(snapshot)
    columns = [_column(report, entries, day, numbers) for report in reports]
    unheard = _unheard(snapshot)
    empty: list[Column] = []
    if len(snapshot["derived"]["sides"]) <= MOST_SIDES_WITH_EMPTY_COLUMNS:
        empty = [_empty_column(codes, entries, day) for codes in unheard]
    names = [_spoken(codes, entries, day) for codes in unheard]
    return Readouts(
        columns=(*columns, *empty),
        rows=tuple(_rows(reports, columns, empty, entries)),
        unheard=f"{_nothing_from(listed(names, 'or'))}." if names and not empty else "",
    )


# Places after those of the sides, which go by number.
_JOINT, _OTHER, _THIRD_PARTY = 1_000_000, 1_000_001, 1_000_002


def _nothing_from(names: str) -> str:
    return f"No account from {names} recorded"


def _in_order(snapshot: shape.Snapshot) -> list[shape.ReportContent]:
    """Return the accounts in order: sides by number, joint texts, other voices, third parties."""
    numbers = _numbers_of_sides(snapshot)

    def place(report: shape.ReportContent) -> int:
        if _is_joint(report, numbers):
            return _JOINT
        return next((numbers.get(code, _OTHER) for code in report["voices"]), _THIRD_PARTY)

    return sorted(snapshot["content"]["reports"], key=place)


def _numbers_of_sides(snapshot: shape.Snapshot) -> dict[str, int]:
    """Return the number of its side by the code of an actor."""
    sides = snapshot["derived"]["sides"]
    return {code: side["number"] for side in sides for code in side["actors"]}


def _is_joint(report: shape.ReportContent, numbers: Mapping[str, int]) -> bool:
    """Whether the voices belong to several sides, or to a side and somebody else."""
    return len({numbers.get(code, code) for code in report["voices"]}) > 1


def _unheard(snapshot: shape.Snapshot) -> list[list[str]]:
    """Return the actors of each side that speaks in no account, not even in a joint text."""
    voices = {code for report in snapshot["content"]["reports"] for code in report["voices"]}
    sides = snapshot["derived"]["sides"]
    return [side["actors"] for side in sides if not voices.intersection(side["actors"])]


def _names(codes: list[str], entries: cards.Entries, day: datetime.date | None) -> str:
    return "/".join(on_the_day.name_on(entries["actor"][code], day) for code in codes)


def _spoken(codes: list[str], entries: cards.Entries, day: datetime.date | None) -> str:
    return "/".join(on_the_day.in_sentence(entries["actor"][code], day) for code in codes)


def _column(
    report: shape.ReportContent,
    entries: cards.Entries,
    day: datetime.date | None,
    numbers: Mapping[str, int],
) -> Column:
    voices, source = report["voices"], entries["source"][report["source"]]
    publisher = entries["publisher"][source["publisher"]]["name"]
    notes = [
        "" if voices else "third party",
        _extent_words(report["extent"], publisher),
        _attribution_words(report),
        f"published {words.date_words(source['published'])}" if source["published"] else "",
        _occurrence_words(report["occurrence"]),
        f"dates the meeting {words.date_words(report['date']['edtf'])}"
        if report["date"]["edtf"]
        else "",
    ]
    return Column(
        heading=_heading(report, entries, day, numbers) or publisher,
        party=party_of(voices[0], entries, day) if len(voices) == 1 else None,
        notes=tuple(note for note in notes if note),
        anchor=f"source-{report['source']}",
    )


def _heading(
    report: shape.ReportContent,
    entries: cards.Entries,
    day: datetime.date | None,
    numbers: Mapping[str, int],
) -> str:
    """Return “China”, “Brazil/China” for one side, or “Joint statement of China and Russia”."""
    actors = [entries["actor"][code] for code in report["voices"]]
    actors.sort(key=lambda actor: fold(on_the_day.name_on(actor, day)))
    if _is_joint(report, numbers):
        return words.joint_words([on_the_day.in_sentence(actor, day) for actor in actors])
    return "/".join(on_the_day.name_on(actor, day) for actor in actors)


def _empty_column(codes: list[str], entries: cards.Entries, day: datetime.date | None) -> Column:
    party = party_of(codes[0], entries, day) if len(codes) == 1 else None
    spoken = _spoken(codes, entries, day)
    return Column(_names(codes, entries, day), party, ("no account recorded",), spoken=spoken)


def _extent_words(extent: str, publisher: str) -> str:
    if extent == choices.Extent.RELAYED:
        return f"as relayed by {publisher}"
    place = f"published by {publisher}"
    return f"{place}, read whole" if extent == choices.Extent.WHOLE else f"{place}, read in part"


def _attribution_words(report: shape.ReportContent) -> str:
    if report["attribution"] == choices.Attribution.OUTLET:
        return ""
    label = choices.Attribution(report["attribution"]).label.lower()
    return f"{label} ({report['attributed_to']})" if report["attributed_to"] else label


def _occurrence_words(occurrence: str) -> str:
    if occurrence == choices.Occurrence.HELD:
        return ""
    return f"says of the meeting: {choices.Occurrence(occurrence).label.lower()}"


def _rows(
    reports: list[shape.ReportContent],
    columns: list[Column],
    empty: list[Column],
    entries: cards.Entries,
) -> list[Row]:
    rows = []
    if any(report["summary"] for report in reports):
        cells = [
            Cell(column.heading, report["summary"], quiet=not report["summary"])
            for report, column in zip(reports, columns, strict=True)
        ]
        rows.append(Row(addresses.Link("In short"), (*cells, *map(_empty_cell, empty))))
    keys = dict.fromkeys(mention["topic"] for report in reports for mention in report["topics"])
    for key in keys:
        cells = [
            _cell(report, key, column) for report, column in zip(reports, columns, strict=True)
        ]
        card = entries["topic"][key]
        link = addresses.Link(
            card["name"], addresses.entry_address(choices.EntryKind.TOPIC, key, card)
        )
        rows.append(Row(link, (*cells, *map(_empty_cell, empty))))
    return rows


def _empty_cell(column: Column) -> Cell:
    return Cell(column.heading, _nothing_from(column.spoken), quiet=True)


def _cell(report: shape.ReportContent, topic: str, column: Column) -> Cell:
    mention: shape.TopicContent | None = next(
        (content for content in report["topics"] if content["topic"] == topic), None
    )
    if mention is not None:
        return Cell(column.heading, mention["says"] or MENTIONED, mention["term_used"])
    whole = report["extent"] == choices.Extent.WHOLE
    return Cell(column.heading, NOT_MENTIONED if whole else NOT_IN_OUR_PART, quiet=True)
