"""Builds the tables of the look-alike engine from fonts and open data: `python -m scripts.tables`."""
