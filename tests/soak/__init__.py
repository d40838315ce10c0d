"""Long trials: hubs, servers and disks that die, stations that misbehave.

`python3 run.py soak` runs them long; the ordinary tests run them short.
`python3 -m tests.soak --hub URL` works at a hub that somebody else has started, and
kills.
"""
