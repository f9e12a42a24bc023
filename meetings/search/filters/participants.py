"""Who took part and what about: four parameters that ``match`` governs together.

*all*: every value holds of the same meeting (one EXISTS a value). *any*: at least one does.
*only*: as *all*, and no other actor took part.
"""

from typing import ClassVar

from django.db.models import Exists, OuterRef, Q

from meetings.english import listed
from meetings.models.choices import COUNTRY_KINDS, EntryKind
from meetings.models.record import Entry, RecordLink

from .base import Chosen, SelectionFilter, VocabularyFilter, linked
from .entries import ActorFilter, EntryFilter

GOVERNED = ("country", "organisation", "person", "topic")
_ROLES = {
    "country": RecordLink.Role.ACTOR,
    "organisation": RecordLink.Role.ACTOR,
    "person": RecordLink.Role.PERSON,
    "topic": RecordLink.Role.TOPIC,
}


class CountryFilter(ActorFilter):
    """A state or territory that took part."""

    parameter, caption = "country", "Country"

    def takes(self, entry: Entry) -> bool:
        """Whether the actor is listed among the countries."""
        return entry.card.get("kind") in COUNTRY_KINDS


class OrganisationFilter(ActorFilter):
    """Any other actor that took part."""

    parameter, caption = "organisation", "Organisation"

    def takes(self, entry: Entry) -> bool:
        """Whether the actor is listed among the organisations."""
        return entry.card.get("kind") not in COUNTRY_KINDS


class PersonFilter(EntryFilter):
    """Somebody who took part in person."""

    parameter, caption, kind = "person", "Person", EntryKind.PERSON


class TopicFilter(EntryFilter):
    """A topic that an account mentions, or one below it in the tree."""

    parameter, caption, kind = "topic", "Topic", EntryKind.TOPIC


class MatchFilter(VocabularyFilter):
    """How the values of the four parameters belong together."""

    parameter, caption, single, default = "match", "These together", True, "all"
    choices: ClassVar[list[tuple[str, str]]] = [
        ("all", "All of them in the same meeting"),
        ("any", "Any of them"),
        ("only", "These countries and organisations and no others"),
    ]

    def condition(self, chosen: Chosen) -> Q:
        """Keep records by the values of all four parameters."""
        one_each = [linked(_ROLES[name], value.ids) for name in GOVERNED for value in chosen[name]]
        together = Q()
        for condition in one_each:
            together = together | condition if _way(chosen) == "any" else together & condition
        if _way(chosen) == "only":
            together &= ~_others_took_part(chosen)
        return together

    def words(self, chosen: Chosen) -> str:
        """Say who took part, in person or not, and what about."""
        return _any_words(chosen) if _way(chosen) == "any" else _all_words(chosen)


def _way(chosen: Chosen) -> str:
    return str(chosen["match"][0])


def _others_took_part(chosen: Chosen) -> Q:
    ids = [pk for name in ("country", "organisation") for one in chosen[name] for pk in one.ids]
    links = RecordLink.objects.filter(record_id=OuterRef("pk"), role=RecordLink.Role.ACTOR)
    return Q(Exists(links.exclude(entry_id__in=ids)))


def _all_words(chosen: Chosen) -> str:
    actors = [str(one) for name in ("country", "organisation") for one in chosen[name]]
    people, topics = ([str(one) for one in chosen[name]] for name in ("person", "topic"))
    # “With both” and “all” say that it is the same meeting.
    both = {0: "", 1: "", 2: "both "}.get(len(actors), "all ")
    parts = []
    if actors:
        rest = " and nobody else" if _way(chosen) == "only" else ""
        parts.append(f"at which {listed(actors)} {both}took part{rest}")
    if people:
        parts.append(f"with {listed(people)}")
    if topics:
        parts.append(f"about {'both ' if len(topics) == 2 else ''}{listed(topics)}")
    return " ".join(parts)


def _any_words(chosen: Chosen) -> str:
    who = [str(one) for name in GOVERNED[:3] for one in chosen[name]]
    topics = [str(one) for one in chosen["topic"]]
    parts = []
    if who:
        parts.append(f"at which {listed(who, 'or')} took part")
    if topics:
        parts.append(f"about {listed(topics, 'or')}")
    return " or ".join(parts)


PARTICIPANT_FILTERS: tuple[type[SelectionFilter], ...] = (
    CountryFilter,
    OrganisationFilter,
    PersonFilter,
    TopicFilter,
    MatchFilter,
)
