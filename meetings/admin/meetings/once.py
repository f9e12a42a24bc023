"""Rows of a meeting whose values must differ."""

from typing import Any

from meetings.admin import base, generic


class OnceFormSet(base.DeskFormSet):
    """Rows whose values of ``once`` must differ; constraints see them only after saving."""

    once: tuple[str, str] = ("", "")
    twice = ""

    def _should_delete_form(self, form: generic.ModelForm) -> bool:
        return bool(super()._should_delete_form(form))  # type: ignore[misc]

    def clean(self) -> None:
        """Refuse the second of two equal rows."""
        super().clean()
        earlier_pairs = []
        for row in self.forms:
            data = getattr(row, "cleaned_data", {})
            if self._should_delete_form(row) or not data.get(self.once[0]):
                continue
            pairs = self.pairs_of(data)
            if any(pair in earlier_pairs for pair in pairs):
                row.add_error(self.once[1], self.twice)
            earlier_pairs += pairs

    def pairs_of(self, data: dict[str, Any]) -> list[list[Any]]:
        """Return the values of a row that no other row may have."""
        return [[data.get(name) for name in self.once]]
