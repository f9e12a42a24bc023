"""The table of people.

A person becomes an entry of the public record with the first published meeting. Everybody else
stands in the reference files of this release, which are public themselves; rows of the desk are
never read. Where the public record knows somebody, it has the last word.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import meetings
from meetings.exports import provenance
from meetings.exports.cells import NOT_APPLICABLE, coded, joined
from meetings.models import choices, record
from meetings.search.resolve import public_entries

from .base import ReferenceColumn, ReferenceTable, one_of, streamed

Row = dict[str, str]
_DATA = Path(meetings.__file__).parent / "reference" / "data"
# Values of the column ``basis``.
RECORD, FILE = "record", "file"
SEVERAL = "; several are separated by a semicolon"
CURRENT_TO = (
    "November 2025 for heads of state and government and for foreign ministers of larger states, "
    "January 2025 for the others"
)
# The statements of Wikidata are CC0; the site from which they were taken is not (LICENSE-DATA).
LICENCE = (
    f"{provenance.LICENCE}, but CC BY-NC 4.0 for terms with the source wikidata and for people who "
    "have no others"
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


def rows_of_file(name: str) -> Iterator[Row]:
    """Yield the rows of a reference file of this release."""
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
            RECORD,
        )
    known |= _former_keys()
    for row in rows_of_file("people"):
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
        FILE,
    )


def _former_keys() -> set[str]:
    """Return the keys that people of the public record had before a renaming or a merger."""
    former = record.Address.objects.filter(kind=choices.EntryKind.PERSON, current=False)
    return set(former.values_list("key", flat=True))


def text_column(
    name: str, meaning: str, vocabulary: str = "", attribute: str = ""
) -> ReferenceColumn:
    """Return a column of an attribute of a row, by default the one with its name."""

    def cell(subject: object) -> str:
        return coded(getattr(subject, attribute or name))

    return ReferenceColumn(name, meaning, cell, vocabulary)


BASIS = text_column(
    "basis",
    "Where the row is from: the public record, or the reference files alone",
    one_of((RECORD, FILE)),
)

TABLE = ReferenceTable(
    "people",
    "People: who held an office of the table of terms, or took part in a published meeting",
    CURRENT_TO,
    (
        text_column("key", "Key of the person, as in addresses of the register"),
        text_column("name", "Name in running text"),
        text_column("sort_name", "The form that lists sort by"),
        ReferenceColumn(
            "other_names",
            f"Other names and spellings{SEVERAL}",
            lambda person: joined(person.names, NOT_APPLICABLE),
        ),
        text_column("wikidata", "The person’s item", "Wikidata item (Q…)"),
        BASIS,
    ),
    people,
    LICENCE,
)
