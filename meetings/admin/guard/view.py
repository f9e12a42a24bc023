"""Change forms with optimistic locking: no edit is lost when two editors save the same page."""

import copy
from typing import Any

import reversion
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from meetings.admin import bounds, generic, problems
from meetings.publication.errors import StaleEdit

from . import merging, reading, report, tokens
from .deleting import GuardedDeletion
from .request import desk_of

TOKEN = "edit_token"  # noqa: S105 - the name of an input
UNKNOWN_REVISION = -1


class GuardedAdmin(GuardedDeletion):
    """A page whose form is checked against its edit token before the form is bound.

    A stale post is merged with the stored state and shown again (409) with everything that was
    typed; saving again stores it.
    """

    change_form_template = "admin/desk/change_form.html"

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show or save the form; a save is one transaction and one revision of the history."""
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        bounds.check_rows(request)
        if object_id is not None:
            self.before_change(request, unquote(object_id))
        posted = request.POST
        try:
            return self._save(request, object_id, form_url, extra_context)
        except IntegrityError:
            # Somebody else saved the same since the form was checked; checked again, it says so.
            vars(request).pop("sidelines_desk", None)
            replace_post(request, posted)
            return self._save(request, object_id, form_url, extra_context)

    def _save(
        self,
        request: HttpRequest,
        object_id: str | None,
        form_url: str,
        extra_context: dict[str, Any] | None,
    ) -> HttpResponse:
        """Save the form in one transaction, or show it again."""
        with transaction.atomic(), reversion.create_revision():
            reversion.set_user(request.user)
            if object_id is not None and not self._guard(request, object_id):
                object_id, form_url = None, reverse(f"admin:{self._address()}_add")
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_paginator(
        self, request: HttpRequest, queryset: Any, *args: Any, **kwargs: Any
    ) -> "Paginator[Any]":
        """Return the paginator of a list; a log of changes has the newest first."""
        if queryset.model is LogEntry:
            queryset = queryset.order_by("-action_time", "-pk")
        return super().get_paginator(request, queryset, *args, **kwargs)

    def before_change(self, request: HttpRequest, object_id: str) -> None:
        """Do what has to be done before the transaction of a change, such as keep a state."""

    def _guard(self, request: HttpRequest, object_id: str) -> bool:
        """Lock the row and merge if it has changed; return whether the row still exists."""
        obj = self.get_object(request, unquote(object_id))
        if obj is not None and not self.has_change_permission(request, obj):
            return True  # Django refuses the request itself
        token = tokens.read(request.POST.get(TOKEN, ""))
        desk_of(request).token = request.POST.get(TOKEN, "")
        try:
            if obj is not None:
                self.lock(obj, token.revision if token else UNKNOWN_REVISION)
        except ObjectDoesNotExist:
            obj = None
        except StaleEdit:
            self._merge(request, object_id, token)
        if obj is None:
            self._offer_anew(request)
        return obj is not None

    def _merge(self, request: HttpRequest, object_id: str, token: tokens.EditToken | None) -> None:
        """Merge the posted with the stored state; refuse the save if the editor has to look."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            raise ObjectDoesNotExist
        form, formsets = self.forms_of(request, obj)
        canonical = reading.canonical_of(form, formsets)
        theirs = reading.state_of(form, formsets)
        yours = reading.posted_of(form, formsets, request.POST)
        base = token.state if token else theirs
        merged = merging.merge(base, theirs, yours, tokens.digested(canonical))
        if token and not merged.differences:
            return  # the changed fields are not on this page
        replace_post(request, reading.post_of(merged, formsets, request.POST))
        others = report.other_editors(obj, request.user, token.issued if token else None)
        if token and not merged.clashes and not others:
            return  # the editor's own change on another page, such as a report's
        desk = desk_of(request)
        desk.refusal = REFUSAL if token else UNSIGNED
        desk.who = "; ".join(others)
        desk.token = tokens.sign(self.revision_of(obj), theirs, canonical)
        desk.changes = report.describe(merged, form, formsets, base, theirs)
        desk.clashes = report.clashes_of(merged, form, formsets)

    def _offer_anew(self, request: HttpRequest) -> None:
        """Turn the values typed into a row that a colleague deleted into a new row."""
        form, formsets = self.forms_of(request, None)
        posted = reading.posted_of(form, formsets, request.POST)
        rows = {
            group: [merging.MergedRow("", row.texts) for row in typed if not row.deleted]
            for group, typed in posted.rows.items()
        }
        replace_post(
            request, reading.post_of(merging.Merged(posted.fields, rows), formsets, request.POST)
        )
        desk_of(request).refusal = GONE

    def forms_of(
        self, request: HttpRequest, obj: models.Model | None
    ) -> tuple[generic.ModelForm, list[reading.FormSet]]:
        """Return the unbound form and formsets of ``obj``, with the stored values."""
        get_request = copy.copy(request)
        get_request.method = "GET"
        change = obj is not None
        form = self.get_form(get_request, obj, change=change)(instance=obj)
        formsets_and_inlines: Any = self._create_formsets(get_request, form.instance, change)  # type: ignore[attr-defined]
        formsets = formsets_and_inlines[0]
        return form, formsets

    def get_form(
        self,
        request: HttpRequest,
        obj: models.Model | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> type[generic.ModelForm]:
        """Return the form class; its forms are invalid if the post was refused."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        desk = desk_of(request)
        if desk.refusal:
            form.clashes = {"": NOT_SAVED, **desk.clashes.get("", {}).get(0, {})}
        return form  # type: ignore[no-any-return]

    def get_formset_kwargs(
        self, request: HttpRequest, obj: models.Model, inline: generic.InlineModelAdmin, prefix: str
    ) -> dict[str, Any]:
        """Return the arguments of the formset, with the clashes of each row."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        return {**kwargs, "clashes": desk_of(request).clashes.get(prefix, {})}

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: models.Model | None = None,
    ) -> HttpResponse:
        """Render the page with its token and its own context; a refused post answers 409."""
        desk = desk_of(request)
        form = context["adminform"].form
        inlines = context["inline_admin_formsets"]
        formsets = [inline.formset for inline in inlines]
        # In place of Django's single sentence, which does not say where to look.
        context |= {"errors": [], "problems": problems.problems_of(form, inlines)}
        if change and obj is not None and not desk.token:
            state: merging.FormState = reading.state_of(form, formsets)
            desk.token = tokens.sign(
                self.revision_of(obj), state, reading.canonical_of(form, formsets)
            )
        context |= {"desk": desk, "token_name": TOKEN, **self.page_context(request, obj)}
        context["most_bytes"] = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        response = super().render_change_form(request, context, add, change, form_url, obj)
        if desk.refusal:
            response.status_code = 409
        return response

    def page_context(self, request: HttpRequest, obj: models.Model | None) -> dict[str, Any]:
        """Return further context for the template; ``obj`` is None on the page for a new row."""
        return {}


NOT_SAVED = "Not saved yet; see above."
REFUSAL = (
    "A colleague saved this while you had it open. Everything you typed is kept "
    "below, together with the colleague’s changes. Look at them, then save again."
)
UNSIGNED = (
    "This page came without the token that says what it showed. Everything you "
    "typed is kept below. Look at it, then save again."
)
GONE = (
    "A colleague deleted this while you had it open. Everything you typed is kept "
    "below; saving makes it anew."
)


def replace_post(request: HttpRequest, post: QueryDict) -> None:
    """Replace the posted data of ``request`` by ``post`` for all later code."""
    request.POST = post  # type: ignore[assignment]
