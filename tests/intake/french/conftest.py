"""A small register with French names, made by hand: no database is asked."""

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
)

# Code, our name, the names in French, the number of the capital.
_COUNTRIES = (
    ("BEL", "Belgium", ("Belgique",), 7),
    ("CHE", "Switzerland", ("Suisse",), 8),
    ("CHN", "China", ("Chine",), 2),
    ("COD", "Democratic Republic of the Congo", ("République démocratique du Congo",), 9),
    ("DEU", "Germany", ("Allemagne",), 4),
    ("FRA", "France", ("France",), 1),
    ("GBR", "United Kingdom", ("Royaume-Uni",), None),
    ("IND", "India", ("Inde",), None),
    ("RUS", "Russia", ("Russie", "Fédération de Russie"), 3),
    ("RWA", "Rwanda", ("Rwanda",), None),
    ("SEN", "Senegal", ("Sénégal",), 6),
    ("UKR", "Ukraine", ("Ukraine",), 5),
    ("USA", "United States", ("États-Unis",), 10),
)
_BODIES = (("EU", "European Union", ("Union européenne",)), ("UN", "United Nations", ("ONU",)))
_PLACES = (
    (1, "Paris", "FRA", ()),
    (2, "Beijing", "CHN", ("Pékin",)),
    (3, "Moscow", "RUS", ("Moscou",)),
    (4, "Berlin", "DEU", ()),
    (5, "Kyiv", "UKR", ("Kiev",)),
    (6, "Dakar", "SEN", ()),
    (7, "Brussels", "BEL", ("Bruxelles",)),
    (8, "Bern", "CHE", ("Berne",)),
    (9, "Kinshasa", "COD", ()),
    (10, "Washington", "USA", ()),
    (11, "Bali", "IDN", ()),
    (12, "Cairo", "EGY", ("Le Caire",)),
)
# Number, name, family name, actor, office, rank; all of them since 2017.
_PEOPLE = (
    (1, "Emmanuel Macron", "Macron", "FRA", "President", "head_of_state"),
    (2, "Xi Jinping", "Xi", "CHN", "President", "head_of_state"),
    (3, "Vladimir Putin", "Putin", "RUS", "President", "head_of_state"),
    (4, "Sergey Lavrov", "Lavrov", "RUS", "Minister of Foreign Affairs", "foreign_minister"),
    (5, "Olaf Scholz", "Scholz", "DEU", "Chancellor", "head_of_government"),
    (6, "Donald Trump", "Trump", "USA", "President", "head_of_state"),
    (7, "Félix Tshisekedi", "Tshisekedi", "COD", "President", "head_of_state"),
    (8, "Paul Kagame", "Kagame", "RWA", "President", "head_of_state"),
    (9, "Wang Yi", "Wang", "CHN", "Minister of Foreign Affairs", "foreign_minister"),
    (10, "Volodymyr Zelensky", "Zelensky", "UKR", "President", "head_of_state"),
)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """A register of fifteen actors, twelve places, ten people and one summit."""
    since = datetime.date(2017, 1, 1)
    actors = {
        code: KnownActor(code, name, is_country=True, names=(name, *others), capital=capital)
        for code, name, others, capital in _COUNTRIES
    } | {
        code: KnownActor(code, name, is_country=False, names=(name, *others))
        for code, name, others in _BODIES
    }
    people = {
        key: KnownPerson(key, name, family, (name,), (KnownTerm(actor, office, rank, since),))
        for key, name, family, actor, office, rank in _PEOPLE
    }
    places = {
        key: KnownPlace(key, name, country, (name, *others))
        for key, name, country, others in _PLACES
    }
    bali = KnownSummit(
        1,
        "G20 summit, Bali 2022",
        datetime.date(2022, 11, 15),
        datetime.date(2022, 11, 16),
        1,
        11,
        ("G20 summit, Bali 2022",),
    )
    elysee = KnownPublisher(1, "Élysée", "official", "FRA", ("Élysée",), ("elysee.fr",))
    return Gazetteer(
        actors=actors,
        people=people,
        places=places,
        series={1: KnownSeries(1, "G20 leaders’ summit", ("G20 leaders’ summit", "G20"))},
        summits={1: bali},
        publishers={1: elysee},
    )
