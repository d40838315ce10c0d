"""The clerk's screen: who is at the desk, who waits, and the next step."""
