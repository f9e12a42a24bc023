"""The seating of a meeting: participants by side, with their offices and notes."""

import datetime
from dataclasses import dataclass, field

from meetings.models import choices
from meetings.snapshot import cards, on_the_day, shape
from meetings.text import fold

from . import addresses, flags, lines

UNNAMED = "Delegation, nobody named"
_ROLE_WORDS = {
    choices.Role.HOST: "host",
    choices.Role.DELEGATION: "member of the delegation",
    choices.Role.MEDIATOR: "mediator",
    choices.Role.OBSERVER: "observer",
}
_ATTENDANCE_WORDS = {
    choices.Attendance.ABSENT: "was absent",
    choices.Attendance.DECLINED: "declined",
}


@dataclass(frozen=True)
class Participant:
    """A participant; ``notes`` say what is unusual about the participation."""

    name: str
    href: str
    office: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class SideBlock:
    """One side: the actors, and the people who represented them."""

    parties: tuple[lines.Party, ...]
    people: tuple[Participant, ...]


@dataclass
class Seating:
    """The sides in order, participants without a side, and people who were not present."""

    sides: list[SideBlock] = field(default_factory=list)
    beside: list[SideBlock] = field(default_factory=list)
    missing: list[SideBlock] = field(default_factory=list)


def seating_of(snapshot: shape.Snapshot) -> Seating:
    """Return all participants of a published meeting's snapshot, each once."""
    content, entries = snapshot["content"], snapshot["entries"]
    day = on_the_day.first_day(content["date"])
    seating, seated = Seating(), set[int]()
    for side in snapshot["derived"]["sides"]:
        people = [content["participations"][index] for index in side["participations"]]
        seating.sides.append(_block(side["actors"], people, entries, day))
        seated.update(side["participations"])
    for index, seat in enumerate(content["participations"]):
        if index not in seated:
            is_present = seat["attendance"] == choices.Attendance.PRESENT
            block = _block([seat["actor"]], [seat], entries, day)
            (seating.beside if is_present else seating.missing).append(block)
    return seating


def party_of(code: str, entries: cards.Entries, day: datetime.date | None) -> lines.Party:
    """Return an actor with its name and flag on ``day``."""
    card = entries["actor"][code]
    alpha2 = "" if card["contested"] else card["alpha2"]
    address = addresses.entry_address(choices.EntryKind.ACTOR, code, card)
    return lines.Party(code, on_the_day.name_on(card, day), flags.flag_of(alpha2, day), address)


def _block(
    codes: list[str],
    people: list[shape.ParticipationContent],
    entries: cards.Entries,
    day: datetime.date | None,
) -> SideBlock:
    several = len(codes) > 1
    return SideBlock(
        tuple(party_of(code, entries, day) for code in codes),
        tuple(_participant(seat, entries, day, several=several) for seat in people),
    )


def _participant(
    seat: shape.ParticipationContent,
    entries: cards.Entries,
    day: datetime.date | None,
    *,
    several: bool,
) -> Participant:
    key = seat["person"]
    person = entries["person"][key] if key else None
    return Participant(
        name=person["name"] if person else seat["title_as_reported"] or UNNAMED,
        href=addresses.entry_address(choices.EntryKind.PERSON, key, person)
        if key and person
        else "",
        office=_office(seat, entries, day, several=several),
        notes=tuple(_notes(seat, entries, day)),
    )


def _office(
    seat: shape.ParticipationContent,
    entries: cards.Entries,
    day: datetime.date | None,
    *,
    several: bool,
) -> str:
    office, reported = seat["office"], seat["title_as_reported"]
    name = entries["office"][office]["name"] if office else reported
    if reported and not seat["person"]:
        name = ""  # the title stands for the person
    elif not name and seat["rank"]:
        name = choices.Rank(seat["rank"]).label
    words = f"Acting {name}" if seat["acting"] and name else name
    actor = on_the_day.name_on(entries["actor"][seat["actor"]], day)
    return ", ".join(filter(None, [words, actor if several else ""]))


def _notes(
    seat: shape.ParticipationContent, entries: cards.Entries, day: datetime.date | None
) -> list[str]:
    notes = [_ATTENDANCE_WORDS.get(choices.Attendance(seat["attendance"]), "")]
    notes.append(_ROLE_WORDS.get(choices.Role(seat["role"]), ""))
    office, reported = seat["office"], seat["title_as_reported"]
    if office and reported and not _same(reported, entries["office"][office]["name"]):
        notes.append(f"reported as “{reported}”")
    if seat["standing_in_for"]:
        notes.append(f"standing in for {entries['person'][seat['standing_in_for']]['name']}")
    if seat["also_for"]:
        notes.append(f"also for {on_the_day.in_sentence(entries['actor'][seat['also_for']], day)}")
    if seat["authority_as_reported"]:
        notes.append(f"authority as reported: {seat['authority_as_reported']}")
    if seat["basis"] == choices.ParticipationBasis.INFERRED:
        notes.append("inferred, not named in an account")
    if seat["uncertain"]:
        notes.append("uncertain")
    return [note for note in notes if note]


def _same(name: str, other_name: str) -> bool:
    return fold(name) == fold(other_name)
