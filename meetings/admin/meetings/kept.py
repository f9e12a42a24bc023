"""What another meeting from the same source begins with: what is kept of the meeting before."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from meetings.admin import bounds
from meetings.admin.typed import kinds, offices
from meetings.desk import proposals
from meetings.models import Meeting, Participation, Report, Source

# Parameter -> what its tick says, and the fields of the meeting that it keeps.
KEEPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "date": ("the date", ("date", "date_basis")),
    "channel": ("how they met", ("channel", "setting")),
    "occasion": ("summit and place", ("summit", "sidelines", "place")),
    "first": ("the first side", ()),
    "report": ("the report", ()),
}
_OF_REPORT = ("extent", "attribution", "occurrence")
_OF_PARTICIPATION = ("title_as_reported", "side", "role", "authority_as_reported", "uncertain")


@dataclass
class Kept:
    """The source and the earlier meeting that a new one comes from, and what it keeps of it."""

    source: Source | None = None
    meeting: Meeting | None = None
    names: frozenset[str] = frozenset()
    first_side: list[Participation] = field(default_factory=list)

    def fields(self) -> dict[str, Any]:
        """Return the initial values of the meeting itself."""
        return {
            name: getattr(self.meeting, name)
            for kept in self.names
            for name in KEEPS[kept][1]
            if self.meeting is not None
        }

    def participants(self) -> list[dict[str, Any]]:
        """Return the initial values of the participants: those of the first side."""
        return [participant(row) for row in self.first_side] if "first" in self.names else []

    def reports(self) -> list[dict[str, Any]]:
        """Return the initial values of the reports; a second row waits for the other side."""
        if self.source is None:
            return []
        begin: dict[str, Any] = {"source": self.source}
        report = self._report() if "report" in self.names else None
        first = account(report) if report else proposed(self.source)
        return [begin | first, begin]

    def _report(self) -> Report | None:
        if self.meeting is None or self.source is None:
            return None
        return self.meeting.reports.filter(source=self.source.pk).first()

    def ticks(self) -> Iterator[tuple[str, str, bool]]:
        """Yield what may be kept: the parameter, its words, and whether it is ticked."""
        for name, (words, _) in KEEPS.items() if self.meeting else ():
            yield name, words, name in self.names


def kept_in(request: HttpRequest) -> Kept:
    """Return what the address of the page for a new meeting says of where it comes from."""
    source = Source.objects.select_related("publisher__actor")
    kept = Kept(source.filter(pk=bounds.number_in(request.GET.get("source", ""))).first())
    after = bounds.number_in(request.GET.get("after", ""))
    kept.meeting = Meeting.objects.select_related("summit", "place").filter(pk=after).first()
    if kept.meeting is not None:
        kept.names = frozenset(KEEPS) & frozenset(request.GET.getlist("keep"))
        kept.first_side = first_side(kept.meeting)
    return kept


def address_after(meeting: Meeting, source_id: int) -> str:
    """Return the address of the page for another meeting from a source, with everything kept."""
    query = urlencode({"source": source_id, "after": meeting.pk, "keep": [*KEEPS]}, doseq=True)
    return f"{reverse('admin:meetings_meeting_add')}?{query}"


def first_side(meeting: Meeting) -> list[Participation]:
    """Return the participants that share side or actor with the first one."""
    rows = list(meeting.participations.select_related("actor", "person", "tenure__office__actor"))
    return [
        row
        for row in rows
        if row.actor_id == rows[0].actor_id or (row.side and row.side == rows[0].side)
    ]


def participant(row: Participation) -> dict[str, Any]:
    """Return the initial values of a participant like this one."""
    values = {name: getattr(row, name) for name in _OF_PARTICIPATION}
    tenure = offices.text_of(row.tenure) if row.tenure else ""
    return values | {"actor": row.actor, "person": row.person, "tenure": tenure}


def account(report: Report) -> dict[str, Any]:
    """Return the initial values of a report like this one."""
    voices = [row.actor for row in report.voice_rows.select_related("actor")]
    return {"voice_names": voices} | {name: getattr(report, name) for name in _OF_REPORT}


def proposed(source: Source) -> dict[str, Any]:
    """Return what a document tells by itself of its account."""
    told = proposals.account_in(source)
    if told is None:
        return {}
    voices = kinds.KINDS["actor"].text(told.voice) if told.voice else ""
    return {"voice_names": voices, "attribution": told.attribution, "extent": told.extent}
