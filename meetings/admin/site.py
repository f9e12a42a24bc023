"""The site of the desk: Django's admin under our name."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.urls import URLPattern, URLResolver, path

from .typed.offices import suggest_offices, summit_details
from .typed.suggestions import suggest


class DeskSite(admin.AdminSite):
    """The admin that editors and reviewers work in."""

    site_header = "Sidelines desk"
    site_title = "Sidelines desk"
    index_title = "Desk"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Return the addresses of the desk: Django's, and those of our own scripts."""
        own = [
            path("suggest/tenure/", self.admin_view(suggest_offices)),
            path("suggest/summit-details/", self.admin_view(summit_details)),
            path("suggest/<slug:kind_name>/", self.admin_view(suggest), name="suggest"),
        ]
        return [*own, *super().get_urls()]


desk_site = DeskSite(name="admin")
desk_site.register(User, UserAdmin)
desk_site.register(Group, GroupAdmin)
