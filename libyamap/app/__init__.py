"""What can be done with a project, whoever asks: commands, undo, queries, and the ports to everything outside."""
