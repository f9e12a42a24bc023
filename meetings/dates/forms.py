"""The form field of a historical date: takes what people write, says what it understood."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from . import edtf, understanding, words

HELP_TEXT = (
    "For example 18 November 2024, November 2024, 18–19 November 2024, "
    "between 17 and 19 November 2024, about 1950, or EDTF such as 2024-11-18."
)


def explain(text: str) -> tuple[bool, str]:
    """Tell whether `text` is understood, and as what, or the sentence that says why not."""
    try:
        return True, f"Understood: {words.describe(understanding.understand(text))}"
    except edtf.DateError as error:
        return False, str(error)


class HistoricalDateInput(forms.TextInput):
    """A text input that says under it how the value is understood.

    `data-date-understood` on the input holds the id of that line, for a script that asks again
    while somebody types. A value that is not understood leaves the line empty: the form shows the
    reason among its errors, and saying it twice would help nobody.
    """

    template_name = "widgets/historical_date.html"

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Context of the template, with `understood` (a sentence or "") and `understood_id`."""
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        text = str(widget["value"] or "").strip()
        is_date, sentence = explain(text)
        widget["understood"] = sentence if is_date else ""
        if identifier := widget["attrs"].get("id"):
            line = f"{identifier}_understood"
            other_ids = widget["attrs"].get("aria-describedby", "")
            widget["understood_id"] = line
            widget["attrs"] |= {
                "aria-describedby": f"{other_ids} {line}".strip(),
                "data-date-understood": line,
            }
        return context


class HistoricalDateField(forms.CharField):
    """A date as people write it; cleans to canonical EDTF, or to "" when not required.

    What cannot be understood is refused with one sentence and shown again as it was typed.
    """

    widget: type[forms.Widget] | forms.Widget = HistoricalDateInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = kwargs.get("help_text") or HELP_TEXT
        # The limit of the column is one of canonical text; what people write may be longer.
        kwargs["max_length"] = 200
        super().__init__(**kwargs)

    def to_python(self, value: object) -> str:
        """Canonical EDTF of what was typed; raises ValidationError with the sentence."""
        text = super().to_python(value) or ""
        if not text:
            return ""
        try:
            return understanding.understand(text).edtf
        except edtf.DateError as error:
            raise ValidationError(str(error), code="invalid") from error

    def has_changed(self, initial: object, data: object) -> bool:
        """Whether another date is meant, however it is written."""
        try:
            return self.to_python(data) != (initial or "")
        except ValidationError:
            return True
