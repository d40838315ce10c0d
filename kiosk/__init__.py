"""The kiosk: a citizen touches a service and takes a number."""
