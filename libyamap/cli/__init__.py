"""The command line: what a person can do by mouse can be scripted here."""
