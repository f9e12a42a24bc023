"""Sets of record ids by value: changed by copy, counted the quicker of two ways."""

import pytest
from pyroaring import BitMap

from meetings.search.by_index.sets import ValueSets, Within


def test_counting_outside_and_inside_of_few_records_gives_the_same() -> None:
    published = BitMap(range(1, 3000))
    sets = ValueSets({"rare": BitMap([5, 2000]), "common": BitMap(range(1, 3000, 2))})
    few, most = Within(BitMap([5, 6, 7]), published), Within(BitMap(range(1, 2500)), published)
    counted = [
        within.count(sets, value, total)
        for within in (few, most)
        for value, total in (("rare", 2), ("common", 1500))
    ]
    assert counted == [1, 2, 2, 1250]


@pytest.mark.parametrize("few", [0, 3])
def test_sets_change_by_copy(few: int) -> None:
    before = ValueSets({1: BitMap([10, 20]), 2: BitMap([20, 30, 40, 50])}, few=few)
    after = before.changed(BitMap([20, 30, 40, 50]), {1: [40], 3: [20]})
    assert {value: list(after.get(value)) for value in after.values()} == {1: [10, 40], 3: [20]}
    assert {value: list(before.get(value)) for value in before.values()} == {
        1: [10, 20],
        2: [20, 30, 40, 50],
    }
    assert [value for _, value in before.ranked()] == [2, 1]


def test_an_only_value_is_looked_for_where_it_changed_alone() -> None:
    before = ValueSets({1: BitMap([10, 20]), 2: BitMap([30]), 3: BitMap([40])})
    after = before.moved(BitMap([10, 20, 40, 50]), {1: [10], 2: [20], 4: [50, 60]})
    assert {value: list(after.get(value)) for value in after.values()} == {
        1: [10],
        2: [20, 30],
        4: [50, 60],
    }
    # 50 had no value, and has none now.
    assert before.moved(BitMap([10, 30, 50]), {1: [10], 2: [30]}) is before
