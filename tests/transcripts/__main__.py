"""`python -m tests.transcripts [--write] [NAME …]`: play in the terminal, and compare or write."""

import argparse
import sys
import tempfile
from difflib import unified_diff
from pathlib import Path

from tests.transcripts.in_terminal import in_terminal
from tests.transcripts.script import FOLDER, Script, scripts


def main() -> int:
    """The exit status: 1 when something differs and was not written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="which transcripts; all when none is named")
    parser.add_argument("--write", action="store_true", help="write down what is seen now")
    asked = parser.parse_args()
    chosen = [one for one in scripts() if not asked.names or one.name in asked.names]
    return max([_compare(one, write=asked.write) for one in chosen], default=0)


def _compare(script: Script, *, write: bool) -> int:
    with tempfile.TemporaryDirectory() as folder, in_terminal(script, Path(folder)) as theatre:
        now = script.played(theatre)
    if write:
        (FOLDER / f"{script.name}.txt").write_text(now, "utf-8")
    differences = list(unified_diff(script.text.splitlines(), now.splitlines(), lineterm="", n=1))
    print(f"{script.name}: {'as written' if not differences else 'differs'}")
    print("\n".join(differences[2:]))
    return int(bool(differences) and not write)


if __name__ == "__main__":
    sys.exit(main())
