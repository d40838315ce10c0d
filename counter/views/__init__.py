"""Widgets that paint the picture of a counter and report what the clerk presses."""
