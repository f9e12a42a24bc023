"""What schema 1 froze, in the shape and under the rules of schema 2."""

import copy
from typing import Any

import pytest

from meetings.publication.rules.derive import accounts_of, level_of
from meetings.snapshot.read import read_stored

from .frozen import SHOWN, stored

OLD = {path.stem: stored(path) for path in SHOWN if path.parent.name == "schema_1"}


def frozen(*reports: dict[str, Any], ranks: tuple[str, ...] = ("", "")) -> dict[str, Any]:
    """Return a snapshot of schema 1 of a meeting of China and Russia."""
    snapshot = copy.deepcopy(OLD["two_accounts_with_quotations"])
    empty: dict[str, Any] = {
        "source": "A000000000",
        "voice": None,
        "extent": "whole",
        "attribution": "statement",
        "attributed_to": "",
        "occurrence": "held",
        "date": {"edtf": "", "basis": "", "earliest": None, "latest": None},
        "summary": "",
        "capture": None,
        "topics": [],
        "statements": [],
    }
    snapshot["content"]["reports"] = [empty | report for report in reports]
    row = {"role": "principal", "attendance": "present"}
    snapshot["content"]["participations"] = [{**row, "rank": rank} for rank in ranks]
    snapshot["derived"]["sides"] = [
        {"number": number, "actors": [code], "participations": [number - 1]}
        for number, code in enumerate(("CHN", "RUS"), start=1)
    ]
    return snapshot


PEACE = {"topics": [{"topic": "peace", "says": "Peace.", "term_used": ""}]}
QUOTED = {"statements": [{"person": None, "actor": "CHN", "text": "No limits."}]}


def test_a_text_with_a_report_for_each_voice_is_one_report() -> None:
    old = frozen({"voice": "RUS", **PEACE}, {"voice": "CHN", **PEACE, **QUOTED})
    before = copy.deepcopy(old)
    snapshot = read_stored(old)
    (report,) = snapshot["content"]["reports"]
    assert report["voices"] == ["CHN", "RUS"]
    assert [statement["text"] for statement in report["statements"]] == ["No limits."]
    assert "voice" not in report
    assert snapshot["derived"]["accounts"] == {
        "value": "joint_text",
        "voices": [],
        "sides_heard": 0,
        "sides": 2,
        "joint_sides": 2,
    }
    assert old == before


def test_accounts_that_differ_stay_apart() -> None:
    war = {"topics": [{"topic": "peace", "says": "War.", "term_used": ""}]}
    snapshot = read_stored(frozen({"voice": "CHN", **PEACE}, {"voice": "RUS", **war}, {}))
    assert [report["voices"] for report in snapshot["content"]["reports"]] == [["CHN"], ["RUS"], []]
    assert snapshot["derived"]["accounts"]["value"] == "all_sides"
    relayed = {"extent": "relayed"}
    bare = read_stored(frozen({"voice": "CHN", **relayed}, {"voice": "RUS", **relayed}))
    assert [report["voices"] for report in bare["content"]["reports"]] == [["CHN"], ["RUS"]]


def test_the_level_is_that_of_the_new_rule() -> None:
    for ranks, level in (
        (("head_of_organisation", "party_leader"), "leaders"),
        (("head_of_state", "foreign_minister"), "foreign_ministers"),
        (("head_of_state", ""), ""),
    ):
        assert read_stored(frozen({}, ranks=ranks))["derived"]["level"] == level


@pytest.mark.parametrize("name", OLD)
def test_the_rules_of_schema_2_are_those_it_was_made_with(name: str) -> None:
    """Delete this test when the rules of publication change again; the upgrade stays."""
    old = OLD[name]
    snapshot = read_stored(old)
    content, derived = snapshot["content"], snapshot["derived"]
    assert derived["accounts"] == accounts_of(content["reports"], derived["sides"])
    assert derived["level"] == level_of(content["participations"], derived["sides"])
    for kept in ("title", "sides", "occurrence", "host"):
        assert dict(derived)[kept] == old["derived"][kept]
