"""Details of shared things: the facts that their own pages show besides the card.

A fact is included only if the thing at its other end is public: an office that only a draft
mentions stays at the desk. That thing has its public name here too, since somebody may have changed
it at the desk whom nobody has reviewed yet.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from meetings import models
from meetings.kinds import Name
from meetings.models.choices import ActorNameKind, EntryKind
from meetings.snapshot import cards
from meetings.snapshot.read import read_card


def naming(things: Iterable[models.base.SharedThing]) -> list[models.base.SharedThing]:
    """Return the people and actors whose details name one of ``things``: an office, a capital."""
    rows = list(things)
    offices = [thing.pk for thing in rows if isinstance(thing, models.Office)]
    places = [thing.pk for thing in rows if isinstance(thing, models.Place)]
    people = models.Person.objects.filter(tenures__office__in=offices).distinct() if offices else ()
    return [*people, *(models.Actor.objects.filter(capital__in=places) if places else ())]


def _public_keys(kind: EntryKind, keys: set[str]) -> set[str]:
    entries = models.Entry.objects.filter(kind=kind, key__in=keys)
    return set(entries.values_list("key", flat=True))


def _public_cards(kind: EntryKind, keys: set[str]) -> dict[str, cards.Card]:
    entries = models.Entry.objects.filter(kind=kind, key__in=keys)
    rows = entries.values_list("key", "schema", "card")
    return {key: read_card(schema, kind, card) for key, schema, card in rows}


def of_people(
    people: Sequence[models.Person], _: Collection[Name]
) -> dict[int, cards.PersonDetail]:
    """Return the publicly known offices of people, by row number of the person.

    A term that is not confirmed has no dates: a meeting proves that somebody held an office, not
    from when to when.
    """
    tenures: dict[int, list[models.Tenure]] = defaultdict(list)
    rows = list(models.Tenure.objects.filter(person__in=people).select_related("office__actor"))
    for tenure in rows:
        tenures[tenure.person_id].append(tenure)
    ids = [tenure.pk for tenure in rows]
    used = set(models.Participation.objects.filter(tenure__in=ids).values_list("tenure", flat=True))
    public = _public_cards(EntryKind.OFFICE, {tenure.office.slug for tenure in rows})
    keys = {person.slug for person in people if used.intersection(t.pk for t in tenures[person.pk])}
    offices = _offices_in_public_meetings(keys)
    return {
        person.pk: {
            "tenures": [
                _tenure(tenure, public[tenure.office.slug])
                for tenure in tenures[person.pk]
                if (
                    tenure.office.slug in offices[person.slug]
                    if tenure.pk in used
                    else tenure.confirmed and tenure.office.slug in public
                )
            ],
            "wikidata": person.wikidata_id,
        }
        for person in people
    }


def _offices_in_public_meetings(keys: Collection[str]) -> dict[str, set[str]]:
    """Return, by person, the offices of published meetings that the person took part in.

    A tenure entered with a draft counts as a draft too, until a published meeting shows it.
    """
    offices: dict[str, set[str]] = defaultdict(set)
    people = models.RecordLink.objects.filter(
        role=models.RecordLink.Role.PERSON, entry__kind=EntryKind.PERSON, entry__key__in=keys
    )
    pairs = people.filter(record__links__role=models.RecordLink.Role.OFFICE).values_list(
        "entry__key", "record__links__entry__key"
    )
    for person, office in pairs.distinct():
        offices[person].add(office)
    return offices


def _tenure(tenure: models.Tenure, office: cards.Card) -> cards.TenureDetail:
    dated = tenure.confirmed
    checked_to = tenure.known_until if dated and not tenure.end else None
    return {
        "office": office["name"],
        "actor": office["actor"],
        "rank": office["rank"],
        "start": tenure.start if dated else "",
        "end": tenure.end if dated else "",
        "acting": tenure.acting,
        "checked_to": checked_to.isoformat() if checked_to else "",
    }


def of_actors(
    actors: Sequence[models.Actor], becoming_public: Collection[Name]
) -> dict[int, cards.ActorDetail]:
    """Return facts, predecessors, successors and memberships of actors, by row number."""
    ids = [actor.pk for actor in actors]
    rows = list(models.Membership.objects.filter(member__in=ids).select_related("organisation"))
    memberships: dict[int, list[models.Membership]] = defaultdict(list)
    for row in rows:
        memberships[row.member_id].append(row)
    before, after = _neighbours(ids)
    translations = _translations(ids)
    codes = {row.organisation.code for row in rows}
    public = _public_keys(EntryKind.ACTOR, codes.union(*before.values(), *after.values()))
    public |= {key for kind, key in becoming_public if kind == EntryKind.ACTOR}
    capitals = _capitals(actors, becoming_public)
    return {
        actor.pk: {
            **_facts(actor, capitals),
            "predecessors": sorted(before[actor.pk] & public),
            "successors": sorted(after[actor.pk] & public),
            "memberships": [
                _membership(row) for row in memberships[actor.pk] if row.organisation.code in public
            ],
            "translations": translations[actor.pk],
        }
        for actor in actors
    }


def _translations(actors: Sequence[int]) -> dict[int, list[cards.OtherName]]:
    """Return the names in other languages, by row number of the actor."""
    names: dict[int, list[cards.OtherName]] = defaultdict(list)
    rows = models.ActorName.objects.filter(actor__in=actors, kind=ActorNameKind.TRANSLATED)
    for row in rows.order_by("language", "name"):
        names[row.actor_id].append({"name": row.name, "language": row.language})
    return names


def _neighbours(rows: Sequence[int]) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
    """Return the codes of predecessors and successors, by row number of the actor."""
    before: dict[int, set[str]] = defaultdict(set)
    after: dict[int, set[str]] = defaultdict(set)
    pairs = models.Actor.predecessors.through._default_manager
    for pk, code in pairs.filter(from_actor__in=rows).values_list(
        "from_actor_id", "to_actor__code"
    ):
        before[pk].add(code)
    for pk, code in pairs.filter(to_actor__in=rows).values_list("to_actor_id", "from_actor__code"):
        after[pk].add(code)
    return before, after


def _capitals(actors: Iterable[models.Actor], becoming_public: Collection[Name]) -> dict[str, str]:
    """Return the names of capitals that are or become public, by key."""
    names = {actor.capital.slug: actor.capital.name for actor in actors if actor.capital}
    public = _public_cards(EntryKind.PLACE, set(names))
    becoming = {key for kind, key in becoming_public if kind == EntryKind.PLACE}
    return {key: name for key, name in names.items() if key in becoming} | {
        key: card["name"] for key, card in public.items()
    }


def _facts(actor: models.Actor, capitals: Mapping[str, str]) -> cards.ActorFacts:
    return {
        "region": actor.region,
        "subregion": actor.subregion,
        "capital": capitals.get(actor.capital.slug, "") if actor.capital else "",
        "cow": actor.cow_number,
        "gw": actor.gw_number,
        "wikidata": actor.wikidata_id,
    }


def _membership(membership: models.Membership) -> cards.MembershipDetail:
    return {
        "organisation": membership.organisation.code,
        "status": membership.status,
        "start": membership.start,
        "end": membership.end,
    }


def of_topics(topics: Sequence[models.Topic], _: Collection[Name]) -> dict[int, cards.TopicDetail]:
    """Return the other terms for topics."""
    names: dict[int, list[str]] = defaultdict(list)
    for alias in models.TopicAlias.objects.filter(topic__in=[topic.pk for topic in topics]):
        names[alias.topic_id].append(alias.name)
    return {topic.pk: {"aliases": names[topic.pk]} for topic in topics}
