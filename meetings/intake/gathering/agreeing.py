"""Whether an encounter tells of a meeting that the story has told of before."""

from meetings.intake.encounters.encounter import Encounter
from meetings.intake.encounters.sameness import is_among
from meetings.intake.languages import Language
from meetings.intake.words.date_words import DateWords
from meetings.models.choices import Channel, Occurrence

from .dating import contradict
from .gathered import OFF, Gathered

_ATTENDS = "attends"  # in the names of patterns of sessions
_MET = "met"  # the pattern of the plainest verb


class Agreement:
    """Compares encounters with meetings of one story."""

    def __init__(self, tongue: Language) -> None:
        self.vague: list[str] = tongue.patterns["modality"]["vague_nouns"]

    def is_same(
        self, meeting: Gathered, encounter: Encounter, date: DateWords | None, *, background: bool
    ) -> bool:
        """Whether an encounter (with its date, perhaps only recalled) is of a meeting."""
        if encounter.joins:
            return meeting.occurrence == encounter.occurrence and all(
                is_among(person, encounter.people) for person in meeting.people
            )
        if not _people_agree(meeting, encounter):
            return False
        if _are_sessions(meeting, encounter):
            return encounter.summits[0].text == meeting.first.summits[0].text
        if encounter.weak:
            return len(encounter.people) <= len(meeting.people)
        times_agree = meeting.weak or meeting.background == background
        if not times_agree or contradict(meeting.date, date):
            return False
        return _occurrences_agree(meeting, encounter) and self._forms_agree(meeting, encounter)

    def _forms_agree(self, meeting: Gathered, encounter: Encounter) -> bool:
        """Whether both may be in one form: of as many people, and by one channel."""
        verdict = _of_pair(meeting, encounter)
        return self._channels_agree(meeting, encounter) if verdict is None else verdict

    def _channels_agree(self, meeting: Gathered, encounter: Encounter) -> bool:
        """Whether both may be by one channel; “talks” may be a call."""
        channels = (meeting.channel, encounter.channel)
        if channels[0] == channels[1] or Channel.CALL not in channels:
            return True
        if meeting.weak or all(self._is_vague(each) for each in meeting.encounters):
            return True
        return self._is_vague(encounter)

    def _is_vague(self, encounter: Encounter) -> bool:
        if encounter.weak or encounter.is_title:
            return True
        if encounter.channel == Channel.CALL:
            return False
        return encounter.noun in ("", *self.vague) and encounter.name != _MET


def _shared(meeting: Gathered, encounter: Encounter) -> int:
    return sum(is_among(person, meeting.people) for person in encounter.people)


def _people_agree(meeting: Gathered, encounter: Encounter) -> bool:
    """Whether the fewer people are among the others, and two at least in both."""
    smaller = min(len(meeting.people), len(encounter.people))
    return _shared(meeting, encounter) >= max(min(2, len(encounter.people)), smaller)


def _are_sessions(meeting: Gathered, encounter: Encounter) -> bool:
    is_session = _ATTENDS in encounter.name and bool(encounter.summits)
    return is_session and _ATTENDS in meeting.first.name


def _of_pair(meeting: Gathered, encounter: Encounter) -> bool | None:
    """Tell a pair from the larger meeting that it is within; None where words do not tell.

    A pair within a larger meeting is a meeting of its own if a strong verb says so.
    """
    sizes = len(meeting.people), len(encounter.people)
    if meeting.weak or sizes[0] == sizes[1] or _shared(meeting, encounter) == max(sizes):
        return None
    if sizes[0] > sizes[1]:
        if encounter.strong:
            return encounter.is_title or meeting.is_headline
    elif meeting.first.strong and not meeting.first.is_title:
        return False
    return None


def _occurrences_agree(meeting: Gathered, encounter: Encounter) -> bool:
    """Whether one may be told of with both: announced then called off, or denied."""
    before, now = meeting.occurrence, encounter.occurrence
    if meeting.weak or before == now or meeting.is_headline:
        return True
    off = (*OFF, Occurrence.DENIED)
    if before == Occurrence.DENIED:
        return True
    planned = {Occurrence.ANNOUNCED, *off}
    return {before, now} <= planned and (before in off or now in off)
