"""Base of admin pages of shared things: changes to published meetings need confirmation."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from meetings.admin import generic
from meetings.admin.guard.reading import FormSet
from meetings.admin.guard.request import desk_of
from meetings.admin.history import KeptHistory
from meetings.desk import changes, states
from meetings.kinds import key_field
from meetings.models.base import SharedThing
from meetings.publication import editors, errors, shared
from meetings.publication.things.cards import kind_of
from meetings.publication.updates import updater

CONFIRMED = "_confirmed"
# The input with the fingerprint of what the reviewer looked at.
SEEN = "things"
MOST_TITLES = 50


class NeedsConfirmation(Exception):
    """Saving would alter published meetings and is not confirmed yet; undoes the save."""

    def __init__(self, thing: SharedThing, effect: shared.Effect) -> None:
        super().__init__()
        self.thing, self.effect = thing, effect


class SharedAdmin(KeptHistory):
    """Base of the pages of shared things."""

    change_form_template = "admin/desk/shared.html"
    list_filter = ["pending_update"]
    search_fields = ["search_text"]
    search_help_text = "Any name, in any script, with or without accents."

    def revision_of(self, obj: models.Model) -> int:
        """Return the revision of the thing."""
        return _thing(obj).revision

    def lock(self, obj: models.Model, revision: int) -> None:
        """Lock the thing."""
        changes.lock_shared(_thing(obj), revision)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Keep the things that have every word in a name."""
        rows: Any = queryset
        return rows.named(search_term), False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Return the read-only fields; a public key never changes."""
        fields = list(super().get_readonly_fields(request, obj))
        if obj is not None and shared.entry_of(obj) is not None:
            fields.append(key_field(kind_of(obj)))
        return fields

    def formfield_for_dbfield(
        self, db_field: generic.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Return the form field; a slug may be empty and is then generated."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name == "slug":
            field.required = False
            field.help_text = "Empty: made from the name. Public, and frozen once published."
        return field

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show or save; ask for confirmation if published meetings would be altered."""
        try:
            response = super().changeform_view(request, object_id, form_url, extra_context)
        except NeedsConfirmation as question:
            return self._ask(request, question)
        desk = desk_of(request)
        if desk.effect is not None and desk.effect.anything:
            self._announce(request, _thing(desk.saved))
        return response

    def save_related(
        self,
        request: HttpRequest,
        form: generic.ModelForm,
        formsets: Sequence[FormSet],
        change: bool,
    ) -> None:
        """Save the rows, then count the change and find the published meetings it alters."""
        super().save_related(request, form, formsets, change)
        thing = _thing(form.instance)
        thing.refresh_search_text()
        if not change:
            thing.editors.add(generic.user_of(request))
            states.keep(thing)
            return
        if not (form.has_changed() or any(rows.has_changed() for rows in formsets)):
            return
        thing = type(thing)._default_manager.get(pk=thing.pk)  # without cached relations
        effect = shared.record_shared_change(thing, generic.user_of(request))
        if effect.records and CONFIRMED not in request.POST:
            raise NeedsConfirmation(thing, effect)
        states.keep(thing)
        desk_of(request).effect, desk_of(request).saved = effect, thing

    def _ask(self, request: HttpRequest, question: NeedsConfirmation) -> HttpResponse:
        context = self._context(request, question.thing, "Published meetings show this") | {
            "effect": question.effect,
            "titles": titles_showing(question.thing),
            "typed": [
                (name, value)
                for name, values in request.POST.lists()
                for value in values
                if name != "csrfmiddlewaretoken"
            ],
            "confirmed": CONFIRMED,
        }
        return TemplateResponse(request, "admin/desk/confirm.html", context)

    def _announce(self, request: HttpRequest, thing: SharedThing) -> None:
        """Warn that the public record is behind; in a team of one, publish at once."""
        alone = settings.SIDELINES_TEAM_TOO_SMALL_FOR_TWO
        if alone and request.user.has_perm("meetings.publish_meeting"):
            if refusal := self._publish(request, thing, None):
                self.message_user(request, refusal, messages.ERROR)
        else:
            sentence = "Saved. The public record shows the state before until a reviewer publishes."
            self.message_user(request, sentence, messages.WARNING)

    def get_urls(self) -> list[URLPattern]:
        """Return the URLs: publishing a change, then those of Django."""
        view = self.admin_site.admin_view(self.publish_change_view)
        name = f"{self._address()}_publish"
        return [path("<int:pk>/publish-change/", view, name=name), *super().get_urls()]

    def publish_change_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show which meetings a waiting change alters; publish the state shown on POST.

        Only a reviewer who may look at the thing itself may look at its change.
        """
        thing = self.get_object(request, str(pk))
        if thing is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))  # type: ignore[attr-defined, no-any-return]
        may_look = self.has_view_or_change_permission(request, thing)
        if not (may_look and request.user.has_perm("meetings.publish_meeting")):
            raise PermissionDenied
        refusal = ""
        if request.method == "POST":
            refusal = self._publish(request, thing, request.POST.get(SEEN, ""))
            if not refusal:
                return HttpResponseRedirect(self.change_url(thing))
        context = self._context(request, thing, "Publish the change") | {
            "effect": shared.effect_of(thing),
            "titles": titles_showing(thing),
            "refusal": refusal,
            "seen_name": SEEN,
            "seen": editors.fingerprint(shared.published_with(thing)),
        }
        status = 409 if refusal else 200
        return TemplateResponse(request, "admin/desk/publish_change.html", context, status=status)

    def _publish(self, request: HttpRequest, thing: SharedThing, seen: str | None) -> str:
        """Publish the state with the fingerprint ``seen`` (None: any); return why not, or ""."""
        try:
            begun = shared.begin_publishing(thing, generic.user_of(request), things=seen)
        except errors.EditorialError as error:
            return str(error)
        self.log_change(request, thing, f"Published the change; {_updated(begun)}")
        self.message_user(request, f"Published: {_updated(begun)}", messages.SUCCESS)
        if begun.to_do:
            updater.wake()
        return ""

    def _context(self, request: HttpRequest, thing: SharedThing, title: str) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": str(thing),
            "opts": self.opts,
            "original": thing,
            "media": self.media,
        }

    def page_context(self, request: HttpRequest, obj: models.Model | None) -> dict[str, Any]:
        """Add the button that publishes a waiting change, and how far an update has come."""
        context = super().page_context(request, obj)
        if isinstance(obj, SharedThing):
            context["to_update"] = shared.meetings_to_update(obj)
        if isinstance(obj, SharedThing) and obj.pending_update:
            context["pending"] = shared.effect_of(obj)
            if request.user.has_perm("meetings.publish_meeting"):
                context["publish_url"] = reverse(f"admin:{self._address()}_publish", args=[obj.pk])
        return context

    @admin.display(description="awaiting update", boolean=False, ordering="pending_update")
    def awaiting(self, thing: SharedThing) -> str:
        """Return a note if the public record shows an older state."""
        return "awaiting update" if thing.pending_update else ""


def _thing(row: object) -> SharedThing:
    """Return ``row``, which a hook of Django passes as any model. Raises TypeError."""
    if not isinstance(row, SharedThing):
        raise TypeError(f"{row!r} is no shared thing.")
    return row


def _updated(begun: shared.Begun) -> str:
    if not begun.to_do:
        return f"{begun.done} meetings updated."
    return f"{begun.done} meetings updated; {begun.to_do} more follow in the background."


def titles_showing(thing: SharedThing) -> list[str]:
    """Return titles of the latest published meetings that show ``thing``."""
    entry = shared.entry_of(thing)
    if entry is None:
        return []
    records = shared.records_showing(entry).order_by("-listed_on", "-pk")
    return list(records.values_list("title", flat=True)[:MOST_TITLES])
