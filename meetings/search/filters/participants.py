"""Filters by participants and topics: four parameters that ``match`` combines.

*all*: the meeting has every value (one EXISTS for each value). *any*: it has at least one value.
*only*: as *all*, and no other actor took part.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import ClassVar

from django import forms
from django.db.models import Exists, OuterRef, Q

from meetings import english, kinds
from meetings.models import record

from . import base, vocabularies
from .entries import ActorFilter, EntryFilter, Parents, alphabetical

# The part of a selection with all these parameters.
TOGETHER = "together"

Role = record.RecordLink.Role


class _GovernedFilter(EntryFilter):
    governed = True
    part = TOGETHER


class CountryFilter(_GovernedFilter, ActorFilter):
    """A state or territory that took part."""

    parameter, caption, things = "country", "Country", kinds.BY_NAME["country"]
    doc = "Code of a country that took part: `CHN`"
    source = base.Links(Role.ACTOR)
    facet = base.Facet(10, open=True)
    # Meetings between two countries are the most frequent search.
    controls, offered = base.Controls(base.Area.MAIN, empty=2, one_more=True), base.Offer.ALL


class OrganisationFilter(_GovernedFilter, ActorFilter):
    """Any other actor that took part."""

    parameter, caption, things = "organisation", "Organisation", kinds.BY_NAME["organisation"]
    doc = "Code of an organisation that took part: `EU`"
    synonyms = ("org", "organization")
    source = base.Links(Role.ACTOR)
    facet = base.Facet(20, open=True)
    controls, offered = base.Controls(base.Area.MAIN, one_more=True), base.Offer.ALL


class PersonFilter(_GovernedFilter):
    """Somebody who took part in person."""

    parameter, caption, things = "person", "Person", kinds.BY_NAME["person"]
    doc = "Key of somebody who took part: `sergey-lavrov`"
    source = base.Links(Role.PERSON)
    facet = base.Facet(30, open=True)
    controls, offered = base.Controls(base.Area.MAIN, one_more=True), base.Offer.NEWEST


class TopicFilter(_GovernedFilter):
    """A topic that an account mentions, or one below it in the tree."""

    parameter, caption, things = "topic", "Topic", kinds.BY_NAME["topic"]
    doc = "Key of a topic that an account mentions, or of one above it"
    synonyms = ("about",)
    source = base.Links(Role.TOPIC)
    facet = base.Facet(40, open=True)
    controls, offered = base.Controls(base.Area.MAIN, one_more=True), base.Offer.TREE

    def named(self, entries: Iterable[record.Entry], parents: Parents) -> tuple[base.Named, ...]:
        """Return topics with the row numbers of their descendants in the tree."""
        children: dict[int | None, list[int]] = defaultdict(list)
        for pk, parent in parents.items():
            children[parent].append(pk)
        return tuple(
            base.Named(entry, tuple(_below(entry.pk, children))) for entry in alphabetical(entries)
        )


def _below(root: int, children: dict[int | None, list[int]]) -> list[int]:
    below = {root: None}
    waiting = [root]
    while waiting:
        for child in children[waiting.pop()]:
            if child not in below:
                below[child] = None
                waiting.append(child)
    return list(below)


# In the order of the address.
GOVERNED: tuple[type[EntryFilter], ...] = (
    CountryFilter,
    OrganisationFilter,
    PersonFilter,
    TopicFilter,
)


class MatchFilter(vocabularies.VocabularyFilter):
    """How the values of the four parameters belong together."""

    parameter, caption, single, default = "match", "Match", True, "all"
    doc = (
        "How the four before belong together: `all` (default) in the same meeting, `any` of them, "
        "`only` these countries and organisations and nobody else"
    )
    part, left_out, is_clause = TOGETHER, ("all",), False
    source, facet, controls = None, None, base.Controls()
    choices: ClassVar[list[tuple[str, str]]] = [
        ("all", "All of them in the same meeting"),
        ("any", "Any of them"),
        ("only", "These countries and organisations and no others"),
    ]

    def check(self, chosen: base.Chosen) -> None:
        """Refuse *only* without an actor."""
        if _way(chosen) == "only" and not _actors(chosen):
            raise forms.ValidationError(
                "“Only these” needs a country or an organisation: it means these and nobody else."
            )

    def condition(self, chosen: base.Chosen) -> Q:
        """Return the condition for the values of all four parameters."""
        conditions = [
            filter_class.source.keeping(value.ids)
            for filter_class in GOVERNED
            for value in chosen[filter_class.parameter]
        ]
        together = Q()
        for condition in conditions:
            together = together | condition if _way(chosen) == "any" else together & condition
        if _way(chosen) == "only":
            together &= ~_others_took_part(chosen)
        return together

    def words(self, chosen: base.Chosen) -> str:
        """Say which actors and people took part, and the topics."""
        return _any_words(chosen) if _way(chosen) == "any" else _all_words(chosen)


def _way(chosen: base.Chosen) -> str:
    return str(chosen["match"][0])


def _actors(chosen: base.Chosen) -> list[base.Named]:
    return [*chosen["country"], *chosen["organisation"]]


def _others_took_part(chosen: base.Chosen) -> Q:
    ids = [pk for actor in _actors(chosen) for pk in actor.ids]
    links = record.RecordLink.objects.filter(record_id=OuterRef("pk"), role=Role.ACTOR)
    return Q(Exists(links.exclude(entry_id__in=ids)))


def _all_words(chosen: base.Chosen) -> str:
    actors, people, topics = (
        [value.in_sentence for value in values]
        for values in (_actors(chosen), chosen["person"], chosen["topic"])
    )
    # “Both” and “all” say that they were at the same meeting.
    quantifier = {0: "", 1: "", 2: "both "}.get(len(actors), "all ")
    parts = []
    if actors:
        ending = " and nobody else" if _way(chosen) == "only" else ""
        parts.append(f"at which {english.listed(actors)} {quantifier}took part{ending}")
    if people:
        parts.append(f"with {english.listed(people)}")
    if topics:
        parts.append(f"about {'both ' if len(topics) == 2 else ''}{english.listed(topics)}")
    return " ".join(parts)


def _any_words(chosen: base.Chosen) -> str:
    participants = [value.in_sentence for value in (*_actors(chosen), *chosen["person"])]
    topics = [value.in_sentence for value in chosen["topic"]]
    parts = []
    if participants:
        parts.append(f"at which {english.listed(participants, 'or')} took part")
    if topics:
        parts.append(f"about {english.listed(topics, 'or')}")
    return " or ".join(parts)
