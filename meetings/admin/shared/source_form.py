"""The form of a source: what its address tells is filled in, and shown to the editor."""

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from meetings.admin.base import DeskForm
from meetings.admin.typed.kinds import KINDS
from meetings.archives import archived_copy
from meetings.desk import captures, documents
from meetings.models import Source
from meetings.pages.sources import archive_words


def link_to(source: Source) -> SafeString:
    """Return a link to the page of a source, which opens beside the form that is being filled."""
    address = reverse("admin:meetings_source_change", args=[source.pk])
    return format_html('<a href="{}" target="_blank">{}</a>', address, KINDS["source"].text(source))


def proposed_from(address: str) -> dict[str, Any]:
    """Return publisher and language of the site an address is on, by field; only what is known."""
    site = documents.publisher_of(address)
    if site is None:
        return {}
    language = {"language": site.language} if site.language else {}
    return {"publisher": site.publisher, **language}


class SourceForm(DeskForm):
    """One document.

    ``remarks`` are sentences about what was filled in, or is doubtful, to be shown after saving.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.remarks: list[str] = []
        if "publisher" in self.fields:
            # The address may tell it: see ``clean``.
            self.fields["publisher"].required = False
            self.fields[
                "publisher"
            ].help_text = "Empty: the publisher whose site the address is on."

    def clean_url(self) -> str:
        """Refuse a form of the address that another source has, with a link to that source.

        The address of an archived copy is taken apart into the original and the copy, for the
        editor to look at and save; entered in both fields it stays.
        """
        url = str(self.cleaned_data["url"])
        if "url" not in self.changed_data:
            return url
        existing = documents.same_document(url, but=self.instance.pk)
        if existing is not None:
            raise ValidationError(
                format_html(
                    'This document is entered already: {}. <a href="{}?source={}">Add a meeting '
                    "from it</a>",
                    link_to(existing),
                    reverse("admin:meetings_meeting_add"),
                    existing.pk,
                )
            )
        copy = archived_copy(url)
        if copy is not None and copy.original and not self.data.get(self.add_prefix("archive_url")):
            self._take_apart(url, copy.original)
        if copy is not None and not copy.original:
            self.remarks.append(
                f"The address is that of a copy at {copy.archive}. If you know the original "
                "address, enter that, and this one as the archived copy."
            )
        return url

    def _take_apart(self, url: str, original: str) -> None:
        # What a request sent cannot be changed; a plain dict of it would hold lists.
        sent = cast("QueryDict", self.data).copy()
        sent[self.add_prefix("url")] = original
        sent[self.add_prefix("archive_url")] = url
        self.data = sent
        raise ValidationError(
            f"This was an archived copy ({archive_words(url)}). The original address stands here "
            "now and the copy below: look at both and save. To keep the copy as the address, enter "
            "it in both."
        )

    def clean(self) -> dict[str, Any]:
        """Fill in the publisher, and in a new source the language, from the address."""
        data = super().clean() or self.cleaned_data
        if "publisher" not in self.fields or "url" in self.errors:
            return data
        proposed = proposed_from(data.get("url") or data.get("archive_url") or "")
        taken = []
        if not data.get("publisher") and "publisher" not in self.errors:
            if not proposed:
                self.add_error("publisher", "Who published it? The address does not tell.")
                return data
            data["publisher"] = proposed["publisher"]
            taken.append(f"publisher “{data['publisher']}”")
        new_language = proposed.get("language", data.get("language"))
        if self._language_is_open(data, proposed) and new_language != data["language"]:
            data["language"] = new_language
            taken.append(f"language “{new_language}”")
        if taken:
            self.remarks.append(
                f"Taken from the address: {' and '.join(taken)}. Correct what is wrong."
            )
        return data

    def _language_is_open(self, data: dict[str, Any], proposed: dict[str, Any]) -> bool:
        """Whether nobody has chosen the language of a new source by the proposed publisher."""
        return (
            self.instance.pk is None
            and "language" in data
            and "language" not in self.changed_data
            and data.get("publisher") == proposed.get("publisher")
        )


class CaptureForm(DeskForm):
    """A captured text."""

    def clean_text(self) -> str:
        """Return the text as it is stored, and set its digest."""
        text = captures.as_kept(self.cleaned_data["text"])
        self.instance.sha256 = captures.text_digest(text)
        return text
