"""Small registers made at random, and what selections and facets mean on them, in plain Python.

Records, links and entries are written straight into the public tables; the reference that SQL
and the index are compared with is written here from the design, not from either of them.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random

from meetings.models.choices import Accounts, Channel, Level, Occurrence, Setting
from meetings.models.record import Address, Entry, Record, RecordLink, RegisterClock, spaced

UNDATED = datetime.date(9999, 12, 31)
FIRST_DAY = datetime.date(2019, 11, 20)
NOW = datetime.datetime(2024, 11, 19, 12, tzinfo=datetime.UTC)

ACTORS = {
    "CHN": "state",
    "RUS": "state",
    "HKG": "territory",
    "TWN": "de_facto_authority",
    "EU": "international_organisation",
    "HAMAS": "non_state_group",
}
COUNTRIES = ("CHN", "RUS", "HKG", "TWN")
PEOPLE = tuple(f"person-{number}" for number in range(14))
TOPICS = {"war": None, "ukraine": "war", "grain": "ukraine", "gaza": "war", "trade": None}
SUMMITS = {"g20-rio": "g20", "g20-bali": "g20", "apec-lima": "apec"}
PUBLISHERS = ("reuters", "xinhua", "tass")
LANGUAGES = ("en", "zh", "zho", "ti")
ROLES = {
    "actors": RecordLink.Role.ACTOR,
    "people": RecordLink.Role.PERSON,
    "topics": RecordLink.Role.TOPIC,
    "publishers": RecordLink.Role.PUBLISHER,
    "accounts_of": RecordLink.Role.VOICE,
}

# Parameter -> values, as an address has them.
Asked = Mapping[str, tuple[str, ...]]


@dataclass
class Met:
    """One record as the reference sees it."""

    id: int
    state: str
    earliest: datetime.date | None
    latest: datetime.date | None
    columns: dict[str, str]
    sides: int
    checked: bool
    links: dict[str, set[str]]
    pointers: dict[str, str | None]


@dataclass
class Register:
    """The records made, and the row numbers of the entries by key."""

    met: dict[int, Met] = field(default_factory=dict)
    entries: dict[str, int] = field(default_factory=dict)

    def make_entries(self) -> None:
        """Write every entry and its address."""
        kinds: dict[str, tuple[str, str | None, dict[str, str]]]
        kinds = {code: ("actor", None, {"kind": kind}) for code, kind in ACTORS.items()}
        kinds |= {key: ("person", None, {}) for key in PEOPLE}
        kinds |= {key: ("topic", parent, {}) for key, parent in TOPICS.items()}
        kinds |= {key: ("series", None, {}) for key in sorted(set(SUMMITS.values()))}
        kinds |= {key: ("summit", series, {}) for key, series in SUMMITS.items()}
        kinds |= {key: ("publisher", None, {}) for key in PUBLISHERS}
        for key, (kind, parent, card) in kinds.items():
            entry = Entry.objects.create(
                kind=kind,
                key=key,
                label=key.title(),
                sort_label=key,
                parent_id=self.entries[parent] if parent else None,
                card={"name": key.title(), **card},
            )
            Address.objects.create(kind=kind, key=key, entry=entry)
            self.entries[key] = entry.pk

    def add(self, random: Random, clock: int = 0) -> Record:
        """Write one more record."""
        record = Record.objects.create(
            public_id=f"{random.randrange(16**10):010X}",
            slug="s",
            first_published=NOW,
            last_published=NOW,
            **self._columns(random),
            clock=clock,
        )
        self._link(record)
        return record

    def change(self, record: Record, random: Random, clock: int) -> None:
        """Publish a record again, with other values, or withdraw it."""
        record.links.all().delete()
        columns = self._columns(random)
        for name, value in columns.items():
            setattr(record, name, value)
        record.clock = clock
        record.save()
        self._link(record)

    def _columns(self, random: Random) -> dict[str, object]:
        earliest, latest = random_days(random)
        summit = random.choice([None, None, *SUMMITS])
        series = SUMMITS[summit] if summit else None
        host = random.choice([None, *COUNTRIES])
        state = "published" if random.random() < 0.9 else random.choice(["withdrawn", "merged"])
        if state != "published":
            # Such a record points at nothing and has no links (see ``Record``).
            summit = series = host = None
        self._drawn = Met(
            id=0,
            state=state,
            earliest=earliest,
            latest=latest,
            columns={
                "channel": random.choice(Channel.values),
                "setting": random.choice(Setting.values[:3]),
                "level": random.choice([*Level.values[:3], ""]),
                "occurrence": random.choice([*["held"] * 5, *Occurrence.values]),
                "accounts": random.choice(Accounts.values),
                "source_languages": spaced(some(random, LANGUAGES, 3)),
            },
            sides=random.choice([2, 2, 2, 3, 4, 7]),
            checked=random.random() < 0.7,
            links={
                "actors": some(random, ACTORS, 4),
                "people": some(random, PEOPLE, 3),
                "topics": some(random, TOPICS, 3),
                "publishers": some(random, PUBLISHERS, 2),
                "accounts_of": some(random, ACTORS, 2),
            },
            pointers={"summit": summit, "series": series, "host": host},
        )
        return {
            "state": state,
            "title": "A meeting",
            "earliest": earliest,
            "latest": latest,
            "listed_on": latest or UNDATED,
            "sides": self._drawn.sides,
            "checked": self._drawn.checked,
            **self._drawn.columns,
            **{
                f"{name}_id": self.entries[key] if key else None
                for name, key in self._drawn.pointers.items()
            },
        }

    def _link(self, record: Record) -> None:
        met = self._drawn
        met.id = record.pk
        self.met[record.pk] = met
        if met.state != "published":
            return
        linked = [(key, role) for name, role in ROLES.items() for key in sorted(met.links[name])]
        RecordLink.objects.bulk_create(
            RecordLink(entry_id=self.entries[key], role=role, record=record) for key, role in linked
        )


def some(random: Random, keys: Iterable[str], most: int) -> set[str]:
    return set(random.sample(sorted(keys), random.randint(0, most)))


def random_days(random: Random) -> tuple[datetime.date | None, datetime.date | None]:
    """Return days of one, some days, months or years; or none."""
    if random.random() < 0.1:
        return None, None
    # Few days, so that many meetings share one.
    first = FIRST_DAY + datetime.timedelta(days=random.choice([0, 1, 10, 41, 42, 43, 72, 500]))
    length = random.choice([0, 0, 0, 1, 3, 31, 400, 900])
    return first, first + datetime.timedelta(days=length)


def make_entries() -> dict[str, int]:
    """Write everything a register can show; return the row numbers by key."""
    register = Register()
    register.make_entries()
    return register.entries


def make_register(entries: dict[str, int], seed: int, size: int) -> Register:
    """Write a register of ``size`` records, and its clock."""
    random = Random(seed)
    register = Register(entries=entries)
    RegisterClock.objects.update_or_create(id=1, defaults={"value": 1})
    for _ in range(size):
        register.add(random, clock=1)
    return register


def below(topic: str) -> set[str]:
    """Return a topic and those below it."""
    return {topic} | {one for child, up in TOPICS.items() if up == topic for one in below(child)}


def _holds(met: Met, name: str, value: str) -> bool:
    if name in _LINKED:
        wanted = below(value) if name == "topic" else {value}
        return bool(wanted & met.links[_LINKED[name]])
    if name == "sides":
        return met.sides >= 4 if value == "4+" else met.sides == int(value)
    if name == "source_language":
        return value in met.columns["source_languages"].split()
    if name == "checked":
        return met.checked == (value == "yes")
    return {**met.pointers, **met.columns}[name] == value


_LINKED = {
    "country": "actors",
    "organisation": "actors",
    "person": "people",
    "topic": "topics",
    "publisher": "publishers",
    "account": "accounts_of",
}
GOVERNED = ("country", "organisation", "person", "topic")
ALTERNATIVES = (
    "summit",
    "series",
    "host",
    "channel",
    "setting",
    "sides",
    "level",
    "occurrence",
    "accounts",
    "publisher",
    "account",
    "source_language",
    "checked",
)


def bounds(text: str) -> tuple[datetime.date, datetime.date]:
    """Return first and last day of a year, a month or a day."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return datetime.date(*parts), datetime.date(*parts)
    first_month, last_month = (parts[1], parts[1]) if len(parts) == 2 else (1, 12)
    after = datetime.date(parts[0] + last_month // 12, last_month % 12 + 1, 1)
    return datetime.date(parts[0], first_month, 1), after - datetime.timedelta(days=1)


def is_selected(met: Met, asked: Asked) -> bool:
    """Whether a selection keeps a record."""
    return (
        met.state == "published"
        and _is_in_days(met, asked)
        and _is_together(met, asked)
        and all(_is_one_of(met, name, asked) for name in ALTERNATIVES)
    )


def default_occurrence(asked: Asked) -> tuple[str, ...]:
    """Return what is meant where nothing is said: who asks for the disputed means all of them."""
    return ("held", "disputed") if "disputed" in asked.get("accounts", ()) else ("held",)


def _is_one_of(met: Met, name: str, asked: Asked) -> bool:
    values = asked.get(name, ()) or (default_occurrence(asked) if name == "occurrence" else ())
    return not values or "any" in values or any(_holds(met, name, value) for value in values)


def _is_together(met: Met, asked: Asked) -> bool:
    each = [_holds(met, name, value) for name in GOVERNED for value in asked.get(name, ())]
    match = asked.get("match", ("all",))
    if match == ("any",):
        return not each or any(each)
    actors = {*asked.get("country", ()), *asked.get("organisation", ())}
    return all(each) and (match != ("only",) or met.links["actors"] == actors)


def _is_in_days(met: Met, asked: Asked) -> bool:
    start = bounds(asked["from"][0])[0] if asked.get("from") else None
    end = bounds(asked["to"][0])[1] if asked.get("to") else None
    if start is None and end is None:
        return True
    if met.earliest is None or met.latest is None:
        return False
    begins, ends = start or datetime.date.min, end or datetime.date.max
    if asked.get("dates") == ("certain",):
        return begins <= met.earliest and met.latest <= ends
    return met.earliest <= ends and begins <= met.latest


def selected(register: Register, asked: Asked) -> list[int]:
    """Return the ids a selection keeps, in the order of the list."""
    found = [met for met in register.met.values() if is_selected(met, asked)]
    newest = asked.get("sort") != ("oldest",)
    return [m.id for m in sorted(found, key=lambda m: (m.latest or UNDATED, m.id), reverse=newest)]


def clicking(asked: Asked, name: str, value: str) -> Asked:
    """Return the selection after a click on a value of a facet that is not chosen."""
    if name == "year":
        return {**asked, "from": (value,), "to": (value,)}
    if name == "accounts" and {*asked.get("occurrence", ())} == {*default_occurrence(asked)}:
        # The address says nothing of a default, which depends on the accounts asked for.
        asked = {**asked, "occurrence": ()}
    return {**asked, name: tuple({*chosen_of(asked, name), value})}


def chosen_of(asked: Asked, name: str) -> tuple[str, ...]:
    """Return what is chosen in a facet, also where the default says so."""
    values = asked.get(name, ()) or (default_occurrence(asked) if name == "occurrence" else ())
    return () if "any" in values else values


def widens(asked: Asked, name: str) -> bool:
    """Whether one more value of a facet can only add meetings."""
    if name in GOVERNED:
        return asked.get("match") == ("any",) and any(asked.get(one) for one in GOVERNED)
    return name != "year" and bool(chosen_of(asked, name))


def number_of(register: Register, asked: Asked, name: str, value: str) -> int:
    """Return the count of one value of a facet: what a click gives, or adds where it widens.

    Beside a value that is chosen: the meetings of the selection that have it.
    """
    now = selected(register, asked)
    if name != "year" and value in chosen_of(asked, name):
        return sum(_holds(register.met[pk], name, value) for pk in now)
    after = selected(register, clicking(asked, name, value))
    if widens(asked, name):
        assert {*now} <= {*after}
        return len(after) - len(now)
    return len(after)


def vocabularies() -> dict[str, list[str]]:
    """Return the values of each vocabulary that is a facet."""
    return {
        "sides": ["2", "3", "4+"],
        "checked": ["yes", "no"],
        "channel": list(Channel.values),
        "setting": list(Setting.values),
        "level": list(Level.values),
        "occurrence": list(Occurrence.values),
        "accounts": list(Accounts.values),
        "source_language": list(LANGUAGES),
    }


def change_some(register: Register, random: Random, number: int) -> None:
    """Add and change records, each at a tick of the clock of its own."""
    clock = RegisterClock.objects.get(id=1)
    for _ in range(number):
        clock.value += 1
        if random.random() < 0.3:
            register.add(random, clock.value)
        else:
            record = Record.objects.get(pk=random.choice(sorted(register.met)))
            register.change(record, random, clock.value)
    clock.save()
