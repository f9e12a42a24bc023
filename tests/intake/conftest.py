"""A small gazetteer, as a register would fill it."""

import datetime

import pytest

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
from tests.intake.telling import Told

_COUNTRIES = (
    ("AUS", "Australia", "Australian", 1),
    ("BRA", "Brazil", "Brazilian", 2),
    ("CHN", "China", "Chinese", 3),
    ("EGY", "Egypt", "Egyptian", 4),
    ("FRA", "France", "French", 5),
    ("DEU", "Germany", "German", 6),
    ("IND", "India", "Indian", 7),
    ("IDN", "Indonesia", "Indonesian", 8),
    ("JPN", "Japan", "Japanese", 9),
    ("KEN", "Kenya", "Kenyan", 10),
    ("KOR", "South Korea", "South Korean", 11),
    ("LUX", "Luxembourg", "Luxembourgish", 12),
    ("RUS", "Russia", "Russian", 13),
    ("TUR", "Turkey", "Turkish", 14),
    ("UKR", "Ukraine", "Ukrainian", 15),
    ("GBR", "United Kingdom", "British", 16),
    ("USA", "United States", "American", 17),
    ("PRK", "North Korea", "North Korean", None),
)
_ORGANISATIONS = (
    ("UN", "United Nations", ("UN",)),
    ("EU", "European Union", ("EU",)),
    ("NATO", "NATO", ()),
)
_PLACES = (
    (1, "Canberra", "AUS"),
    (2, "Brasília", "BRA"),
    (3, "Beijing", "CHN"),
    (4, "Cairo", "EGY"),
    (5, "Paris", "FRA"),
    (6, "Berlin", "DEU"),
    (7, "New Delhi", "IND"),
    (8, "Jakarta", "IDN"),
    (9, "Tokyo", "JPN"),
    (10, "Nairobi", "KEN"),
    (11, "Seoul", "KOR"),
    (12, "Luxembourg", "LUX"),
    (13, "Moscow", "RUS"),
    (14, "Ankara", "TUR"),
    (15, "Kyiv", "UKR"),
    (16, "London", "GBR"),
    (17, "Washington", "USA"),
    (18, "Rio de Janeiro", "BRA"),
    (19, "Istanbul", "TUR"),
    (20, "New York", "USA"),
    (21, "Geneva", "CHE"),
    (22, "Kazan", "RUS"),
)
# Name; family name; other names; actor; office; first and last day.
_PEOPLE = """
Wang Yi; Wang; 王毅; CHN; FM; 2023-07-25; -
Xi Jinping; Xi; ; CHN; HS; 2013-03-14; -
Sergey Lavrov; Lavrov; Sergei Lavrov; RUS; FM; 2004-03-09; -
Vladimir Putin; Putin; ; RUS; HS; 2012-05-07; -
Subrahmanyam Jaishankar; Jaishankar; S. Jaishankar; IND; FM; 2019-05-30; -
Narendra Modi; Modi; ; IND; HG; 2014-05-26; -
Antony Blinken; Blinken; ; USA; FM; 2021-01-26; 2025-01-20
Joe Biden; Biden; ; USA; HS; 2021-01-20; 2025-01-20
Emmanuel Macron; Macron; ; FRA; HS; 2017-05-14; -
Olaf Scholz; Scholz; ; DEU; HG; 2021-12-08; 2025-05-06
Annalena Baerbock; Baerbock; ; DEU; FM; 2021-12-08; 2025-05-06
Theresa May; May; ; GBR; HG; 2016-07-13; 2019-07-24
David Cameron; Cameron; ; GBR; FM; 2023-11-13; 2024-07-05
Penny Wong; Wong; ; AUS; FM; 2022-05-23; -
Hakan Fidan; Fidan; ; TUR; FM; 2023-06-03; -
Recep Tayyip Erdoğan; Erdoğan; Tayyip Erdogan; TUR; HS; 2014-08-28; -
Volodymyr Zelensky; Zelensky; Volodymyr Zelenskyy; UKR; HS; 2019-05-20; -
Dmytro Kuleba; Kuleba; ; UKR; FM; 2020-03-04; 2024-09-05
Sameh Shoukry; Shoukry; ; EGY; FM; 2014-06-17; 2024-07-03
William Ruto; Ruto; ; KEN; HS; 2022-09-13; -
Yoko Kamikawa; Kamikawa; ; JPN; FM; 2023-09-13; 2024-10-01
Cho Tae-yul; Cho; ; KOR; FM; 2024-01-12; 2025-07-20
Kim Yo-jong; Kim; ; PRK; SO; 2020-01-01; -
António Guterres; Guterres; ; UN; HO; 2017-01-01; -
Josep Borrell; Borrell; Josep Borrell Fontelles; EU; HO; 2019-12-01; 2024-12-01
Retno Marsudi; Marsudi; ; IDN; FM; 2014-10-27; 2024-10-20
"""
_OFFICES = {
    "FM": ("Minister of Foreign Affairs", "foreign_minister"),
    "HS": ("President", "head_of_state"),
    "HG": ("Prime Minister", "head_of_government"),
    "HO": ("Secretary-General", "head_of_organisation"),
    "SO": ("Deputy Department Director", "senior_official"),
}
_EDITIONS = (
    (1, 1, "G20 Rio de Janeiro 2024", "2024-11-18", "2024-11-19", 18),
    (2, 1, "G20 New Delhi 2023", "2023-09-09", "2023-09-10", 7),
    (3, 2, "BRICS Kazan 2024", "2024-10-22", "2024-10-24", 22),
    (4, 3, "Munich Security Conference 2024", "2024-02-16", "2024-02-18", None),
)


