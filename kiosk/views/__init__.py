"""The widgets of the kiosk: they paint a picture and report touches."""
