"""What each command does beside the main job: check, trace, review, ingest, codebooks, models, measuring."""
