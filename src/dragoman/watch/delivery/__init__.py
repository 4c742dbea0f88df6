"""How a letter reaches somebody; one file a way."""
