"""Project a snapshot into columns, links and text for lists, filters and searches.

The projection is a pure function of the snapshot.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from meetings.models import choices, record
from meetings.snapshot import on_the_day, shape
from meetings.snapshot.cards import (
    ActorCard,
    Entries,
    LinePerson,
    NamedKey,
    RecordCard,
    by_kind,
)
from meetings.tokens import SearchText

from .rules import derive
from .searchable import search_text_of
from .things.cards import Name

Role = record.RecordLink.Role

# Meetings without a date are announced ones: they sort before every dated one.
UNDATED = datetime.date(9999, 12, 31)

# The public record of a withdrawn meeting says only that it existed. Columns that no list can show
# any more (channel, occurrence) keep their last published value.
_WITHDRAWN: dict[str, Any] = {
    "state": choices.RecordState.WITHDRAWN.value,
    "title": "Withdrawn meeting",
    "earliest": None,
    "latest": None,
    "listed_on": UNDATED,
    "level": "",
    "sides": 0,
}
_POINTERS = ("summit", "series", "place", "host")


@dataclass(frozen=True)
class Projection:
    """The values that a record, its links and its text should have.

    ``columns`` holds values by field of ``Record``. ``entries`` holds the foreign keys to entries,
    by name of the field. ``links`` maps role and name of an entry to the side, which only actors
    have. ``text`` is None if search must not find the meeting.
    """

    columns: dict[str, Any]
    entries: dict[str, Name | None]
    links: dict[tuple[int, Name], int | None]
    text: SearchText | None

    @property
    def names(self) -> set[Name]:
        """Return the names of all entries whose row numbers are needed to write the projection."""
        return {name for _, name in self.links} | set(filter(None, self.entries.values()))

    def all_columns(self, entry_ids: Mapping[Name, int]) -> dict[str, Any]:
        """Return all columns, foreign keys as row numbers (``host_id``)."""
        keys = {f"{field}_id": name and entry_ids[name] for field, name in self.entries.items()}
        return self.columns | keys

    def links_by_number(self, entry_ids: Mapping[Name, int]) -> dict[tuple[int, int], int | None]:
        """Return the side by role and row number of the entry."""
        return {(int(role), entry_ids[name]): side for (role, name), side in self.links.items()}


def project(snapshot: shape.Snapshot | None) -> Projection:
    """Return the projection of a meeting's snapshot; an empty one of a withdrawal (None)."""
    if snapshot is None:
        return Projection(_WITHDRAWN | {"card": {}}, dict.fromkeys(_POINTERS), {}, None)
    content, entries = snapshot["content"], snapshot["entries"]
    derived = snapshot["derived"]
    earliest, latest = (
        datetime.date.fromisoformat(text) if text else None
        for text in (content["date"]["earliest"], content["date"]["latest"])
    )
    columns = {
        "state": choices.RecordState.PUBLISHED.value,
        "title": derived["title"],
        "card": card_of_record(content, entries, derived),
        "earliest": earliest,
        "latest": latest,
        "listed_on": latest or UNDATED,
        "channel": content["channel"],
        "setting": content["setting"],
        "sides": len(derived["sides"]),
        "level": derived["level"],
        "occurrence": derived["occurrence"],
        "accounts": derived["accounts"]["value"],
        "checked": content["checked"],
        "source_languages": record.spaced(_languages(content, entries)),
    }
    pointers = _foreign_keys(content, entries, derived)
    return Projection(columns, pointers, links_of(snapshot), search_text_of(snapshot))


def _languages(content: shape.MeetingContent, entries: Entries) -> list[str]:
    tags = [entries["source"][report["source"]]["language"] for report in content["reports"]]
    return [tag.partition("-")[0].lower() for tag in tags if tag]


def _foreign_keys(
    content: shape.MeetingContent, entries: Entries, derived: shape.Derived
) -> dict[str, Name | None]:
    summit = content["summit"]
    series = entries["summit"][summit]["series"] if summit else None
    keys = {"summit": summit, "series": series, "place": content["place"]}
    names: dict[str, Name | None] = {
        kind: (kind, key) if key else None for kind, key in keys.items()
    }
    names["host"] = (choices.EntryKind.ACTOR.value, derived["host"]) if derived["host"] else None
    return names


