"""The site of the desk: Django's admin under our name."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User


class DeskSite(admin.AdminSite):
    """The admin that editors and reviewers work in."""

    site_header = "Sidelines desk"
    site_title = "Sidelines desk"
    index_title = "Desk"


desk_site = DeskSite(name="admin")
desk_site.register(User, UserAdmin)
desk_site.register(Group, GroupAdmin)
