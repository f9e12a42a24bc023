"""What is typed into the search box, as parameters of a selection and a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.search.box.syntax import KEYS, STATES, Note, understand
from meetings.search.parameters import ORDER


@pytest.mark.parametrize(
    ("typed", "pairs", "text"),
    [
        ("", [], ""),
        ("grain exports", [], "grain exports"),
        ("country:CHN", [("country", "CHN")], ""),
        ("country:CHN country:RUS", [("country", "CHN"), ("country", "RUS")], ""),
        ("COUNTRY:chn", [("country", "chn")], ""),
        ("after:2024-01 before:2024-12", [("from", "2024-01"), ("to", "2024-12")], ""),
        ("since:2020 until:2021", [("from", "2020"), ("to", "2021")], ""),
        ("year:2024", [("from", "2024"), ("to", "2024")], ""),
        ("org:EU organization:NATO", [("organisation", "EU"), ("organisation", "NATO")], ""),
        ("about:ukraine source:reuters", [("topic", "ukraine"), ("publisher", "reuters")], ""),
        ('person:"sergey  lavrov"', [("person", "sergey lavrov")], ""),
        ("person:“王 毅”", [("person", "王 毅")], ""),
        ("is:call", [("channel", "call")], ""),
        ("is:In-Person", [("channel", "in_person")], ""),
        ("is:announced", [("occurrence", "announced")], ""),
        ("is:called-off is:cancelled", [("occurrence", "called_off")] * 2, ""),
        ("is:bilateral is:meal", [("sides", "2"), ("setting", "meal")], ""),
        ('level:"foreign minister"', [("level", "foreign_minister")], ""),
        ("sides:4+", [("sides", "4+")], ""),
        ("match:only sort:oldest", [("match", "only"), ("sort", "oldest")], ""),
        ("summit:g20:rio", [("summit", "g20:rio")], ""),
        ("is:call OR is:video", [("channel", "call"), ("channel", "video")], ""),
        (
            "country:CHN OR country:RUS | topic:grain",
            [("country", "CHN"), ("country", "RUS"), ("topic", "grain"), ("match", "any")],
            "",
        ),
        ("country:CHN AND country:RUS", [("country", "CHN"), ("country", "RUS")], ""),
        ("grain OR country:", [], "grain OR country:"),
        ("country: CHN", [], "country: CHN"),
        ("10:30 http://a.example/b", [], "10:30 http://a.example/b"),
        ('"country:CHN"', [], '"country:CHN"'),
        ('a OR b NOT c is:call -d AND "e f', [("channel", "call")], 'a OR b NOT c -d AND "e f'),
        ("grain AND is:call wheat", [("channel", "call")], "grain wheat"),
        ("grain is:call AND wheat", [("channel", "call")], "grain wheat"),
        ("OR is:call OR", [("channel", "call")], ""),
        ("page:2", [], "page:2"),
    ],
)
def test_what_is_understood(typed: str, pairs: list[tuple[str, str]], text: str) -> None:
    understood = understand(typed)
    assert (understood.pairs, understood.text, understood.refused) == (pairs, text, [])


def test_the_whole_language_at_once() -> None:
    understood = understand(
        "country:CHN country:RUS summit:g20-2024-rio-de-janeiro topic:ukraine "
        "person:sergey-lavrov after:2024-01 before:2024-12 host:BRA is:call sides:2 "
        '"no limits" -sanctions match:any'
    )
    assert understood.pairs == [
        ("country", "CHN"),
        ("country", "RUS"),
        ("summit", "g20-2024-rio-de-janeiro"),
        ("topic", "ukraine"),
        ("person", "sergey-lavrov"),
        ("from", "2024-01"),
        ("to", "2024-12"),
        ("host", "BRA"),
        ("channel", "call"),
        ("sides", "2"),
        ("match", "any"),
    ]
    assert understood.text == '"no limits" -sanctions'
    assert understood.refused == understood.notes == []


ROUND = "A filter cannot be turned round; a minus is for words."
MIXED = "OR joins words with words and filters with filters."


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("-country:CHN", [Note("-country:CHN", ROUND)]),
        ("NOT country:CHN", [Note("country:CHN", ROUND)]),
        ('country:""', [Note('country:""', "“country:” has no value.")]),
        ("grain OR country:CHN", [Note("country:CHN", MIXED)]),
        ("country:CHN OR grain", [Note("grain", MIXED)]),
        (
            "country:CHN OR is:call",
            [Note("country:CHN OR is:call", "OR cannot join these filters.")],
        ),
        (
            "from:2020 OR from:2022",
            [Note("from:2020 OR from:2022", "OR cannot join these filters.")],
        ),
        (
            "country:CHN OR country:RUS topic:grain",
            [
                Note(
                    "country:CHN country:RUS topic:grain",
                    "OR has to join all countries, people and topics, or none of them.",
                )
            ],
        ),
    ],
)
def test_what_would_mean_something_else_is_refused(typed: str, refused: list[Note]) -> None:
    assert understand(typed).refused == refused


def test_an_unknown_state_is_told_the_known_ones() -> None:
    (note,) = understand("is:secret").refused
    assert note.piece == "is:secret"
    assert "announced, bilateral, brief" in note.message


def test_an_unknown_key_is_text_and_said() -> None:
    understood = understand("contry:CHN Putin:Xi")
    assert understood.text == "contry:CHN Putin:Xi"
    assert [note.message for note in understood.notes] == [
        "“contry:” is no filter; “contry:CHN” is searched for as text. Was “country:” meant?",
        "“Putin:” is no filter; “Putin:Xi” is searched for as text.",
    ]


def test_every_parameter_but_those_of_paging_is_a_key() -> None:
    assert {name for name in ORDER if name not in KEYS} <= {"q", "page", "per_page"}
    assert {name for names in KEYS.values() for name in names} <= set(ORDER)
    assert {name for name, _ in STATES.values()} <= set(ORDER)


pieces_of_language = st.sampled_from(
    ["country:CHN", "is:call", "is:x", "person:", 'topic:"a b"', "OR", "NOT", "-", '"', ":", "word"]
)


@given(st.lists(pieces_of_language | st.text(max_size=8)).map(" ".join) | st.text())
def test_any_text_has_a_meaning_and_what_is_left_holds_no_filter(typed: str) -> None:
    understood = understand(typed)
    assert all(name in ORDER and value for name, value in understood.pairs)
    again = understand(understood.text)
    assert (again.pairs, again.text) == ([], understood.text)
