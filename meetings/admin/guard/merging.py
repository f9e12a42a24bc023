"""Three-way merge of a form with rows that two editors changed at once; no input is lost.

``base`` is the state that the page showed when it was opened, ``theirs`` the state stored now,
``yours`` the posted state. Pure functions on the texts of the inputs, independent of requests and
databases.

A field that you did not touch takes their text; a field that you typed in keeps yours. Rows that a
colleague added appear. A row that a colleague deleted becomes a new row if you typed in it;
otherwise it is dropped.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

# Field -> text of its input.
Texts = dict[str, str]
# (group of rows, field, text) -> the part of the text that is compared. Group "" is the form.
Canonical = Callable[[str, str, str], str]

FORM = ""


@dataclass(frozen=True)
class FormState:
    """Stored texts as a page shows them: fields of the form, and of each row by group and key."""

    fields: Texts
    rows: dict[str, dict[str, Texts]]


@dataclass(frozen=True)
class TypedRow:
    """A posted row; ``key`` is "" for a new row."""

    key: str
    texts: Texts
    deleted: bool = False


@dataclass(frozen=True)
class Posted:
    """The posted state: fields of the form, and the rows of each group in their order."""

    fields: Texts
    rows: dict[str, list[TypedRow]]


@dataclass(frozen=True)
class Difference:
    """A change by a colleague. ``clash``: you changed the field too, and your text is kept."""

    group: str
    key: str
    field: str
    was: str
    theirs: str
    yours: str
    clash: bool = False


@dataclass(frozen=True)
class MergedRow:
    """A row to show again. ``back``: a colleague deleted it, but you had typed in it."""

    key: str
    texts: Texts
    deleted: bool = False
    back: bool = False


@dataclass
class Merged:
    """The merged state to show again, and the changes of the colleague."""

    fields: Texts
    rows: dict[str, list[MergedRow]] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)

    @property
    def clashes(self) -> list[Difference]:
        """Return the differences in fields that both editors changed."""
        return [difference for difference in self.differences if difference.clash]


# The field of a Difference that is about a whole row.
ROW = ""


def merge(base: FormState, theirs: FormState, yours: Posted, canonical: Canonical) -> Merged:
    """Return the merge of the three states; rows in the stored order, then your new rows."""
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

    def __call__(self, group: str, name: str, text: str, other_text: str) -> bool:
        return self._canonical(group, name, text) == self._canonical(group, name, other_text)

    def texts(self, group: str, row: Texts, other_row: Texts) -> bool:
        """Whether two rows agree in every field of ``row``."""
        return all(self(group, name, value, other_row.get(name, "")) for name, value in row.items())


def _merge_texts(
    where: tuple[str, str],
    base: Texts,
    theirs: Texts,
    yours: Texts,
    same: _Same,
    differences: list[Difference],
) -> Texts:
    """Return the merged fields of the form, or of a row that all three states contain."""
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
        row, before, base_texts = mine[key], len(differences), base.get(key, stored)
        texts = _merge_texts((group, key), base_texts, stored, row.texts, same, differences)
        merged.append(MergedRow(key, texts, deleted=row.deleted))
        if row.deleted and len(differences) > before:
            differences.append(Difference(group, key, ROW, "", "changed", "removed", clash=True))
    deleted_rows = (row for row in yours if row.key and row.key not in theirs)
    merged += _rows_deleted_by_them(group, base, deleted_rows, same, differences)
    return merged + [MergedRow("", row.texts) for row in yours if not row.key and not row.deleted]


def _rows_deleted_by_them(
    group: str,
    base: dict[str, Texts],
    deleted_rows: Iterable[TypedRow],
    same: _Same,
    differences: list[Difference],
) -> list[MergedRow]:
    """Return the deleted rows that become new rows because you had typed in them."""
    restored = []
    for row in deleted_rows:
        touched = not row.deleted and not same.texts(group, row.texts, base.get(row.key, {}))
        yours = "kept as a new row" if touched else ""
        differences.append(Difference(group, row.key, ROW, "", "removed", yours, clash=touched))
        if touched:
            restored.append(MergedRow("", row.texts, back=True))
    return restored
