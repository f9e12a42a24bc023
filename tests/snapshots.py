"""Parts of snapshots as plain data, for tests of what is made of a meeting without a database."""

from typing import Any

from meetings.publication.rules.derive import derive
from meetings.snapshot.cards import (
    ActorCard,
    DateContent,
    Entries,
    OfficeCard,
    PersonCard,
    PlaceCard,
    SourceCard,
    SummitCard,
    TopicCard,
)
from meetings.snapshot.shape import (
    SCHEMA,
    MeetingContent,
    ParticipationContent,
    ReportContent,
    Snapshot,
    StatementContent,
    TopicContent,
)


def actor(name: str, alpha2: str = "", **fields: Any) -> ActorCard:
    """Return the card of a state, uncontested and always so named unless told otherwise."""
    card: Any = {
        "name": name,
        "sort": name,
        "kind": "state",
        "demonym": "",
        "alpha2": alpha2,
        "contested": False,
        "parent": None,
        "article": False,
        "former": [],
        "names": [],
        "start": "",
        "end": "",
    }
    made: ActorCard = card | fields
    return made


def place(name: str, state: str | None = None, **fields: Any) -> PlaceCard:
    """Return the card of a place whose coordinates are not known."""
    card: Any = {
        "name": name,
        "state": state,
        "contested": False,
        "latitude": None,
        "longitude": None,
        "former_states": [],
    }
    made: PlaceCard = card | fields
    return made


def source(title: str, publisher: str, published: str = "", **fields: Any) -> SourceCard:
    """Return the card of a source in English without an address."""
    card: Any = {
        "title": title,
        "url": "",
        "archive_url": "",
        "published": published,
        "language": "en",
        "publisher": publisher,
        "via": None,
        "same_text_as": None,
    }
    made: SourceCard = card | fields
    return made


def person(name: str, family: str) -> PersonCard:
    """Return the card of a person without names in other languages."""
    return {"name": name, "sort": f"{family}, {name}", "short": family, "names": []}


def minister(code: str) -> OfficeCard:
    """Return the card of the office of a foreign minister."""
    return {"name": "Minister of Foreign Affairs", "rank": "foreign_minister", "actor": code}


def topic_card(name: str) -> TopicCard:
    """Return the card of a topic at the top of the tree."""
    return {"name": name, "article": False, "parent": None, "definition": ""}


def cast() -> Entries:
    """Return cards of everything that the meetings of tests show; each call makes new ones."""
    return {
        "actor": _actors(),
        "person": {
            "li": person("Li Qiang", "Li"),
            "lavrov": person("Sergey Lavrov", "Lavrov"),
            "wang": person("Wang Yi", "Wang"),
        },
        "office": {"chn-minister": minister("CHN"), "rus-minister": minister("RUS")},
        "place": {
            "potsdam": place("Potsdam", "DEU"),
            "rio": place("Rio de Janeiro", "BRA"),
            "taipei": place("Taipei", "TWN", contested=True),
        },
        "series": {"g20": {"name": "G20", "short": "G20", "organisation": None}},
        "summit": {"rio": _summit_in_rio()},
        "topic": {"flights": topic_card("Direct flights"), "ukraine": topic_card("Ukraine")},
        "publisher": {
            "ministry": {"name": "Foreign Ministry", "kind": "government", "actor": "CHN"},
            "reuters": {"name": "Reuters", "kind": "agency", "actor": None},
            "trt": {"name": "TRT World", "kind": "media", "actor": None},
        },
        "source": {
            "NEWS000000": source("Ministers meet", "trt", "2024-11-19", via="reuters"),
            "READOUT000": source("Wang meets Lavrov", "ministry", "2024-11-20"),
            "UNDATED000": source("A note", "trt"),
        },
    }


