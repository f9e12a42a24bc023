"""The unit *participation*: one row for each person or unnamed delegation at a meeting."""

from collections.abc import Iterator
from dataclasses import dataclass

from meetings.exports import actor_codes, cells, rows
from meetings.models import choices
from meetings.snapshot import cards, on_the_day, shape

from . import base


@dataclass(slots=True)
class Seat:
    """A participation.

    ``card``: the card of its actor. ``office``: the name of the office. ``side``: None for
    participants without a side.
    """

    content: shape.ParticipationContent
    side: int | None
    card: cards.ActorCard
    actor_name: str
    codes: actor_codes.ActorCodes
    people: dict[str, cards.PersonCard]
    office: str


COLUMNS: base.Columns[Seat] = (
    base.Column(
        "side",
        "Number of the side; not applicable to mediators, observers and those who stayed away",
        lambda seat: cells.applicable(seat.side),
    ),
    base.Column(
        "actor",
        "Public code of the country or organisation represented",
        lambda seat: seat.content["actor"],
    ),
    base.Column("actor_name", "Its name on the day", lambda seat: seat.actor_name),
    base.Column("actor_kind", base.one_of(choices.ActorKind), lambda seat: seat.card["kind"]),
    *base.code_columns("", "", "codes"),
    base.Column(
        "person",
        "Name of the person",
        lambda seat: _name(seat.people, seat.content["person"], cells.NOT_STATED),
    ),
    base.Column(
        "person_key", "Public key of the person", lambda seat: cells.stated(seat.content["person"])
    ),
    base.Column(
        "office",
        "The office held, as the register names it",
        lambda seat: cells.stated(seat.office),
    ),
    base.Column(
        "acting",
        "yes where the office was held in an acting capacity",
        lambda seat: (
            cells.yes_or_no(seat.content["acting"]) if seat.office else cells.NOT_APPLICABLE
        ),
    ),
    base.Column(
        "title_as_reported",
        "The title as the source has it, where it differs",
        lambda seat: cells.stated(seat.content["title_as_reported"]),
    ),
    base.Column(
        "rank", "Rank of the office at the time", lambda seat: cells.stated(seat.content["rank"])
    ),
    base.Column("role", base.one_of(choices.Role), lambda seat: seat.content["role"]),
    base.Column(
        "attendance", base.one_of(choices.Attendance), lambda seat: seat.content["attendance"]
    ),
    base.Column(
        "standing_in_for",
        "Name of the person stood in for",
        lambda seat: _name(seat.people, seat.content["standing_in_for"], cells.NOT_APPLICABLE),
    ),
    base.Column(
        "also_for",
        "Public code of a second actor represented",
        lambda seat: cells.applicable(seat.content["also_for"]),
    ),
    base.Column(
        "basis",
        f"{base.one_of(choices.ParticipationBasis)}: how the participation is known",
        lambda seat: seat.content["basis"],
    ),
    base.Column(
        "authority_as_reported",
        "By whose authority, where representation is contested",
        lambda seat: cells.applicable(seat.content["authority_as_reported"]),
    ),
    base.Column(
        "uncertain",
        "yes where the participation is uncertain",
        lambda seat: cells.yes_or_no(seat.content["uncertain"]),
    ),
)


def _name(people: dict[str, cards.PersonCard], key: str | None, token: str) -> str:
    return people[key]["name"] if key else token


def _seats(row: rows.Row, actors: actor_codes.Actors) -> Iterator[Seat]:
    snapshot = rows.snapshot_of(row)
    entries = snapshot["entries"]
    day = on_the_day.first_day(snapshot["content"]["date"])
    sides = {
        index: side["number"]
        for side in snapshot["derived"]["sides"]
        for index in side["participations"]
    }
    for index, content in enumerate(snapshot["content"]["participations"]):
        card = entries["actor"][content["actor"]]
        yield Seat(
            content,
            sides.get(index),
            card,
            on_the_day.name_on(card, day),
            actors.of(content["actor"]),
            entries.get("person", {}),
            entries["office"][content["office"]]["name"] if content["office"] else "",
        )


PARTICIPATION = base.unit_of_meetings(
    "participation",
    "One row for each participant of a meeting",
    COLUMNS,
    _seats,
    deep=True,
)
