"""The written rules: occurrence, accounts, sides, level and title."""

from typing import Any

import pytest

from meetings.models.choices import LEVEL_OF_RANK, Level, Rank
from meetings.publication.rules.derive import accounts_of, level_of, occurrence_of, sides_of
from meetings.publication.rules.titles import title_of
from meetings.snapshot.cards import Entries
from meetings.snapshot.shape import ParticipationContent, ReportContent, Side
from tests.snapshots import content, participation
from tests.snapshots import report as account

NAMES = {"CHN": "China", "RUS": "Russia", "IND": "India", "USA": "United States", "EGY": "Egypt"}


def entries(**sources: str) -> Entries:
    """Return cards of the actors, and of sources by their day of publication."""
    actors: Any = {
        code: {"name": name, "sort": name, "former": [], "start": "", "end": ""}
        for code, name in NAMES.items()
    }
    people: Any = {name.lower(): {"name": name, "short": name} for name in ("Wang", "Li", "Lavrov")}
    documents: Any = {key: {"published": day} for key, day in sources.items()}
    summits: Any = {"g20": {"name": "G20 Rio de Janeiro"}}
    return {"actor": actors, "person": people, "source": documents, "summit": summits}


def report(
    occurrence: str, source: str = "a", voice: str | tuple[str, ...] | None = None
) -> ReportContent:
    """Return a report that says nothing but whether the meeting took place."""
    return account(voice, source, occurrence=occurrence)


DAYS = {"a": "2024-11-01", "a2": "2024-11-01", "b": "2024-11-02", "c": "2024-11-03", "undated": ""}


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([report("held")], "held"),
        ([report("announced")], "announced"),
        ([report("announced", "a", "CHN"), report("held", "b", "RUS")], "held"),
        ([report("announced", "a", "CHN"), report("postponed", "b", "CHN")], "postponed"),
        ([report("postponed", "b", "CHN"), report("announced", "a", "CHN")], "postponed"),
        ([report("postponed", "a", "CHN"), report("held", "b", "CHN")], "held"),
        ([report("announced", "a", "CHN"), report("called_off", "b", "RUS")], "called_off"),
        ([report("held", "a", "CHN"), report("denied", "b", "RUS")], "disputed"),
        ([report("held", "a", None), report("denied", "b", "RUS")], "disputed"),
        ([report("held", "a", "CHN"), report("denied", "b", "CHN")], "denied"),
        ([report("announced", "a", "CHN"), report("denied", "b", "RUS")], "denied"),
        ([report("announced", "b"), report("called_off", "undated")], "announced"),
        # Of two reports of an account of one day, the word of that entered later counts.
        ([report("announced", "a", "CHN"), report("called_off", "a2", "CHN")], "called_off"),
        ([report("called_off", "a", "CHN"), report("announced", "a2", "CHN")], "announced"),
        ([report("held", "a", "CHN"), report("denied", "a2", "CHN")], "denied"),
        ([report("announced", "undated", "CHN"), report("held", "undated", "CHN")], "held"),
        # Of the words of several accounts of one day: postponed, called off, announced.
        ([report("postponed", "a", "CHN"), report("called_off", "a2", "RUS")], "postponed"),
        ([report("announced", "a", "CHN"), report("called_off", "a2", "RUS")], "called_off"),
    ],
)
def test_occurrence(reports: list[ReportContent], expected: str) -> None:
    assert occurrence_of(reports, entries(**DAYS)) == expected


def sides(*participations: ParticipationContent) -> list[list[str]]:
    return [side["actors"] for side in sides_of(list(participations), entries())]


def test_each_actor_is_a_side_of_its_own_in_the_order_of_the_alphabet() -> None:
    assert sides(participation("RUS"), participation("CHN")) == [["CHN"], ["RUS"]]


def test_the_same_number_makes_one_side() -> None:
    rows = [
        participation("USA", side=1),
        participation("IND", side=2),
        participation("EGY", side=1),
    ]
    assert sides(*rows) == [["EGY", "USA"], ["IND"]]


def test_several_people_of_one_actor_are_one_side() -> None:
    assert sides(participation("CHN"), participation("RUS"), participation("CHN")) == [
        ["CHN"],
        ["RUS"],
    ]