def _actors() -> dict[str, ActorCard]:
    swaziland = {"name": "Swaziland", "article": False, "start": "1968-09-06", "end": "2018-04-18"}
    return {
        "BRA": actor("Brazil", "BR"),
        "CHN": actor("China", "CN"),
        "DEU": actor("Germany", "DE", start="1949-05-23"),
        "EGY": actor("Egypt", "EG"),
        "EU": actor("European Union", kind="organisation"),
        "IND": actor("India", "IN"),
        "RUS": actor("Russia", "RU"),
        "SWZ": actor("Eswatini", "SZ", former=[swaziland]),
        "TWN": actor("Taiwan", "TW", contested=True),
    }


def _summit_in_rio() -> SummitCard:
    return {
        "name": "G20 Rio de Janeiro",
        "date": "2024-11-18/2024-11-19",
        "series": "g20",
        "place": "rio",
        "host": "BRA",
        "channel": "in_person",
    }


def date(edtf: str, basis: str = "stated", earliest: str = "", latest: str = "") -> DateContent:
    """Return a date; its bounds are the day it names unless they are given."""
    return {
        "edtf": edtf,
        "basis": basis,
        "earliest": earliest or edtf or None,
        "latest": latest or edtf or None,
    }


def participation(actor: str, rank: str = "", **fields: Any) -> ParticipationContent:
    """Return a participation of an unnamed delegation unless told otherwise."""
    row: Any = {
        "actor": actor,
        "person": None,
        "office": None,
        "acting": False,
        "title_as_reported": "",
        "rank": rank,
        "side": None,
        "role": "principal",
        "attendance": "present",
        "standing_in_for": None,
        "also_for": None,
        "basis": "named",
        "authority_as_reported": "",
        "uncertain": False,
    }
    result: ParticipationContent = row | fields
    return result


def topic(key: str, says: str = "", term_used: str = "") -> TopicContent:
    """Return a topic of an account."""
    return {"topic": key, "says": says, "term_used": term_used}


def statement(text: str, **fields: Any) -> StatementContent:
    """Return a quotation in English of nobody who is named."""
    row: Any = {
        "person": None,
        "actor": None,
        "text": text,
        "language": "en",
        "translated": False,
    }
    result: StatementContent = row | fields
    return result


def report(
    voice: str | tuple[str, ...] | None = None, source: str = "NEWS000000", **fields: Any
) -> ReportContent:
    """Return an account of a meeting that was held, relayed by its source."""
    voices = [voice] if isinstance(voice, str) else [*(voice or ())]
    row: Any = {
        "source": source,
        "voices": voices,
        "extent": "relayed",
        "attribution": "outlet",
        "attributed_to": "",
        "occurrence": "held",
        "date": date(""),
        "summary": "",
        "capture": None,
        "topics": [],
        "statements": [],
    }
    result: ReportContent = row | fields
    return result


def content(
    participations: list[ParticipationContent], reports: list[ReportContent], **fields: Any
) -> MeetingContent:
    """Return what editors enter of talks in person on 18 November 2024."""
    row: Any = {
        "checked": True,
        "title": "",
        "date": date("2024-11-18"),
        "channel": "in_person",
        "setting": "talks",
        "place": None,
        "summit": None,
        "sidelines": False,
        "summary": "",
        "replaces": None,
        "occurrence_override": "",
        "occurrence_note": "",
        "participations": participations,
        "reports": reports,
    }
    result: MeetingContent = row | fields
    return result


def snapshot(
    participations: list[ParticipationContent],
    reports: list[ReportContent] | None = None,
    entries: Entries | None = None,
    **fields: Any,
) -> Snapshot:
    """Return the snapshot of a meeting with an account of no side, and the rest as ``content``."""
    shown = cast() if entries is None else entries
    entered = content(participations, [report()] if reports is None else reports, **fields)
    return {
        "schema": SCHEMA,
        "public_id": "A000000000",
        "content": entered,
        "entries": shown,
        "derived": derive(entered, shown),
    }
