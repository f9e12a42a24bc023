"""The desk: Django's admin, made fit for entering meetings all day."""

from meetings import models

from .meetings.page import MeetingAdmin
from .site import desk_site

__all__ = ["desk_site"]

desk_site.register(models.Meeting, MeetingAdmin)
for model in (
    models.Actor,
    models.Office,
    models.Person,
    models.Place,
    models.Publisher,
    models.Report,
    models.Series,
    models.Source,
    models.Summit,
    models.Topic,
):
    desk_site.register(model)
