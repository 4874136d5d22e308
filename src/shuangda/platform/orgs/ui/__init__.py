"""Pages of units, people, seats, liaison officers and decided names."""
