"""The records: what is true now, what happened, and what was answered."""
