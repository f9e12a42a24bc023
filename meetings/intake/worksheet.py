"""The worksheet of a story: the texts of all inputs of its page, as editors left them.

Rows are flat and have stable keys, so that the work of two editors can be put together: “source”;
“m1”, a meeting; “m1-p1”, a participant; “m1-a1”, an account; “m1-a1-t1”, a topic of the account;
“m1-a1-q1”, a quotation. Nothing is checked here: half-typed work is kept as it stands.
"""

import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

SOURCE = "source"
PATH = re.compile(r"source|m\d{1,9}(-p\d{1,9}|-a\d{1,9}(-[tq]\d{1,9})?)?")
# The letters of rows within a meeting, and within an account.
MEETING, PARTICIPANT, ACCOUNT, TOPIC, QUOTATION = "m", "p", "a", "t", "q"


class Decision(StrEnum):
    """What the editor decided of a proposed meeting."""

    ACCEPT = "accept"
    LATER = "later"
    DROP = "drop"


@dataclass
class Row:
    """The texts of one row; ``proposed`` names those that nobody has touched since a reader."""

    texts: dict[str, str] = field(default_factory=dict)
    proposed: set[str] = field(default_factory=set)


@dataclass
class Worksheet:
    """All rows by their keys, in the order of the page."""

    rows: dict[str, Row] = field(default_factory=dict)

    def children(self, parent: str, letter: str) -> list[str]:
        """Return the keys of the rows of a kind below ``parent`` ("" for meetings)."""
        start = f"{parent}-{letter}" if parent else letter
        depth = start.count("-")
        return [key for key in self.rows if key.startswith(start) and key.count("-") == depth
                and key[len(start) :].isdecimal()]  # fmt: skip

    def meetings(self) -> list[str]:
        """Return the keys of the meetings."""
        return self.children("", MEETING)

    def below(self, key: str) -> list[str]:
        """Return the key of a row and those of all rows within it."""
        return [other for other in self.rows if other == key or other.startswith(f"{key}-")]

    def text(self, key: str, name: str) -> str:
        """Return a text of a row, "" if there is none."""
        row = self.rows.get(key)
        return row.texts.get(name, "") if row else ""

    def decided(self, decision: Decision) -> list[str]:
        """Return the keys of the meetings so decided."""
        return [key for key in self.meetings() if self.text(key, "decision") == decision]

    def remove(self, key: str) -> None:
        """Remove a row and all within it."""
        for other in self.below(key):
            del self.rows[other]

    def add(self, parent: str, letter: str, row: Row | None = None) -> str:
        """Add a row below ``parent`` ("" for a meeting), and return its key.

        Keys are drawn by chance: two editors who add a row each add two rows.
        """
        start = f"{parent}-{letter}" if parent else letter
        key = f"{start}{_number()}"
        while key in self.rows:
            key = f"{start}{_number()}"
        self.rows[key] = row or Row()
        return key

    def copy_below(self, key: str, parent: str, letters: Iterable[str]) -> None:
        """Copy the rows of some kinds below ``key``, with what is within them, below ``parent``."""
        for letter in letters:
            for child in self.children(key, letter):
                copied = self.add(parent, letter, _copy(self.rows[child]))
                if letter == ACCOUNT:
                    self.copy_below(child, copied, (TOPIC,))


def _number() -> int:
    return 10_000 + secrets.randbelow(10**8)


def _copy(row: Row) -> Row:
    # What belonged to a place of the story, or came from a model, belongs to that row alone.
    texts = {name: text for name, text in row.texts.items() if name not in ("evidence", "model")}
    return Row(texts, set(row.proposed))


def as_json(worksheet: Worksheet) -> list[Any]:
    """Return a worksheet as plain data."""
    return [
        [key, row.texts, sorted(row.proposed & row.texts.keys())]
        for key, row in worksheet.rows.items()
    ]


def from_json(content: list[Any] | None) -> Worksheet:
    """Return the worksheet that ``as_json`` made plain data of."""
    return Worksheet(
        {key: Row(dict(texts), set(proposed)) for key, texts, proposed in content or []}
    )


def posted(pairs: Iterable[tuple[str, str]]) -> Worksheet:
    """Return the worksheet that a page posted: names such as “m1-p2-person” with their texts."""
    worksheet = Worksheet()
    for name, text in pairs:
        key, _, last = name.rpartition("-")
        if PATH.fullmatch(key) and last.isidentifier():
            # A database takes no NUL.
            worksheet.rows.setdefault(key, Row()).texts[last] = text.replace("\0", "")
    for key in [key for key, row in worksheet.rows.items() if row.texts.pop("remove", "")]:
        worksheet.remove(key)
    for key in [key for key in worksheet.rows if not _has_parent(worksheet, key)]:
        worksheet.rows.pop(key, None)
    return worksheet


def _has_parent(worksheet: Worksheet, key: str) -> bool:
    parent = key.rpartition("-")[0]
    return not parent or parent in worksheet.rows


def keep_proposed(worksheet: Worksheet, before: Worksheet) -> None:
    """Note which texts are still those that a reader proposed in ``before``."""
    for key, row in worksheet.rows.items():
        if old := before.rows.get(key):
            row.proposed = {
                name for name in old.proposed if row.texts.get(name, "") == old.texts.get(name, "")
            }


def like(worksheet: Worksheet, key: str) -> str:
    """Add one more meeting like that with ``key``; return its key.

    It has the same values and accounts, the first participant, and room for the second; topics and
    quotations are those of the other meeting alone.
    """
    new = worksheet.add("", MEETING, _copy(worksheet.rows[key]))
    worksheet.rows[new].texts["decision"] = Decision.ACCEPT
    for child in worksheet.children(key, PARTICIPANT)[:1]:
        worksheet.add(new, PARTICIPANT, _copy(worksheet.rows[child]))
    worksheet.add(new, PARTICIPANT)
    for child in worksheet.children(key, ACCOUNT):
        worksheet.add(new, ACCOUNT, _copy(worksheet.rows[child]))
    return new


def above(worksheet: Worksheet, key: str) -> str:
    """Return the key of the meeting before that with ``key``, "" for the first."""
    keys = worksheet.meetings()
    place = keys.index(key) if key in keys else 0
    return keys[place - 1] if place else ""


def same_people(worksheet: Worksheet, key: str) -> None:
    """Give a meeting the participants of the meeting above; empty rows of its own go."""
    if other := above(worksheet, key):
        for child in worksheet.children(key, PARTICIPANT):
            if not any(_names(worksheet.rows[child])):
                worksheet.remove(child)
        worksheet.copy_below(other, key, (PARTICIPANT,))


def same_date(worksheet: Worksheet, key: str) -> None:
    """Give a meeting the date of the meeting above."""
    if other := above(worksheet, key):
        for name in ("date", "date_basis"):
            worksheet.rows[key].texts[name] = worksheet.text(other, name)
            worksheet.rows[key].proposed.discard(name)


def _names(row: Row) -> Iterator[str]:
    yield from filter(None, (row.texts.get(name) for name in ("person", "actor")))
