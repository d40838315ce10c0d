"""Measurements, run by `python3 run.py bench`. They gate nothing: ratios in one run."""
