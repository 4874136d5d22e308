"""Pure Python: no Django, no database, no network. Everything here can be used and tested alone."""
