"""The command line: one command a module, named after it, exported as `command`."""