def card_of_record(
    content: shape.MeetingContent, entries: Entries, derived: shape.Derived
) -> RecordCard:
    """Return the card of a meeting: exactly the values that one line of a list shows."""
    earliest = content["date"]["earliest"]
    day = datetime.date.fromisoformat(earliest) if earliest else None
    return {
        "date": content["date"],
        "sides": [
            {
                "actors": [
                    {
                        "code": code,
                        "name": on_the_day.name_on(entries["actor"][code], day),
                        "alpha2": _alpha2(entries["actor"][code]),
                        "article": on_the_day.takes_article(entries["actor"][code], day),
                    }
                    for code in side["actors"]
                ],
                "people": _people(content, entries, side["participations"]),
                "level": derive.level_of_side(content["participations"], side),
            }
            for side in derived["sides"]
        ],
        "summit": _label(entries, "summit", content["summit"]),
        "sidelines": content["sidelines"],
        "place": _label(entries, "place", content["place"]),
        "topics": [
            {"key": key, "name": entries["topic"][key]["name"]} for key in topics_of(content)
        ],
        "accounts": derived["accounts"],
        "summary": content["summary"][:300],
    }


def _alpha2(actor: ActorCard) -> str:
    # No flag is shown where the representation of the actor is contested.
    return "" if actor["contested"] else actor["alpha2"]


def _people(
    content: shape.MeetingContent, entries: Entries, indexes: list[int]
) -> list[LinePerson]:
    keys = [content["participations"][index]["person"] for index in indexes]
    people = entries.get("person", {})
    return [
        {"key": key, "name": people[key]["name"], "short": people[key]["short"]}
        for key in dict.fromkeys(keys)
        if key is not None
    ]


def _label(entries: Entries, kind: str, key: str | None) -> NamedKey | None:
    return {"key": key, "name": by_kind(entries)[kind][key]["name"]} if key else None


def topics_of(content: shape.MeetingContent) -> list[str]:
    """Return the topics of all reports, each once, in the order they were entered."""
    return list(
        dict.fromkeys(topic["topic"] for report in content["reports"] for topic in report["topics"])
    )


def links_of(snapshot: shape.Snapshot) -> dict[tuple[int, Name], int | None]:
    """Return all links of the record: entries with a role, then all other entries as mentions."""
    content, derived = snapshot["content"], snapshot["derived"]
    links: dict[tuple[int, Name], int | None] = {}
    for participation in filter(derive.took_part, content["participations"]):
        links.update(dict.fromkeys(_links_of_participation(participation)))
    for side in derived["sides"]:
        links.update({(Role.ACTOR, ("actor", code)): side["number"] for code in side["actors"]})
    for report in content["reports"]:
        links.update(dict.fromkeys(_links_of_report(report, snapshot["entries"])))
    links.update({(Role.VOICE, ("actor", code)): None for code in derived["accounts"]["voices"]})
    linked = {name for _, name in links}
    for kind, cards in by_kind(snapshot["entries"]).items():
        for key in cards:
            if (kind, key) not in linked:
                links[Role.MENTION, (kind, key)] = None
    return links


def _links_of_participation(participation: shape.ParticipationContent) -> list[tuple[int, Name]]:
    links: list[tuple[int, Name]] = [
        (Role.ACTOR, ("actor", code)) for code in derive.actors_of(participation)
    ]
    if participation["person"]:
        links.append((Role.PERSON, ("person", participation["person"])))
    if participation["office"]:
        links.append((Role.OFFICE, ("office", participation["office"])))
    return links


def _links_of_report(report: shape.ReportContent, entries: Entries) -> list[tuple[int, Name]]:
    publisher = entries["source"][report["source"]]["publisher"]
    return [
        (Role.SOURCE, ("source", report["source"])),
        (Role.PUBLISHER, ("publisher", publisher)),
        *((Role.TOPIC, ("topic", topic["topic"])) for topic in report["topics"]),
    ]
