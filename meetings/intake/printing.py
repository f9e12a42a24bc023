"""A reading for people, and in the form of the public measure of story readers."""

from typing import Any

from meetings.dates.edtf import parse
from meetings.models.choices import Channel

from .proposal import ProposedMeeting, ProposedQuotation, Reading, Span

_FORMATS = {2: "bilateral", 3: "trilateral"}
_OCCURRENCES = {"called_off": "called off"}


def as_answer(reading: Reading) -> dict[str, Any]:
    """Return the reading as one JSON object: ``meetings`` and ``statements``.

    Dates are days, months or “from/to”; ``format`` is the channel, or how many sides there are.
    """
    quotations = [
        *reading.quotations,
        *(q for m in reading.meetings for account in m.accounts for q in account.quotations),
    ]
    return {
        "language": reading.language,
        "meetings": [_meeting(meeting) for meeting in reading.meetings],
        "statements": [_statement(quotation) for quotation in quotations],
    }


def _meeting(meeting: ProposedMeeting) -> dict[str, Any]:
    voices = [code for account in meeting.accounts for code in account.voices]
    return {
        "date": _days(meeting.date),
        "format": _format(meeting),
        "occurrence": _OCCURRENCES.get(meeting.occurrence, str(meeting.occurrence)),
        "background": meeting.background,
        "summit": meeting.summit_name or None,
        "place": meeting.place_name or None,
        "topics": [topic.name for account in meeting.accounts for topic in account.topics],
        "voices": voices,
        "participants": [
            {"name": p.name or None, "actor": p.actor or None, "title": p.title or None}
            for p in meeting.participants
        ],
        "evidence": [list(span) for span in meeting.evidence],
    }


def _days(edtf: str) -> str | None:
    if not edtf:
        return None
    if not edtf.startswith("["):
        return edtf
    when = parse(edtf)
    return f"{when.earliest}/{when.latest}"


def _format(meeting: ProposedMeeting) -> str:
    if meeting.channel == Channel.CALL:
        return "call"
    if meeting.channel == Channel.VIDEO:
        return "video"
    sides = len({p.actor for p in meeting.participants})
    return _FORMATS.get(sides, "multilateral")


def _statement(quotation: ProposedQuotation) -> dict[str, Any]:
    return {
        "speaker": quotation.name or quotation.institution,
        "text": quotation.text,
        "evidence": list(quotation.evidence[0]) if quotation.evidence else None,
    }


def as_text(reading: Reading, text: str) -> str:
    """Return the story with marks around what the proposals rest on, then the proposals."""
    spans = {span: number for number, m in enumerate(reading.meetings, 1) for span in m.evidence}
    lines = [_marked(text, spans), "", f"Language: {reading.language or 'not known'}"]
    source = reading.source
    lines.append(
        f"Source: {source.publisher_name or '?'}, “{source.title}”, {source.published or 'no day'}"
    )
    lines.append(f"Read by: {f'the model {reading.model}' if reading.model else 'the rules'}")
    lines.extend(f"Note: {note}" for note in reading.notes)
    for number, meeting in enumerate(reading.meetings, 1):
        lines.extend(_lines(number, meeting))
    lines.extend(f"“{q.text}” – {q.name or q.institution}" for q in reading.quotations)
    return "\n".join(lines)


def _marked(text: str, spans: dict[Span, int]) -> str:
    for span, number in sorted(spans.items(), reverse=True):
        text = f"{text[: span.start]}[{number}: {text[span.start : span.end]}]{text[span.end :]}"
    return text


def _lines(number: int, meeting: ProposedMeeting) -> list[str]:
    kind = "background" if meeting.background else "meeting"
    head = f"{number}. {kind}, {meeting.occurrence}, {meeting.channel}, {meeting.date or 'no date'}"
    lines = [head, f"   at {meeting.place_name or '?'}, summit {meeting.summit_name or '–'}"]
    lines.extend(
        f"   - {p.name or 'delegation'} ({p.actor or '?'}), {p.title}" for p in meeting.participants
    )
    for account in meeting.accounts:
        lines.append(
            f"   account: {', '.join(account.voices) or 'the outlet'} ({account.attribution})"
        )
        lines.extend(f"     topic: {topic.name}" for topic in account.topics)
        lines.extend(f"     “{q.text}” – {q.name}" for q in account.quotations)
    return lines
