"""The voice of the hall: recorded words, how they are joined, checked and made."""
