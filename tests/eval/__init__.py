"""How well the matcher does, on labelled sentences: `python -m tests.eval FILE`."""
