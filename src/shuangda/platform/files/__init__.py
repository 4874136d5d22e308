"""Uploaded files: typed by content, kept as they came, served only through the record that owns them."""
