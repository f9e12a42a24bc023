"""The filters of a selection: a small class for each parameter that declares all its properties."""
