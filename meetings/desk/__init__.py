"""The editorial desk: every change of unpublished data (drafts, rows, earlier states)."""
