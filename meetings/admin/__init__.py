"""The desk: Django's admin, made fit for entering meetings all day."""

from meetings import models

from .site import desk_site

__all__ = ["desk_site"]

for model in (
    models.Actor,
    models.Meeting,
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
