"""The REST API: read-only access for programs to the same selections and records as the pages."""
