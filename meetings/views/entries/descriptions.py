"""What the page of each kind of thing says of it besides its meetings, and what its index does."""

import re

from django.db.models import Exists, OuterRef
from django.db.models.fields.json import KT
from django.utils.translation import get_language_info

from meetings.models.choices import ActorKind, EntryKind, MembershipStatus, PublisherKind, Rank
from meetings.models.record import Entry, RecordLink
from meetings.pages.addresses import Link, outside_address
from meetings.pages.entry import EntryPage, Item
from meetings.pages.flags import flag_of
from meetings.pages.lines import Party
from meetings.pages.words import date_words, span_words
from meetings.snapshot.cards import Card

from .indexes import Index, initial
from .lookup import link_to, links_to
from .pages import Description

_MOST_CHILDREN = 100
Role = RecordLink.Role


def describe_actor(entry: Entry, page: EntryPage) -> None:
    """Tell of a country or organisation: names, time, codes, memberships. Two queries."""
    card, detail = entry.card, entry.detail
    kind = EntryKind.ACTOR.value
    codes = [one["organisation"] for one in detail.get("memberships", [])]
    related = [*detail.get("predecessors", []), *detail.get("successors", []), *codes]
    links = links_to((kind, code) for code in related)
    page.kind = ActorKind(card["kind"]).label
    flag = "" if card["contested"] or card["end"] else flag_of(card["alpha2"], None)
    page.party = Party(entry.key, entry.label, flag)
    page.add_fact("Code", entry.key)
    page.add_fact("Part of", link_to(entry.parent) if entry.parent else None)
    page.add_fact("Former names", *(_former(one) for one in card["former"]), stacked=True)
    page.add_fact("Existed", span_words(card["start"], card["end"]))
    page.add_fact("Capital", detail.get("capital"))
    page.add_fact("Region", detail.get("subregion") or detail.get("region"))
    for name in ("predecessors", "successors"):
        page.add_fact(name.capitalize(), *(links[kind, code] for code in detail.get(name, [])))
    page.add_fact("Correlates of War", str(detail["cow"]) if detail.get("cow") else "")
    page.add_fact("Gleditsch–Ward", str(detail["gw"]) if detail.get("gw") else "")
    page.add_section("Organs and parts", _children(entry))
    page.add_section(
        "Memberships",
        [
            _membership(one, links[kind, one["organisation"]])
            for one in detail.get("memberships", [])
        ],
    )


def _former(one: Card) -> str:
    return " ".join(filter(None, [one["name"], span_words(one["start"], one["end"])]))


def _membership(one: Card, link: Link) -> Item:
    member = one["status"] == MembershipStatus.MEMBER
    status = "" if member else MembershipStatus(one["status"]).label.lower()
    return Item(link, ", ".join(filter(None, [status, span_words(one["start"], one["end"])])))


def _children(entry: Entry) -> list[Item]:
    rows = entry.children.filter(kind=entry.kind).only("kind", "key", "label", "card", "parent")
    return [Item(link_to(row)) for row in rows.order_by("sort_label", "key")[:_MOST_CHILDREN]]


def describe_person(entry: Entry, page: EntryPage) -> None:
    """Tell of a person: other names, offices over time. One query."""
    tenures = entry.detail.get("tenures", [])
    links = links_to((EntryKind.ACTOR.value, one["actor"]) for one in tenures)
    page.add_fact(
        "Other names", *(Link(one["name"], language=one["language"]) for one in entry.card["names"])
    )
    items = []
    for one in tenures:
        acting = "Acting " if one["acting"] else ""
        actor = links.get((EntryKind.ACTOR.value, one["actor"]), Link(one["actor"]))
        rank = "" if one["office"] else Rank(one["rank"]).label
        span = span_words(one["start"], one["end"]) or "dates not recorded"
        words = f"{acting}{one['office'] or rank}, {actor.label}"
        items.append(Item(Link(words, actor.href), span))
    page.add_section("Offices held", items)


def describe_summit(entry: Entry, page: EntryPage) -> None:
    """Tell of an edition of a series: when, where, by whom. One query."""
    card = entry.card
    place, host = _name(EntryKind.PLACE, card["place"]), _name(EntryKind.ACTOR, card["host"])
    links = links_to([place, host])
    page.add_fact("When", date_words(card["date"]))
    page.add_fact("Where", links.get(place) if place else None)
    page.add_fact("Host", links.get(host) if host else None)
    page.add_fact("Series", link_to(entry.parent) if entry.parent else None)


def _name(kind: EntryKind, key: str | None) -> tuple[str, str] | None:
    return (kind.value, key) if key else None


def describe_series(entry: Entry, page: EntryPage) -> None:
    """Tell of a series: whose it is, and its editions. Two queries."""
    organisation = _name(EntryKind.ACTOR, entry.card["organisation"])
    links = links_to([organisation])
    page.add_fact("Organisation", links.get(organisation) if organisation else None)
    rows = entry.children.only("kind", "key", "label", "card", "parent").order_by(
        KT("card__date").desc()
    )
    items = [Item(link_to(row), date_words(row.card["date"])) for row in rows[:_MOST_CHILDREN]]
    page.add_section("Editions", items)


