"""Data for the generation of meetings, read once: keys, cards, row numbers, weights.

It has only plain values, so that forked processes can share it.
"""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any, cast

from meetings.kinds import key_field
from meetings.models import Entry, Publisher, Summit, Tenure, Topic
from meetings.models.choices import EntryKind
from meetings.publication.things.cards import DESK_KINDS, Name, references_of
from meetings.snapshot.cards import ActorCard, Card, Entries, PlaceCard, by_kind
from meetings.snapshot.on_the_day import state_on

from .setting import FIRST_DAY, LAST_DAY, actors_by_weight
from .words import Vocabulary

# With this exponent the first actor takes part in a third of all meetings.
ACTOR_EXPONENT = 0.97
# Density doubles every 17 years.
GROWTH = 1.042


@dataclass(frozen=True, slots=True)
class Holder:
    """The holder of an office from a day on: keys, and the row number of the tenure."""

    start: date
    end: date
    person: str
    tenure: int
    acting: bool


@dataclass(slots=True)
class ActorOfWorld:
    """An actor with its lifetime, and its offices as (key, rank, successive holders)."""

    code: str
    start: date
    end: date
    contested: bool
    country: bool
    offices: list[tuple[str, str, list[Holder]]] = field(default_factory=list)

    def holder(self, ranks: tuple[str, ...], day: date) -> tuple[str, str, Holder] | None:
        """Return the first office with one of ``ranks``, its rank, and its holder on ``day``."""
        for office, rank, holders in self.offices:
            if rank in ranks:
                place = bisect_right(holders, day, key=lambda holder: holder.start) - 1
                if place >= 0 and day <= holders[place].end:
                    return office, rank, holders[place]
        return None


@dataclass(frozen=True, slots=True)
class Chances:
    """Weighted things; ``draw`` picks a thing in time logarithmic in their number."""

    things: list[Any]
    cumulated: list[float]

    @classmethod
    def zipf(cls, things: list[Any], exponent: float = 1.0) -> "Chances":
        """Weigh each thing by its place in the list."""
        weights = (1 / place**exponent for place in range(1, len(things) + 1))
        return cls(things, list(accumulate(weights)))

    def draw(self, random: Random) -> Any:  # noqa: ANN401 - the type of the things
        """Return one of the things."""
        return random.choices(self.things, cum_weights=self.cumulated)[0]


class World:
    """All data that the generator of meetings reads."""

    def __init__(self, seed: int) -> None:
        random = Random(f"{seed}:world")
        self.seed = seed
        self.vocabulary = Vocabulary(Random(f"{seed}:words"))
        self.cards: dict[Name, Card] = {}
        self.entry_ids: dict[Name, int] = {}
        for pk, kind, key, card in Entry.objects.values_list("pk", "kind", "key", "card"):
            self.cards[kind, key] = card
            self.entry_ids[kind, key] = pk
        self.desk_ids = _desk_ids()
        self._shown: dict[Name, tuple[Name, ...]] = {}
        self._read_actors(random)
        self._read_places()
        self._read_rest(random)
        years = range(FIRST_DAY.year, LAST_DAY.year + 1)
        self._years = list(accumulate(GROWTH ** (year - FIRST_DAY.year) for year in years))

    def _read_actors(self, random: Random) -> None:
        self.actors: dict[str, ActorOfWorld] = {}
        for row in actors_by_weight(random):
            self.actors[row.code] = ActorOfWorld(
                row.code,
                row.start_earliest or FIRST_DAY,
                row.end_latest or date.max,
                row.contested,
                row.is_country,
            )
        self.actor_chances = Chances.zipf(list(self.actors.values()), ACTOR_EXPONENT)
        offices: dict[tuple[str, str, str], list[Holder]] = defaultdict(list)
        tenures = Tenure.objects.select_related("office__actor", "person")
        for tenure in tenures.order_by("office__slug", "start_earliest", "pk"):
            start, end = tenure.start_earliest or FIRST_DAY, tenure.end_latest or date.max
            holder = Holder(start, end, tenure.person.slug, tenure.pk, tenure.acting)
            offices[tenure.office.actor.code, tenure.office.slug, tenure.office.rank].append(holder)
        for (code, office, rank), holders in offices.items():
            self.actors[code].offices.append((office, rank, holders))

    def _read_places(self) -> None:
        places_by_state: dict[str, list[str]] = defaultdict(list)
        # Places that lay in another state before are left out.
        for (kind, key), card in sorted(self.cards.items()):
            if kind == EntryKind.PLACE and card["state"] and not card["former_states"]:
                places_by_state[card["state"]].append(key)
        self.places = {code: Chances.zipf(keys, 1.3) for code, keys in places_by_state.items()}

    def _read_rest(self, random: Random) -> None:
        topics = list(Topic.objects.order_by("slug").values_list("slug", flat=True))
        summits = list(Summit.objects.filter(date_latest__lte=LAST_DAY).order_by("slug"))
        random.shuffle(topics)
        random.shuffle(summits)
        self.topics = Chances.zipf(topics, 0.9)
        self.summits = Chances.zipf(summits, 0.5)
        publishers = list(Publisher.objects.select_related("actor").order_by("pk"))
        self.official: dict[str, list[Publisher]] = defaultdict(list)
        for row in publishers:
            if row.actor:
                self.official[row.actor.code].append(row)
        unofficial = [row for row in publishers if row.actor is None]
        self.press = Chances.zipf(unofficial, 0.8)
        self.agencies = Chances.zipf([row for row in unofficial if row.kind == "agency"])

    def day_at(self, share: float) -> date:
        """Return the day before which ``share`` (0 to 1) of all meetings took place."""
        target = share * self._years[-1]
        place = min(bisect_right(self._years, target), len(self._years) - 1)
        before = self._years[place - 1] if place else 0.0
        within = (target - before) / (self._years[place] - before)
        day = date(FIRST_DAY.year + place, 1, 1) + timedelta(days=int(within * 365))
        return min(day, LAST_DAY)

    def shown(self, name: Name) -> tuple[Name, ...]:
        """Return ``name`` and everything that its card refers to, directly or not."""
        if name not in self._shown:
            names = {name: None}
            waiting = [name]
            while waiting:
                kind, key = waiting.pop()
                new_names = [
                    reference
                    for reference in references_of(kind, self.cards[kind, key])
                    if reference not in names
                ]
                names.update(dict.fromkeys(new_names))
                waiting += new_names
            self._shown[name] = tuple(names)
        return self._shown[name]

    def state_of(self, place: str, day: date) -> str | None:
        """Return the code of the state a place lay in on a day."""
        card = cast("PlaceCard", self.cards["place", place])
        states = [row["state"] for row in (card, *card["former_states"]) if row["state"]]
        actors = {code: cast("ActorCard", self.cards["actor", code]) for code in states}
        return state_on(card, actors, day)

    def entries(self, names: list[Name]) -> Entries:
        """Return the cards of ``names`` and of all they refer to."""
        entries: Entries = {}
        for name in names:
            for kind, key in self.shown(name):
                by_kind(entries).setdefault(kind, {})[key] = self.cards[kind, key]
        return entries


def _desk_ids() -> dict[Name, int]:
    ids: dict[Name, int] = {}
    for kind, row in DESK_KINDS.items():
        rows = row.model._base_manager.values_list(key_field(kind), "pk")
        ids.update({(kind.value, key): pk for key, pk in rows})
    return ids
