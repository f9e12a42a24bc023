"""The Django project: settings, URLs, and middleware of every request."""
