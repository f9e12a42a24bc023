"""The form into which a story is pasted or dropped, or a bookmarklet writes."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from meetings.dates.forms import HistoricalDateField
from meetings.intake import receiving
from meetings.intake.documents import Document, NotReadable


class PastedField(forms.CharField):
    """A text of any length and any characters; NUL is left out, as it is none of a page."""

    def to_python(self, value: object) -> str:
        """Return the text as it was posted."""
        return (super().to_python(value) or "").replace("\0", "")


class PasteForm(forms.Form):
    """A story: its text, or the source of its page, or a file; ``document`` once it is valid."""

    text = PastedField(
        required=False,
        strip=False,
        label="The story",
        widget=forms.Textarea({"rows": 12, "spellcheck": "false"}),
        help_text="Its text as it stands on the page, or the whole source of the page.",
    )
    file = forms.FileField(
        required=False,
        label="or a file",
        help_text="A saved page (HTML), plain text, e-mail, or a PDF with a text layer.",
    )
    url = PastedField(required=False, max_length=1000, label="Address")
    title = PastedField(required=False, max_length=500)
    published = HistoricalDateField(required=False, label="Published on", help_text=" ")
    document: Document | None = None
    file_name = ""

    def clean(self) -> dict[str, Any]:
        """Read what was pasted or dropped; what is typed goes before what it says of itself."""
        data = super().clean() or self.cleaned_data
        file = data.get("file")
        if self.errors:
            return data
        try:
            self.document = self._from_file(file) if file else _from_text(data.get("text", ""))
        except NotReadable as refusal:
            self.add_error("file" if file else "text", str(refusal))
            return data
        for name in ("url", "title", "published"):
            if given := data.get(name):
                setattr(self.document, name, given)
        return data

    def _from_file(self, file: UploadedFile) -> Document:
        self.file_name = str(file.name or "")
        if (file.size or 0) > receiving.MOST_BYTES:
            raise NotReadable(receiving.TOO_LARGE)
        return receiving.from_file(file.read(), self.file_name)


def _from_text(text: str) -> Document:
    if not text.strip():
        raise NotReadable("Paste a story, or choose a file.")
    return receiving.from_text(text)
