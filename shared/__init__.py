"""What the whole office shares: time, settings, rules, records, language and hub."""
