"""The forms of a story page: the source block, and the rows of a card."""

from functools import partial
from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.http import HttpRequest

from meetings.admin import base, generic, voices
from meetings.admin.meetings.forms import ParticipationForm
from meetings.admin.meetings.inlines import ParticipationInline
from meetings.admin.meetings.meeting_form import MeetingForm
from meetings.admin.reports import ReportAdmin, StatementForm
from meetings.admin.shared.source_form import proposed_from
from meetings.admin.shared.sources import SourceAdmin
from meetings.admin.site import desk_site
from meetings.admin.typed import fields, kinds
from meetings.admin.typed.offices import NOT_HELD
from meetings.archives import archived_copy
from meetings.desk import documents
from meetings.intake.worksheet import Decision
from meetings.models import Meeting, Participation, Report, ReportTopic, Source, Statement

from .marking import span_of_words


class StorySourceForm(base.DeskForm):
    """The document that a story is: one entered already, or a new one."""

    known = fields.TypedField(
        kinds.KINDS["source"],
        required=False,
        label="Entered already",
        help_text="Empty: a new document, with the values here.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("publisher", "title"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """Take the known document, by its address too; or ask for what a new one needs."""
        data = super().clean() or self.cleaned_data
        data["known"] = data.get("known") or documents.same_document(data.get("url") or "")
        if data["known"]:
            for name in [name for name in self.errors if name != "known"]:
                del self.errors[name]
            return data
        copy = archived_copy(data.get("url") or "")
        if copy is not None and copy.original:
            self.instance.archive_url, data["url"] = data["url"], copy.original
        if not data.get("publisher") and "publisher" not in self.errors:
            data |= proposed_from(data.get("url") or "")
        for name, question in (("publisher", "Who published it?"), ("title", "What is it called?")):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, question)
        return data


class CardForm(MeetingForm):
    """A card: what is decided of a proposed meeting, and the values of the meeting itself."""

    decision = forms.ChoiceField(
        choices=[
            (Decision.ACCEPT, "Accept"),
            (Decision.LATER, "Later"),
            (Decision.DROP, "Leave out"),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    existing = fields.TypedField(
        kinds.KINDS["meeting"],
        required=False,
        label="Adds to the meeting",
        help_text="Only the accounts of this card are used: they are added to that meeting.",
    )
    why_another = forms.CharField(
        required=False,
        max_length=500,
        label="Why it is another meeting",
        help_text="Where the desk has one of the same people on the same day.",
    )
    evidence = forms.CharField(required=False, widget=forms.HiddenInput)
    hint = forms.CharField(required=False, widget=forms.HiddenInput)
    background = forms.CharField(required=False, widget=forms.HiddenInput)
    model = forms.CharField(required=False, widget=forms.HiddenInput)


class ParticipantForm(ParticipationForm):
    """A participant: one line, with details on demand."""

    evidence = forms.CharField(required=False, widget=forms.HiddenInput)

    main: tuple[str, ...] = ("person", "actor", "title_as_reported")  # type: ignore[assignment] # one less: the office is among the details
    labels = {"actor": "For", "title_as_reported": "Title in the story"}
    rare = ("tenure", "new_term", "new_term_from", "side", "role", "attendance", "uncertain")
    names = (*main, "tenure", "side", "role", "attendance", "uncertain")

    def has_content(self) -> bool:
        """Whether anything is typed that names somebody."""
        return any(str(self[name].value() or "").strip() for name in self.main)

    def asks_for_term(self) -> bool:
        """Whether the editor was asked for a term in the office, and not before it is checked."""
        refused = self.is_bound and self.has_error("tenure", NOT_HELD)
        return refused or bool(self["new_term"].value())

    def rare_open(self) -> bool:
        """Whether a field of the details has an error, once they are checked."""
        return self.is_bound and any(self[name].errors for name in self.rare)


class AccountForm(voices.VoicedForm):
    """An account of the story: whose it is, and how the story has it."""

    evidence = forms.CharField(required=False, widget=forms.HiddenInput)
    main = ("voice_names", "attribution", "attributed_to", "extent", "occurrence")


class TopicForm(base.DeskForm):
    """A topic of an account, with the sentence of the story that speaks of it."""

    line = forms.CharField(
        required=False,
        label="The story’s words",
        widget=forms.Textarea({"rows": 2}),
        max_length=5000,
    )
    main = ("topic", "term_used", "line")

    def __init__(
        self, *args: Any, story_text: str = "", untouched: bool = False, **kwargs: Any
    ) -> None:
        self.story_text, self.untouched = story_text, untouched
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Find where the words stand in the story."""
        data = super().clean() or self.cleaned_data
        words = data.get("line", "")
        span = span_of_words(words, self.story_text)
        if words.strip() and span is None:
            self.add_error("line", "The story does not say so: paste words of it, or nothing.")
        self.instance.span_start, self.instance.span_end = span or (None, None)
        return data

    def has_content(self) -> bool:
        """Whether a topic is named, or an editor typed words: those proposed alone are none."""
        names = ("topic",) if self.untouched else self.main
        return any(str(self[name].value() or "").strip() for name in names)


class QuotationForm(StatementForm):
    """A quotation in an account."""

    evidence = forms.CharField(required=False, widget=forms.HiddenInput)
    main = ("text", "speaker", "institution", "language", "translated")
    labels = {"text": "Words quoted", "institution": "or an institution"}

    def has_content(self) -> bool:
        """Whether words are typed."""
        return bool(str(self["text"].value() or "").strip())


class FormsOf:
    """The form classes of a story page for the user of a request: who may make what."""

    def __init__(self, request: HttpRequest) -> None:
        participants = ParticipationInline(Meeting, desk_site)
        meetings = desk_site.get_model_admin(Meeting)
        reports = ReportAdmin(Report, desk_site)
        sources = SourceAdmin(Source, desk_site)
        values: tuple[str, ...] = ("publisher", "via", "title", "published", "language", "url")
        self.source = _form(sources, request, StorySourceForm, Source, values)
        values = ("date", "date_basis", "place", "summit", "sidelines", "channel", "setting",
                  "summary")  # fmt: skip
        self.card = _form(meetings, request, CardForm, Meeting, values)
        self.participant = _form(
            participants, request, ParticipantForm, Participation, ParticipantForm.names
        )
        values = ("attribution", "attributed_to", "extent", "occurrence", "date", "summary")
        self.account = _form(reports, request, AccountForm, Report, values)
        self.topic = _form(reports, request, TopicForm, ReportTopic, ("topic", "term_used", "says"))
        values = ("speaker", "institution", "text", "language", "translated")
        self.quotation = _form(reports, request, QuotationForm, Statement, values)


def _form(
    admin: Any, request: HttpRequest, form: type[Any], model: type[Any], names: tuple[str, ...]
) -> type[generic.ModelForm]:
    """Return the form class whose fields an admin page of the desk makes."""
    made: Any = forms.modelform_factory(
        model,
        form=form,
        fields=names,
        formfield_callback=partial(admin.formfield_for_dbfield, request=request),
    )
    for name, label in getattr(form, "labels", {}).items():
        made.base_fields[name].label = label
    for name, field in made.base_fields.items():
        if isinstance(field.widget, RelatedFieldWidgetWrapper) and name not in _WITH_PLUS:
            field.widget = field.widget.widget
        if isinstance(field, fields.TypedField) and name != "known":
            field.help_text = ""
    return made  # type: ignore[no-any-return]


# What no text makes has a page of its own, which opens beside.
_WITH_PLUS = ("place", "summit", "tenure")
