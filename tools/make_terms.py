"""Make people.csv and terms.csv of the reference data from a table of leaders.

    python tools/make_terms.py LEADERS.csv

The table has one row for each term, in the format that ``manage.py load_terms`` reads
(docs/reference-data.md). Rows of confidence *doubtful* stay out. A row whose source is ``register``
in the present files was settled by hand: it stays, and replaces what the table says of the same
person and office at the same time. The offices have to be in offices.csv.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

DATA = Path(__file__).parent.parent / "meetings" / "reference" / "data"
PEOPLE = ("slug", "name", "family_name", "sort_name", "short_name", "wikidata", "names")
TERMS = (
    *("person", "office", "start", "end", "acting", "confidence", "sources", "known_until"),
    "note",
)
SETTLED = "register"
# Two keys of the table that are one person: key in the table -> key here.
SAME_PERSON = {
    "khurelsukh-ukhnaa": "ukhnaagiin-khurelsukh",
    "s-jaishankar": "subrahmanyam-jaishankar",
    "stanislav-shushkevich": "stanislau-shushkevich",
}
# Terms of the table in a wrong office; the present files have them, settled, in the right one.
WRONG_OFFICE = {("pervez-musharraf", "pak-prime-minister")}

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write(path: Path, columns: Iterable[str], rows: Iterable[Row]) -> None:
    """Write rows with the given columns."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def overlap(term: Row, other: Row) -> bool:
    """Whether two terms of a person in an office have more than a day in common."""
    first = max(term["start"], other["start"])
    last = min(term["end"] or "9999", other["end"] or "9999")
    return first < last


def term_of(leader: Row) -> Row:
    """Return the term that a row of the table describes."""
    key = leader["person_key"]
    return {
        "person": SAME_PERSON.get(key, key),
        "office": leader["office_key"],
        "start": leader["from"],
        "end": leader["to"],
        "acting": "true" if leader["acting"] == "yes" else "false",
        "confidence": leader["confidence"],
        "sources": leader["sources"].replace(";", "|"),
        "known_until": leader["known_until"],
        "note": leader["notes"],
    }


def person_of(leader: Row) -> Row:
    """Return the person that a row of the table describes."""
    name = leader["person_name"].replace('"', "“", 1).replace('"', "”", 1)
    return {
        "slug": SAME_PERSON.get(leader["person_key"], leader["person_key"]),
        "name": name,
        "family_name": leader["family_name"],
        "sort_name": "",
        "short_name": "",
        "wikidata": leader["wikidata"],
        "names": "",
    }


def main(leaders: list[Row]) -> None:
    """Write both files, in the order of the alphabet."""
    known = [leader for leader in leaders if leader["confidence"] != "doubtful"]
    settled = [term for term in read(DATA / "terms.csv") if term["sources"] == SETTLED]
    by_office: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for term in settled:
        by_office[term["person"], term["office"]].append(term)
    terms = list(settled)
    for term in map(term_of, known):
        if (term["person"], term["office"]) in WRONG_OFFICE:
            continue
        same = [row for row in by_office[term["person"], term["office"]] if overlap(row, term)]
        if not same:
            terms.append(term)
        for settled_term in same:
            settled_term["start"] = settled_term["start"] or term["start"]
            if not settled_term["end"] and not term["end"]:
                settled_term["known_until"] = term["known_until"]
    # The rows with a Wikidata item come last, so that the item is kept.
    ordered = sorted(known, key=lambda leader: bool(leader["wikidata"]))
    people = {person["slug"]: person for person in map(person_of, ordered)}
    people |= {person["slug"]: with_wikidata(person, people) for person in settled_people()}
    used = {term["person"] for term in terms} | {person["slug"] for person in settled_people()}
    write(
        DATA / "people.csv",
        PEOPLE,
        sorted(
            (person for slug, person in people.items() if slug in used), key=lambda row: row["slug"]
        ),
    )
    terms.sort(key=lambda row: (row["office"], row["start"], row["person"]))
    write(DATA / "terms.csv", TERMS, terms)


def settled_people() -> list[Row]:
    """Return the people of the present file who have settled terms, or none at all."""
    terms = read(DATA / "terms.csv")
    from_the_table = {term["person"] for term in terms if term["sources"] != SETTLED}
    settled = {term["person"] for term in terms if term["sources"] == SETTLED}
    return [
        person
        for person in read(DATA / "people.csv")
        if person["slug"] in settled or person["slug"] not in from_the_table
    ]


def with_wikidata(person: Row, people: dict[str, Row]) -> Row:
    """Return a settled person with the Wikidata item of the table, if it has none."""
    found = people.get(person["slug"], {}).get("wikidata", "")
    return {**person, "wikidata": person["wikidata"] or found}


if __name__ == "__main__":
    main(read(Path(sys.argv[1])))
