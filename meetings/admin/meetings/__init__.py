"""Admin pages of meetings: form, rows, list, actions and history."""
