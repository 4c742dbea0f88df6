"""A digest: what is new and what changed in a stretch of time, as a news editor would lay it out."""
