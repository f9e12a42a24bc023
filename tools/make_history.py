"""Make the tables of the historic register from the lists of the US Office of the Historian.

    python tools/make_history.py LISTS.csv

The lists have a row for each trip abroad of a President or Secretary of State of the United States
since 1866, and for each visit of a foreign leader. A row becomes a meeting only where it names the
person met or where the kind of the visit includes a meeting with the President; the rules stand in
``docs/historic-register.md``, their code in ``tools/history``. Written are ``meetings.csv``
(facts), ``sources.csv`` (the pages of the lists) and ``left_out.csv`` (every other row with its
reason), in meetings/history/data.

People are matched with the terms of the reference data: a name counts only if a holder of that name
was in an office of that country in those days. Otherwise the title stays as reported.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

if __name__ == "__main__":
    # Run as a file, this directory would be searched for modules in place of the project.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from tools.history.register import LeftOut, Register, Row, read
from tools.history.trips import Trips
from tools.history.visits import Visits

TABLES = Path(__file__).parent.parent / "meetings" / "history" / "data"
COLUMNS = ("key", "start", "end", "place", "person", "office", "actor", "counterparts", "source")
# What the lists have wrong, or say in words that no rule reads: key -> columns and their values.
CORRECTIONS = {
    # Talks with Vance were at Camp David; Carter saw Khalil at the White House (FRUS 1977-80 IX).
    "visit-375": {"place": "washington"},
    # At Washington on 16 and 17 April, and at Hyde Park on the 20th.
    "visit-2187": {"end": "1941-04-20", "place": ""},
    # Kennedy stayed at his family's house in Palm Beach, which is not the place of that name here.
    "visit-2453": {"place": ""},
    # At the border at El Paso, for the opening of a channel.
    "visit-77": {"place": ""},
    # At Washington or at the summit of Sea Island: the list does not say.
    "visit-1713": {"place": ""},
    # Kim was met at the border, not at Seoul.
    "travel-3890-prk": {"place": "panmunjom"},
    # Conte was met on the day before the one of the list (ANSA, 1 October 2019).
    "travel-3872": {"start": "2019-10-01"},
    # Eldjarn and Johannesson were seen on the evening before the days of the list, and at dinner on
    # the 31st (FRUS 1969-76 E-15/2, 181; the list of Rogers, who was there, begins on the 30th).
    "travel-2850": {"start": "1973-05-30"},
    # The summit of Reykjavik was on 11 and 12 October; the list has a day too early.
    "travel-2948-sun": {"start": "1986-10-11", "end": "1986-10-12"},
}


def write(name: str, columns: Iterable[str], rows: Iterable[Row]) -> None:
    """Write a table of the historic register."""
    with (TABLES / f"{name}.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


class Lists:
    """Turns rows of the lists into rows of the historic register."""

    def __init__(self, register: Register) -> None:
        self.trips, self.visits = Trips(register), Visits(register)

    def meetings_of(self, row: Row) -> Iterator[Row]:
        """Yield the meetings of a row; raises LeftOut."""
        days = (row["date_start"], row["date_end"] or row["date_start"])
        if row["kind"] == "travel":
            person, office = self.trips.american(row, days)
            place = self.trips.place(row, days[0])
            parties = list(self.trips.met_on(row, days))
        else:
            parties = list(self.visits.met_on(row, days))
            person, office = self.visits.president(days)
            place = self.visits.place(row, days)
        for met, (start, end), ending in parties:
            key = f"{row['kind']}-{row['source_id']}{ending}"
            yield {
                "key": key,
                "start": start,
                "end": end,
                "place": place,
                "person": person,
                "office": office,
                "actor": met.actor,
                "counterparts": "|".join(met.people),
                "source": row["source_url"],
            } | CORRECTIONS.get(key, {})


def main(rows: list[Row]) -> None:
    """Write the three tables."""
    lists = Lists(Register.load())
    kept: list[Row] = []
    left_out: list[Row] = []
    for row in rows:
        try:
            kept += lists.meetings_of(row)
        except LeftOut as reason:
            left_out.append({"row": f"{row['kind']}-{row['source_id']}", "reason": str(reason)})
    if unused := CORRECTIONS.keys() - {meeting["key"] for meeting in kept}:
        raise SystemExit(f"Corrections of no meeting: {', '.join(sorted(unused))}")
    kept, same = _without_the_same(kept)
    left_out += same
    kept.sort(key=lambda meeting: (meeting["start"], meeting["end"], meeting["key"]))
    write("meetings", COLUMNS, kept)
    write("left_out", ("row", "reason"), left_out)
    pages = {row["source_url"]: row for row in rows}
    used = sorted({meeting["source"] for meeting in kept})
    write(
        "sources", ("url", "title"), ({"url": url, "title": title_of(pages[url])} for url in used)
    )


def title_of(row: Row) -> str:
    """Return the title of the page of the list that has a row."""
    if row["kind"] == "visit":
        country = row["source_url"].rsplit("/", 1)[1].replace("-", " ").title()
        return f"Visits By Foreign Leaders of {country}"
    office = "President" if "President" in row["role"] else "Secretary"
    return f"{row['person']} - Travels of the {office}"


def _without_the_same(meetings: list[Row]) -> tuple[list[Row], list[Row]]:
    """Leave out a Secretary’s meeting with somebody whom the President met on the same trip."""
    president = defaultdict(list)
    for meeting in meetings:
        if meeting["office"] == "usa-president":
            for person in meeting["counterparts"].split("|"):
                president[meeting["actor"], person].append((meeting["start"], meeting["end"]))
    kept, left_out, seen = [], [], set()
    for meeting in meetings:
        people = meeting["counterparts"].split("|")
        same = meeting["office"] != "usa-president" and all(
            any(
                start <= meeting["end"] and meeting["start"] <= end
                for start, end in president[meeting["actor"], person]
            )
            for person in people
        )
        identity = tuple(meeting[name] for name in COLUMNS[1:-1])
        if same or identity in seen:
            reason = "the President met the same people then" if same else "the same as another row"
            left_out.append({"row": meeting["key"], "reason": reason})
        else:
            seen.add(identity)
            kept.append(meeting)
    return kept, left_out


if __name__ == "__main__":
    main(read(Path(sys.argv[1])))
