"""The forms of the documents' pages."""
