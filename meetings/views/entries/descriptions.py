"""The facts and sections on the page of each kind of entry, and the settings of its index."""

import re

from django.db.models import Exists, OuterRef
from django.db.models.fields.json import KT
from django.utils.translation import get_language_info

from meetings import kinds
from meetings.models import choices, record
from meetings.pages import addresses, flags, lines
from meetings.pages.entry import EntryPage, Item
from meetings.pages.sources import archive_words
from meetings.pages.words import date_words, span_words
from meetings.snapshot.cards import Card

from . import indexes, lookup, pages, together

_MOST_CHILDREN = 100
Role = record.RecordLink.Role


def describe_actor(entry: record.Entry, page: EntryPage) -> None:
    """Add the facts of a country or organisation: names, dates, memberships. Two queries."""
    card, detail = entry.card, entry.detail
    kind = choices.EntryKind.ACTOR.value
    memberships = detail.get("memberships", [])
    codes = [membership["organisation"] for membership in memberships]
    related = [*detail.get("predecessors", []), *detail.get("successors", []), *codes]
    links = lookup.links_to((kind, code) for code in related)
    page.kind = choices.ActorKind(card["kind"]).label
    flag = "" if card["contested"] or card["end"] else flags.flag_of(card["alpha2"], None)
    page.party = lines.Party(entry.key, entry.label, flag)
    page.add_fact("Code", entry.key)
    page.add_fact("Part of", lookup.link_to(entry.parent) if entry.parent else None)
    page.add_fact("Former names", *(_former(name) for name in card["former"]), stacked=True)
    page.add_fact("Existed", span_words(card["start"], card["end"]))
    page.add_fact("Capital" if kinds.is_country(card) else "Seat", detail.get("capital"))
    page.add_fact("Region", detail.get("subregion") or detail.get("region"))
    for name in ("predecessors", "successors"):
        page.add_fact(name.capitalize(), *(links[kind, code] for code in detail.get(name, [])))
    for name, number in (("Correlates of War", "cow"), ("Gleditsch–Ward", "gw")):
        page.add_fact(name, str(detail[number]) if detail.get(number) else "")
    page.add_section("Territories" if kinds.is_country(card) else "Organs", _children(entry))
    items = [_membership(row, links[kind, row["organisation"]]) for row in memberships]
    page.add_section("Memberships", items)


def describe_organisation(entry: record.Entry, page: EntryPage) -> None:
    """Add the facts of an organisation, its members, series and summits. Seven queries."""
    describe_actor(entry, page)
    together.add_members(entry, page)
    together.add_gatherings(entry, page)


def _former(name: Card) -> str:
    return " ".join(filter(None, [name["name"], span_words(name["start"], name["end"])]))


def _membership(membership: Card, link: addresses.Link) -> Item:
    is_member = membership["status"] == choices.MembershipStatus.MEMBER
    status = "" if is_member else choices.MembershipStatus(membership["status"]).label.lower()
    span = span_words(membership["start"], membership["end"])
    return Item(link, ", ".join(filter(None, [status, span])))


def _children(entry: record.Entry) -> list[Item]:
    rows = entry.children.filter(kind=entry.kind).only("kind", "key", "label", "card", "parent")
    return [
        Item(lookup.link_to(row)) for row in rows.order_by("sort_label", "key")[:_MOST_CHILDREN]
    ]


def describe_person(entry: record.Entry, page: EntryPage) -> None:
    """Add the facts of a person: other names, offices, absences. Two queries."""
    tenures = entry.detail.get("tenures", [])
    links = lookup.links_to((choices.EntryKind.ACTOR.value, tenure["actor"]) for tenure in tenures)
    names = (
        addresses.Link(name["name"], language=name["language"]) for name in entry.card["names"]
    )
    page.add_fact("Other names", *names)
    items = []
    for tenure in tenures:
        acting = "Acting " if tenure["acting"] else ""
        actor = links.get(
            (choices.EntryKind.ACTOR.value, tenure["actor"]), addresses.Link(tenure["actor"])
        )
        rank = "" if tenure["office"] else choices.Rank(tenure["rank"]).label
        span = span_words(tenure["start"], tenure["end"]) or "dates not recorded"
        if (checked := tenure.get("checked_to")) and not tenure["end"]:
            span = f"{span} (checked to {date_words(checked)})"
        words = f"{acting}{tenure['office'] or rank}, {actor.label}"
        items.append(Item(addresses.Link(words, actor.href), span))
    page.add_section("Offices held", items)
    together.add_absences(entry, page)


def describe_summit(entry: record.Entry, page: EntryPage) -> None:
    """Add the facts of a summit: date, place, host, series, meetings there. Two queries."""
    card = entry.card
    place, host = (
        _name(choices.EntryKind.PLACE, card["place"]),
        _name(choices.EntryKind.ACTOR, card["host"]),
    )
    links = lookup.links_to([place, host])
    page.add_fact("When", date_words(card["date"]))
    page.add_fact("Where", links.get(place) if place else None)
    page.add_fact("Host", links.get(host) if host else None)
    page.add_fact("Series", lookup.link_to(entry.parent) if entry.parent else None)
    together.add_meetings_there(entry, page)


def _name(kind: choices.EntryKind, key: str | None) -> tuple[str, str] | None:
    return (kind.value, key) if key else None


def describe_series(entry: record.Entry, page: EntryPage) -> None:
    """Add the facts of a series: its organisation and editions. Two queries."""
    organisation = _name(choices.EntryKind.ACTOR, entry.card["organisation"])
    links = lookup.links_to([organisation])
    page.add_fact("Organisation", links.get(organisation) if organisation else None)
    rows = entry.children.only("kind", "key", "label", "card", "parent").order_by(
        KT("card__date").desc()
    )
    items = [
        Item(lookup.link_to(row), date_words(row.card["date"])) for row in rows[:_MOST_CHILDREN]
    ]
    page.add_section("Editions", items)


