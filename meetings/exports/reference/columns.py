"""Columns of tables that are made of public entries, and of the parts of entries."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from meetings.exports.cells import NOT_APPLICABLE, applicable, coded, joined
from meetings.models import record
from meetings.snapshot.cards import Card

from .base import ReferenceColumn, ReferenceTable


class Part(NamedTuple):
    """A dependent fact of an entry: a name, a membership, a former state."""

    entry: record.Entry
    fact: Card


def of_card(name: str, meaning: str, key: str, vocabulary: str = "") -> ReferenceColumn:
    """Return a column of a value of the card."""
    return ReferenceColumn(name, meaning, lambda entry: coded(entry.card[key]), vocabulary)


def of_fact(name: str, meaning: str, key: str, vocabulary: str = "") -> ReferenceColumn:
    """Return a column of a value of a part."""
    return ReferenceColumn(name, meaning, lambda part: coded(part.fact.get(key)), vocabulary)


def referred(name: str, meaning: str, key: str, vocabulary: str = "") -> ReferenceColumn:
    """Return a column of a key in the card, which may refer to nothing."""
    return ReferenceColumn(name, meaning, lambda entry: applicable(entry.card[key]), vocabulary)


def key_column(name: str, meaning: str, vocabulary: str = "") -> ReferenceColumn:
    """Return the column of the public key of an entry."""
    return ReferenceColumn(name, meaning, lambda entry: entry.key, vocabulary)


def owner_column(name: str, meaning: str, vocabulary: str = "") -> ReferenceColumn:
    """Return the column of the public key of the entry that a part belongs to."""
    return ReferenceColumn(name, meaning, lambda part: part.entry.key, vocabulary)


def of_detail(name: str, meaning: str, key: str, vocabulary: str = "") -> ReferenceColumn:
    """Return a column of a value of the detail."""
    return ReferenceColumn(name, meaning, lambda entry: coded(entry.detail.get(key)), vocabulary)


def listed_in_detail(name: str, meaning: str, key: str, vocabulary: str = "") -> ReferenceColumn:
    """Return a column of several values of the detail."""
    return ReferenceColumn(
        name,
        f"{meaning}; several are separated by a semicolon",
        lambda entry: joined(entry.detail.get(key, ()), NOT_APPLICABLE),
        vocabulary,
    )


def table(
    name: str,
    title: str,
    current_to: str,
    subjects: Callable[[], Iterable[object]],
    *columns: ReferenceColumn,
) -> ReferenceTable:
    """Return a table with these columns."""
    return ReferenceTable(name, title, current_to, columns, subjects)
