"""The display on the wall of the hall: who is called, and to which counter."""
