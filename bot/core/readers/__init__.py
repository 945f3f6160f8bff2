"""Readers of Dutch free text, typed with thumbs: one file a kind of answer.

A reader takes the text as typed and returns a frozen value, or None when it does not understand.
Ambiguous counts as not understood ("janee" is not ja): asking again is cheaper than being wrong.
None of them ever raises. `read_…` reads an answer to a question; `find_…` looks inside a sentence
about something else, and would rather miss than take a number for what it is not.
"""
