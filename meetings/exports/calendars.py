"""Meetings as an iCalendar file (RFC 5545, RFC 7986); all events are whole days."""

import datetime
from collections.abc import Iterable

from icalendar import Calendar, Event, vDuration, vUri

from meetings.models.choices import Occurrence
from meetings.pages import words
from meetings.snapshot.on_the_day import days_of

from . import feed, provenance
from .rows import Row, snapshot_of

MOST_EVENTS = 500
# How often calendar programs should refresh a subscription.
_REFRESH = datetime.timedelta(hours=12)
_STATUS = {
    Occurrence.ANNOUNCED: "TENTATIVE",
    Occurrence.POSTPONED: "TENTATIVE",
    Occurrence.CALLED_OFF: "CANCELLED",
    Occurrence.DENIED: "TENTATIVE",
    Occurrence.DISPUTED: "TENTATIVE",
    Occurrence.HELD: "CONFIRMED",
}


def calendar_of(rows: Iterable[Row], about: provenance.About, address: str) -> bytes:
    """Return a calendar of deep rows; meetings without a date are left out."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{provenance.REGISTER}//Register of diplomatic meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for name in ("name", "x-wr-calname"):  # RFC 7986, and the older name that programs read
        calendar.add(name, f"{provenance.REGISTER}: {about.selection}")
    calendar.add(
        "description",
        f"{about.selection}. Register clock {about.register_clock}. "
        f"{provenance.LICENCE}, {provenance.LICENCE_ADDRESS}",
    )
    calendar.add("url", vUri(about.selection_address))
    calendar.add("source", vUri(address), parameters={"value": "URI"})
    calendar.add("refresh-interval", vDuration(_REFRESH), parameters={"value": "DURATION"})
    for row in rows:
        if days := days_of(row.card["date"]):
            calendar.add_component(_event(row, days))
    return bytes(calendar.to_ical())


def _event(row: Row, days: tuple[datetime.date, datetime.date]) -> Event:
    snapshot, (earliest, latest) = snapshot_of(row), days
    event = Event()
    event.add("uid", row.public_id)
    event.add("dtstamp", row.last_published)
    event.add("last-modified", row.last_published)
    event.add("created", row.first_published)
    event.add("sequence", row.version - 1)
    event.add("dtstart", earliest)
    # DTEND of a whole day is the next day, except for the last day that Python can represent.
    event.add("dtend", latest + datetime.timedelta(days=latest < datetime.date.max))
    event.add("summary", words.titled(words.status_of(snapshot), row.title))
    event.add("status", _STATUS[Occurrence(row.occurrence)])
    event.add("transp", "TRANSPARENT")
    event.add("description", "\n".join([*feed.told(snapshot, row.version), row.address]))
    event.add("url", vUri(row.address))
    if row.card["place"]:
        event.add("location", row.card["place"]["name"])
    if row.card["topics"]:
        event.add("categories", [topic["name"] for topic in row.card["topics"]])
    return event
