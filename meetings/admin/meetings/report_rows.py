"""The reports in the rows of a meeting: source, voices, topics and new quotations."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from meetings.admin import base, generic, voices
from meetings.admin.typed import fields, kinds
from meetings.desk import checks, lists, proposals
from meetings.models import Statement, Topic

from . import speakers
from .once import OnceFormSet


class ReportRowForm(voices.VoicedForm):
    """A report in the rows of a meeting: source, voices and topics by name."""

    topic_names = fields.TypedManyField(kinds.KINDS["topic"], required=False, label="Topics")
    takes_topics = forms.BooleanField(
        required=False, initial=True, label="Takes the topics for several reports"
    )
    new_quotations = forms.CharField(
        required=False,
        label="Quotations to add",
        widget=forms.Textarea({"rows": 2}),
        help_text="One a line: who said it, a colon, the words.",
    )
    rare = ("takes_topics", "new_quotations")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quoted: list[Statement] = []
        if self.instance.pk is not None:
            self.initial["topic_names"] = [row.topic for row in self.instance.topics.all()]
        elif not self.is_bound:
            proposed = {*self.initial} - {"source"}
            base.mark_proposed(self.fields[name] for name in proposed if self.initial[name])

    def is_usual(self, bound: forms.BoundField) -> bool:
        """Whether a field of the second line has the value of a new row."""
        return bool(bound.value() == bound.field.initial or not bound.value())

    def inside(self) -> str:
        """Return what the report holds on its own page: topics with words, quotations."""
        if self.instance.pk is None:
            return ""
        topics, statements = list(self.instance.topics.all()), self.instance.statements.all()
        worded = sum(1 for row in topics if proposals.has_words(row))
        parts = [f"{worded} of {len(topics)} topics with words"] if topics else []
        if number := len(statements):
            parts.append(f"{number} quotation{'' if number == 1 else 's'}")
        return ", ".join(parts)

    def clean_new_quotations(self) -> str:
        """Find out who said each line; refuse a line of which nobody knows it."""
        text = self.cleaned_data["new_quotations"]
        for line in lists.quotations_in(text):
            speaker, institution = speakers.speaker_of(line.who, self.data)
            self.quoted.append(Statement(text=line.words, speaker=speaker, institution=institution))
        return str(text)

    def save_quotations(self) -> None:
        """Store the new quotations of a report that is saved."""
        report = self.instance
        for statement in self.quoted:
            statement.report, statement.language = report, report.source.language
            if statement.speaker is not None and not statement.speaker.pk:
                statement.speaker = speakers.saved_namesake(statement.speaker, report.meeting_id)
            statement.save()

    def initial_thing(self, name: str) -> object:
        """Return the initial value of a typed field; topics are separate rows."""
        return None if name == "topic_names" else super().initial_thing(name)

    def clean_topic_names(self) -> object:
        """Refuse to remove a topic that has words in this report."""
        topics = self.cleaned_data["topic_names"]
        if self.instance.pk is not None and (
            worded := proposals.worded_topics(self.instance, topics)
        ):
            names = ", ".join(f"“{row.topic}”" for row in worded)
            raise ValidationError(f"{names} has words of its own here; remove it in the report.")
        return topics


class ReportFormSet(OnceFormSet):
    """The reports; only one for each account in a source."""

    once = ("source", "voice_names")
    twice = checks.ACCOUNT_TWICE

    def pairs_of(self, data: dict[str, Any]) -> list[list[Any]]:
        """Return the source with each voice, or with none for a third party."""
        return [[data["source"], voice] for voice in data.get("voice_names") or [None]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Stored now, because the meeting exists when this is needed again while saving.
        self.adding = self.instance.pk is None

    def save_topics_and_quotations(self, common: Iterable[Topic]) -> None:
        """Store topics and quotations of each saved row, the ``common`` topics where ticked."""
        for row in self.forms:
            if row.instance.pk is None or self._should_delete_form(row):
                continue
            if "topic_names" in row.changed_data:
                proposals.set_topics(row.instance, row.cleaned_data["topic_names"])
            if row.cleaned_data.get("takes_topics"):
                proposals.add_topics(row.instance, common)
            if isinstance(row, ReportRowForm):
                row.save_quotations()

    def _should_delete_form(self, form: generic.ModelForm) -> bool:
        """Whether a row is deleted, also an unused row offered for a second voice."""
        return super()._should_delete_form(form) or (self.adding and self._is_spare(form))

    def _is_spare(self, form: generic.ModelForm) -> bool:
        if not _is_bare(form):
            return False
        index = self.forms.index(form)
        return any(
            row.has_changed() and (place < index or not _is_bare(row))
            for place, row in enumerate(self.forms)
            if place != index and row["source"].value() == form["source"].value()
        )


def _is_bare(form: generic.ModelForm) -> bool:
    return form.empty_permitted and form.changed_data == ["source"]
