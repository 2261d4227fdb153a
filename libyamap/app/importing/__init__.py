"""How files come into a project: rows, a mapping of their columns, one command, one account of every row.

Formats give tables of rows (`rows`); a mapping says what their columns mean (`mapping`, guessed by `guess`, or a preset
of a known data set); `mapper` turns rows into features column by column; `command` writes them as one step.
"""
