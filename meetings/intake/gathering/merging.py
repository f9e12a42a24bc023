"""Adds what another encounter tells to a meeting."""

from meetings.intake.encounters.encounter import Encounter
from meetings.intake.encounters.sameness import is_among, same
from meetings.intake.people.figures import Referent
from meetings.intake.words.date_words import DateWords
from meetings.models.choices import Channel, Occurrence

from .gathered import OFF, Gathered


def merge(meeting: Gathered, encounter: Encounter, date: DateWords | None) -> None:
    """Add an encounter, with its date, to a meeting that it tells of.

    What a weak encounter or a title has said before counts for less than what a sentence says.
    """
    replaced = meeting.weak and not encounter.weak
    headline = meeting.is_headline and not encounter.weak
    meeting.encounters.append(encounter)
    # A title puts together what the story then tells one by one.
    if replaced or (headline and len(encounter.people) < len(meeting.people)):
        meeting.people = [p for p in meeting.people if is_among(p, encounter.people)]
    if encounter.joins:
        meeting.background = False
        meeting.people = [p for p in meeting.people if not _is_represented(p, encounter)]
    _merge_occurrence(meeting, encounter, is_first=replaced or headline, replaced=replaced)
    meeting.weak = meeting.weak and encounter.weak
    if (meeting.date is None or (date is not None and headline)) and not encounter.weak:
        meeting.date = date or meeting.date
    if not encounter.weak or meeting.weak:
        _merge_people(meeting, encounter)


def _is_represented(person: Referent, encounter: Encounter) -> bool:
    """Whether somebody of the actor of a nameless delegation is named."""
    if person.figure is not None and not person.delegation:
        return False
    return any(o.figure is not None and o.actor == person.actor for o in encounter.people)


def _merge_occurrence(
    meeting: Gathered, encounter: Encounter, *, is_first: bool, replaced: bool
) -> None:
    if is_first:
        meeting.occurrence = encounter.occurrence
        if replaced or encounter.channel != Channel.IN_PERSON:
            meeting.channel = encounter.channel
    elif _overrules(encounter, meeting):
        meeting.occurrence = encounter.occurrence


def _overrules(encounter: Encounter, meeting: Gathered) -> bool:
    """Whether a meeting is called off, put off or denied by what is told later."""
    if encounter.weak or encounter.occurrence not in (*OFF, Occurrence.DENIED):
        return False
    return meeting.occurrence not in OFF or encounter.occurrence in OFF


def _merge_people(meeting: Gathered, encounter: Encounter) -> None:
    """Add people who are new, and names of those who had none."""
    for person in encounter.people:
        mine = next((each for each in meeting.people if same(each, person)), None)
        if mine is None:
            meeting.people.append(person)
        elif mine.figure is None and person.figure is not None:
            meeting.people[meeting.people.index(mine)] = person
