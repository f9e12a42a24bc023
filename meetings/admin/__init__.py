"""The desk: Django's admin, made fit for entering meetings all day."""

from meetings import models

from .meetings.page import MeetingAdmin
from .reports import ReportAdmin
from .shared.actors import ActorAdmin
from .shared.occasions import PlaceAdmin, SeriesAdmin, SummitAdmin, TopicAdmin
from .shared.people import OfficeAdmin, PersonAdmin
from .shared.sources import PublisherAdmin, SourceAdmin
from .site import desk_site

__all__ = ["desk_site"]

desk_site.register(models.Meeting, MeetingAdmin)
desk_site.register(models.Report, ReportAdmin)
desk_site.register(models.Actor, ActorAdmin)
desk_site.register(models.Person, PersonAdmin)
desk_site.register(models.Office, OfficeAdmin)
desk_site.register(models.Place, PlaceAdmin)
desk_site.register(models.Series, SeriesAdmin)
desk_site.register(models.Summit, SummitAdmin)
desk_site.register(models.Topic, TopicAdmin)
desk_site.register(models.Publisher, PublisherAdmin)
desk_site.register(models.Source, SourceAdmin)