def test_mediators_observers_and_the_absent_make_no_side() -> None:
    rows = [
        participation("RUS"),
        participation("CHN"),
        participation("EGY", role="mediator"),
        participation("IND", role="observer"),
        participation("USA", attendance="declined"),
    ]
    assert sides(*rows) == [["CHN"], ["RUS"]]


def test_a_mediator_with_a_number_is_a_side() -> None:
    rows = [participation("RUS"), participation("EGY", role="mediator", side=1)]
    assert sides(*rows) == [["EGY"], ["RUS"]]


def test_who_speaks_for_two_actors_brings_both_to_the_side() -> None:
    assert sides(participation("RUS"), participation("CHN", also_for="IND")) == [
        ["CHN", "IND"],
        ["RUS"],
    ]


def level(*participations: ParticipationContent) -> str:
    return level_of(list(participations), sides_of(list(participations), entries()))


@pytest.mark.parametrize(
    ("ranks", "expected"),
    [
        (("head_of_state", "head_of_government"), "leaders"),
        (("head_of_state", "foreign_minister"), "foreign_ministers"),
        # A summit at which one side was represented by its foreign minister.
        (("head_of_state", "head_of_government", "foreign_minister"), "leaders"),
        (("head_of_organisation", "head_of_government"), "leaders"),
        (("leader_in_fact", "party_leader"), "leaders"),
        (("crown_prince", "deputy_head_of_state"), "leaders"),
        (("minister", "security_adviser"), "ministers"),
        (("speaker", "deputy_minister"), "officials"),
        (("ambassador", "envoy"), "officials"),
        (("head_of_state", ""), ""),
        # What is not known would change nothing.
        (("head_of_state", "head_of_state", ""), "leaders"),
        (("foreign_minister", "minister", "foreign_minister", ""), "foreign_ministers"),
        # Two leaders would make it a meeting of leaders.
        (("head_of_state", "foreign_minister", ""), ""),
        (("foreign_minister", "minister", ""), ""),
        (("head_of_state",), ""),
    ],
)
def test_the_level_is_the_highest_at_which_two_sides_were_represented(
    ranks: tuple[str, ...], expected: str
) -> None:
    rows = [
        participation(code, rank)
        for code, rank in zip(("CHN", "RUS", "IND", "EGY"), ranks, strict=False)
    ]
    assert level(*rows) == expected


def test_every_rank_has_a_level() -> None:
    assert set(LEVEL_OF_RANK) == set(Rank.values)
    assert set(LEVEL_OF_RANK.values()) == set(Level.values)


def test_a_side_is_represented_by_its_principals() -> None:
    rows = [
        participation("CHN", "foreign_minister"),
        participation("CHN", "head_of_government", role="delegation"),
        participation("RUS", "head_of_state"),
        participation("RUS", "foreign_minister", role="delegation"),
    ]
    assert level(*rows) == "foreign_ministers"
    alone = participation("CHN", "minister", role="delegation")
    assert level(alone, participation("RUS", "head_of_state")) == "ministers"


def accounts(reports: list[ReportContent], *sides: str) -> tuple[str, list[str], int, int, int]:
    """Return what is recorded of ``sides``, each of one actor or of several: "CHN IND"."""
    rows: list[Side] = [
        {"number": number, "actors": actors.split(), "participations": []}
        for number, actors in enumerate(sides, start=1)
    ]
    found = accounts_of(reports, rows)
    return (
        found["value"],
        found["voices"],
        found["sides_heard"],
        found["sides"],
        found["joint_sides"],
    )


def test_accounts_recorded() -> None:
    both = [report("held", "a", "CHN"), report("held", "b", "RUS")]
    assert accounts(both, "CHN", "RUS") == ("all_sides", ["CHN", "RUS"], 2, 2, 0)
    assert accounts(both, "CHN", "RUS", "IND") == ("some_sides", ["CHN", "RUS"], 2, 3, 0)
    assert accounts(both[:1], "CHN", "RUS") == ("one_side", ["CHN"], 1, 2, 0)
    assert accounts([report("held")], "CHN", "RUS") == ("third_party", [], 0, 2, 0)
    assert accounts([report("held", "a", "EGY")], "CHN", "RUS") == ("third_party", [], 0, 2, 0)


