"""What a clerk may answer to each question, read off the rules."""
