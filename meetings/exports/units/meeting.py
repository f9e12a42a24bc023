"""One row a meeting: made of columns and card of the record, without opening snapshots."""

from collections.abc import Iterable, Iterator

from meetings.exports.actor_codes import Actors
from meetings.exports.instants import instant
from meetings.exports.rows import Row
from meetings.models.choices import Channel
from meetings.snapshot.cards import LineSide

from .base import (
    MEETING_COLUMNS,
    NOT_APPLICABLE,
    NOT_CODED,
    NOT_STATED,
    SEPARATOR,
    SIDE_SEPARATOR,
    Cell,
    Unit,
    columns,
    joined,
    meeting_cells,
    stated,
    yes_or_no,
)
from .codes import CODE_MEANINGS, cow_cell, gw_cell, iso_cell

COLUMNS = (
    *MEETING_COLUMNS,
    *columns(
        actors="Public codes of those who took part, side by side",
        actor_names="Their names on the day, in the same order",
        actors_iso=f"In the same order: {CODE_MEANINGS['iso']}",
        actors_cow=f"In the same order: {CODE_MEANINGS['cow']}",
        actors_gw=f"In the same order: {CODE_MEANINGS['gw']}",
        people="Names of those who took part in person, side by side",
        people_keys="Their public keys, in the same order",
        level="Rank of the lowest of the sides' highest representatives",
        summit="Name of the summit it belongs to",
        summit_key="Public key of the summit",
        series_key="Public key of the series of summits",
        sidelines="yes where it took place on the sidelines of the summit",
        place="Name of the city",
        host="Public code of the state it took place in; to host is not to take part",
        topics="Names of the topics that accounts mention",
        topic_keys="Their public keys, in the same order",
        accounts="Whose accounts are recorded: all_sides, some_sides, third_party or disputed",
        voices="Public codes of the sides whose own account is recorded",
        sides_heard="Number of sides whose own account is recorded",
        summary_beginning="The first 300 characters of our summary; the meeting's own JSON has all",
        first_published="When the register first published the meeting (ISO 8601, UTC)",
        last_published="When it published this version (ISO 8601, UTC)",
        clock="The register's clock at that change",
    ),
)


# Codes of one side's actors -> their ISO, Correlates of War and Gleditsch–Ward cells. There are
# some thousand different sides in a large register, so that each is put together once.
_Sides = dict[tuple[str, ...], tuple[str, str, str, str]]


def _rows(rows: Iterable[Row], actors: Actors, base: str) -> Iterator[list[Cell]]:
    seen: _Sides = {}
    for row in rows:
        yield [
            *meeting_cells(row, base),
            *_participant_cells(row.card["sides"], actors, seen),
            *_other_cells(row, actors),
        ]


def _participant_cells(sides: list[LineSide], actors: Actors, seen: _Sides) -> list[Cell]:
    if not sides:
        return [NOT_STATED] * 7
    coded, names, people, keys = [], [], [], []
    for side in sides:
        codes = tuple([actor["code"] for actor in side["actors"]])
        if codes not in seen:
            seen[codes] = _coded(codes, actors)
        coded.append(seen[codes])
        names.append(SEPARATOR.join([actor["name"] for actor in side["actors"]]))
        people.append(SEPARATOR.join([one["name"] for one in side["people"]]) or NOT_STATED)
        keys.append(SEPARATOR.join([one["key"] for one in side["people"]]) or NOT_STATED)
    codes_cell, *others = zip(*coded, strict=True)
    return [SIDE_SEPARATOR.join(cell) for cell in (codes_cell, names, *others, people, keys)]


def _coded(codes: tuple[str, ...], actors: Actors) -> tuple[str, str, str, str]:
    found = actors.of(codes)
    return (
        SEPARATOR.join(codes),
        SEPARATOR.join(map(iso_cell, found)),
        SEPARATOR.join(str(cow_cell(actor)) for actor in found),
        SEPARATOR.join(str(gw_cell(actor)) for actor in found),
    )


def _other_cells(row: Row, actors: Actors) -> list[Cell]:
    card = row.card
    summit, accounts, topics = card["summit"], card["accounts"], card["topics"]
    return [
        stated(row.level),
        summit["name"] if summit else NOT_APPLICABLE,
        summit["key"] if summit else NOT_APPLICABLE,
        actors.series[row.series_id] if row.series_id else NOT_APPLICABLE,
        yes_or_no(card["sidelines"]),
        card["place"]["name"] if card["place"] else _no_place(row),
        actors.by_id[row.host_id].code if row.host_id else _no_place(row),
        joined((topic["name"] for topic in topics), NOT_STATED),
        joined((topic["key"] for topic in topics), NOT_STATED),
        row.accounts,
        joined(accounts["voices"], NOT_APPLICABLE),
        accounts["sides_heard"],
        card["summary"] or NOT_CODED,
        instant(row.first_published),
        instant(row.last_published),
        row.clock,
    ]


def _no_place(row: Row) -> str:
    return NOT_STATED if row.channel == Channel.IN_PERSON else NOT_APPLICABLE


MEETING = Unit("meeting", "One row a meeting", COLUMNS, _rows)
