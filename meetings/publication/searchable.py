"""The text that full-text search finds a meeting by: a pure function of its snapshot."""

import datetime
from collections.abc import Iterator

from meetings import tokens
from meetings.snapshot import cards, on_the_day, shape

from .rules.derive import took_part


def search_text_of(snapshot: shape.Snapshot) -> tokens.SearchText:
    """Return the searchable tokens of a published (not withdrawn) meeting's snapshot."""
    content, entries = snapshot["content"], snapshot["entries"]
    head = filter(None, (snapshot["derived"]["title"], *_participants(content, entries)))
    body = filter(None, (*_circumstances(content, entries), *_accounts(content, entries)))
    return tokens.search_text(head, body)


def _participants(content: shape.MeetingContent, entries: cards.Entries) -> Iterator[str]:
    earliest = content["date"]["earliest"]
    day = datetime.date.fromisoformat(earliest) if earliest else None
    for participation in filter(took_part, content["participations"]):
        if participation["person"]:
            yield from _person(entries["person"][participation["person"]])
        for code in filter(None, (participation["actor"], participation["also_for"])):
            actor = entries["actor"][code]
            yield from (on_the_day.name_on(actor, day), actor["name"], actor["demonym"])
            yield from (name["name"] for name in actor["names"])
            yield from (former["name"] for former in actor["former"])


def _person(card: cards.Card) -> Iterator[str]:
    yield card["name"]
    yield from (name["name"] for name in card["names"])


def _circumstances(content: shape.MeetingContent, entries: cards.Entries) -> Iterator[str]:
    for participation in content["participations"]:
        yield participation["title_as_reported"]
        yield participation["authority_as_reported"]
        if participation["office"]:
            yield entries["office"][participation["office"]]["name"]
        if participation["person"] and not took_part(participation):
            yield from _person(entries["person"][participation["person"]])
    if content["place"]:
        yield entries["place"][content["place"]]["name"]
    summit = entries["summit"][content["summit"]] if content["summit"] else None
    if summit:
        yield summit["name"]
    if summit and (series := summit["series"]):
        yield from (entries["series"][series]["name"], entries["series"][series]["short"])
    yield content["summary"]


def _accounts(content: shape.MeetingContent, entries: cards.Entries) -> Iterator[str]:
    for report in content["reports"]:
        yield report["summary"]
        for topic in report["topics"]:
            yield entries["topic"][topic["topic"]]["name"]
            yield from (topic["says"], topic["term_used"])
        for statement in report["statements"]:
            yield statement["text"]
            if statement["person"]:
                yield entries["person"][statement["person"]]["name"]
        yield from _document(report, entries)


def _document(report: shape.ReportContent, entries: cards.Entries) -> Iterator[str]:
    source = entries["source"][report["source"]]
    yield source["title"]
    for key in filter(None, (source["publisher"], source["via"])):
        yield entries["publisher"][key]["name"]
    if report["capture"]:
        yield report["capture"]["excerpt"]
