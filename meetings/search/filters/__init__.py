"""The filters of a selection: one small class for each parameter, that says all there is of it."""
