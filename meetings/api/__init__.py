"""The API: the same selections and records as the pages, read-only, for programs."""
