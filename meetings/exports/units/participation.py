"""One row a participation: each person or unnamed delegation at each meeting."""

from collections.abc import Iterable, Iterator

from meetings.exports.actor_codes import Actors
from meetings.exports.rows import Row, snapshot_of
from meetings.snapshot.on_the_day import first_day, name_on
from meetings.snapshot.shape import ParticipationContent, Snapshot

from .base import (
    MEETING_COLUMNS,
    NOT_APPLICABLE,
    NOT_STATED,
    Cell,
    Unit,
    applicable,
    columns,
    meeting_cells,
    stated,
    yes_or_no,
)
from .codes import CODE_MEANINGS, code_cells

COLUMNS = (
    *MEETING_COLUMNS,
    *columns(
        side="Number of the side; not applicable to mediators, observers and those who stayed away",
        actor="Public code of the country or organisation represented",
        actor_name="Its name on the day",
        actor_kind="state, territory, de_facto_authority, international_organisation, organ, "
        "non_state_group or company",
        iso=CODE_MEANINGS["iso"],
        cow=CODE_MEANINGS["cow"],
        gw=CODE_MEANINGS["gw"],
        person="Name of the person",
        person_key="Public key of the person",
        office="The office held, as the register names it",
        acting="yes where the office was held in an acting capacity",
        title_as_reported="The title as the source has it, where it differs",
        rank="Rank of the office at the time",
        role="principal, host, delegation, mediator or observer",
        attendance="present, absent or declined",
        standing_in_for="Name of the person stood in for",
        also_for="Public code of a second actor represented",
        basis="named, actor_only or inferred: how the participation is known",
        authority_as_reported="By whose authority, where representation is contested",
        uncertain="yes where the participation is uncertain",
    ),
)


def _rows(rows: Iterable[Row], actors: Actors, base: str) -> Iterator[list[Cell]]:
    for row in rows:
        snapshot = snapshot_of(row)
        sides = {
            index: side["number"]
            for side in snapshot["derived"]["sides"]
            for index in side["participations"]
        }
        head = meeting_cells(row, base)
        for index, one in enumerate(snapshot["content"]["participations"]):
            side = applicable(sides.get(index))
            yield [*head, side, *_actor_cells(one, snapshot, actors), *_own_cells(one, snapshot)]


def _actor_cells(one: ParticipationContent, snapshot: Snapshot, actors: Actors) -> list[Cell]:
    card = snapshot["entries"]["actor"][one["actor"]]
    name = name_on(card, first_day(snapshot["content"]["date"]))
    return [one["actor"], name, card["kind"], *code_cells(actors.of([one["actor"]])[0])]


def _own_cells(one: ParticipationContent, snapshot: Snapshot) -> list[Cell]:
    entries = snapshot["entries"]
    office, substitute = one["office"], one["standing_in_for"]
    return [
        entries["person"][one["person"]]["name"] if one["person"] else NOT_STATED,
        stated(one["person"]),
        entries["office"][office]["name"] if office else NOT_STATED,
        yes_or_no(one["acting"]) if office else NOT_APPLICABLE,
        stated(one["title_as_reported"]),
        stated(one["rank"]),
        one["role"],
        one["attendance"],
        entries["person"][substitute]["name"] if substitute else NOT_APPLICABLE,
        applicable(one["also_for"]),
        one["basis"],
        applicable(one["authority_as_reported"]),
        yes_or_no(one["uncertain"]),
    ]


PARTICIPATION = Unit(
    "participation", "One row a person or delegation at a meeting", COLUMNS, _rows, deep=True
)
