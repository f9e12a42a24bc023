"""View models: the content of pages as values for templates, independent of requests."""
