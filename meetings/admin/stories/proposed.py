"""The worksheet that a story page begins with: a reader's proposals as texts of inputs."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models

from meetings.admin.typed.kinds import KINDS
from meetings.desk import documents, similar
from meetings.intake import proposal
from meetings.intake.worksheet import (
    ACCOUNT,
    MEETING,
    PARTICIPANT,
    QUOTATION,
    SOURCE,
    TOPIC,
    Decision,
    Row,
    Worksheet,
)
from meetings.models import Source, Story

# What it costs to look at: more is no list that an editor goes through.
_MOST_NAMED = 30


class Names:
    """The texts of the register's things in inputs, read once for a whole reading."""

    def __init__(self, reading: proposal.Reading) -> None:
        keys: dict[str, set[Any]] = defaultdict(set)
        for kind, key in _references(reading):
            if key:
                keys[kind].add(key)
        self._texts: dict[tuple[str, Any], str] = {}
        for kind, wanted in keys.items():
            field = KINDS[kind].code or "pk"
            rows: models.QuerySet[Any] = KINDS[kind].model._default_manager.all()
            for row in rows.filter(**{f"{field}__in": wanted}):
                self._texts[kind, getattr(row, field)] = KINDS[kind].text(row)

    def text(self, kind: str, key: str | int | None, name: str = "", *, makes: bool = False) -> str:
        """Return the text of a thing; with ``makes`` a new one's, where only its name is known."""
        if known := self._texts.get((kind, key)):
            return known
        return f"+ {name}" if makes and name else ""


def _references(reading: proposal.Reading) -> Iterable[tuple[str, str | int | None]]:
    yield "publisher", reading.source.publisher
    yield "publisher", reading.source.via
    for mention in reading.mentions:
        if mention.kind == proposal.MentionKind.PERSON:
            yield "person", int(mention.key)
    for meeting in reading.meetings:
        yield "place", meeting.place
        yield "summit", meeting.summit
        for person in meeting.participants:
            yield from (("person", person.person), ("actor", person.actor))
            yield "office", person.office
        for account in meeting.accounts:
            yield from (("actor", code) for code in account.voices)
            yield from (("topic", topic.topic) for topic in account.topics)
            for quotation in account.quotations:
                yield from (("person", quotation.person), ("actor", quotation.institution))


def sheet_of(story: Story, reading: proposal.Reading) -> Worksheet:
    """Return the worksheet that a reading of a story proposes."""
    names, sheet = Names(reading), Worksheet()
    sheet.rows[SOURCE] = _proposed(_source(story, reading, names))
    for number, meeting in enumerate(reading.meetings, start=1):
        _add_meeting(sheet, f"{MEETING}{number}", meeting, names, story.text)
    return sheet


def add_second(sheet: Worksheet, reading: proposal.Reading, text: str) -> str:
    """Add the meetings that the second reader proposes; return the key of the first.

    They stand beside those of the rules, named as the model's, and wait for an editor's decision.
    """
    names, first = Names(reading), ""
    for meeting in reading.meetings:
        key = sheet.add("", MEETING)
        _add_meeting(sheet, key, meeting, names, text)
        decision = Decision.DROP if meeting.background else Decision.LATER
        sheet.rows[key].texts |= {"decision": decision, "model": reading.model}
        first = first or key
    return first


def _proposed(texts: dict[str, str]) -> Row:
    """Return a row whose texts are all proposed, but for those that are nothing to look at."""
    return Row(texts, {name for name, text in texts.items() if text and name not in _SILENT})


_SILENT = ("evidence", "hint", "decision", "background", "model")


def _source(story: Story, reading: proposal.Reading, names: Names) -> dict[str, str]:
    source = reading.source
    address = source.url or story.url
    known = known_source(story, address)
    site = documents.publisher_of(address)
    publisher = (
        names.text("publisher", source.publisher)
        or (KINDS["publisher"].text(site.publisher) if site else "")
        or (f"+ {name}" if (name := source.publisher_name or story.publisher) else "")
    )
    return {
        "known": KINDS["source"].text(known) if known else "",
        "publisher": publisher,
        "via": names.text("publisher", source.via, source.via_name, makes=True),
        "title": source.title or story.title,
        "published": source.published or story.published,
        "language": source.language or reading.language or story.language or "en",
        "url": address,
    }


def known_source(story: Story, address: str) -> Source | None:
    """Return the source that a story is: by its address, or by nearly the same text.

    The same text at another address is a document of its own, which only has the same text.
    """
    if by_address := documents.same_document(address):
        return by_address
    if address:
        return None
    alike = similar.similar_sources(story.sketch)
    return alike[0].source if alike else None


