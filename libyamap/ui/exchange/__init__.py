"""What comes into the project from files and what goes out to them, in the window."""