def _day(text: str) -> datetime.date:
    return datetime.date.max if text == "-" else datetime.date.fromisoformat(text)


def _actors() -> dict[str, KnownActor]:
    others = {"USA": ("United States of America",), "GBR": ("Great Britain",)}
    countries = {
        code: KnownActor(
            code,
            name,
            is_country=True,
            names=(name, *others.get(code, ())),
            demonym=demonym,
            capital=capital,
        )
        for code, name, demonym, capital in _COUNTRIES
    }
    organisations = {
        code: KnownActor(code, name, is_country=False, names=(name, *names))
        for code, name, names in _ORGANISATIONS
    }
    return countries | organisations


def _people() -> dict[int, KnownPerson]:
    people = {}
    for key, line in enumerate(_PEOPLE.strip().splitlines(), 1):
        name, family, others, actor, office, start, end = (part.strip() for part in line.split(";"))
        term = KnownTerm(actor, *_OFFICES[office], _day(start), _day(end))
        names = (name, *filter(None, others.split("/")))
        people[key] = KnownPerson(key, name, family, names, (term,))
    return people


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """Return 21 actors, 26 people, 22 places, three series with editions, topics, publishers."""
    series = (
        KnownSeries(1, "Group of Twenty", ("Group of Twenty", "G20")),
        KnownSeries(2, "BRICS", ("BRICS",)),
        KnownSeries(3, "Munich Security Conference", ("Munich Security Conference",)),
    )
    topics = (
        KnownTopic(1, "Climate change", ("Climate change", "global warming")),
        KnownTopic(2, "Trade", ("Trade",)),
        KnownTopic(3, "Black Sea Grain Initiative", ("Black Sea Grain Initiative", "grain deal")),
    )
    publishers = (
        KnownPublisher(1, "Reuters", "agency", "", ("Reuters",), ("reuters.com",)),
        KnownPublisher(2, "Kremlin", "presidency", "RUS", ("Kremlin",), ("en.kremlin.ru",)),
        KnownPublisher(3, "PTI", "agency", "", ("PTI", "Press Trust of India"), ()),
        KnownPublisher(4, "The Hindu", "press", "", ("The Hindu",), ("thehindu.com",)),
    )
    return Gazetteer(
        actors=_actors(),
        people=_people(),
        places={key: KnownPlace(key, name, code, (name,)) for key, name, code in _PLACES},
        series={each.key: each for each in series},
        summits={
            key: KnownSummit(key, name, _day(first), _day(last), series, place, (name,))
            for key, series, name, first, last, place in _EDITIONS
        },
        topics={topic.key: topic for topic in topics},
        publishers={publisher.key: publisher for publisher in publishers},
    )


@pytest.fixture
def told(gazetteer: Gazetteer) -> Told:
    """Return what reads texts with the small gazetteer."""
    return Told(gazetteer)
