"""Asks how an office is, and writes its settings."""
