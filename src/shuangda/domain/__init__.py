"""One Django app for each noun of the work."""
