"""Who is who: surnames, offices, counterparts, lists."""

import datetime

import pytest

from meetings.intake.gazetteer import Gazetteer
from meetings.intake.people.cast import Cast
from meetings.intake.people.likeness import name_likeness
from meetings.intake.people.ranks import same_class, same_level
from meetings.intake.proposal import ProposedParticipant

from .telling import ENGLISH, Told

WANG = ("Wang Yi", "CHN", "")
# The text, and name, actor and title of those who met.
TEXTS = {
    "surname alone of leaders": (
        "Putin met Macron in Moscow on Monday.",
        [("Vladimir Putin", "RUS", ""), ("Emmanuel Macron", "FRA", "")],
    ),
    "surname after the full name": (
        "Moses Kuria of Kenya landed. Kuria met Penny Wong on Monday.",
        [("Moses Kuria", "KEN", ""), ("Penny Wong", "AUS", "")],
    ),
    "surname before the full name": (
        "Foreign Minister Penny Wong met Wang on Monday. Wang Yi praised the talks.",
        [("Penny Wong", "AUS", "Foreign Minister"), WANG],
    ),
    "given name first": (
        "Jinping Xi met Emmanuel Macron in Paris on Monday.",
        [("Jinping Xi", "CHN", ""), ("Emmanuel Macron", "FRA", "")],
    ),
    "other spelling": (
        "President Zelenskyy met Chancellor Scholz in Kyiv on Monday.",
        [("Volodymyr Zelensky", "UKR", "President"), ("Olaf Scholz", "DEU", "Chancellor")],
    ),
    "office alone, of countries": (
        "Australia’s Foreign Minister met the Foreign Minister of Indonesia on Monday.",
        [("Penny Wong", "AUS", "Foreign Minister"), ("Retno Marsudi", "IDN", "Foreign Minister")],
    ),
    "office alone, of people named later": (
        "The Russian President met the Chinese President on Monday. Putin thanked Xi Jinping.",
        [("Vladimir Putin", "RUS", "President"), ("Xi Jinping", "CHN", "President")],
    ),
    "counterpart with a name": (
        "Turkish Foreign Minister Hakan Fidan met his Egyptian counterpart Sameh Shoukry.",
        [("Hakan Fidan", "TUR", "Foreign Minister"), ("Sameh Shoukry", "EGY", "Foreign Minister")],
    ),
    "counterpart without a name": (
        "Turkish Foreign Minister Hakan Fidan met his Egyptian counterpart on Monday.",
        [("Hakan Fidan", "TUR", "Foreign Minister"), ("Sameh Shoukry", "EGY", "Foreign Minister")],
    ),
    "adjective, possessive, of": (
        (
            "Kenyan President William Ruto, China’s Wang Yi and President of France "
            "Emmanuel Macron met in Nairobi on Monday."
        ),
        [("William Ruto", "KEN", "President"), WANG, ("Emmanuel Macron", "FRA", "President")],
    ),
    "title after the name": (
        "Penny Wong, the Foreign Minister of Australia, met Wang Yi on Monday.",
        [("Penny Wong", "AUS", "Foreign Minister"), WANG],
    ),
    "unknown people take the actor beside them": (
        "Penny Wong met Turkish deputy minister Ayşe Kaya in Ankara on Monday.",
        [("Penny Wong", "AUS", ""), ("Ayşe Kaya", "TUR", "deputy minister")],
    ),
    "second of a delegation": (
        "Wang Yi met Kenyan President William Ruto and Trade Minister Moses Kuria on Monday.",
        [WANG, ("William Ruto", "KEN", "President"), ("Moses Kuria", "KEN", "Trade Minister")],
    ),
    "respectively": (
        (
            "The foreign ministers of China and Russia, Wang Yi and Sergey Lavrov respectively, "
            "met in Beijing on Monday."
        ),
        [("Wang Yi", "CHN", "foreign minister"), ("Sergey Lavrov", "RUS", "foreign minister")],
    ),
    "each country with its name": (
        "The foreign ministers of South Korea, Cho Tae-yul, and of Japan, Yoko Kamikawa, met.",
        [
            ("Cho Tae-yul", "KOR", "foreign minister"),
            ("Yoko Kamikawa", "JPN", "foreign minister"),
        ],
    ),
    "one title for several names": (
        "Foreign Ministers Wang Yi of China and Sergey Lavrov of Russia met on Monday.",
        [("Wang Yi", "CHN", "Foreign minister"), ("Sergey Lavrov", "RUS", "Foreign minister")],
    ),
    "adjectives before a title": (
        "The French and Ukrainian presidents met in Paris on Monday.",
        [("Emmanuel Macron", "FRA", "President"), ("Volodymyr Zelensky", "UKR", "President")],
    ),
    "pair before another speaks": (
        "The talks between Xi Jinping and Emmanuel Macron, spokeswoman Mao Ning said, were long.",
        [("Xi Jinping", "CHN", ""), ("Emmanuel Macron", "FRA", "")],
    ),
    "pair of titles with names": (
        (
            "António Guterres met with the President of Ukraine, Volodymyr Zelensky, and the "
            "President of Turkey, Recep Tayyip Erdoğan, on Monday."
        ),
        [
            ("António Guterres", "UN", ""),
            ("Volodymyr Zelensky", "UKR", "President"),
            ("Recep Tayyip Erdoğan", "TUR", "President"),
        ],
    ),
    "ministers of two countries with their names": (
        "The Foreign Ministers of Russia and of Ukraine, Mr. Lavrov and Mr. Kuleba, met on Monday.",
        [
            ("Sergey Lavrov", "RUS", "Foreign minister"),
            ("Dmytro Kuleba", "UKR", "Foreign minister"),
        ],
    ),
    "delegations": (
        "Delegations from Ukraine and Russia met in Istanbul on Monday.",
        [("", "UKR", ""), ("", "RUS", "")],
    ),
    "abbreviation in parentheses": (
        "Antony Blinken (USA) met David Cameron in London on Monday.",
        [("Antony Blinken", "USA", ""), ("David Cameron", "GBR", "")],
    ),
    "organisation": (
        "UN Secretary-General António Guterres met Hakan Fidan in New York on Monday.",
        [("António Guterres", "UN", "UN Secretary-General"), ("Hakan Fidan", "TUR", "")],
    ),
}


