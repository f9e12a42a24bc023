"""Accounts side by side: whose columns there are, and what is said where one says nothing."""

from typing import Any

import pytest

from meetings.pages.addresses import Link
from meetings.pages.readouts import Cell, Readouts, readouts_of
from tests.snapshots import cast, date, participation, report, snapshot, topic


def readouts(codes: list[str], *reports: Any, **fields: Any) -> Readouts:
    """Return the readouts of a meeting of the actors with ``codes``."""
    return readouts_of(snapshot([participation(code) for code in codes], list(reports), **fields))


def cells(found: Readouts) -> list[list[tuple[str, bool]]]:
    """Return the text of each cell, row by row, and whether it is our remark."""
    return [[(cell.text, cell.quiet) for cell in row.cells] for row in found.rows]


def headings(found: Readouts) -> list[str]:
    return [column.heading for column in found.columns]


@pytest.mark.parametrize(
    ("extent", "remark"),
    [
        ("whole", "Not mentioned"),
        ("excerpt", "Not in the part we have"),
        ("relayed", "Not in the part we have"),
    ],
)
def test_silence_is_said_only_of_who_was_read_whole(extent: str, remark: str) -> None:
    found = readouts(
        ["CHN", "RUS"],
        report("CHN", topics=[topic("ukraine")]),
        report("RUS", extent=extent),
    )
    assert cells(found) == [[("Mentioned", False), (remark, True)]]


def test_a_side_without_an_account_has_a_column_that_says_so_of_our_records() -> None:
    found = readouts(["CHN", "IND"], report("CHN", topics=[topic("flights")]))
    assert headings(found) == ["China", "India"]
    assert found.columns[1].notes == ("no account recorded",)
    assert found.columns[1].anchor == ""
    assert cells(found) == [[("Mentioned", False), ("No account from India recorded", True)]]
    assert found.unheard == ""


def test_three_sides_have_a_column_each_and_four_are_named_below() -> None:
    account = report("CHN", topics=[topic("flights")])
    three = readouts(["CHN", "IND", "RUS"], account)
    assert (headings(three), three.unheard) == (["China", "India", "Russia"], "")
    four = readouts(["CHN", "IND", "RUS", "BRA"], account)
    assert (headings(four), four.unheard) == (
        ["China"],
        "No account from Brazil, India or Russia recorded.",
    )
    assert cells(four) == [[("Mentioned", False)]]


def test_one_actor_of_a_side_speaks_for_the_side() -> None:
    side = [participation("CHN", side=1), participation("BRA", side=1), participation("RUS")]
    found = readouts_of(snapshot(side, [report("CHN")]))
    assert headings(found) == ["China", "Russia"]
    unheard = readouts_of(snapshot(side, [report("RUS")]))
    assert headings(unheard) == ["Russia", "Brazil/China"]
    # No single flag stands for two.
    assert [column.party is None for column in unheard.columns] == [False, True]


def test_columns_are_sides_in_their_order_then_other_voices_then_third_parties() -> None:
    found = readouts(
        ["RUS", "CHN"],
        report(None, "NEWS000000"),
        report("EGY", "UNDATED000"),
        report("RUS"),
        report("CHN", "READOUT000"),
    )
    assert headings(found) == ["China", "Russia", "Egypt", "TRT World"]
    assert [column.anchor for column in found.columns] == [
        "source-READOUT000",
        "source-NEWS000000",
        "source-UNDATED000",
        "source-NEWS000000",
    ]
    assert found.columns[3].party is None


def test_a_joint_text_is_one_column_after_the_own_accounts() -> None:
    joint = report(("BRA", "CHN", "IND", "RUS"), "READOUT000", topics=[topic("ukraine", "Peace.")])
    found = readouts(["RUS", "CHN", "BRA", "IND"], report("EGY"), joint, report("RUS"))
    assert headings(found) == ["Russia", "Joint statement of Brazil, China, … (4)", "Egypt"]
    assert [column.party is None for column in found.columns] == [False, True, False]
    (row,) = found.rows
    assert [cell.text for cell in row.cells if not cell.quiet] == ["Peace."]
    # Nobody who speaks in it is without an account.
    assert found.unheard == ""


