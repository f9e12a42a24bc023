"""Measure the reader of stories: ``python bench/reading.py``, without a database.

A gazetteer of synthesised people, actors and places is made, as a large register would fill it,
and a story of some thousand characters about a few of them is read again and again.
"""

import argparse
import datetime
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from meetings.intake.gazetteer import Gazetteer, KnownPerson

ROOT = Path(__file__).resolve().parent.parent
GUARD_STORY, GUARD_GAZETTEER = 0.3, 2.0  # seconds
SYLLABLES = ("ka", "lo", "mi", "ren", "shi", "van", "bo", "ri", "na", "tu", "el", "mo", "gor", "pe")
PUBLISHED = "2024-03-05"
STORY = (
    "{a} met {b} in {p} on Monday. The two foreign ministers discussed trade, visas and the war. "
    "“We shall go on with this work for as long as it takes,” {c} told reporters after the talks. "
    "He will travel to {q} on Thursday, where he is to hold talks with {d}, the foreign ministry "
    "said. They had last met in {p} in July 2023, on the sidelines of a summit. "
)


def main(arguments: list[str]) -> int:
    """Measure and print; return 1 where a guard is passed."""
    parser = argparse.ArgumentParser(description="Measure the reader of stories.")
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--characters", type=int, default=7_000)
    parser.add_argument("--samples", type=int, default=15)
    options = parser.parse_args(arguments)
    sys.path.insert(0, str(ROOT))
    os.environ |= {"SIDELINES_ENV": "development", "DEBUG": "false"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diplomacy.settings")
    import django  # noqa: PLC0415 - after the environment is set

    django.setup()
    chance = random.Random(7)
    loading = _timed(lambda: _indexed(_gazetteer(options.people, random.Random(7))))
    gazetteer = _indexed(_gazetteer(options.people, chance))
    story = _story(gazetteer, options.characters, chance)
    reading = [_timed(lambda: _read(gazetteer, story)) for _ in range(options.samples)]
    print(f"gazetteer of {options.people:,} people: {loading:.2f} s (at most {GUARD_GAZETTEER})")
    print(
        f"story of {len(story):,} characters: median {median(reading) * 1000:.0f} ms, "
        f"first {reading[0] * 1000:.0f} ms (at most {GUARD_STORY * 1000:.0f})"
    )
    return int(loading > GUARD_GAZETTEER or median(reading) > GUARD_STORY)


def _timed(work: Callable[[], object]) -> float:
    """Return the processor seconds of some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).title()


def _gazetteer(people: int, chance: random.Random) -> "Gazetteer":
    """Return a gazetteer of people with two names and two terms each, and what they need."""
    from meetings.intake import gazetteer as known  # noqa: PLC0415 - after Django is set up

    names = [f"{_word(chance)}ia" for _ in range(200)]
    actors = {
        f"A{number:02}X": known.KnownActor(
            f"A{number:02}X",
            name,
            is_country=True,
            names=(name,),
            demonym=f"{name}n",
            capital=number,
        )
        for number, name in enumerate(names)
    }
    places = {
        number: known.KnownPlace(number, name, names=(name,))
        for number in range(200)
        if (name := f"{_word(chance)}burg")
    }
    return known.Gazetteer(
        actors=actors,
        places=places,
        people={key: _person(key, list(actors), chance) for key in range(people)},
    )


def _person(key: int, codes: list[str], chance: random.Random) -> "KnownPerson":
    from meetings.intake import gazetteer as known  # noqa: PLC0415 - after Django is set up

    given, family = _word(chance), _word(chance)
    start = datetime.date(1950 + chance.randint(0, 73), 1, 1)
    terms = tuple(
        known.KnownTerm(chance.choice(codes), title, rank, start, start.replace(start.year + 5))
        for title, rank in (
            ("Minister of Foreign Affairs", "foreign_minister"),
            ("President", "head_of_state"),
        )
    )
    other = f"{given} {_word(chance)} {family}"
    return known.KnownPerson(key, f"{given} {family}", family, (f"{given} {family}", other), terms)


def _indexed(gazetteer: "Gazetteer") -> "Gazetteer":
    """Build the indexes that are otherwise built by the first story."""
    from meetings.intake.languages import language  # noqa: PLC0415 - after Django is set up

    for index in ("names", "families", "holders", "editions"):
        getattr(gazetteer, index)
    gazetteer.local(language("en"))
    return gazetteer


def _story(gazetteer: "Gazetteer", characters: int, chance: random.Random) -> str:
    story = ""
    people, places = list(gazetteer.people.values()), list(gazetteer.places.values())
    while len(story) < characters:
        a, b, d = chance.sample(people, 3)
        p, q = chance.sample(places, 2)
        story += STORY.format(a=a.name, b=b.name, c=a.family_name, d=d.name, p=p.name, q=q.name)
        story += "\n"
    return story[:characters]


def _read(gazetteer: "Gazetteer", story: str) -> object:
    from meetings.intake.reader import read_with  # noqa: PLC0415 - after Django is set up

    return read_with(gazetteer, story, published=PUBLISHED)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
