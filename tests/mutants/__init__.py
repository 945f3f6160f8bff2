"""Content files with something wrong in them, and what becomes of them. See `__main__`."""
