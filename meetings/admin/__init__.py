"""The desk: Django's admin, adapted to entering many meetings.

Each page registers itself with ``desk_site`` when its module is imported here.
"""

from . import reports
from .meetings import page
from .shared import actors, occasions, people, sources
from .site import desk_site
from .stories import page as stories

__all__ = ["actors", "desk_site", "occasions", "page", "people", "reports", "sources", "stories"]
