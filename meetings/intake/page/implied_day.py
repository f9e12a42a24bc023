"""The day of publication that a text without one implies.

Datelines give day and month (“KAZAN, October 23”). The year follows, where only one fits, from who
held office, from weekdays, from years that the text names, and from a summit at a named place. It
serves to understand “on Wednesday”; as the source's own date it is not proposed.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from meetings.intake.gazetteer import Gazetteer, KnownPerson, KnownSummit
from meetings.intake.languages import Language, alternatives
from meetings.intake.words.tokens import keys_of, tokenize, words_only

_FIRST_YEAR = 1945
_BEGINNING = 700  # characters in which dateline and weekdays stand
_MOST_MISFITS = 0.2  # of the people named, who may be of other times
_NEAR_SUMMIT = datetime.timedelta(60)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class _Clues:
    people: list[KnownPerson]
    weekdays: set[int]
    latest_year: int
    summits: list[KnownSummit]
    in_cities: bool  # whether the city of each is named, not its country alone


def implied_day(
    text: str, gazetteer: Gazetteer, tongue: Language, today: datetime.date
) -> datetime.date | None:
    """Return the only day of publication that fits all that a text says, None without one."""
    by_city, by_country = _summits(text, gazetteer)
    clues = _Clues(
        _people(text, gazetteer),
        _weekdays(text, tongue),
        _latest_year(text),
        by_city or by_country,
        bool(by_city),
    )
    days = [day for day in _days(text, tongue, today) if _fits(day, clues)]
    if len(days) > 1:
        near = [day for day in days if any(_is_near(day, summit) for summit in clues.summits)]
        days = near if len(near) == 1 else days
    if not days:
        days = list(_days_of_summits(clues, today))
    return days[0] if len(days) == 1 else None


def _people(text: str, gazetteer: Gazetteer) -> list[KnownPerson]:
    words = words_only(tokenize(text), text)
    people: dict[int, KnownPerson] = {}
    for index, word in enumerate(words):
        if not word.capital:
            continue
        for count, thing in gazetteer.names.at(words, index):
            if isinstance(thing, KnownPerson) and count > 1 and thing.terms:
                people[thing.key] = thing
                break
    return list(people.values())


def _weekdays(text: str, tongue: Language) -> set[int]:
    """Return the weekdays of the first sentences, but for “last …” and “next …”."""
    table = tongue.dates
    names: dict[str, int] = table["weekdays"]
    weekdays = set()
    for match in re.finditer(r"([^\W\d_]+)\s+(?=([^\W\d_]+))", text[:_BEGINNING]):
        word = match[2].lower()
        if word in names and match[1].lower() not in table["shifts"]:
            weekdays.add(names[word])
    return weekdays


def _latest_year(text: str) -> int:
    return max((int(year) for year in _YEAR.findall(text)), default=0)


def _summits(text: str, gazetteer: Gazetteer) -> tuple[list[KnownSummit], list[KnownSummit]]:
    """Return the editions of the series named whose city is named too, and whose country is."""
    folded = f" {' '.join(keys_of(text))} "
    named = _series_named(folded, gazetteer)
    by_city, by_country = [], []
    for summit in gazetteer.summits.values():
        place = gazetteer.places.get(summit.place or 0)
        if summit.series not in named or place is None:
            continue
        actor = gazetteer.actors.get(place.country)
        if f" {' '.join(keys_of(place.name))} " in folded:
            by_city.append(summit)
        elif actor is not None and f" {' '.join(keys_of(actor.name))} " in folded:
            by_country.append(summit)
    return by_city, by_country


def _series_named(folded: str, gazetteer: Gazetteer) -> set[int]:
    """Return the series named; of names within one another the longest.

    “G20 foreign ministers” names no G20.
    """
    named = {
        name: key
        for key, series in gazetteer.series.items()
        for each in series.names
        if (name := " ".join(keys_of(each))) and f" {name} " in folded
    }
    return {
        key
        for name, key in named.items()
        if not any(
            name != other and name.split()[0] == other.split()[0] and len(other) > len(name)
            for other in named
        )
    }


def _days(text: str, tongue: Language, today: datetime.date) -> Iterator[datetime.date]:
    """Yield the first day and month of a text, in every year that they may be of."""
    months: dict[str, int] = tongue.dates["months"]
    names, ordinals = alternatives(months), alternatives(tongue.dates["ordinals"])
    month_first = rf"(?P<a>{names})\.? (?P<b>\d{{1,2}})"
    day_first = rf"(?P<c>\d{{1,2}})(?:{ordinals})? (?P<d>{names})"
    match = re.search(
        rf"\b(?:{month_first}|{day_first})\b(?! ?,? ?\d{{4}})", text[:_BEGINNING], re.IGNORECASE
    )
    if match is None:
        return
    month = months[(match["a"] or match["d"]).lower()]
    number = int(match["b"] or match["c"])
    for year in range(_FIRST_YEAR, today.year + 1):
        try:
            yield datetime.date(year, month, number)
        except ValueError:
            continue


def _fits(day: datetime.date, clues: _Clues) -> bool:
    if day.year < clues.latest_year:
        return False
    if clues.weekdays and not any((day.weekday() - weekday) % 7 <= 1 for weekday in clues.weekdays):
        return False
    return bool(clues.people) and _in_office(day, clues.people)


def _in_office(day: datetime.date, people: list[KnownPerson]) -> bool:
    misfits = sum(
        not any(term.runs_on(day, margin=14) for term in person.terms) for person in people
    )
    return misfits <= _MOST_MISFITS * len(people)


def _is_near(day: datetime.date, summit: KnownSummit) -> bool:
    return summit.earliest - _NEAR_SUMMIT <= day <= summit.latest + _NEAR_SUMMIT


def _days_of_summits(clues: _Clues, today: datetime.date) -> Iterator[datetime.date]:
    """Yield the days with a named weekday at the only summit that fits."""
    fitting = [
        summit
        for summit in clues.summits
        if clues.latest_year <= summit.latest.year <= today.year
        and clues.people
        and _in_office(summit.earliest, clues.people)
    ]
    if len(fitting) != 1 or not clues.weekdays or not clues.in_cities:
        return
    summit = fitting[0]
    day = summit.earliest - datetime.timedelta(2)
    while day <= summit.latest + datetime.timedelta(2):
        if day.weekday() in clues.weekdays:
            yield day
        day += datetime.timedelta(1)
