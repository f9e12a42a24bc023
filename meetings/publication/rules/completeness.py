"""Completeness of a meeting before publication. All missing things are named at once."""

from collections.abc import Iterator

from meetings.models import Meeting
from meetings.models.choices import VOICELESS_ATTRIBUTIONS, Occurrence
from meetings.publication.errors import Missing
from meetings.snapshot import cards, shape

from . import derive

MOST_CHARACTERS_OF_TITLE = 300


def missing_from(meeting: Meeting, snapshot: shape.Snapshot) -> list[Missing]:
    """Return everything that ``meeting`` lacks to be published as ``snapshot``.

    No query if ``meeting`` was read with its parts, as ``compile_meetings`` does.
    """
    content = snapshot["content"]
    return [
        *_participants(content),
        *_date(content, snapshot["derived"]["occurrence"]),
        *_reports(content),
        *_voices(content, snapshot["entries"]),
        *_offices(meeting),
    ]


def _participants(content: shape.MeetingContent) -> Iterator[Missing]:
    actors = {
        code
        for participation in content["participations"]
        if derive.took_part(participation)
        for code in derive.actors_of(participation)
    }
    if len(actors) < 2:
        yield Missing(
            "actors",
            "Two countries or organisations have to take part; "
            f"there {'is one' if actors else 'are none'}.",
            "participations",
        )


def _date(content: shape.MeetingContent, occurrence: str) -> Iterator[Missing]:
    if not content["date"]["edtf"] and occurrence != Occurrence.ANNOUNCED:
        yield Missing("date", "A date is needed; only an announced meeting may have none.", "date")


def _reports(content: shape.MeetingContent) -> Iterator[Missing]:
    if not content["reports"]:
        yield Missing("report", "A report with a source is needed.", "reports")


def _voices(content: shape.MeetingContent, entries: cards.Entries) -> Iterator[Missing]:
    """Check rules that span tables, which no database constraint can express."""
    seen = set()
    for report in content["reports"]:
        title = entries["source"][report["source"]]["title"]
        if report["voices"] and report["attribution"] in VOICELESS_ATTRIBUTIONS:
            yield Missing(
                "voice", f"In “{title}” a source that speaks for nobody has a voice.", "reports"
            )
        for voice in report["voices"] or [""]:
            if (report["source"], voice) in seen:
                name = entries["actor"][voice]["name"] if voice else "the third party"
                yield Missing(
                    "voice", f"In “{title}” {name} has two accounts; leave only one.", "reports"
                )
            seen.add((report["source"], voice))


def _offices(meeting: Meeting) -> Iterator[Missing]:
    """Check a rule that spans tables, which no database constraint can express."""
    for row in meeting.participations.all():
        tenure = row.tenure
        if tenure is not None and tenure.person_id != row.person_id:
            yield Missing(
                "office",
                f"“{tenure}” is the office of another person than {row.person}.",
                "participations",
            )