def describe_topic(entry: record.Entry, page: EntryPage) -> None:
    """Add the facts of a topic: definition, broader and narrower topics. One query."""
    page.lead = entry.card["definition"]
    page.add_fact("Part of", lookup.link_to(entry.parent) if entry.parent else None)
    page.add_fact("Also called", *entry.detail.get("aliases", []))
    page.add_section("Narrower topics", _children(entry), "Their meetings are counted here too.")


def describe_publisher(entry: record.Entry, page: EntryPage) -> None:
    """Add the facts of a publisher: kind, actor it speaks for, newest sources. Two queries."""
    actor = _name(choices.EntryKind.ACTOR, entry.card["actor"])
    links = lookup.links_to([actor])
    page.kind = choices.PublisherKind(entry.card["kind"]).label if entry.card["kind"] else page.kind
    page.add_fact("Speaks for", links.get(actor) if actor else None)
    published = record.RecordLink.objects.filter(entry_id=OuterRef("pk"), role=Role.SOURCE)
    rows = entry.children.filter(Exists(published), kind=choices.EntryKind.SOURCE)
    rows = rows.only("kind", "key", "label", "card", "parent")
    newest = rows.order_by("-pk")[:20]
    items = [Item(lookup.link_to(row), date_words(row.card["published"])) for row in newest]
    page.add_section("Latest sources", items)


def describe_source(entry: record.Entry, page: EntryPage) -> None:
    """Add the facts of a source: publisher, date, language and address. One query."""
    card = entry.card
    via, same_text = (
        _name(choices.EntryKind.PUBLISHER, card["via"]),
        _name(choices.EntryKind.SOURCE, card["same_text_as"]),
    )
    links = lookup.links_to([via, same_text])
    page.add_fact("Publisher", lookup.link_to(entry.parent) if entry.parent else None)
    page.add_fact("Agency credited", links.get(via) if via else None)
    page.add_fact("Published", date_words(card["published"]))
    page.add_fact("Language", _language(card["language"]))
    page.add_fact("Same text as", links.get(same_text) if same_text else None)
    if archived := addresses.outside_address(card.get("archive_url", "")):
        label = archive_words(archived) or "Open the archived copy"
        page.add_fact("Archived copy", addresses.Link(label, archived))
    address = addresses.outside_address(card["url"])
    page.outside = addresses.Link("Open the source", address) if address else None


def _language(tag: str) -> str:
    """Return the English name of a BCP 47 tag, or the tag if Django does not know it."""
    try:
        return str(get_language_info(tag)["name"]) if tag else ""
    except KeyError:
        return tag


def _actor_beside(entry: record.Entry) -> str:
    kind = (
        ""
        if entry.card["kind"] == choices.ActorKind.STATE
        else choices.ActorKind(entry.card["kind"]).label
    )
    ended = f"until {date_words(entry.card['end'])}" if entry.card["end"] else ""
    return ", ".join(filter(None, [kind.lower(), ended]))


def _year(entry: record.Entry) -> str:
    """Return the first year in the EDTF text of a summit."""
    year = re.search(r"\d{4}", entry.card["date"])
    return year[0] if year else "No date known"


def _actor_index(lead: str, heading: str = "") -> indexes.Index:
    return indexes.Index(
        lead,
        heading,
        beside=_actor_beside,
        group=indexes.initial,
        by_letter=False,
        whole=True,
        marks_actors=True,
    )


_ACTORS = Role.ACTOR, "Most often present"
_COMPANIONS = "Most often at the same meetings"

# By the names of ``meetings.kinds``.
DESCRIPTIONS: dict[str, pages.Description] = {
    "country": pages.Description(
        describe_actor,
        _actor_index(
            "States, territories and de facto authorities, present and past; in bold those that "
            "took part in a meeting recorded here. Names, order and inclusion imply no position "
            "on the status of any of them."
        ),
        (Role.ACTOR, _COMPANIONS),
    ),
    "organisation": pages.Description(
        describe_organisation,
        _actor_index(
            "International organisations, their organs, groups and companies; in bold those that "
            "took part in a meeting recorded here.",
            "Organisations and others",
        ),
        (Role.ACTOR, _COMPANIONS),
    ),
    "person": pages.Description(
        describe_person,
        indexes.Index("Everybody named in a published meeting.", group=indexes.initial),
        (Role.PERSON, _COMPANIONS),
    ),
    "summit": pages.Description(
        describe_summit,
        indexes.Index(
            "Editions of series and single conferences, the latest first.",
            order=(KT("card__date").desc(), "key"),
            beside=lambda entry: date_words(entry.card["date"]),
            group=_year,
            by_letter=False,
        ),
        _ACTORS,
    ),
    "series": pages.Description(
        describe_series,
        indexes.Index(
            "Summits that are held regularly or have been held more than once.", by_letter=False
        ),
        _ACTORS,
    ),
    "topic": pages.Description(
        describe_topic,
        indexes.Index(
            "What meetings were about. A topic includes the narrower topics below it.",
            group=indexes.initial,
            by_letter=False,
            whole=True,
        ),
        (Role.ACTOR, "Who took part"),
    ),
    "publisher": pages.Description(
        describe_publisher,
        indexes.Index("The publishers of the sources behind the register.", group=indexes.initial),
    ),
    "source": pages.Description(
        describe_source,
        indexes.Index(
            "The documents behind published meetings, the latest entries first.",
            # There may be more sources than meetings, and only this order has an index.
            order=("-pk",),
            beside=lambda entry: date_words(entry.card["published"]),
            by_letter=False,
        ),
        role=Role.SOURCE,
    ),
}
