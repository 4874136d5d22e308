"""Background work on procrastinate: queued in the transaction that needs it, idempotent, with a rule of its own."""
