"""What follows from what editors entered, and what is still missing. Pure functions."""
