"""Two editors at one story: their worksheets are put together, row by row."""

from dataclasses import dataclass, field

from meetings.admin.guard import merging, tokens
from meetings.admin.typed.resolving import canonical
from meetings.intake.worksheet import Row, Worksheet

ROWS = "rows"


def _canonical(_group: str, _name: str, text: str) -> str:
    return canonical(text)


_SAME = tokens.digested(_canonical)


@dataclass
class Merged:
    """The worksheet put together, and what the colleague changed."""

    sheet: Worksheet = field(default_factory=Worksheet)
    differences: list[merging.Difference] = field(default_factory=list)


def state_of(sheet: Worksheet) -> merging.FormState:
    """Return a worksheet as the state that an edit token carries."""
    return merging.FormState({}, {ROWS: {key: row.texts for key, row in sheet.rows.items()}})


def sign(revision: int, sheet: Worksheet) -> str:
    """Return the edit token of a page that shows ``sheet`` at a revision of its story."""
    return tokens.sign(revision, state_of(sheet), _canonical)


def merge(base: merging.FormState, theirs: Worksheet, mine: Worksheet) -> Merged:
    """Return what both made of ``base``; no row and no text that somebody typed is lost.

    Where both changed a text, mine is kept and the difference is a clash. A row that one removed
    and the other changed stays.
    """
    merged = Merged()
    shown = base.rows.get(ROWS, {})
    for key in [*theirs.rows, *(key for key in mine.rows if key not in theirs.rows)]:
        row = _merged_row(key, shown.get(key), theirs.rows.get(key), mine.rows.get(key), merged)
        if row is not None:
            merged.sheet.rows[key] = row
    for key in list(merged.sheet.rows):
        parent = key.rpartition("-")[0]
        if parent and parent not in merged.sheet.rows:
            # Its parent was removed by the one and the row changed by the other.
            merged.sheet.rows[parent] = theirs.rows.get(parent) or mine.rows.get(parent) or Row()
    return merged


def _merged_row(
    key: str, base: merging.Texts | None, theirs: Row | None, mine: Row | None, merged: Merged
) -> Row | None:
    if theirs is None or mine is None:
        kept = theirs or mine
        if kept is None or (base is not None and _is_same(kept.texts, base)):
            if base is not None and theirs is None:
                merged.differences.append(_whole_row(key, "removed", ""))
            return None
        if theirs is not None:
            merged.differences.append(_whole_row(key, "changed" if base else "added", "kept"))
        elif base is not None:
            merged.differences.append(_whole_row(key, "removed", "kept"))
        return kept
    outcome = merging.merge(
        merging.FormState(base or {}, {}),
        merging.FormState(theirs.texts, {}),
        merging.Posted({**dict.fromkeys(theirs.texts, ""), **mine.texts}, {}),
        _SAME,
    )
    merged.differences += [
        merging.Difference(ROWS, key, one.field, one.was, one.theirs, one.yours, one.clash)
        for one in outcome.differences
    ]
    return Row(outcome.fields, theirs.proposed & mine.proposed)


def _is_same(texts: merging.Texts, base: merging.Texts) -> bool:
    return all(
        _SAME("", name, texts.get(name, "")) == _SAME("", name, base.get(name, ""))
        for name in {*texts, *base}
    )


def _whole_row(key: str, theirs: str, yours: str) -> merging.Difference:
    return merging.Difference(ROWS, key, merging.ROW, "", theirs, yours, clash=False)