def describe_topic(entry: Entry, page: EntryPage) -> None:
    """Tell of a topic: its meaning, what it is part of, what is part of it. One query."""
    page.lead = entry.card["definition"]
    page.add_fact("Part of", link_to(entry.parent) if entry.parent else None)
    page.add_fact("Also called", *entry.detail.get("aliases", []))
    page.add_section("Narrower topics", _children(entry), "Their meetings are counted here too.")


def describe_publisher(entry: Entry, page: EntryPage) -> None:
    """Tell of a publisher: what sort it is, for whom it speaks, its sources. Two queries."""
    actor = _name(EntryKind.ACTOR, entry.card["actor"])
    links = links_to([actor])
    page.kind = PublisherKind(entry.card["kind"]).label if entry.card["kind"] else page.kind
    page.add_fact("Speaks for", links.get(actor) if actor else None)
    shown = RecordLink.objects.filter(entry_id=OuterRef("pk"), role=Role.SOURCE)
    rows = entry.children.filter(Exists(shown), kind=EntryKind.SOURCE)
    rows = rows.only("kind", "key", "label", "card", "parent")
    newest = rows.order_by("-pk")[:20]
    items = [Item(link_to(row), date_words(row.card["published"])) for row in newest]
    page.add_section("Sources read last", items)


def describe_source(entry: Entry, page: EntryPage) -> None:
    """Tell of a source: who published it when, and where it is. One query."""
    card = entry.card
    via, same = (
        _name(EntryKind.PUBLISHER, card["via"]),
        _name(EntryKind.SOURCE, card["same_text_as"]),
    )
    links = links_to([via, same])
    page.add_fact("Publisher", link_to(entry.parent) if entry.parent else None)
    page.add_fact("Agency credited", links.get(via) if via else None)
    page.add_fact("Published", date_words(card["published"]))
    page.add_fact("Language", _language(card["language"]))
    page.add_fact("Same text as", links.get(same) if same else None)
    address = outside_address(card["url"])
    page.outside = Link("Open the source", address) if address else None


def _language(tag: str) -> str:
    """Return the English name of a BCP 47 tag, where Django knows it; else the tag."""
    try:
        return str(get_language_info(tag)["name"]) if tag else ""
    except KeyError:
        return tag


def _actor_beside(entry: Entry) -> str:
    kind = "" if entry.card["kind"] == ActorKind.STATE else ActorKind(entry.card["kind"]).label
    ended = f"until {date_words(entry.card['end'])}" if entry.card["end"] else ""
    return ", ".join(filter(None, [kind.lower(), ended]))


def _year(entry: Entry) -> str:
    """Return the first year in the EDTF text of a summit."""
    year = re.search(r"\d{4}", entry.card["date"])
    return year[0] if year else "No date known"


def _actor_index(lead: str, heading: str = "") -> Index:
    return Index(
        lead,
        heading,
        beside=_actor_beside,
        group=initial,
        by_letter=False,
        whole=True,
        marks_actors=True,
    )


_ACTORS = Role.ACTOR, "Most often there"
_COMPANIONS = "Most often at the same meetings"

# By the names of ``meetings.kinds``.
DESCRIPTIONS: dict[str, Description] = {
    "country": Description(
        describe_actor,
        _actor_index(
            "States, territories and de facto authorities, present and past; in bold those that "
            "took part in a meeting recorded here. Names, order and inclusion imply no position "
            "on the status of any of them."
        ),
        (Role.ACTOR, _COMPANIONS),
    ),
    "organisation": Description(
        describe_actor,
        _actor_index(
            "International organisations, their organs, groups and companies; in bold those that "
            "took part in a meeting recorded here.",
            "Organisations and others",
        ),
        (Role.ACTOR, _COMPANIONS),
    ),
    "person": Description(
        describe_person,
        Index("Everybody whom a published meeting names.", group=initial),
        (Role.PERSON, _COMPANIONS),
    ),
    "summit": Description(
        describe_summit,
        Index(
            "Editions of series and conferences of their own, the latest first.",
            order=(KT("card__date").desc(), "key"),
            beside=lambda entry: date_words(entry.card["date"]),
            group=_year,
            by_letter=False,
        ),
        _ACTORS,
    ),
    "series": Description(
        describe_series, Index("Summits that come again.", by_letter=False), _ACTORS
    ),
    "topic": Description(
        describe_topic,
        Index(
            "What is talked about. A topic stands for all that is below it, too.",
            group=initial,
            by_letter=False,
            whole=True,
        ),
        (Role.ACTOR, "Who took part"),
    ),
    "publisher": Description(
        describe_publisher, Index("Who published what the register rests on.", group=initial)
    ),
    "source": Description(
        describe_source,
        Index(
            "The documents that published meetings rest on, the last entered first.",
            # There may be more sources than meetings: no order but this one has an index.
            order=("-pk",),
            beside=lambda entry: date_words(entry.card["published"]),
            by_letter=False,
        ),
        role=Role.SOURCE,
    ),
}