def _add_meeting(
    sheet: Worksheet, key: str, meeting: proposal.ProposedMeeting, names: Names, text: str
) -> None:
    decision = Decision.DROP if meeting.background else Decision.ACCEPT
    sheet.rows[key] = _proposed({
        "decision": decision,
        "background": "on" if meeting.background else "",
        "date": meeting.date,
        "date_basis": meeting.date_basis,
        "channel": meeting.channel,
        "setting": meeting.setting,
        "place": names.text("place", meeting.place),
        "summit": names.text("summit", meeting.summit),
        "sidelines": "on" if meeting.sidelines and meeting.summit else "",
        "hint": _hint(meeting),
        "evidence": _spans(meeting.evidence),
    })  # fmt: skip
    for number, participant in enumerate(meeting.participants, start=1):
        row = _proposed(_participant(participant, names))
        sheet.rows[f"{key}-{PARTICIPANT}{number}"] = row
    accounts = meeting.accounts or [proposal.ProposedAccount(occurrence=meeting.occurrence)]
    for number, account in enumerate(accounts, start=1):
        _add_account(sheet, f"{key}-{ACCOUNT}{number}", account, names, text)


def _hint(meeting: proposal.ProposedMeeting) -> str:
    """Return what the story says and no input can hold."""
    says = [f"date “{meeting.date_words}”"] if meeting.date_words else []
    says += [f"place “{meeting.place_name}”"] if meeting.place_name and not meeting.place else []
    if meeting.summit_name and not meeting.summit:
        says.append(f"summit “{meeting.summit_name}”")
    says += [f"{meeting.certainty}, not certain"] if meeting.certainty != "sure" else []
    return "; ".join(says)


def _participant(participant: proposal.ProposedParticipant, names: Names) -> dict[str, str]:
    person = names.text("person", participant.person, participant.name, makes=True)
    office = names.text("office", participant.office) if person.startswith("+") else ""
    return {
        "person": person,
        "actor": names.text("actor", participant.actor),
        "title_as_reported": participant.title,
        "tenure": office,
        "side": str(participant.side or ""),
        "role": participant.role,
        "attendance": participant.attendance,
        "evidence": _spans(participant.evidence),
    }


def _add_account(
    sheet: Worksheet, key: str, account: proposal.ProposedAccount, names: Names, text: str
) -> None:
    voices = filter(None, (names.text("actor", code) for code in account.voices))
    sheet.rows[key] = _proposed({
        "voice_names": "; ".join(voices),
        "attribution": account.attribution,
        "attributed_to": account.attributed_to,
        "extent": account.extent,
        "occurrence": account.occurrence,
        "evidence": _spans(account.evidence),
    })  # fmt: skip
    topics = sorted(account.topics, key=lambda topic: topic.topic is None)
    for number, topic in enumerate(topics, start=1):
        sheet.rows[f"{key}-{TOPIC}{number}"] = _proposed(_topic(topic, names, text))
    for number, quotation in enumerate(account.quotations, start=1):
        sheet.rows[f"{key}-{QUOTATION}{number}"] = _proposed(_quotation(quotation, names))


def _topic(topic: proposal.ProposedTopic, names: Names, text: str) -> dict[str, str]:
    """Return the texts of a topic; what the register has none for is a word of the story.

    The editor says whether such a word is a topic, and which.
    """
    known = names.text("topic", topic.topic)
    return {
        "topic": known,
        "term_used": topic.term_used or ("" if known else topic.name),
        "line": text[topic.sentence.start : topic.sentence.end] if topic.sentence else "",
    }


def _quotation(quotation: proposal.ProposedQuotation, names: Names) -> dict[str, str]:
    return {
        "text": quotation.text,
        "speaker": names.text("person", quotation.person, quotation.name, makes=True),
        "institution": names.text("actor", quotation.institution),
        "language": quotation.language,
        "translated": "on" if quotation.translated else "",
        "evidence": _spans(quotation.evidence),
    }


def _spans(spans: Iterable[proposal.Span]) -> str:
    return " ".join(f"{start}-{end}" for start, end in spans)


def add_named(sheet: Worksheet, reading: proposal.Reading) -> str:
    """Add a meeting of everybody whom a story names, for entry by hand; return its key."""
    names = Names(reading)
    key = sheet.add("", MEETING, Row({"decision": Decision.ACCEPT}))
    seen: set[tuple[str, str]] = set()
    for mention in reading.mentions:
        if mention.kind == proposal.MentionKind.PERSON and (mention.kind, mention.key) not in seen:
            person = names.text("person", int(mention.key))
            if person and len(seen) < _MOST_NAMED:
                sheet.add(key, PARTICIPANT, _proposed({"person": person}))
            seen.add((mention.kind, mention.key))
    sheet.add(key, PARTICIPANT)
    sheet.add(key, ACCOUNT)
    return key
