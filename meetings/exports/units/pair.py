"""The units *pair* and *pair-year*: dyads of actors on different sides, and counts by year.

Pairs are derived: a session of twenty sides is one meeting and 190 pairs.
"""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from meetings.exports import actor_codes, cells
from meetings.exports.rows import Row
from meetings.models.choices import Level

from . import base

Pair = tuple[str, str]


@dataclass(slots=True)
class Met:
    """A pair at a meeting with two levels, or a pair in a ``year`` (0: no date) with counts.

    ``level``: that of the meeting. ``pair_level``: the cell with that of the two sides.
    """

    first: actor_codes.ActorCodes
    second: actor_codes.ActorCodes
    level: str = ""
    pair_level: str = ""
    year: int = 0
    meetings: int = 0
    two_sided: int = 0
    in_person: int = 0
    possible: int = 0


_PAIR_COLUMNS: base.Columns[Met] = (
    base.Column(
        "actor_1",
        "Public code of the actor whose code comes first in the alphabet",
        lambda met: met.first.code,
    ),
    base.Column("actor_1_name", "Its name today", lambda met: met.first.name),
    *base.code_columns("actor_1_", "Of the first: ", "first"),
    base.Column("actor_2", "Public code of the other actor", lambda met: met.second.code),
    base.Column("actor_2_name", "Its name today", lambda met: met.second.name),
    *base.code_columns("actor_2_", "Of the second: ", "second"),
)
_LEVELS: base.Columns[Met] = (
    base.Column(
        "level",
        "Level of the meeting, not of the pair: the highest at which two of all its sides were "
        "represented: leaders, foreign_ministers, ministers or officials",
        lambda met: cells.stated(met.level),
    ),
    base.Column(
        "pair_level",
        "Highest level at which the sides of both actors were represented, in the same words; not "
        "stated where the rank of all who spoke for one of them is unknown",
        lambda met: met.pair_level,
    ),
)
_YEAR_COLUMNS: base.Columns[Met] = (
    *_PAIR_COLUMNS,
    base.Column("year", "The year", lambda met: met.year or cells.NOT_STATED),
    base.Column(
        "meetings",
        "Meetings of the pair whose date lies wholly in the year (any number of sides)",
        lambda met: met.meetings,
    ),
    base.Column("two_sided", "Of these, meetings of two sides only", lambda met: met.two_sided),
    base.Column("in_person", "Of these, meetings in person", lambda met: met.in_person),
    base.Column(
        "possible",
        "Further meetings that may have been in the year: their date spans several",
        lambda met: met.possible,
    ),
)


def pairs_of(row: Row) -> dict[Pair, str]:
    """Return the pairs of actors on different sides, codes in alphabetical order, with their level.

    An actor is on one side. The level is a cell; docs/rules.md has the rule.
    """
    sides = [
        ([actor["code"] for actor in side["actors"]], side.get("level"))
        for side in row.card["sides"]
    ]
    pairs = {
        (min(code, other_code), max(code, other_code)): _level_between(level, other_level)
        for (side, level), (other_side, other_level) in combinations(sides, 2)
        for code in side
        for other_code in other_side
        if code != other_code
    }
    return dict(sorted(pairs.items()))


def _level_between(level: str | None, other_level: str | None) -> str:
    """Return the highest level at which both sides were represented: the lower of theirs."""
    if level is None or other_level is None:
        # A card that an earlier release wrote lacks it until it is projected again.
        return cells.NOT_CODED
    if not (level and other_level):
        return cells.NOT_STATED
    return max(level, other_level, key=Level.values.index)


def _at_a_meeting(row: Row, actors: actor_codes.Actors) -> Iterator[Met]:
    for (first, second), level in pairs_of(row).items():
        yield Met(actors.of(first), actors.of(second), row.level, level)


# Year (0 for no date) -> pair -> counts.
_Years = dict[int, dict[Pair, Met]]
_year_cells = base.cells_of(_YEAR_COLUMNS)


def _year_rows(
    rows: Iterable[Row], actors: actor_codes.Actors
) -> Generator[list[cells.Cell], None, None]:
    """Yield the rows by year; records come newest first, so later years are complete."""
    years: _Years = {}
    for row in rows:
        possible = _years_of(row)
        yield from map(_year_cells, _finished(years, possible[-1]))
        for year in possible:
            counts = years.setdefault(year, {})
            for pair in pairs_of(row):
                if pair not in counts:
                    counts[pair] = Met(actors.of(pair[0]), actors.of(pair[1]), year=year)
                _count(counts[pair], row, certain=len(possible) == 1)
    yield from map(_year_cells, _finished(years, -1))


def _years_of(row: Row) -> range:
    date = row.card["date"]
    if not (date["earliest"] and date["latest"]):
        return range(1)
    return range(int(date["earliest"][:4]), int(date["latest"][:4]) + 1)


def _count(met: Met, row: Row, *, certain: bool) -> None:
    if not certain:
        met.possible += 1
        return
    met.meetings += 1
    met.two_sided += row.sides == 2
    met.in_person += row.channel == "in_person"


def _finished(years: _Years, current: int) -> Iterator[Met]:
    """Yield and remove the years after ``current``; undated meetings come before all years."""
    complete = [year for year in years if year > current or (year == 0 and current)]
    for year in sorted(complete, reverse=True):
        for _, met in sorted(years.pop(year).items()):
            yield met


PAIR = base.unit_of_meetings(
    "pair",
    "One row for each pair of actors on different sides of a meeting",
    (*_PAIR_COLUMNS, *_LEVELS),
    _at_a_meeting,
)
PAIR_YEAR = base.Unit(
    "pair-year",
    "One row for each pair of actors and year, the newest year first",
    _YEAR_COLUMNS,
    _year_rows,
    newest_first=True,
)
