"""Cards and details of an earlier release beside those of this one."""

from typing import Any

import pytest

from meetings.publication.renewal import agree, completed


@pytest.mark.parametrize(
    ("stored", "present", "same"),
    [
        ({"name": "China"}, {"name": "China", "region": "Asia"}, True),
        ({"name": "China", "flag": True}, {"name": "China"}, True),
        ({"name": "China"}, {"name": "PRC", "region": "Asia"}, False),
        ({"former": [{"name": "ROC"}]}, {"former": [{"name": "ROC", "end": "1949"}]}, True),
        ({"former": [{"name": "ROC"}]}, {"former": []}, False),
        ({"former": [{"name": "ROC"}]}, {"former": [{"name": "Qing"}]}, False),
        ({"state": None}, {"state": "CHN"}, False),
    ],
)
def test_what_only_one_says_is_no_difference(
    stored: dict[str, Any], present: dict[str, Any], same: bool
) -> None:
    assert agree(stored, present) is same
    assert agree(present, stored) is same


def test_what_is_completed_keeps_its_values_and_knows_no_others() -> None:
    stored = {"wikidata": "Q1", "tenures": [{"office": "Minister"}], "dropped": True}
    present = {
        "wikidata": "Q2",
        "cow": 710,
        "tenures": [{"office": "President", "acting": True}],
        "aliases": ["Secret"],
        "capital": {"name": "Secret", "since": 1949},
    }
    assert completed(stored, present) == {
        "wikidata": "Q1",
        "cow": None,
        "tenures": [{"office": "Minister", "acting": None}],
        "aliases": [],
        "capital": {"name": "", "since": None},
    }
