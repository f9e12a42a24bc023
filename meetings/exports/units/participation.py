"""One row a participation: each person or unnamed delegation at each meeting."""

from collections.abc import Iterator
from dataclasses import dataclass

from meetings.exports.actor_codes import ActorCodes, Actors
from meetings.exports.cells import NOT_APPLICABLE, NOT_STATED, applicable, stated, yes_or_no
from meetings.exports.rows import Row, snapshot_of
from meetings.snapshot.cards import ActorCard, PersonCard
from meetings.snapshot.on_the_day import first_day, name_on
from meetings.snapshot.shape import ParticipationContent

from .base import Column, Columns, code_columns, unit_of_meetings


@dataclass(slots=True)
class Seat:
    """A participation; ``card`` is that of its actor, ``office`` the name of the office held.

    ``side`` is None for those who sat on none.
    """

    content: ParticipationContent
    side: int | None
    card: ActorCard
    actor_name: str
    codes: ActorCodes
    people: dict[str, PersonCard]
    office: str


COLUMNS: Columns[Seat] = (
    Column(
        "side",
        "Number of the side; not applicable to mediators, observers and those who stayed away",
        lambda seat: applicable(seat.side),
    ),
    Column(
        "actor",
        "Public code of the country or organisation represented",
        lambda seat: seat.content["actor"],
    ),
    Column("actor_name", "Its name on the day", lambda seat: seat.actor_name),
    Column(
        "actor_kind",
        "state, territory, de_facto_authority, international_organisation, organ, "
        "non_state_group or company",
        lambda seat: seat.card["kind"],
    ),
    *code_columns("", "", "codes"),
    Column(
        "person",
        "Name of the person",
        lambda seat: _name(seat.people, seat.content["person"], NOT_STATED),
    ),
    Column("person_key", "Public key of the person", lambda seat: stated(seat.content["person"])),
    Column(
        "office",
        "The office held, as the register names it",
        lambda seat: stated(seat.office),
    ),
    Column(
        "acting",
        "yes where the office was held in an acting capacity",
        lambda seat: yes_or_no(seat.content["acting"]) if seat.office else NOT_APPLICABLE,
    ),
    Column(
        "title_as_reported",
        "The title as the source has it, where it differs",
        lambda seat: stated(seat.content["title_as_reported"]),
    ),
    Column("rank", "Rank of the office at the time", lambda seat: stated(seat.content["rank"])),
    Column(
        "role",
        "principal, host, delegation, mediator or observer",
        lambda seat: seat.content["role"],
    ),
    Column("attendance", "present, absent or declined", lambda seat: seat.content["attendance"]),
    Column(
        "standing_in_for",
        "Name of the person stood in for",
        lambda seat: _name(seat.people, seat.content["standing_in_for"], NOT_APPLICABLE),
    ),
    Column(
        "also_for",
        "Public code of a second actor represented",
        lambda seat: applicable(seat.content["also_for"]),
    ),
    Column(
        "basis",
        "named, actor_only or inferred: how the participation is known",
        lambda seat: seat.content["basis"],
    ),
    Column(
        "authority_as_reported",
        "By whose authority, where representation is contested",
        lambda seat: applicable(seat.content["authority_as_reported"]),
    ),
    Column(
        "uncertain",
        "yes where the participation is uncertain",
        lambda seat: yes_or_no(seat.content["uncertain"]),
    ),
)


def _name(people: dict[str, PersonCard], key: str | None, token: str) -> str:
    return people[key]["name"] if key else token


def _seats(row: Row, actors: Actors) -> Iterator[Seat]:
    snapshot = snapshot_of(row)
    entries = snapshot["entries"]
    day = first_day(snapshot["content"]["date"])
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
            name_on(card, day),
            actors.of(content["actor"]),
            entries.get("person", {}),
            entries["office"][content["office"]]["name"] if content["office"] else "",
        )


PARTICIPATION = unit_of_meetings(
    "participation", "One row a person or delegation at a meeting", COLUMNS, _seats, deep=True
)
