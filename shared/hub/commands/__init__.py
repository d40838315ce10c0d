"""What `motcua-hub` does beside serving: see to the records, and to the settings."""
