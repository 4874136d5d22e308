"""Documents from above, the work they order, who does it, and how far it is."""
