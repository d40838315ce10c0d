"""What a display shows, painted: each pane paints its part of a picture."""