def test_a_side_without_a_word_of_its_own_or_in_a_joint_text_is_named() -> None:
    found = readouts(["RUS", "CHN", "IND"], report(("CHN", "RUS")))
    assert headings(found) == ["Joint statement of China and Russia", "India"]


def test_several_voices_of_one_side_are_its_own_account() -> None:
    side = [participation("CHN", side=1), participation("BRA", side=1), participation("RUS")]
    found = readouts_of(snapshot(side, [report(("BRA", "CHN"))]))
    assert headings(found) == ["Brazil/China", "Russia"]


@pytest.mark.parametrize(
    ("fields", "notes"),
    [
        (
            {"voice": "CHN", "attribution": "statement"},
            ("as relayed by TRT World", "official statement", "published 19 November 2024"),
        ),
        (
            {"voice": "CHN", "source": "READOUT000", "extent": "whole", "attribution": "statement"},
            (
                "published by Foreign Ministry, read whole",
                "official statement",
                "published 20 November 2024",
            ),
        ),
        (
            {"extent": "excerpt"},
            (
                "third party",
                "published by TRT World, read in part",
                "published 19 November 2024",
            ),
        ),
        (
            {"source": "UNDATED000", "attribution": "anonymous", "attributed_to": "a diplomat"},
            ("third party", "as relayed by TRT World", "anonymous source (a diplomat)"),
        ),
        (
            {
                "voice": "CHN",
                "attribution": "named_official",
                "attributed_to": "Mao Ning",
                "occurrence": "denied",
                "date": date("2024-11"),
            },
            (
                "as relayed by TRT World",
                "named official (Mao Ning)",
                "published 19 November 2024",
                "says of the meeting: denied",
                "dates the meeting November 2024",
            ),
        ),
    ],
)
def test_what_an_account_rests_on(fields: dict[str, Any], notes: tuple[str, ...]) -> None:
    found = readouts(["CHN", "RUS"], report(**fields))
    assert found.columns[0].notes == notes


def test_own_words_stand_instead_of_the_remark_with_the_term_used() -> None:
    found = readouts(
        ["CHN", "RUS"],
        report("CHN", topics=[topic("ukraine", "Talks are needed.", "Ukraine crisis")]),
        report("RUS", topics=[topic("ukraine", "", "special military operation")]),
    )
    assert found.rows[0].cells == (
        Cell("China", "Talks are needed.", "Ukraine crisis"),
        Cell("Russia", "Mentioned", "special military operation"),
    )


def test_summaries_come_first_and_have_no_remark_where_there_is_none() -> None:
    found = readouts(
        ["CHN", "IND"],
        report("CHN", summary="A short account.", topics=[topic("ukraine")]),
        report(None, "UNDATED000"),
    )
    assert [row.topic for row in found.rows] == [
        Link("In short"),
        Link("Ukraine", "/topics/ukraine/"),
    ]
    assert cells(found)[0] == [
        ("A short account.", False),
        ("", True),
        ("No account from India recorded", True),
    ]


def test_topics_stand_once_in_the_order_in_which_accounts_name_them() -> None:
    found = readouts(
        ["CHN", "RUS"],
        report("RUS", topics=[topic("ukraine")]),
        report("CHN", topics=[topic("flights"), topic("ukraine")]),
    )
    # China's account stands first.
    assert [row.topic.label for row in found.rows] == ["Direct flights", "Ukraine"]


def test_columns_have_the_names_of_the_day() -> None:
    entries = cast()
    shown = [participation("SWZ"), participation("RUS")]
    account = report("SWZ", topics=[topic("flights")])
    for day, name in (("2018-04-18", "Swaziland"), ("2018-04-19", "Eswatini"), ("", "Eswatini")):
        found = readouts_of(snapshot(shown, [account], entries, date=date(day)))
        assert headings(found) == [name, "Russia"]
    silent = readouts_of(snapshot(shown, [report("RUS")], entries, date=date("2018-04-18")))
    assert headings(silent) == ["Russia", "Swaziland"]


def test_without_reports_there_is_nothing_but_that_nobody_is_heard() -> None:
    found = readouts(["CHN", "RUS"])
    assert (headings(found), found.rows) == (["China", "Russia"], ())
