"""Tables of people and of terms of office.

A person becomes an entry of the public record with the first published meeting. Everybody else
stands in the reference files of this release, which are public themselves; rows of the desk are
never read. Where the public record knows somebody, it has the last word on names and on terms that
are confirmed.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import meetings
from meetings.exports.cells import NOT_APPLICABLE, coded, joined, yes_or_no
from meetings.models import choices, record
from meetings.search.resolve import public_entries
from meetings.snapshot.cards import Card

from .base import (
    CODE,
    EDTF,
    ReferenceColumn,
    ReferenceTable,
    entries,
    one_of,
    streamed,
)

Row = dict[str, str]
_DATA = Path(meetings.__file__).parent / "reference" / "data"
# Later than any date in EDTF that a term may have.
_OPEN = "9999"
_RECORD, _FILE = "record", "file"
_SURE, _PROBABLE = "sure", "probable"
_SEVERAL = "; several are separated by a semicolon"
CURRENT_TO = (
    "November 2025 for heads of state and government and for foreign ministers of larger states, "
    "January 2025 for the others"
)


@dataclass(frozen=True)
class Holder:
    """A person; ``names``: other names. ``basis``: the public record or the reference files."""

    key: str
    name: str
    sort_name: str
    names: tuple[str, ...]
    wikidata: str
    basis: str


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


def _file(name: str) -> Iterator[Row]:
    with (_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def people() -> Iterator[Holder]:
    """Yield the people of the public record, then those whom the files alone have."""
    known: set[str] = set()
    for entry in streamed(public_entries(choices.EntryKind.PERSON)):
        known.add(entry.key)
        yield Holder(
            entry.key,
            entry.label,
            entry.sort_label,
            tuple(name["name"] for name in entry.card["names"]),
            entry.detail.get("wikidata", ""),
            _RECORD,
        )
    known |= _former_keys(known)
    for row in _file("people"):
        if row["slug"] not in known:
            yield _of_file(row)


def _of_file(row: Row) -> Holder:
    family = row["family_name"]
    given = row["name"].removesuffix(f" {family}")
    inverted = f"{family}, {given}" if family and given != row["name"] else row["name"]
    names = (part.partition(":")[2] for part in row["names"].split("|") if part)
    return Holder(
        row["slug"],
        row["name"],
        row["sort_name"] or inverted,
        tuple(names),
        row["wikidata"],
        _FILE,
    )


def _former_keys(known: Iterable[str]) -> set[str]:
    """Return the keys that people of the public record had before a renaming or a merger."""
    former = record.Address.objects.filter(
        kind=choices.EntryKind.PERSON, current=False, entry__key__in=known
    )
    return set(former.values_list("key", flat=True))


def terms() -> Iterator[Term]:
    """Yield the terms of all ``people``, by person."""
    offices = {entry.key: entry.card for entry in entries(choices.EntryKind.OFFICE)}
    keys = {(card["actor"], card["name"]): key for key, card in offices.items()}
    of_files: dict[str, list[Row]] = defaultdict(list)
    for row in _file("terms"):
        of_files[row["person"]].append(row)
    details = dict(
        public_entries(choices.EntryKind.PERSON).values_list("key", "detail").order_by("key")
    )
    for person in people():
        rows = of_files[person.key]
        if person.basis == _RECORD:
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
        tenure["checked_to"],
        same[0]["sources"] if same else "",
        _RECORD,
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
        _FILE,
        office.get("name", ""),
        office.get("actor", ""),
        office.get("rank", ""),
    )


def _same_time(term: Term, other: Term) -> bool:
    """Whether two terms are in the same office, and overlap; EDTF texts sort by their years."""
    overlap = term.start < (other.end or _OPEN) and other.start < (term.end or _OPEN)
    return term.office == other.office and overlap


def _text(name: str, meaning: str, vocabulary: str = "", attribute: str = "") -> ReferenceColumn:
    def cell(subject: Holder | Term) -> str:
        return coded(getattr(subject, attribute or name))

    return ReferenceColumn(name, meaning, cell, vocabulary)


_BASIS = _text(
    "basis",
    "Where the row is from: the public record, or the reference files alone",
    one_of((_RECORD, _FILE)),
)

TABLES = (
    ReferenceTable(
        "people",
        "People: who held an office of the table of terms, or took part in a published meeting",
        CURRENT_TO,
        (
            _text("key", "Key of the person, as in addresses of the register"),
            _text("name", "Name in running text"),
            _text("sort_name", "The form that lists sort by"),
            ReferenceColumn(
                "other_names",
                f"Other names and spellings{_SEVERAL}",
                lambda person: joined(person.names, NOT_APPLICABLE),
            ),
            _text("wikidata", "The person’s item", "Wikidata item (Q…)"),
            _BASIS,
        ),
        people,
    ),
    ReferenceTable(
        "terms",
        "Terms of office: who held which office from when to when",
        CURRENT_TO,
        (
            _text("person", "Key of the person"),
            _text("person_name", "Name of the person", attribute="name"),
            _text("office", "Key of the office"),
            _text("title", "Title of the office"),
            _text("actor", "Whose office", CODE),
            _text("rank", "Rank of the office", one_of(choices.Rank.values)),
            _text("start", "First day", EDTF),
            _text("end", "Day on which it ended; not coded of what lasts or is not known", EDTF),
            ReferenceColumn(
                "acting",
                "Whether for the time being only",
                lambda term: yes_or_no(term.acting),
                one_of(("yes", "no")),
            ),
            _text(
                "confidence",
                "Sure: several sources agree, or an editor confirmed it. Probable: not confirmed",
                one_of((_SURE, _PROBABLE)),
            ),
            _text("checked_to", "Last day for which an open term was checked", "ISO 8601"),
            ReferenceColumn(
                "sources",
                f"Which compilations have it{_SEVERAL}; docs/reference-data.md names them",
                lambda term: joined(filter(None, term.sources.split("|")), "not coded"),
                one_of(("archigos", "ifg", "own", "pocom", "register", "reign", "wikidata")),
            ),
            _BASIS,
        ),
        terms,
    ),
)
