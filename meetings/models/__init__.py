"""Database models of the register.

``record`` and ``record_text`` hold the public record; every other module belongs to the desk.
"""

from .actors import Actor, ActorName, Membership
from .loaded import LoadedData
from .meetings import Meeting, Participation
from .offices import Office, Tenure
from .people import Person, PersonName
from .places import FormerState, Place, PlaceName
from .record import Address, Entry, Record, RecordLink, RegisterClock, Version
from .record_text import RecordText
from .reports import Report, ReportTopic, ReportVoice, Statement
from .sources import Capture, Publisher, PublisherName, PublisherSite, Source
from .stories import Story, StoryMeeting
from .summits import Series, Summit
from .topics import Topic, TopicAlias

__all__ = [
    "Actor",
    "ActorName",
    "Address",
    "Capture",
    "Entry",
    "FormerState",
    "LoadedData",
    "Meeting",
    "Membership",
    "Office",
    "Participation",
    "Person",
    "PersonName",
    "Place",
    "PlaceName",
    "Publisher",
    "PublisherName",
    "PublisherSite",
    "Record",
    "RecordLink",
    "RecordText",
    "RegisterClock",
    "Report",
    "ReportTopic",
    "ReportVoice",
    "Series",
    "Source",
    "Statement",
    "Story",
    "StoryMeeting",
    "Summit",
    "Tenure",
    "Topic",
    "TopicAlias",
    "Version",
]
