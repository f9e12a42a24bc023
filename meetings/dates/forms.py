"""The form field and widget of a historical date: accepts dates in words, shows its reading."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from . import edtf, understanding, words

HELP_TEXT = (
    "For example 18 November 2024, November 2024, 18–19 November 2024, "
    "between 17 and 19 November 2024, about 1950, or EDTF such as 2024-11-18."
)


def explain(text: str, reference: understanding.Reference | None = None) -> tuple[bool, str]:
    """Return whether `text` is understood, with a sentence: the date, or the reason if not."""
    try:
        return True, f"Understood: {words.describe(understanding.understand(text, reference))}"
    except edtf.DateError as error:
        return False, str(error)


class HistoricalDateInput(forms.TextInput):
    """A text input with a line below it that says how the value is understood.

    `data-date-understood` on the input has the id of that line, for a script that updates it
    during typing. The line is empty if the value is not understood, because the form shows the
    reason among its errors.
    """

    template_name = "widgets/historical_date.html"

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return the template context with `understood` (a sentence or "") and `understood_id`."""
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
    """A date in words or EDTF; cleans to canonical EDTF, or to "" when not required.

    Text that is not understood is refused with one sentence and shown again as typed.
    """

    widget: type[forms.Widget] | forms.Widget = HistoricalDateInput
    # Set by a form that knows which document the words are taken from.
    reference: understanding.Reference | None = None

    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = kwargs.get("help_text") or HELP_TEXT
        # The limit of the column applies to canonical text; typed text may be longer.
        kwargs["max_length"] = 200
        super().__init__(**kwargs)

    def to_python(self, value: object) -> str:
        """Return the canonical EDTF of typed text; raises ValidationError with a sentence."""
        text = super().to_python(value) or ""
        if not text:
            return ""
        try:
            return understanding.understand(text, self.reference).edtf
        except edtf.DateError as error:
            raise ValidationError(str(error), code="invalid") from error

    def has_changed(self, initial: object, data: object) -> bool:
        """Whether the date differs; another spelling of the same date is no change."""
        try:
            return self.to_python(data) != (initial or "")
        except ValidationError:
            return True
