"""A small gazetteer, and a story that it knows the names of."""

import datetime

from meetings.intake.gazetteer import (
    Gazetteer,
    KnownActor,
    KnownPerson,
    KnownPlace,
    KnownPublisher,
    KnownSeries,
    KnownSummit,
    KnownTerm,
    KnownTopic,
)

WANG, LAVROV, JAISHANKAR = 1, 2, 3
RIO, BEIJING, G20, RIO_SUMMIT, UKRAINE, GAZETTE = 11, 12, 21, 22, 31, 41
STORY = """Ministers meet on the sidelines of the G20

RIO DE JANEIRO, Nov. 20, 2024 - Chinese Foreign Minister Wang Yi met his Russian counterpart \
Sergey Lavrov in Rio de Janeiro on Tuesday, the Russian Foreign Ministry said.

“We are at a stage without precedent,” Lavrov told Wang Yi. They spoke of the war in Ukraine.

Wang also met Subrahmanyam Jaishankar of India. They agreed on direct flights."""


def gazetteer() -> Gazetteer:
    """Return a gazetteer of three ministers, their states, two cities and a summit."""
    actors = [
        _state("CHN", "China", "Chinese", BEIJING),
        _state("IND", "India", "Indian", None),
        _state("RUS", "Russia", "Russian", None),
    ]
    people = [
        _minister(WANG, "Wang Yi", "Wang", "CHN", "王毅"),
        _minister(LAVROV, "Sergey Lavrov", "Lavrov", "RUS", "Сергей Лавров"),
        _minister(JAISHANKAR, "Subrahmanyam Jaishankar", "Jaishankar", "IND", "S. Jaishankar"),
    ]
    places = [
        KnownPlace(RIO, "Rio de Janeiro", "BRA", ("Rio de Janeiro", "Rio")),
        KnownPlace(BEIJING, "Beijing", "CHN", ("Beijing",)),
    ]
    first, last = datetime.date(2024, 11, 18), datetime.date(2024, 11, 19)
    summit = KnownSummit(RIO_SUMMIT, "G20 summit, Rio de Janeiro", first, last, G20, RIO)
    return Gazetteer(
        actors={actor.code: actor for actor in actors},
        people={person.key: person for person in people},
        places={place.key: place for place in places},
        summits={RIO_SUMMIT: summit},
        series={G20: KnownSeries(G20, "Group of Twenty", ("Group of Twenty", "G20"))},
        topics={UKRAINE: KnownTopic(UKRAINE, "War in Ukraine", ("War in Ukraine", "Ukraine"))},
        publishers={GAZETTE: KnownPublisher(GAZETTE, "Gazette", "press", "", ("Gazette",))},
    )


def _state(code: str, name: str, demonym: str, capital: int | None) -> KnownActor:
    return KnownActor(code, name, is_country=True, names=(name,), demonym=demonym, capital=capital)


def _minister(key: int, name: str, family: str, actor: str, other: str) -> KnownPerson:
    term = KnownTerm(actor, "Minister of Foreign Affairs", "foreign_minister")
    return KnownPerson(key, name, family, (name, other), (term,))
