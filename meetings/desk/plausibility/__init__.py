"""Plausibility: what an editor should look at twice before a meeting is handed in.

A doubt is a question, never a refusal.
"""
