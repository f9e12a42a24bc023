"""Load the reference data: files become desk rows, desk rows become public entries."""

from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet

from meetings import models
from meetings.models.base import SharedThing
from meetings.publication.bulk import publish_things
from meetings.publication.things.cards import kind_of, with_card_rows

from . import dependents, plans, terms
from .merging import Terms
from .tables import DATA, Tables, read_table
from .upsert import BATCH, Loaded, Planned, upsert

# In the order in which entries can be published: a referenced thing before its card. A capital
# comes after its state, which is written again with it.
KEYS: dict[type[SharedThing], str] = {
    models.Actor: "code",
    models.Place: "slug",
    models.Office: "slug",
    models.Series: "slug",
    models.Topic: "slug",
    models.Summit: "slug",
}


@dataclass
class Tally:
    """Counts of a load: rows created and changed for each model, dependent rows, terms, entries."""

    loaded: dict[type[SharedThing], Loaded] = field(default_factory=dict)
    children: int = 0
    terms: Terms = field(default_factory=Terms)
    entries: int = 0

    @property
    def written(self) -> int:
        """How many rows of the desk were created, changed or deleted."""
        shared = sum(len(loaded.created) + len(loaded.changed) for loaded in self.loaded.values())
        return shared + self.children + len(self.terms.created) + len(self.terms.changed)


def load(folder: Path = DATA) -> Tally:
    """Bring desk and public record into step with the files in ``folder``.

    A row that an editor has changed since it was loaded stays as it is; a row that was removed
    from the files stays too. Raises MalformedRow, which names file and line; then nothing was
    written.
    """
    tables = {name: read_table(folder, name, plans.COLUMNS[name]) for name in plans.COLUMNS}
    with transaction.atomic():
        tally = _load_desk(tables)
        for model in tally.loaded:
            refresh_search_texts(with_card_rows(model))
    for model, key in KEYS.items():
        loaded = tally.loaded[model]
        things = with_card_rows(model).filter(revision=0)
        ours = [thing for thing in things if getattr(thing, key) in loaded.ours]
        tally.entries += publish_things(ours)
    tally.entries += publish_shown(models.Person) + publish_shown(models.Publisher)
    return tally


def publish_shown(model: type[SharedThing]) -> int:
    """Publish what the desk has of the public things of ``model``; return how many changed.

    For people and publishers: the desk knows all of them, and they become public with the first
    published meeting that shows them. So names and terms become public that this load wrote, or
    one that was interrupted. Changes of editors that await a reviewer do not.
    """
    public = models.Entry.objects.filter(kind=kind_of(model())).values("key")
    return publish_things(list(with_card_rows(model).filter(slug__in=public, pending_update=False)))


def _load_desk(tables: Tables) -> Tally:
    actors = _actors(tables)
    places = upsert(models.Place, "slug", plans.places(tables["places"], actors))
    _seats(tables, actors, places)
    offices = plans.offices(tables["offices"], actors)
    series = upsert(models.Series, "slug", plans.series(tables["series"], actors), natural=["name"])
    topics = upsert(
        models.Topic,
        "slug",
        plans.topics(tables["topics"]),
        parent_field="parent",
        natural=["name"],
    )
    tally = Tally()
    tally.loaded = {
        models.Actor: actors,
        models.Place: places,
        models.Office: upsert(models.Office, "slug", offices, natural=["actor_id", "name"]),
        models.Series: series,
        models.Topic: topics,
        models.Summit: upsert(
            models.Summit, "slug", plans.summits(tables["summits"], series, places, actors)
        ),
    }
    planned = plans.people(tables["people"])
    people = upsert(models.Person, "slug", planned, natural=["wikidata_id"])
    publishers = upsert(
        models.Publisher, "slug", plans.publishers(tables["publishers"], actors), natural=["name"]
    )
    tally.loaded[models.Publisher] = publishers
    tally.loaded[models.Person] = people
    tally.terms = terms.sync(tables["terms"], people, tally.loaded[models.Office])
    tally.children = (
        dependents.of_people(tables, people)
        + dependents.of_actors(tables, actors)
        + dependents.of_places(tables, places, actors)
        + dependents.of_topics(tables, topics)
        + dependents.of_publishers(tables, publishers)
    )
    return tally


def _actors(tables: Tables) -> Loaded:
    planned = [
        *plans.countries(tables["countries"]),
        *plans.organisations(tables["organisations"]),
    ]
    return upsert(models.Actor, "code", planned, parent_field="parent")


def _seats(tables: Tables, actors: Loaded, places: Loaded) -> None:
    planned: list[Planned] = [
        *plans.seats(tables["countries"], "capital", places),
        *plans.seats(tables["organisations"], "seat", places),
    ]
    seated = upsert(models.Actor, "code", planned)
    actors.changed |= seated.changed - actors.created


def refresh_search_texts(things: "QuerySet[SharedThing]") -> None:
    """Store the folded names where they have changed; bulk writes do not call ``save``."""
    changed: list[SharedThing] = []
    for thing in things:
        before = thing.search_text
        thing.search_text = thing.folded_names()
        if thing.search_text != before:
            changed.append(thing)
    if changed:
        things.model._base_manager.bulk_update(changed, ["search_text"], batch_size=BATCH)
