"""Every address: the probes and the admin here, the register itself in `meetings.urls`."""

from importlib.util import find_spec

from django.urls import include, path

from diplomacy.health import healthz, readyz
from meetings.admin import desk_site

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("admin/", desk_site.urls),
]
if find_spec("meetings.urls"):
    urlpatterns.append(path("", include("meetings.urls")))
