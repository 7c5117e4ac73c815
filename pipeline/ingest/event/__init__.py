"""What people gave of one event: documents, event.toml, corrections, returned workbooks."""
