"""The comparison table of accounts (readouts): a row for each topic, a column for each account.

“Not mentioned” requires that the whole document was read. Otherwise the table says “not in the
part we have”, because the rest may mention the topic.
"""

import datetime
from dataclasses import dataclass

from meetings.english import listed
from meetings.models import choices
from meetings.snapshot import cards, on_the_day, shape

from . import addresses, lines, words
from .sides import party_of

MENTIONED = "Mentioned"
NOT_MENTIONED = "Not mentioned"
NOT_IN_OUR_PART = "Not in the part we have"
# With more sides, empty columns for sides without an account would leave no room for the others.
MOST_SIDES_WITH_EMPTY_COLUMNS = 3


@dataclass(frozen=True)
class Column:
    """One account: its voice (no party for a third party), and notes on its source."""

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
    """The table, and ``unheard``: the sides without an account that have no column."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unheard: str


def readouts_of(snapshot: shape.Snapshot) -> Readouts:
    """Return the table of accounts of a published meeting's snapshot."""
    content, entries = snapshot["content"], snapshot["entries"]
    day = on_the_day.first_day(content["date"])
    reports = _in_order(snapshot)
    columns = [_column(report, entries, day) for report in reports]
    unheard = _unheard(snapshot)
    empty: list[Column] = []
    if len(snapshot["derived"]["sides"]) <= MOST_SIDES_WITH_EMPTY_COLUMNS:
        empty = [_empty_column(codes, entries, day) for codes in unheard]
    return Readouts(
        columns=(*columns, *empty),
        rows=tuple(_rows(reports, columns, empty, entries)),
        unheard="" if empty else listed([_names(codes, entries, day) for codes in unheard], "or"),
    )


def _in_order(snapshot: shape.Snapshot) -> list[shape.ReportContent]:
    """Return the accounts in order: sides by number, other voices, third parties."""
    places: dict[str | None, int] = {None: 1_000_001}
    for side in snapshot["derived"]["sides"]:
        places.update(dict.fromkeys(side["actors"], side["number"]))
    reports = snapshot["content"]["reports"]
    return sorted(reports, key=lambda report: places.get(report["voice"], 1_000_000))


def _unheard(snapshot: shape.Snapshot) -> list[list[str]]:
    """Return the actors of each side without an account."""
    voices = {report["voice"] for report in snapshot["content"]["reports"]}
    sides = snapshot["derived"]["sides"]
    return [side["actors"] for side in sides if not voices.intersection(side["actors"])]


def _names(codes: list[str], entries: cards.Entries, day: datetime.date | None) -> str:
    return "/".join(on_the_day.name_on(entries["actor"][code], day) for code in codes)


def _column(
    report: shape.ReportContent, entries: cards.Entries, day: datetime.date | None
) -> Column:
    voice, source = report["voice"], entries["source"][report["source"]]
    publisher = entries["publisher"][source["publisher"]]["name"]
    notes = [
        "" if voice else "third party",
        _extent_words(report["extent"], publisher),
        _attribution_words(report),
        f"published {words.date_words(source['published'])}" if source["published"] else "",
        _occurrence_words(report["occurrence"]),
        f"dates the meeting {words.date_words(report['date']['edtf'])}"
        if report["date"]["edtf"]
        else "",
    ]
    return Column(
        heading=on_the_day.name_on(entries["actor"][voice], day) if voice else publisher,
        party=party_of(voice, entries, day) if voice else None,
        notes=tuple(note for note in notes if note),
        anchor=f"source-{report['source']}",
    )


def _empty_column(codes: list[str], entries: cards.Entries, day: datetime.date | None) -> Column:
    party = party_of(codes[0], entries, day) if len(codes) == 1 else None
    spoken = "/".join(on_the_day.in_sentence(entries["actor"][code], day) for code in codes)
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
    return Cell(column.heading, f"No account from {column.spoken} recorded", quiet=True)


def _cell(report: shape.ReportContent, topic: str, column: Column) -> Cell:
    mention: shape.TopicContent | None = next(
        (content for content in report["topics"] if content["topic"] == topic), None
    )
    if mention is not None:
        return Cell(column.heading, mention["says"] or MENTIONED, mention["term_used"])
    whole = report["extent"] == choices.Extent.WHOLE
    return Cell(column.heading, NOT_MENTIONED if whole else NOT_IN_OUR_PART, quiet=True)
