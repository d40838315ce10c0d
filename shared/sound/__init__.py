"""Sound for stations that speak: recordings joined to sentences, and a player."""
