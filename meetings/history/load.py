"""Load the historic register: enter and publish the meetings of the lists, batch by batch."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import transaction

from meetings.desk import entering
from meetings.models import Meeting, Participation
from meetings.models.choices import Attendance, Channel, Role, Setting, Status
from meetings.publication.errors import NotPublishable
from meetings.publication.publish import publish_first_versions

from .described import NotInRegister, Register
from .rows import DATA, Listed, read_lists

# Meetings in one transaction. What every meeting shows, such as a President, is read once a batch.
BATCH = 250
# At these many people are in one room; a meeting of two of them is another one.
_NO_MEETING_OF_TWO = (Setting.PLENARY, Setting.CEREMONY, Setting.RECEPTION)


@dataclass
class Tally:
    """What a load did with the meetings of the lists.

    ``there`` counts those that an earlier load entered, ``told`` those that the register tells
    otherwise; ``refused`` says why others could not be entered.
    """

    listed: int = 0
    there: int = 0
    told: int = 0
    created: int = 0
    refused: list[str] = field(default_factory=list)


def load_history(folder: Path = DATA) -> Tally:
    """Enter and publish the listed meetings that the register lacks.

    A meeting of an earlier load stays as it is, whatever the desk has done with it. A meeting is
    left out if the register has another one of the same American with one of the counterparts on
    the same days, or lacks somebody it names. Each batch is one transaction. Needs the reference
    data. Raises MalformedRow, which names file and line; then nothing of that batch was written.
    """
    lists = read_lists(folder)
    tally = Tally(listed=len(lists.meetings))
    ours = {meeting.public_id for meeting in lists.meetings}
    there = ours.intersection(Meeting.objects.values_list("public_id", flat=True))
    tally.there = len(there)
    told = _Told(ours)
    missing: list[Listed] = []
    for meeting in lists.meetings:
        if told.has(meeting):
            tally.told += meeting.public_id not in there
        elif meeting.public_id not in there:
            missing.append(meeting)
    if missing:
        register = Register.load(missing, lists.titles)
        for batch in _batches(missing):
            tally.created += _load(batch, register, tally.refused)
    return tally


def _batches(meetings: Sequence[Listed]) -> Iterator[Sequence[Listed]]:
    for start in range(0, len(meetings), BATCH):
        yield meetings[start : start + BATCH]


@transaction.atomic
def _load(batch: Iterable[Listed], register: Register, refused: list[str]) -> int:
    """Enter and publish meetings; return how many."""
    rows: list[Listed] = []
    descriptions: list[entering.DescribedMeeting] = []
    for meeting in batch:
        try:
            descriptions.append(register.described(meeting))
        except NotInRegister as reason:
            refused.append(str(meeting.row.refusal(str(reason))))
        else:
            rows.append(meeting)
    try:
        entered = entering.enter_many(descriptions)
    except entering.NotEnterable as error:
        raise rows[error.position].row.refusal(str(error)) from error
    try:
        return publish_first_versions([meeting.pk for meeting in entered], BATCH)
    except NotPublishable as error:
        listed = next(listed for listed in rows if listed.public_id == error.public_id)
        raise listed.row.refusal(str(error)) from error


class _Told:
    """The meetings in person that the register has besides those of the lists, by pair of people.

    ``ours`` holds the public identifiers of the meetings of the lists.
    """

    def __init__(self, ours: set[str]) -> None:
        rows = (
            Participation.objects.filter(
                attendance=Attendance.PRESENT,
                meeting__channel=Channel.IN_PERSON,
                meeting__date_earliest__isnull=False,
            )
            .exclude(role=Role.DELEGATION)
            .exclude(person=None)
            .exclude(meeting__setting__in=_NO_MEETING_OF_TWO)
            .exclude(meeting__status=Status.WITHDRAWN)
            .values_list(
                "meeting__public_id",
                "meeting__date_earliest",
                "meeting__date_latest",
                "person__slug",
            )
        )
        people: dict[tuple[str, date, date], set[str]] = defaultdict(set)
        for public_id, first, last, person in rows.order_by():
            if public_id not in ours and first is not None and last is not None:
                people[public_id, first, last].add(person)
        self._days: dict[str, list[tuple[date, date, set[str]]]] = defaultdict(list)
        for (_, first, last), together in people.items():
            for person in together:
                self._days[person].append((first, last, together))

    def has(self, meeting: Listed) -> bool:
        """Whether one of the counterparts met the American on the days of ``meeting``."""
        counterparts = {counterpart.person for counterpart in meeting.counterparts}
        return any(
            bool(together & counterparts) and first <= meeting.last and meeting.first <= last
            for first, last, together in self._days[meeting.row["person"]]
        )
