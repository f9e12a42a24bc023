"""The merge of what two editors typed."""

from meetings.admin.guard.merging import (
    Difference,
    FormState,
    Merged,
    MergedRow,
    Posted,
    TypedRow,
    merge,
)


def canonical(group: str, field: str, text: str) -> str:
    return text.rsplit("[", 1)[-1].strip(" ]")


def state(title: str = "", **rows: dict[str, str]) -> FormState:
    return FormState({"title": title}, {"who": rows})


def posted(title: str = "", *rows: TypedRow) -> Posted:
    return Posted({"title": title}, {"who": list(rows)})


def merged(base: FormState, theirs: FormState, yours: Posted) -> Merged:
    return merge(base, theirs, yours, canonical)


WANG, LI = {"person": "Wang Yi [#7]"}, {"person": "Li Qiang [#8]"}


def test_an_untouched_field_takes_theirs_and_a_typed_one_keeps_yours() -> None:
    base = FormState({"title": "Old", "summary": ""}, {})
    theirs = FormState({"title": "Theirs", "summary": ""}, {})
    yours = Posted({"title": "Old", "summary": "Mine"}, {})
    result = merged(base, theirs, yours)
    assert result.fields == {"title": "Theirs", "summary": "Mine"}
    assert result.differences == [Difference("", "", "title", "Old", "Theirs", "Theirs")]
    assert result.clashes == []


def test_what_both_changed_keeps_yours_and_is_a_clash() -> None:
    result = merged(state("Old"), state("Theirs"), posted("Mine"))
    assert result.fields == {"title": "Mine"}
    assert result.clashes == [Difference("", "", "title", "Old", "Theirs", "Mine", clash=True)]


def test_what_both_changed_alike_is_no_clash() -> None:
    result = merged(state("Old"), state("New"), posted("New"))
    assert result.differences == [Difference("", "", "title", "Old", "New", "New")]


def test_nothing_changed_by_them_is_no_difference() -> None:
    result = merged(state("Old", a=WANG), state("Old", a=WANG), posted("Mine", TypedRow("a", LI)))
    assert result.differences == []
    assert result.rows == {"who": [MergedRow("a", LI)]}


def test_the_same_thing_under_another_label_is_the_same() -> None:
    renamed = {"person": "WANG Yi [#7]"}
    result = merged(state(a=WANG), state(a=renamed), posted("", TypedRow("a", WANG)))
    assert result.differences == []


def test_fields_of_one_row_merge_one_by_one() -> None:
    base = state(a={"person": "A", "office": "B"})
    theirs = state(a={"person": "A", "office": "Theirs"})
    yours = posted("", TypedRow("a", {"person": "Mine", "office": "B"}))
    result = merged(base, theirs, yours)
    assert result.rows["who"] == [MergedRow("a", {"person": "Mine", "office": "Theirs"})]
    assert result.differences == [Difference("who", "a", "office", "B", "Theirs", "Theirs")]


def test_a_row_they_added_appears_in_its_place_and_your_new_one_after_it() -> None:
    yours = posted("", TypedRow("a", WANG), TypedRow("", {"person": "+ New"}))
    result = merged(state(a=WANG), state(a=WANG, b=LI), yours)
    assert result.rows["who"] == [
        MergedRow("a", WANG),
        MergedRow("b", LI),
        MergedRow("", {"person": "+ New"}),
    ]
    assert result.differences == [Difference("who", "b", "", "", "added", "")]


def test_a_row_they_deleted_is_gone_if_you_had_not_touched_it() -> None:
    result = merged(state(a=WANG, b=LI), state(b=LI), posted("", TypedRow("a", WANG)))
    assert [row.key for row in result.rows["who"]] == ["b"]
    assert Difference("who", "a", "", "", "removed", "") in result.differences


def test_a_row_they_deleted_comes_back_as_a_new_one_if_you_typed_in_it() -> None:
    typed = {"person": "Somebody else"}
    result = merged(state(a=WANG), state(), posted("", TypedRow("a", typed)))
    assert result.rows["who"] == [MergedRow("", typed, back=True)]
    assert result.clashes == [
        Difference("who", "a", "", "", "removed", "kept as a new row", clash=True)
    ]


def test_a_row_both_deleted_is_gone() -> None:
    result = merged(state(a=WANG), state(), posted("", TypedRow("a", LI, deleted=True)))
    assert result.rows["who"] == []
    assert result.clashes == []


def test_a_row_you_delete_and_they_changed_is_a_clash() -> None:
    result = merged(state(a=WANG), state(a=LI), posted("", TypedRow("a", WANG, deleted=True)))
    assert result.rows["who"] == [MergedRow("a", LI, deleted=True)]
    assert result.clashes == [Difference("who", "a", "", "", "changed", "removed", clash=True)]


def test_a_row_of_an_unknown_base_is_compared_with_what_is_stored() -> None:
    result = merged(state(), state(a=WANG), posted("", TypedRow("a", LI)))
    assert result.rows["who"] == [MergedRow("a", LI)]
    assert result.differences == []
