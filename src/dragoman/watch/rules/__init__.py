"""What each kind of rule finds; one file a kind."""
