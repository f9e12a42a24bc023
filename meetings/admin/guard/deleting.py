"""Pages of rows with a revision: nothing is deleted that has changed since it was looked at."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst

from meetings.admin import bounds
from meetings.admin.base import DeskAdmin
from meetings.publication.errors import StaleEdit

NOT_DELETED = "Not deleted: somebody else saved this meanwhile."


class GuardedDeletion(DeskAdmin):
    """A page whose rows are deleted at the revision that the question showed, or not at all.

    Subclasses define how a row is locked at a revision.
    """

    delete_confirmation_template = "admin/desk/delete.html"

    def revision_of(self, obj: models.Model) -> int:
        """Return the revision of ``obj`` at the desk."""
        raise NotImplementedError

    def lock(self, obj: models.Model, revision: int) -> None:
        """Lock ``obj``, which was read at ``revision``, for a change; may raise StaleEdit."""
        raise NotImplementedError

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask for confirmation, then delete the row unless it has changed since."""
        obj = self.get_object(request, unquote(object_id))
        may_view = obj is not None and self.has_view_permission(request, obj)
        if obj is not None and may_view and not self.has_delete_permission(request, obj):
            return self._refuse_deletion(request, obj)
        confirmed = request.method == "POST" and self.has_delete_permission(request, obj)
        if not confirmed or obj is None:
            context = {"revision": self.revision_of(obj)} if obj is not None else {}
            return super().delete_view(request, object_id, {**(extra_context or {}), **context})
        revision = request.POST.get("revision", "")
        with transaction.atomic():
            try:
                self.lock(obj, bounds.number_in(revision))
            except StaleEdit:
                self.message_user(request, NOT_DELETED, messages.ERROR)
                return HttpResponseRedirect(self.change_url(obj, request))
            except ObjectDoesNotExist:
                return super().delete_view(request, object_id, extra_context)  # says so
            return super().delete_view(request, object_id, extra_context)

    def _refuse_deletion(self, request: HttpRequest, obj: models.Model) -> HttpResponse:
        """Say on a page of the desk that ``obj`` stays."""
        context = {
            **self.admin_site.each_context(request),
            "title": "Not deleted",
            "sentence": self.why_not_deleted(obj),
            "opts": self.opts,
            "original": obj,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/desk/refused.html", context, status=403)

    def why_not_deleted(self, obj: models.Model) -> str:
        """Return the sentence for somebody who may see ``obj`` but not delete it."""
        return f"Your login may not delete a {self.opts.verbose_name}."

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Return what would be deleted, without the rows of technical tables."""
        deleted, *others = super().get_deleted_objects(objs, request)
        tables = {
            field.remote_field.through._meta.verbose_name
            for field in self.opts.local_many_to_many
            if field.remote_field.through is not None
        }
        return (_without(deleted, tuple(f"{capfirst(name)}:" for name in tables)), *others)

    def _address(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}"

    def change_url(self, obj: models.Model, request: HttpRequest | None = None) -> str:
        """Return the address of the page of ``obj``, with the filters of the list it came from."""
        address = reverse(f"admin:{self._address()}_change", args=[quote(obj.pk)])
        return address if request is None else self.with_filters(request, address)

    def with_filters(self, request: HttpRequest, address: str) -> str:
        """Return ``address`` with the filters of the list that the page was opened from."""
        preserved = self.get_preserved_filters(request)
        context: dict[str, Any] = {"opts": self.opts, "preserved_filters": preserved}
        return str(add_preserved_filters(context, address))


def _without(lines: list[Any], starts: tuple[str, ...]) -> list[Any]:
    """Return the nested ``lines`` without those that begin with one of ``starts``."""
    return [
        _without(line, starts) if isinstance(line, list) else line
        for line in lines
        if isinstance(line, list) or not str(line).startswith(starts)
    ]
