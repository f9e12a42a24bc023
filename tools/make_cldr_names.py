"""Write the names of countries, organisations and capitals in other languages.

    python tools/make_cldr_names.py

The names come from the Common Locale Data Repository of Unicode, through `babel`, which has to be
installed for this script alone: the table that it writes is kept, and changes about once a year.
Territories have their names there, the European Union and the United Nations too, and a capital
that gives its name to a time zone is named with it. Rows of the table with the source `own` were
written by hand, for what the repository lacks: they are kept as they are.
"""

import csv
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

DATA: Final = Path(__file__).resolve().parent.parent / "meetings/reference/data"
TABLE: Final = DATA / "translated_names.csv"
# The languages of the United Nations, and German; as in CLDR and in BCP 47.
LANGUAGES: Final = ("ar", "de", "en", "es", "fr", "ru", "zh-Hans")
# CLDR lists these among the territories; codes of the register.
ORGANISATIONS: Final = {"EU": "EU", "UN": "UN"}
# Countries of the register that ISO 3166-1 does not have, by the code that CLDR uses.
LOCAL_CODES: Final = {"XKX": "XK"}
# Time zones named after a capital under a spelling other than ours.
ZONES: Final = {
    "kyiv": "Europe/Kiev",
    "yangon": "Asia/Rangoon",
    "kathmandu": "Asia/Katmandu",
    "mexico-city": "America/Mexico_City",
    "washington": "",
}
OWN: Final = "own"


class Name(NamedTuple):
    """A row of the table: `kind` is actor or place, `source` the release of CLDR, or `own`."""

    kind: str
    key: str
    lang: str
    name: str
    source: str


def names() -> Iterator[Name]:
    """Yield the names that CLDR has."""
    from babel import Locale  # noqa: PLC0415 - only this script needs it
    from babel.core import get_cldr_version  # noqa: PLC0415

    source = f"cldr-{get_cldr_version()}"
    countries = [row for row in rows_of("countries") if not row["end"]]
    codes = {row["code"]: row["alpha2"] or LOCAL_CODES.get(row["code"], "") for row in countries}
    for language in LANGUAGES:
        locale = Locale.parse(language, sep="-")
        for code, territory in {**codes, **ORGANISATIONS}.items():
            if name := locale.territories.get(territory):
                yield Name("actor", code, language, name, source)
        for place, zone in capitals(countries):
            if city := locale.time_zones.get(zone, {}).get("city"):
                yield Name("place", place, language, city, source)


def capitals(countries: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the capitals that time zones are named after, each with its zone."""
    from babel.core import get_global  # noqa: PLC0415

    zones: Mapping[str, Any] = get_global("zone_territories")
    by_city = {
        (territory, zone.rpartition("/")[2].lower().replace("_", "-")): zone
        for zone, territory in zones.items()
    }
    for row in countries:
        place = row["capital"]
        zone = ZONES.get(place, by_city.get((row["alpha2"], place), ""))
        if zone:
            yield place, zone


def rows_of(table: str) -> list[dict[str, str]]:
    """Return the rows of a table of the reference data, by column."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def main() -> int:
    """Write the table: the names of CLDR, and the rows written by hand."""
    kept = [Name(**row) for row in rows_of(TABLE.stem) if row["source"] == OWN]
    by_hand = {name[:4] for name in kept}
    made = {name for name in names() if name[:4] not in by_hand}
    with TABLE.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(Name._fields)
        writer.writerows(sorted({*made, *kept}))
    print(f"{len(made)} names of CLDR, {len(kept)} by hand.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
