"""Slips on paper: the words, the drawing, the bytes, and the printers."""
