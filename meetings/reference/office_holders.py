"""Read a table of office holders, one row for each term, and add what it says to the desk.

The table is for bringing terms up to date from elsewhere, such as Wikidata: a row names the person
and the office by whatever the other side knows. Its columns are described in
``docs/reference-data.md``.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import transaction

from meetings import models, text
from meetings.dates import edtf
from meetings.publication.things.cards import with_card_rows

from . import plans, terms, upsert
from .load import Tally, publish_shown, refresh_search_texts
from .tables import MalformedRow, Row, read_table

COLUMNS = (
    *("person_key", "person_name", "family_name", "native_name", "wikidata", "actor"),
    *("office_key", "office_title", "rank", "from", "to", "acting", "sources", "confidence"),
    *("known_until", "notes", "proposed_office"),
)
_DOUBTFUL = "doubtful"


@dataclass
class Report:
    """What a load of the table did, or would do.

    ``doubtful`` counts rows that stay out; ``refused`` are rows that name no known office, or that
    cannot be read.
    """

    tally: Tally = field(default_factory=Tally)
    doubtful: int = 0
    refused: list[MalformedRow] = field(default_factory=list)


class _Register:
    """The people and offices of the desk, by the names that a row may use."""

    def __init__(self) -> None:
        self.people: dict[str, models.Person] = {
            person.slug: person for person in models.Person.objects.all()
        }
        self.offices = {
            office.slug: office for office in models.Office.objects.select_related("actor")
        }
        self._item_of = {slug: person.wikidata_id for slug, person in self.people.items()}
        self._by_item = {item: slug for slug, item in self._item_of.items() if item}
        self._by_rank: dict[tuple[str, str], list[models.Office]] = defaultdict(list)
        for office in self.offices.values():
            self._by_rank[office.actor.code, office.rank].append(office)
        self._holders: dict[tuple[str, str], set[str]] = defaultdict(set)
        for name, actor, slug in models.Tenure.objects.values_list(
            "person__name", "office__actor__code", "person__slug"
        ):
            self._holders[text.fold(name), actor].add(slug)

    def person_key(self, row: Row) -> str:
        """Return the slug of the person of a row, a new one for somebody not known.

        The person is known by key, by Wikidata item, or by the same name among those who held an
        office of the same actor. Of several, and where the row has an item, it is the only one
        whose item is not known. The rows that follow know the person, and the item.
        """
        slug, item = row["person_key"], row["wikidata"]
        if slug not in self._item_of:
            slug = self._by_item.get(item) or self._namesake(row) or slug or self._new_slug(row)
        if slug not in self._item_of:
            self._holders[_name_at_actor(row)].add(slug)
        self._item_of[slug] = self._item_of.get(slug) or item
        if item:
            self._by_item.setdefault(item, slug)
        return slug

    def _namesake(self, row: Row) -> str | None:
        namesakes = self._holders[_name_at_actor(row)]
        if len(namesakes) > 1 or row["wikidata"]:
            namesakes = {slug for slug in namesakes if not self._item_of.get(slug)}
        return next(iter(namesakes)) if len(namesakes) == 1 else None

    def _new_slug(self, row: Row) -> str:
        """Return a slug that is the same whenever the table is read, and nobody else's in it."""
        slug = text.slugify_name(row["person_name"], fallback="person")
        if slug in self._item_of:
            slug = f"{slug}-{text.slugify_name(row['wikidata'] or row['actor'])}"
        return slug

    def office_key(self, row: Row) -> str:
        """Return the slug of the office: the one named, or the only one of that rank on the day."""
        if row["office_key"] in self.offices:
            return row["office_key"]
        if row["office_key"]:
            raise row.refusal(f"office_key: there is no office “{row['office_key']}”.")
        started = _first_day(row)
        offices = [
            office
            for office in self._by_rank[row["actor"], row["rank"]]
            if (office.start_earliest or date.min) <= started <= (office.end_latest or date.max)
        ]
        if len(offices) != 1:
            number = len(offices) or "no"
            raise row.refusal(
                f"{row['actor']} has {number} offices of the rank “{row['rank']}” then; name one "
                "in office_key."
            )
        return offices[0].slug


def _name_at_actor(row: Row) -> tuple[str, str]:
    return text.fold(row["person_name"]), row["actor"]


def _first_day(row: Row) -> date:
    start = row.date("from")
    return (edtf.parse(start).earliest if start else None) or date.max


def load_table(path: Path, *, dry_run: bool = False) -> Report:
    """Add people and terms of the table at ``path``; with ``dry_run`` only say what would change.

    Nobody is renamed. Raises MalformedRow if the file has other columns than it should.
    """
    rows = read_table(path.parent, path.stem, COLUMNS)
    with transaction.atomic():
        report = _load(rows)
        if dry_run:
            transaction.set_rollback(True)
    if not dry_run:
        report.tally.entries = publish_shown(models.Person)
    return report


def _load(rows: Sequence[Row]) -> Report:
    register, report = _Register(), Report()
    people: dict[str, Row] = {}
    term_rows: list[Row] = []
    seen: set[tuple[str, ...]] = set()
    for row in _certain(rows, report):
        try:
            key = register.person_key(row)
            term = _term(row, key, register.office_key(row))
            terms.refuse_unreadable(term)
            if key not in register.people and key not in people:
                people[key] = _new_person(row, key)
            terms.refuse_repeated(term, seen)
        except MalformedRow as error:
            report.refused.append(error)
        else:
            term_rows.append(term)
    created = upsert.upsert(models.Person, "slug", plans.people(people.values()))
    report.tally.loaded[models.Person] = created
    offices = upsert.Loaded(dict(register.offices))
    report.tally.terms = terms.sync(term_rows, created, offices)
    refresh_search_texts(with_card_rows(models.Person).filter(slug__in=created.created))
    return report


def _certain(rows: Sequence[Row], report: Report) -> Iterator[Row]:
    for row in rows:
        if row["confidence"] == _DOUBTFUL:
            report.doubtful += 1
        else:
            yield row


def _new_person(row: Row, key: str) -> Row:
    """Return the row of a new person; raises MalformedRow for a value that cannot be stored."""
    person = Row(
        row.table,
        row.line,
        {
            "slug": key,
            "name": row["person_name"],
            "family_name": row["family_name"],
            "sort_name": "",
            "short_name": "",
            "wikidata": row["wikidata"],
            "names": "",
        },
    )
    upsert.check([(row, models.Person(**plan.values)) for plan in plans.people([person])])
    return person


def _term(row: Row, person: str, office: str) -> Row:
    return Row(
        row.table,
        row.line,
        {
            "person": person,
            "office": office,
            "start": row["from"],
            "end": row["to"],
            "acting": "true" if row["acting"] == "yes" else "false",
            "confidence": row["confidence"],
            "known_until": row["known_until"],
        },
    )
