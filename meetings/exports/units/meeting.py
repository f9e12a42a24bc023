"""The unit *meeting*: one row for each, from columns and card of the record, not its snapshot."""

from collections.abc import Iterator
from operator import attrgetter, itemgetter
from typing import NamedTuple

from meetings.exports import cells, provenance, rows
from meetings.exports.actor_codes import CODE_MEANINGS, Actors
from meetings.models.choices import Channel
from meetings.snapshot import cards

from . import base

# Of actors, people and topics on a card.
_code, _name, _key = itemgetter("code"), itemgetter("name"), itemgetter("key")


class Seats(NamedTuple):
    """The cells with the participants of a meeting, side by side."""

    actors: str
    actor_names: str
    iso: str
    cow: str
    gw: str
    people: str
    people_keys: str


NO_SEATS = Seats(*[cells.NOT_STATED] * 7)


class Told(NamedTuple):
    """A published record with the cells that need other rows; ``host`` is a public code."""

    row: rows.Row
    card: cards.RecordCard
    seats: Seats
    series: str
    host: str


COLUMNS: base.Columns[Told] = (
    base.Column(
        "actors",
        "Public codes of those who took part, side by side",
        lambda meeting: meeting.seats.actors,
    ),
    base.Column(
        "actor_names",
        "Their names on the day, in the same order",
        lambda meeting: meeting.seats.actor_names,
    ),
    *(
        base.Column(f"actors_{name}", f"In the same order: {meaning}", attrgetter(f"seats.{name}"))
        for name, meaning in CODE_MEANINGS.items()
    ),
    base.Column(
        "people",
        "Names of those who took part in person, side by side",
        lambda meeting: meeting.seats.people,
    ),
    base.Column(
        "people_keys",
        "Their public keys, in the same order",
        lambda meeting: meeting.seats.people_keys,
    ),
    base.Column(
        "level",
        "Highest level at which two sides were represented: leaders, foreign_ministers, "
        "ministers or officials",
        lambda meeting: cells.stated(meeting.row.level),
    ),
    base.Column(
        "summit",
        "Name of the summit it belongs to",
        lambda meeting: (
            meeting.card["summit"]["name"] if meeting.card["summit"] else cells.NOT_APPLICABLE
        ),
    ),
    base.Column(
        "summit_key",
        "Public key of the summit",
        lambda meeting: (
            meeting.card["summit"]["key"] if meeting.card["summit"] else cells.NOT_APPLICABLE
        ),
    ),
    base.Column(
        "series_key", "Public key of the series of summits", lambda meeting: meeting.series
    ),
    base.Column(
        "sidelines",
        "yes where it took place on the sidelines of the summit",
        lambda meeting: cells.yes_or_no(meeting.card["sidelines"]),
    ),
    base.Column(
        "place",
        "Name of the city",
        lambda meeting: (
            meeting.card["place"]["name"] if meeting.card["place"] else _no_place(meeting.row)
        ),
    ),
    base.Column(
        "host",
        "Public code of the state it took place in; to host is not to take part",
        lambda meeting: meeting.host,
    ),
    base.Column(
        "topics",
        "Names of the topics that accounts mention",
        lambda meeting: cells.joined(map(_name, meeting.card["topics"]), cells.NOT_STATED),
    ),
    base.Column(
        "topic_keys",
        "Their public keys, in the same order",
        lambda meeting: cells.joined(map(_key, meeting.card["topics"]), cells.NOT_STATED),
    ),
    base.Column(
        "accounts",
        "Whose accounts are recorded: all_sides, some_sides, one_side (each side's own), "
        "joint_text, third_party or disputed",
        lambda meeting: meeting.row.accounts,
    ),
    base.Column(
        "voices",
        "Public codes of the actors whose side's own account is recorded",
        lambda meeting: cells.joined(meeting.card["accounts"]["voices"], cells.NOT_APPLICABLE),
    ),
    base.Column(
        "sides_heard",
        "Number of sides whose own account is recorded",
        lambda meeting: meeting.card["accounts"]["sides_heard"],
    ),
    base.Column(
        "joint_sides",
        "Number of sides that speak in a joint text; 0 where none is recorded",
        lambda meeting: meeting.card["accounts"].get("joint_sides", 0),
    ),
    base.Column(
        "summary_beginning",
        "The first 300 characters of our summary; the meeting's own JSON has all",
        lambda meeting: cells.coded(meeting.card["summary"]),
    ),
    base.Column(
        "first_published",
        "When the register first published the meeting (ISO 8601, UTC)",
        lambda meeting: provenance.instant(meeting.row.first_published),
    ),
    base.Column(
        "last_published",
        "When it published this version (ISO 8601, UTC)",
        lambda meeting: provenance.instant(meeting.row.last_published),
    ),
    base.Column("clock", "The register's clock at that change", lambda meeting: meeting.row.clock),
    base.Column(
        "checked",
        "no where the meeting was imported from a list and no editor has checked it",
        lambda meeting: cells.yes_or_no(meeting.row.checked),
    ),
)


def _no_place(row: rows.Row) -> str:
    return cells.NOT_STATED if row.channel == Channel.IN_PERSON else cells.NOT_APPLICABLE


def _told(row: rows.Row, actors: Actors) -> Iterator[Told]:
    yield Told(
        row,
        row.card,
        _seats(row.card["sides"], actors),
        actors.series[row.series_id] if row.series_id else cells.NOT_APPLICABLE,
        actors.by_id[row.host_id].code if row.host_id else _no_place(row),
    )


def _seats(sides: list[cards.LineSide], actors: Actors) -> Seats:
    if not sides:
        return NO_SEATS
    seats = [_seat(side, actors) for side in sides]
    return Seats._make(map(cells.SIDE_SEPARATOR.join, zip(*seats, strict=True)))


def _seat(side: cards.LineSide, actors: Actors) -> tuple[str, ...]:
    """Return the cells of one side; the names are those on the day, which the card has."""
    members, people = side["actors"], side["people"]
    code, _, iso, cow, gw = actors.side(tuple(map(_code, members)))
    return (
        code,
        cells.SEPARATOR.join(map(_name, members)),
        iso,
        str(cow),
        str(gw),
        cells.SEPARATOR.join(map(_name, people)) or cells.NOT_STATED,
        cells.SEPARATOR.join(map(_key, people)) or cells.NOT_STATED,
    )


MEETING = base.unit_of_meetings("meeting", "One row for each meeting", COLUMNS, _told)
