"""What of a search box is completed: the end of it, the longest run of plain words first."""

import pytest

from meetings.search.box.completion import Unfinished, unfinished


@pytest.mark.parametrize(
    ("typed", "tried"),
    [
        ("", []),
        ("lav", [("lav", "", "")]),
        ("  wang   yi ", [("wang yi", "", ""), ("yi", "wang", "")]),
        (
            "talks with wang yi",
            [
                ("talks with wang yi", "", ""),
                ("wang yi", "talks with", ""),
                ("yi", "talks with wang", ""),
            ],
        ),
        ("country:CHN lav", [("lav", "country:CHN", "")]),
        ('"no limits" -trade лав', [("лав", '"no limits" -trade', "")]),
        ("grain OR whe", [("whe", "grain OR", "")]),
        ("grain country:chi", [("chi", "grain", "country")]),
        ('org:"European Co', [("European Co", "", "organisation")]),
        ("about:ukr", [("ukr", "", "topic")]),
        # Nothing to complete: a phrase, an exclusion, an operator, a date, a state, two bounds.
        ('"no limits"', []),
        ("-grain", []),
        ("grain OR", []),
        ("-country:chi", []),
        ("is:call", []),
        ("year:2024", []),
        ("contry:chi", []),
    ],
)
def test_what_is_tried(typed: str, tried: list[tuple[str, str, str]]) -> None:
    assert [(one.words, one.before, one.parameter) for one in unfinished(typed)] == tried


def test_a_filter_takes_the_place_of_the_words() -> None:
    assert Unfinished("yi", "talks with").completed("person:wang-yi") == (
        "talks with person:wang-yi"
    )
    assert Unfinished("chi", "", "country").completed("country:CHN") == "country:CHN"
