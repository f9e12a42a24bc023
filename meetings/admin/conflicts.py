"""Two editors at once: what both typed, put together without losing anything.

A three-way merge of a form with rows: ``base`` is what the page showed when it was opened,
``theirs`` what is stored now, ``yours`` what was posted. Pure functions on the texts that stand
in the inputs; nothing here knows of requests or databases.

A field you did not touch takes theirs; a field you typed in keeps yours. A row a colleague added
appears. A row a colleague deleted comes back as a new one if you typed in it, else it is gone.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

# Field -> text, as it stands in the input.
Texts = dict[str, str]
# (group of rows, field, text) -> the part of the text that decides. Group "" is the form itself.
Canonical = Callable[[str, str, str], str]

FORM = ""


@dataclass(frozen=True)
class FormState:
    """What a page shows of stored rows: fields, and per group the fields of each row by key."""

    fields: Texts
    rows: dict[str, dict[str, Texts]]


@dataclass(frozen=True)
class TypedRow:
    """A row as posted; ``key`` is "" for a new one."""

    key: str
    texts: Texts
    deleted: bool = False


@dataclass(frozen=True)
class Posted:
    """What was posted: fields, and the rows of each group in their order."""

    fields: Texts
    rows: dict[str, list[TypedRow]]


@dataclass(frozen=True)
class Difference:
    """One thing a colleague changed. ``clash``: you changed it too, so yours is kept."""

    group: str
    key: str
    field: str
    was: str
    theirs: str
    yours: str
    clash: bool = False


@dataclass(frozen=True)
class MergedRow:
    """A row to show again. ``back``: a colleague deleted it, and you had typed in it."""

    key: str
    texts: Texts
    deleted: bool = False
    back: bool = False


@dataclass
class Merged:
    """What to show again, and what a colleague changed in the meantime."""

    fields: Texts
    rows: dict[str, list[MergedRow]] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)

    @property
    def clashes(self) -> list[Difference]:
        """Return what both of you changed."""
        return [one for one in self.differences if one.clash]


# What stands for a whole row in a Difference.
ROW = ""


def merge(base: FormState, theirs: FormState, yours: Posted, canonical: Canonical) -> Merged:
    """Return the three put together; rows in the stored order, then yours that are new."""
    differences: list[Difference] = []
    same = _Same(canonical)
    fields = _merge_texts((FORM, ""), base.fields, theirs.fields, yours.fields, same, differences)
    merged = Merged(fields, differences=differences)
    for group, rows in yours.rows.items():
        merged.rows[group] = _merge_rows(
            group, base.rows.get(group, {}), theirs.rows.get(group, {}), rows, same, differences
        )
    return merged


class _Same:
    def __init__(self, canonical: Canonical) -> None:
        self._canonical = canonical

    def __call__(self, group: str, name: str, one: str, other: str) -> bool:
        return self._canonical(group, name, one) == self._canonical(group, name, other)

    def texts(self, group: str, one: Texts, other: Texts) -> bool:
        """Whether two rows say the same in every field of the first."""
        return all(self(group, name, text, other.get(name, "")) for name, text in one.items())


def _merge_texts(
    where: tuple[str, str],
    base: Texts,
    theirs: Texts,
    yours: Texts,
    same: _Same,
    differences: list[Difference],
) -> Texts:
    """Return the merged fields of the form or of one row that all three have."""
    group, key = where
    merged: Texts = {}
    for name, mine in yours.items():
        stored = theirs.get(name, "")
        was = base.get(name, "")
        touched = not same(group, name, was, mine)
        changed = not same(group, name, was, stored)
        merged[name] = mine if touched else stored
        if changed:
            clash = touched and not same(group, name, mine, stored)
            differences.append(Difference(group, key, name, was, stored, merged[name], clash))
    return merged


def _merge_rows(
    group: str,
    base: dict[str, Texts],
    theirs: dict[str, Texts],
    yours: list[TypedRow],
    same: _Same,
    differences: list[Difference],
) -> list[MergedRow]:
    mine = {row.key: row for row in yours if row.key}
    merged: list[MergedRow] = []
    for key, stored in theirs.items():
        if key not in mine:
            merged.append(MergedRow(key, stored))
            differences.append(Difference(group, key, ROW, "", "added", ""))
            continue
        row, before, known = mine[key], len(differences), base.get(key, stored)
        texts = _merge_texts((group, key), known, stored, row.texts, same, differences)
        merged.append(MergedRow(key, texts, deleted=row.deleted))
        if row.deleted and len(differences) > before:
            differences.append(Difference(group, key, ROW, "", "changed", "removed", clash=True))
    gone = (row for row in yours if row.key and row.key not in theirs)
    merged += _rows_deleted_by_them(group, base, gone, same, differences)
    return merged + [MergedRow("", row.texts) for row in yours if not row.key and not row.deleted]


def _rows_deleted_by_them(
    group: str,
    base: dict[str, Texts],
    gone: Iterable[TypedRow],
    same: _Same,
    differences: list[Difference],
) -> list[MergedRow]:
    """Return the rows that come back because you had typed in them."""
    back = []
    for row in gone:
        touched = not row.deleted and not same.texts(group, row.texts, base.get(row.key, {}))
        yours = "kept as a new row" if touched else ""
        differences.append(Difference(group, row.key, ROW, "", "removed", yours, clash=touched))
        if touched:
            back.append(MergedRow("", row.texts, back=True))
    return back
