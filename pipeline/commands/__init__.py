"""What each command does beside the main job: check, trace, learn, review, ingest."""
