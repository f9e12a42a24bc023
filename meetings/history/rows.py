"""Read the tables of the historic register; errors name file and line."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from meetings import identifiers
from meetings.models.choices import Rank
from meetings.reference import tables
from meetings.reference.tables import Row, read_table

DATA = Path(__file__).parent / "data"
# What a load depends on: a row that names somebody unknown may be loaded with other reference data.
FOLDERS = (DATA.parent, tables.DATA.parent)

_MEETINGS = ("key", "start", "end", "place", "person", "office", "actor", "counterparts", "source")
_SOURCES = ("url", "title")
# Before a counterpart whom the reference data do not know: “?head_of_state:President Baez”.
_NOT_KNOWN = "?"


@dataclass(frozen=True)
class Counterpart:
    """Who was met: keys of a person and an office, or a title with name as the list has it."""

    person: str = ""
    office: str = ""
    title: str = ""
    rank: str = ""


@dataclass(frozen=True)
class Listed:
    """A meeting of the lists. Its day is one of those from ``first`` to ``last``.

    ``person`` and ``office`` are keys of the President or the Secretary of State, ``actor`` is whom
    the counterparts stand for, ``source`` the address of the page of the list.
    """

    row: Row
    first: datetime.date
    last: datetime.date
    counterparts: tuple[Counterpart, ...]

    @property
    def public_id(self) -> str:
        """The public identifier of the meeting: the same in every register."""
        return identifiers.fixed_public_id(f"history meeting {self.row['key']}")

    @property
    def date(self) -> str:
        """The date as EDTF: a day, or one of the days of a trip."""
        if self.first == self.last:
            return self.first.isoformat()
        return f"[{self.first}..{self.last}]"


@dataclass(frozen=True)
class Lists:
    """The meetings of the historic register, and the titles of the pages by their address."""

    meetings: list[Listed]
    titles: dict[str, str]


def read_lists(folder: Path = DATA) -> Lists:
    """Return the content of the tables in ``folder``; raises MalformedRow."""
    titles = {row["url"]: row["title"] for row in read_table(folder, "sources", _SOURCES)}
    meetings = [_listed(row) for row in read_table(folder, "meetings", _MEETINGS)]
    keys = set[str]()
    for meeting in meetings:
        key, source = meeting.row["key"], meeting.row["source"]
        if not key or key in keys:
            raise meeting.row.refusal(f"the key “{key}” is missing or there already.")
        if source not in titles:
            raise meeting.row.refusal(f"sources.csv has no page “{source}”.")
        keys.add(key)
    return Lists(meetings, titles)


def _listed(row: Row) -> Listed:
    first, last = _day(row, "start"), _day(row, "end")
    if last < first:
        raise row.refusal("it ends before it starts.")
    counterparts = tuple(_counterparts(row))
    if not counterparts:
        raise row.refusal("nobody was met.")
    return Listed(row, first, last, counterparts)


def _day(row: Row, column: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(row[column])
    except ValueError:
        raise row.refusal(f"{column} has to be a day, not “{row[column]}”.") from None


def _counterparts(row: Row) -> Iterator[Counterpart]:
    """Yield the known people, then one for all whom the reference data do not know.

    A meeting has one row for those of an actor who are no people of the register.
    """
    not_known: list[tuple[str, str]] = []
    for text in row.listed("counterparts"):
        if text.startswith(_NOT_KNOWN):
            rank, _, title = text.removeprefix(_NOT_KNOWN).partition(":")
            if rank not in Rank.values or not title:
                raise row.refusal(f"“{text}” has no known rank or no title.")
            not_known.append((rank, title))
        else:
            person, _, office = text.partition(" ")
            if not office:
                raise row.refusal(f"“{text}” names no office.")
            yield Counterpart(person, office)
    if not_known:
        titles = " and ".join(title for _, title in not_known)
        yield Counterpart(title=titles, rank=not_known[0][0])
