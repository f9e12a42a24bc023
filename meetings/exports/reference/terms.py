"""The table of terms of office, of all people in the table of people.

Of people whom the public record knows, terms are those that it shows, and those of the reference
files that are not confirmed; of the others, those of the files.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from meetings.exports.cells import NOT_CODED, joined, yes_or_no
from meetings.models import choices
from meetings.search.resolve import public_entries
from meetings.snapshot.cards import Card

from .base import CODE, EDTF, ReferenceColumn, ReferenceTable, entries, one_of
from .people import (
    BASIS,
    CURRENT_TO,
    FILE,
    LICENCE,
    RECORD,
    SEVERAL,
    Holder,
    Row,
    people,
    rows_of_file,
    text_column,
)

# Later than any date in EDTF that a term may have.
_OPEN = "9999"
_SURE, _PROBABLE = "sure", "probable"


@dataclass(frozen=True)
class Term:
    """A term of office; ``office`` is a key, ``sources`` are those of the reference files."""

    person: str
    name: str
    office: str
    start: str
    end: str
    acting: bool
    confidence: str
    checked_to: str
    sources: str
    basis: str
    title: str = ""
    actor: str = ""
    rank: str = ""


def terms() -> Iterator[Term]:
    """Yield the terms of all ``people``, by person."""
    offices = {entry.key: entry.card for entry in entries(choices.EntryKind.OFFICE)}
    keys = {(card["actor"], card["name"]): key for key, card in offices.items()}
    of_files: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of_file("terms"):
        of_files[row["person"]].append(row)
    details = dict(
        public_entries(choices.EntryKind.PERSON).values_list("key", "detail").order_by("key")
    )
    for person in people():
        rows = of_files[person.key]
        if person.basis == RECORD:
            yield from _of_record(person, details.get(person.key, {}), rows, keys, offices)
        else:
            yield from (_filed(person, row, offices) for row in rows)


def _of_record(
    person: Holder,
    detail: Card,
    rows: list[Row],
    keys: dict[tuple[str, str], str],
    offices: dict[str, Card],
) -> Iterator[Term]:
    """Yield the public terms of a person, then those of the files that are not confirmed.

    A term that the files are sure of and the public record does not have was taken out, or changed,
    by an editor.
    """
    dated: list[Term] = []
    unconfirmed = [row for row in rows if row["confidence"] == _PROBABLE]
    for tenure in detail.get("tenures", ()):
        office = keys.get((tenure["actor"], tenure["office"]), "")
        term = _public(person, tenure, office, rows)
        if term.start or term.end:
            dated.append(term)
            yield term
        elif office not in {row["office"] for row in unconfirmed}:
            yield term
    for row in unconfirmed:
        term = _filed(person, row, offices)
        if not any(_same_time(term, other) for other in dated):
            yield term


def _public(person: Holder, tenure: Card, office: str, rows: list[Row]) -> Term:
    same = [row for row in rows if (row["office"], row["start"]) == (office, tenure["start"])]
    return Term(
        person.key,
        person.name,
        office,
        tenure["start"],
        tenure["end"],
        tenure["acting"],
        _SURE,
        tenure.get("checked_to", ""),  # entries of earlier releases have none
        same[0]["sources"] if same else "",
        RECORD,
        tenure["office"],
        tenure["actor"],
        tenure["rank"],
    )


def _filed(person: Holder, row: Row, offices: dict[str, Card]) -> Term:
    office = offices.get(row["office"], {})
    return Term(
        person.key,
        person.name,
        row["office"],
        row["start"],
        row["end"],
        row["acting"] == "true",
        row["confidence"],
        row["known_until"],
        row["sources"],
        FILE,
        office.get("name", ""),
        office.get("actor", ""),
        office.get("rank", ""),
    )


def _same_time(term: Term, other: Term) -> bool:
    """Whether two terms are in the same office, and overlap; EDTF texts sort by their years."""
    overlap = term.start < (other.end or _OPEN) and other.start < (term.end or _OPEN)
    return term.office == other.office and overlap


TABLE = ReferenceTable(
    "terms",
    "Terms of office: who held which office from when to when",
    CURRENT_TO,
    (
        text_column("person", "Key of the person"),
        text_column("person_name", "Name of the person", attribute="name"),
        text_column("office", "Key of the office"),
        text_column("title", "Title of the office"),
        text_column("actor", "Whose office", CODE),
        text_column("rank", "Rank of the office", one_of(choices.Rank.values)),
        text_column("start", "First day", EDTF),
        text_column("end", "Day on which it ended; not coded of what lasts or is not known", EDTF),
        ReferenceColumn(
            "acting",
            "Whether for the time being only",
            lambda term: yes_or_no(term.acting),
            one_of(("yes", "no")),
        ),
        text_column(
            "confidence",
            "Sure: collections agree, or an editor confirmed it. Probable: not confirmed",
            one_of((_SURE, _PROBABLE)),
        ),
        text_column("checked_to", "Last day for which an open term was checked", "ISO 8601"),
        ReferenceColumn(
            "sources",
            f"Which compilations have it{SEVERAL}; docs/reference-data.md names them",
            lambda term: joined(filter(None, term.sources.split("|")), NOT_CODED),
            one_of(("archigos", "ifg", "own", "pocom", "register", "reign", "wikidata")),
        ),
        BASIS,
    ),
    terms,
    LICENCE,
)