def shown(participant: ProposedParticipant) -> tuple[str, str, str]:
    return participant.name, participant.actor, participant.title


@pytest.mark.parametrize("case", TEXTS)
def test_who_met(told: Told, case: str) -> None:
    text, expected = TEXTS[case]
    (meeting,) = told.meetings(text)
    assert [shown(participant) for participant in meeting.participants] == expected


def test_known_people_have_the_key_of_the_register(told: Told) -> None:
    (meeting,) = told.meetings("Wang Yi met Ayşe Kaya of Turkey in Beijing on Monday.")
    assert [participant.person for participant in meeting.participants] == [1, None]


def test_people_of_one_country_alone_are_no_meeting(told: Told) -> None:
    assert told.who("Olaf Scholz met Annalena Baerbock in Berlin on Monday.") == []


def test_holder_of_an_office_is_that_of_the_day(told: Told) -> None:
    text = "Australia’s Foreign Minister met the British Prime Minister in London on Monday."
    (meeting,) = told.meetings(text, published="2018-05-09")
    assert [participant.name for participant in meeting.participants] == ["", "Theresa May"]


LIKENESS = {
    ("sergey", "lavrov"): 3,
    ("sergei", "lavrov"): 3,
    ("lavrov", "sergey"): 2,
    ("s", "lavrov"): 2,
    ("serguei", "lavrov"): 2,
    ("lavrov",): 1,
    ("ivan", "lavrov"): 0,
    ("sergey", "ivanov"): 0,
}


@pytest.mark.parametrize("keys", LIKENESS)
def test_likeness_of_names(gazetteer: Gazetteer, keys: tuple[str, ...]) -> None:
    assert name_likeness(keys, gazetteer.people[3]) == LIKENESS[keys]


def test_surnames_of_two_people_are_nobody(gazetteer: Gazetteer) -> None:
    cast = Cast(gazetteer, ENGLISH, datetime.date(2024, 3, 5))
    wang = cast.register.person(("wang",), "", "")
    assert wang is not None
    assert wang.name == "Wang Yi"
    assert cast.register.person(("smith",), "", "") is None
    assert cast.register.person(("borell",), "EU", "") is gazetteer.people[25]


def test_classes_of_titles() -> None:
    assert same_class("leader", "head_of_state")
    assert same_class("minister", "foreign_minister")
    assert not same_class("foreign_minister", "head_of_state")
    assert same_level("head_of_state", "head_of_government")
    assert not same_level("head_of_state", "foreign_minister")
