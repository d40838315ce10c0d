"""Starts the other programs as processes, and sums up what they tell."""
