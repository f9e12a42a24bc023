"""URL configuration: health checks and desk; `meetings.urls` has the register itself."""

from django.urls import include, path

from meetings.admin import desk_site

from . import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", desk_site.urls),
    path("", include("meetings.urls")),
]

handler400 = "meetings.views.errors.bad_request"
handler403 = "meetings.views.errors.forbidden"
handler404 = "meetings.views.errors.not_found"
handler500 = "meetings.views.errors.server_error"
