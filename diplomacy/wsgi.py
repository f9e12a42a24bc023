"""The WSGI application object that gunicorn serves."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diplomacy.settings")

application = get_wsgi_application()
# Once Django is set up; commands do not come by here.
import_module("meetings.time_limits").apply()
