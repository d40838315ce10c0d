"""A group of database servers that loses machines while an office works.

`python3 run.py rehearsal` starts it all on this machine; README.md says what for.
"""
