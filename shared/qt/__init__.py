"""What the screens share: the link with the hub, the look, and the application."""
