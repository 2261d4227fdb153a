"""The command line: one module a command. Each answers 0 (done), 1 (could not be done) or 2 (wrong usage)."""
