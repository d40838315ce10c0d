"""The kiosk's own recordings, and the tool that makes them."""
