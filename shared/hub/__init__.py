"""The one process that decides, keeps and tells."""
