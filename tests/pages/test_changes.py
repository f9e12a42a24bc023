"""What changed from one version to the next, in words, each thing by a name of its own."""

from typing import Any

import pytest

from meetings.models import Version
from meetings.pages.versions import Change, changes
from meetings.snapshot.shape import ParticipationContent
from tests.snapshots import cast, date, participation, report, snapshot, statement, topic

CHINA = participation("CHN", person="wang", office="chn-minister")
RUSSIA = participation("RUS", person="lavrov")


def version(*rows: ParticipationContent, **fields: Any) -> Version:
    """Return a version, not saved, of talks of China and Russia unless told otherwise."""
    reports, entries = fields.pop("reports", None), fields.pop("entries", None)
    shown = snapshot(list(rows) or [CHINA, RUSSIA], reports, entries, **fields)
    return Version(schema=shown["schema"], snapshot=shown)


def test_a_version_that_says_the_same_changes_nothing() -> None:
    assert changes(version(), version()) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"title": "Talks"}, {"title": "A meal"}, Change("Title", "Talks", "A meal")),
        (
            {},
            {"date": date("2024-11-19", "relative")},
            Change(
                "When",
                "18 November 2024",
                "19 November 2024 Worked out from what the source says.",
            ),
        ),
        ({}, {"place": "rio"}, Change("Where", "", "Rio de Janeiro, Brazil")),
        (
            {"place": "rio"},
            {"place": "taipei"},
            Change("Where", "Rio de Janeiro, Brazil", "Taipei"),
        ),
        ({}, {"setting": "meal"}, Change("How", "In person, talks", "In person, meal")),
        ({}, {"summary": "They spoke."}, Change("Summary", "", "They spoke.")),
        ({"summary": "They spoke."}, {}, Change("Summary", "They spoke.", "")),
        ({}, {"replaces": "B000000000"}, Change("Replaces", "", "/meetings/B000000000/")),
        ({}, {"occurrence_note": "Both say so."}, Change("Status note", "", "Both say so.")),
    ],
)
def test_facts(before: dict[str, Any], after: dict[str, Any], expected: Change) -> None:
    assert changes(version(**before), version(**after)) == [expected]


def test_the_occasion_says_whether_it_was_on_the_sidelines() -> None:
    titled = {"title": "Talks", "summit": "rio"}
    found = changes(version(**titled), version(**titled, sidelines=True))
    assert found == [
        Change("Occasion", "G20 Rio de Janeiro", "On the sidelines of G20 Rio de Janeiro")
    ]


def test_somebody_who_was_there_too() -> None:
    found = changes(
        version(CHINA, RUSSIA, title="Talks"),
        version(CHINA, RUSSIA, participation("CHN", person="li", role="delegation"), title="Talks"),
    )
    assert found == [Change("Li Qiang (China)", "", "member of the delegation")]


def test_somebody_of_whom_nothing_is_said_took_part() -> None:
    found = changes(version(CHINA, title="Talks"), version(CHINA, RUSSIA, title="Talks"))
    assert Change("Sergey Lavrov (Russia)", "", "took part") in found


def test_another_office_and_a_doubt() -> None:
    doubtful = participation("CHN", person="wang", title_as_reported="Envoy", uncertain=True)
    found = changes(version(CHINA, RUSSIA), version(doubtful, RUSSIA))
    assert found == [Change("Wang Yi (China)", "Minister of Foreign Affairs", "Envoy; uncertain")]


def test_an_account_more_with_what_it_says() -> None:
    russian = report(
        "RUS",
        "READOUT000",
        extent="whole",
        summary="In short.",
        topics=[topic("ukraine", "Talks are needed.", "crisis"), topic("flights")],
        statements=[statement("Without precedent.", person="lavrov")],
    )
    found = changes(version(title="T"), version(title="T", reports=[report(), russian]))
    account = "Russia in “Wang meets Lavrov”"
    assert found == [
        Change(
            "Accounts recorded",
            "third-party accounts only",
            "own accounts: Russia, 1 of 2 sides",
        ),
        Change(
            f"Account: {account}",
            "",
            "published by Foreign Ministry, read whole; published 20 November 2024",
        ),
        Change(f"{account}: In short", "", "In short."),
        Change(f"{account}: Ukraine", "", "Talks are needed. (term used: “crisis”)"),
        Change(f"{account}: Direct flights", "", "Mentioned"),
        Change(
            "Quotation: Sergey Lavrov (as given by Russia in Foreign Ministry)",
            "",
            "“Without precedent.”",
        ),
        Change("Source “Wang meets Lavrov”", "", "Foreign Ministry, 20 November 2024"),
    ]


def test_our_own_remarks_are_no_change_of_an_account() -> None:
    one = [report("CHN", topics=[topic("ukraine")]), report("RUS", "READOUT000")]
    read_whole = [one[0], report("RUS", "READOUT000", extent="whole")]
    found = changes(version(reports=one), version(reports=read_whole))
    # “Not in the part we have” became “Not mentioned”; what is told is that it was read whole.
    assert [change.what for change in found] == ["Account: Russia in “Wang meets Lavrov”"]


def test_a_copy_of_a_source() -> None:
    seen = {
        "taken": "2024-11-20T10:00:00+00:00",
        "sha256": "0" * 64,
        "archive_url": "https://archive.example/1",
        "excerpt": "An excerpt.",
    }
    found = changes(version(), version(reports=[report(capture=seen)]))
    assert found == [
        Change(
            "Copy of 20 November 2024 of “Ministers meet”",
            "",
            "https://archive.example/1 An excerpt.",
        )
    ]


def test_a_shared_name_that_changed_is_told_wherever_it_stands() -> None:
    renamed = cast()
    renamed["topic"]["ukraine"]["name"] = "War in Ukraine"
    reports = [report("CHN", topics=[topic("ukraine")])]
    found = changes(version(reports=reports), version(reports=reports, entries=renamed))
    assert found == [
        Change("China in “Ministers meet”: Ukraine", "Mentioned", ""),
        Change("China in “Ministers meet”: War in Ukraine", "", "Mentioned"),
    ]


def test_two_things_of_one_name_stand_together() -> None:
    twice = [report(statements=[statement("One."), statement("Two.")])]
    found = changes(version(), version(reports=twice))
    assert found == [Change("Quotation:  (in TRT World)", "", "“One.” · “Two.”")]


def test_nothing_is_told_of_a_version_that_is_not_shown() -> None:
    changed = version(summary="They spoke.")
    withdrawn = Version(schema=1, snapshot={"schema": 1, "public_id": "A000000000"})
    redacted = version()
    redacted.redacted = True
    assert changes(None, changed) == []
    for hidden in (withdrawn, redacted):
        assert changes(hidden, changed) == []
        assert changes(changed, hidden) == []
