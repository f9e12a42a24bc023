"""The desk: Django's admin, made fit for entering meetings all day.

Each page registers itself with ``desk_site``; importing the modules here is what does it.
"""

from . import reports
from .meetings import page
from .shared import actors, occasions, people, sources
from .site import desk_site

__all__ = ["actors", "desk_site", "occasions", "page", "people", "reports", "sources"]
