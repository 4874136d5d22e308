"""The frame of every page, the work place, and search across all modules."""
