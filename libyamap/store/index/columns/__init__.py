"""The index of large projects: one numpy array a column, mapped from files, so that ten million cost little memory.

numpy is imported here alone (and in `store.rtree`), never for a small project. What `store.index.plain` answers is
what these must answer.
"""
