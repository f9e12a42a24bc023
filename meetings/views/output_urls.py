"""URL patterns of exports; ``meetings.urls`` includes them before the patterns of pages."""

from django.urls import re_path

from meetings.exports.formats import FORMATS

from . import files
from .selected import selected

_FORMATS = "|".join(FORMATS)
_FILES = "|".join(extension.replace(".", r"\.") for extension in files.MEDIA_TYPES)
# All letters, because the view corrects letters that are often misread.
_PUBLIC_ID = "[0-9A-Za-z]{10}"

urlpatterns = [
    re_path(rf"^meetings\.(?P<extension>{_FORMATS})$", selected, name="selected"),
    re_path(
        rf"^meetings/(?P<public_id>{_PUBLIC_ID})\.(?P<extension>{_FILES})$",
        files.meeting_file,
        name="meeting-file",
    ),
    re_path(
        rf"^meetings/(?P<public_id>{_PUBLIC_ID})/v(?P<number>[1-9][0-9]{{0,5}})\.(?P<extension>json|bib)$",
        files.version_file,
        name="version-file",
    ),
]
