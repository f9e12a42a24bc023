"""Meetings entered already that are perhaps the same as the cards of a story page."""

from collections.abc import Iterable

from meetings.admin.typed.resolving import KEYED
from meetings.dates.edtf import DateError
from meetings.dates.fields import fill_bounds
from meetings.dates.understanding import understand
from meetings.desk import twins
from meetings.desk.dates import date_by_basis
from meetings.intake.worksheet import ACCOUNT, PARTICIPANT, Decision, Worksheet
from meetings.models import Actor, Meeting, Participation, Person, Report, Source, Summit, choices

# Cards beyond these are asked about when they are accepted.
_MOST_ASKED = 12


def twins_of_cards(
    sheet: Worksheet, keys: Iterable[str], source: Source | None
) -> dict[str, list[twins.Twin]]:
    """Return the twins of the cards that are to be accepted, by the keys of the cards.

    Each card asks for its own; a story rarely has more than five.
    """
    wanted = [key for key in keys if sheet.text(key, "decision") == Decision.ACCEPT]
    wanted = [key for key in wanted if not sheet.text(key, "existing").strip()][:_MOST_ASKED]
    encounters = _Encounters(sheet, wanted, source)
    return {key: twins.twins_of(encounters.of(key)) for key in wanted}


class _Encounters:
    """What cards say, with the rows that their keys name, read at once.

    A name without a key is new, and nobody whom another meeting names.
    """

    def __init__(self, sheet: Worksheet, keys: list[str], source: Source | None) -> None:
        self.sheet, self.source = sheet, source
        rows = [row for key in keys for row in sheet.children(key, PARTICIPANT)]
        codes = {_key_in(sheet.text(row, "actor")) for row in rows}
        self.actors = {actor.code: actor for actor in Actor.objects.filter(code__in=codes)}
        numbers = {_number_in(sheet.text(key, "summit")) for key in keys} - {0}
        self.summits = Summit.objects.in_bulk(numbers) if numbers else {}

    def of(self, key: str) -> twins.Encounter:
        """Return what the card with a key says."""
        sheet = self.sheet
        meeting = Meeting(date_basis=sheet.text(key, "date_basis"))
        meeting.channel = sheet.text(key, "channel") or choices.Channel.IN_PERSON
        meeting.summit = self.summits.get(_number_in(sheet.text(key, "summit")))
        meeting.date = _date(sheet.text(key, "date"), meeting)
        fill_bounds([meeting])
        accounts = [
            Report(source=self.source, occurrence=sheet.text(row, "occurrence"))
            for row in sheet.children(key, ACCOUNT)
            if self.source is not None
        ]
        return twins.encounter_of(meeting, list(self._participations(key)), accounts)

    def _participations(self, key: str) -> Iterable[Participation]:
        for row in self.sheet.children(key, PARTICIPANT):
            actor = self.actors.get(_key_in(self.sheet.text(row, "actor")))
            text = self.sheet.text(row, "person").strip()
            person = Person(pk=_number_in(text) or None) if text else None
            if actor is not None:
                yield Participation(actor=actor, person=person)


def _date(text: str, meeting: Meeting) -> str:
    try:
        return date_by_basis(understand(text).edtf, meeting.date_basis, meeting.summit)
    except DateError:
        return ""


def _key_in(text: str) -> str:
    keyed = KEYED.match(text.strip())
    return keyed["key"] if keyed else text.strip()


def _number_in(text: str) -> int:
    """Return the primary key in “Wang Yi [#7]”; 0 where there is none."""
    key = _key_in(text)
    return int(key[1:]) if key[:1] == "#" and key[1:].isdecimal() and len(key) < 19 else 0
