"""The terminal: somebody plays residents and begeleiders, by hand or by program."""
