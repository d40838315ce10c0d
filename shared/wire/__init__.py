"""What hub and stations say to each other: frames as values, and as JSON text."""
