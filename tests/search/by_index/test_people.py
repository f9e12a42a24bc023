"""Who took part, by record: chunks, and numbers of two bytes or four."""

from array import array

from pyroaring import BitMap

from meetings.search.by_index.people import ForwardBuilder


def test_people_of_a_record_beyond_the_first_chunk() -> None:
    builder = ForwardBuilder()
    builder.add(7, array("I", [1, 255, 256, 70_000]))
    builder.add(9, array("I", [256]))
    forward = builder.finish()
    assert [list(forward.of(one)) for one in (1, 2, 256, 70_000, 99_999)] == [
        [7],
        [],
        [7, 9],
        [7],
        [],
    ]
    assert forward.counts(BitMap([1, 2, 256, 99_999])) == {7: 2, 9: 1}
    after = forward.changed([256, 300], {300: [8]})
    assert [list(after.of(one)) for one in (255, 256, 300)] == [[7], [], [8]]
    assert list(forward.of(256)) == [7, 9]


def test_more_people_than_two_bytes_can_number() -> None:
    builder = ForwardBuilder()
    for value in range(1 << 16):
        builder.add(1_000_000 + value, array("I", [value % 300]))
    before = builder.finish()
    last = 1_000_000 + (1 << 16) - 1
    # One more than two bytes can tell apart.
    after = before.changed([299], {299: [5, last]})
    assert list(after.of(299)) == [5, last]
    assert last in before.of(135)
    assert last in after.of(135)
    assert 5 not in before.of(299)
    assert after.counts(BitMap([299, 135]))[last] == 2
    assert before.counts(BitMap([0]))[1_000_000] == 1
    assert after.changed([299], {299: [last]}).of(299) == [last]
