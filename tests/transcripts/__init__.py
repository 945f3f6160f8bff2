"""Whole dialogues that a resident could read, and the means to play them in two channels.

Each `.txt` holds what people do and what everybody then sees. `python -m tests.transcripts` plays
them in the terminal and tells what differs; with `--write` it writes down what is seen now, so
that a changed text is a visible difference.

    == dinsdag 11 mei 2027, 20.14 uur ==        the clock goes there, through all that is due
    Samira: straatfeest met bbq                 somebody says this
    Samira tikt op [Een paar]                   presses the newest button with this label
    Fatima antwoordt op "tot dan": Goed zo!     replies to the newest message with these words
    Samira stuurt een foto: het plein           sends a photo, with these words or without

What is indented is what people see, and is written anew. A name of the team is a begeleider; any
other name is a resident. Only what an edit changes is shown.
"""
