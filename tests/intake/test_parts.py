"""The parts of sentences: names, offices, actors, places, summits."""

import pytest

from meetings.intake.gazetteer import Gazetteer

from .telling import parts

PARTS = {
    "Chinese Foreign Minister Wang Yi met Sergey Lavrov in Moscow.": [
        ("J", "Chinese"),
        ("T", "Foreign Minister"),
        ("N", "Wang Yi"),
        ("N", "Sergey Lavrov"),
        ("L", "Moscow"),
    ],
    "Theresa May met Mr. Macron.": [("N", "Theresa May"), ("m", "Mr"), ("n", "Macron")],
    "H.E. Penny Wong arrived.": [("m", "H.E."), ("N", "Penny Wong")],
    "Kim Yo-jong and Cho Tae-yul spoke.": [("N", "Kim Yo-jong"), ("N", "Cho Tae-yul")],
    "Im Jong-seok spoke.": [("N", "Im Jong-seok")],
    "Custodian of the Two Holy Mosques King Salman spoke.": [
        ("T", "Custodian of the Two Holy Mosques King"),
        ("n", "Salman"),
    ],
    "Xi Jinping Receives Olaf Scholz": [("N", "Xi Jinping"), ("N", "Olaf Scholz")],
    "Ludwig van der Waals spoke.": [("N", "Ludwig van der Waals")],
    "S. Jaishankar spoke.": [("N", "S. Jaishankar")],
    "Josep Borrell Fontelles spoke.": [("N", "Josep Borrell Fontelles")],
    "Minister Dong Jun spoke.": [("T", "Minister"), ("N", "Dong Jun")],
    "They arrived with King Abdullah II today.": [
        ("T", "King"),
        ("N", "Abdullah II"),
        ("D", "today"),
    ],
    "They spoke to Robert F. Kennedy, Jr. about it.": [("N", "Robert F. Kennedy, Jr.")],
    "the Islamic Republic of Egypt": [("C", "Islamic Republic of Egypt")],
    "China’s President": [("C", "China"), ("T", "President")],
    "Jordan Bardella spoke.": [("N", "Jordan Bardella")],
    "his Turkish counterpart": [("J", "Turkish"), ("K", "counterpart")],
    "his Turkish counterparts": [("J", "Turkish"), ("U", "counterparts")],
    "the foreign ministers of Brazil and Kenya": [
        ("U", "foreign ministers"),
        ("C", "Brazil"),
        ("C", "Kenya"),
    ],
    "at the G20 Summit in Rio de Janeiro": [("S", "G20 Summit"), ("L", "Rio de Janeiro")],
    "at the Munich Security Conference": [("S", "Munich Security Conference")],
    "Wang Yi’s meeting with them": [("N", "Wang Yi")],
    "the Trump-led talks": [("n", "Trump")],
}


@pytest.mark.parametrize("text", PARTS)
def test_parts_of_a_sentence(gazetteer: Gazetteer, text: str) -> None:
    assert parts(text, gazetteer) == PARTS[text]
