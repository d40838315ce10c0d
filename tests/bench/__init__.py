"""Measurements, run by `python3 run.py bench`. What is wrong fails, no speed does."""