def test_a_joint_text_is_no_sides_own_account() -> None:
    joint = report("held", "a", ("CHN", "RUS"))
    assert accounts([joint], "CHN", "RUS", "IND") == ("joint_text", [], 0, 3, 2)
    assert accounts([joint, report("held")], "CHN", "RUS") == ("joint_text", [], 0, 2, 2)
    own = report("held", "b", "CHN")
    assert accounts([joint, own], "CHN", "RUS") == ("one_side", ["CHN"], 1, 2, 2)
    third = report("held", "b", ("CHN", "RUS", "IND"))
    assert accounts([joint, third], "CHN", "RUS", "IND") == ("joint_text", [], 0, 3, 3)


def test_several_voices_of_one_side_are_its_own_account() -> None:
    shared = report("held", "a", ("CHN", "IND"))
    assert accounts([shared], "CHN IND", "RUS") == ("one_side", ["CHN", "IND"], 1, 2, 0)


def test_a_text_with_a_mediator_is_joint() -> None:
    with_mediator = report("held", "a", ("EGY", "CHN", "RUS"))
    assert accounts([with_mediator], "CHN", "RUS") == ("joint_text", [], 0, 2, 2)
    assert accounts([report("held", "a", ("EGY", "CHN"))], "CHN", "RUS") == (
        "joint_text",
        [],
        0,
        2,
        1,
    )


def test_each_voice_of_a_joint_text_has_its_word() -> None:
    announced = report("announced", "a", ("CHN", "RUS"))
    documents = entries(a="2024-11-01", b="2024-11-02")
    assert occurrence_of([announced, report("denied", "b", "RUS")], documents) == "denied"
    held = report("held", "a", ("CHN", "RUS"))
    assert occurrence_of([held, report("denied", "b", "RUS")], documents) == "disputed"


def test_accounts_that_contradict_each_other_are_disputed() -> None:
    rows = [report("held", "a", "CHN"), report("denied", "b", "RUS")]
    assert accounts(rows, "CHN", "RUS")[0] == "disputed"


def title(*rows: ParticipationContent, **fields: Any) -> str:
    entered = content(list(rows), [], **fields)
    return title_of(entered, entries(), sides_of(list(rows), entries()), None)


def test_titles() -> None:
    wang, lavrov = participation("CHN", person="wang"), participation("RUS", person="lavrov")
    assert title(wang, lavrov) == "Wang (China) and Lavrov (Russia)"
    assert title(wang, participation("RUS")) == "Wang (China) and Russia"
    assert title(wang, lavrov, channel="call") == "Call: Wang (China) and Lavrov (Russia)"
    assert title(wang, lavrov, summit="g20") == (
        "Wang (China) and Lavrov (Russia), G20 Rio de Janeiro"
    )
    assert title(wang, lavrov, summit="g20", sidelines=True) == (
        "Wang (China) and Lavrov (Russia), on the sidelines of G20 Rio de Janeiro"
    )
    assert title() == ""


def test_the_title_of_a_session_counts_who_is_not_named() -> None:
    rows = [participation(code) for code in NAMES]
    assert title(*rows) == "China, Egypt, India and 2 others"
    # Never “and 1 other”.
    assert title(*rows[:4]) == "China, India, Russia and United States"
    assert title(*rows[:3]) == "China, India and Russia"


def test_the_title_of_a_session_of_a_summit_begins_with_it() -> None:
    rows = [participation(code) for code in NAMES]
    assert title(*rows, summit="g20", setting="plenary") == (
        "G20 Rio de Janeiro: plenary (5 sides)"
    )
    assert title(*rows[:3], summit="g20") == "China, India and Russia, G20 Rio de Janeiro"
    assert title(*rows, summit="g20", sidelines=True) == (
        "China, Egypt, India and 2 others, on the sidelines of G20 Rio de Janeiro"
    )


def test_a_side_of_many_is_named_by_its_highest_participant() -> None:
    rows = [participation(code, side=1) for code in ("CHN", "IND", "EGY")]
    high = participation("USA", "head_of_state", person="li", side=1)
    assert title(*rows, high, participation("RUS", side=2)) == (
        "Li (United States and 3 others) and Russia"
    )
    assert title(*rows[:2], participation("RUS", side=2)) == "China/India and Russia"


def test_the_first_of_a_delegation_by_rank_names_its_side() -> None:
    rows = [
        participation("CHN", "ambassador", person="li"),
        participation("CHN", "foreign_minister", person="wang"),
        participation("RUS"),
    ]
    assert title(*rows) == "Wang (China) and Russia"
