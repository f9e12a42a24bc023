"""The content of export files: CSV, XLSX, Atom feeds, calendars, citations, JSON documents."""
