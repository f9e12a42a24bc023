"""Lists that editors paste."""

import pytest

from meetings.desk.lists import Listed, Quoted, delegation_in, people_in, quotations_in

FIVE = [
    "Sadyr Japarov",
    "Alexander Lukashenko",
    "Emomali Rahmon",
    "Shavkat Mirziyoyev",
    "Ilham Aliyev",
]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(FIVE),
        ", ".join(FIVE),
        f"{', '.join(FIVE[:4])} and {FIVE[4]}.",
        f"{', '.join(FIVE[:4])}, and {FIVE[4]}",
        "; ".join(FIVE),
        "\n".join(f"- {name};" for name in FIVE),
        "\r\n".join(f"{number}. {name}" for number, name in enumerate(FIVE, 1)),
        "\n\n".join(f"  • {name}  " for name in FIVE),
    ],
)
def test_names_stand_one_a_line_or_between_commas(text: str) -> None:
    assert [one.name for one in people_in(text)] == FIVE
    assert {one.title for one in people_in(text)} == {""}


def test_a_title_follows_the_name() -> None:
    text = """1. Wang Yi, Minister of Foreign Affairs
Sergey Lavrov (Foreign Minister)
Antony Blinken – Secretary of State, United States
Josep Borrell: High Representative
+ Ajit DOVAL
Wang Yi [#7]"""
    expected = [
        Listed("Wang Yi", "Minister of Foreign Affairs"),
        Listed("Sergey Lavrov", "Foreign Minister"),
        Listed("Antony Blinken", "Secretary of State, United States"),
        Listed("Josep Borrell", "High Representative"),
        Listed("+ Ajit DOVAL"),
        Listed("Wang Yi [#7]"),
    ]
    assert people_in(text) == expected
    assert delegation_in("Wang Yi, Minister") == [Listed("Wang Yi", "Minister")]
    assert people_in("Sadyr Japarov, President; Emomali Rahmon, President") == [
        Listed("Sadyr Japarov", "President"),
        Listed("Emomali Rahmon", "President"),
    ]


def test_a_quotation_names_who_said_it() -> None:
    text = 'Lavrov: “We are at a stage: without precedent.”\n\n"Nobody said this."\nXi：「好」'
    assert quotations_in(text) == [
        Quoted("Lavrov", "We are at a stage: without precedent."),
        Quoted("", "Nobody said this."),
        Quoted("Xi", "好"),
    ]


def test_an_empty_list_is_empty() -> None:
    assert people_in(" \n ") == []
    assert quotations_in("\n") == []
