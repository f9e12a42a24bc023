"""Pairs of actors that sat on different sides, and how often they met in each year.

Pairs are derived: a session of twenty sides is one meeting and 190 pairs.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from meetings.exports.actor_codes import ActorCodes, Actors
from meetings.exports.rows import Row

from .base import MEETING_COLUMNS, NOT_STATED, Cell, Unit, columns, meeting_cells, stated
from .codes import CODE_MEANINGS, code_cells

Pair = tuple[str, str]

_PAIR_COLUMNS = columns(
    actor_1="Public code of the actor whose code comes first in the alphabet",
    actor_1_name="Its name today",
    actor_1_iso=f"Of the first: {CODE_MEANINGS['iso']}",
    actor_1_cow=f"Of the first: {CODE_MEANINGS['cow']}",
    actor_1_gw=f"Of the first: {CODE_MEANINGS['gw']}",
    actor_2="Public code of the other actor",
    actor_2_name="Its name today",
    actor_2_iso=f"Of the second: {CODE_MEANINGS['iso']}",
    actor_2_cow=f"Of the second: {CODE_MEANINGS['cow']}",
    actor_2_gw=f"Of the second: {CODE_MEANINGS['gw']}",
)
_PAIR_LEVEL = columns(level="Rank of the lowest of the sides' highest representatives")
_YEAR_COLUMNS = columns(
    year="The year",
    meetings="Meetings of the pair whose date lies wholly in the year (any number of sides)",
    two_sided="Of these, meetings of two sides only",
    in_person="Of these, meetings in person",
    possible="Further meetings that may have been in the year: their date spans several",
)


def pairs_of(row: Row) -> list[Pair]:
    """Return the pairs of actors on different sides, each once, codes in alphabetical order."""
    sides = [[actor["code"] for actor in side["actors"]] for side in row.card["sides"]]
    met = {
        (min(one, other), max(one, other))
        for first, second in combinations(sides, 2)
        for one in first
        for other in second
        if one != other
    }
    return sorted(met)


def _pair_rows(rows: Iterable[Row], actors: Actors, base: str) -> Iterator[list[Cell]]:
    for row in rows:
        head = meeting_cells(row, base)
        level = stated(row.level)
        for pair in pairs_of(row):
            yield [*head, *_pair_cells(pair, actors), level]


def _pair_cells(pair: Pair, actors: Actors) -> list[Cell]:
    first, second = actors.of(pair)
    return [*_actor_cells(first), *_actor_cells(second)]


def _actor_cells(actor: ActorCodes) -> list[Cell]:
    return [actor.code, actor.name, *code_cells(actor)]


@dataclass
class _Count:
    """How often a pair met in a year."""

    meetings: int = 0
    two_sided: int = 0
    in_person: int = 0
    possible: int = 0


# Year (0 where there is no date) -> pair -> count.
_Years = dict[int, dict[Pair, _Count]]


def _year_rows(rows: Iterable[Row], actors: Actors, _: str) -> Iterator[list[Cell]]:
    """Count newest first: once a meeting's latest day is in a year, later years are complete."""
    years: _Years = {}
    for row in rows:
        possible = _years_of(row)
        yield from _finished(years, possible[-1], actors)
        for year in possible:
            counts = years.setdefault(year, {})
            for pair in pairs_of(row):
                _count(counts.setdefault(pair, _Count()), row, len(possible) == 1)
    yield from _finished(years, -1, actors)


def _years_of(row: Row) -> range:
    date = row.card["date"]
    if not (date["earliest"] and date["latest"]):
        return range(1)
    return range(int(date["earliest"][:4]), int(date["latest"][:4]) + 1)


def _count(count: _Count, row: Row, certain: bool) -> None:
    if not certain:
        count.possible += 1
        return
    count.meetings += 1
    count.two_sided += row.sides == 2
    count.in_person += row.channel == "in_person"


def _finished(years: _Years, current: int, actors: Actors) -> Iterator[list[Cell]]:
    """Yield and forget the years after ``current``; what has no date comes before all years."""
    complete = [year for year in years if year > current or (year == 0 and current)]
    for year in sorted(complete, reverse=True):
        for pair, count in sorted(years.pop(year).items()):
            yield [
                *_pair_cells(pair, actors),
                year or NOT_STATED,
                count.meetings,
                count.two_sided,
                count.in_person,
                count.possible,
            ]


PAIR = Unit(
    "pair",
    "One row a pair of actors on different sides of a meeting",
    (*MEETING_COLUMNS, *_PAIR_COLUMNS, *_PAIR_LEVEL),
    _pair_rows,
)
PAIR_YEAR = Unit(
    "pair-year",
    "One row a pair of actors and year, the newest year first",
    (*_PAIR_COLUMNS, *_YEAR_COLUMNS),
    _year_rows,
    newest_first=True,
)
