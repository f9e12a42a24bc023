"""Demonstration data: well-documented meetings since 1945, so that every page has content.

``data/`` holds them as TOML files, described in ``README.md``.
"""
