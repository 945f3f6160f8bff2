"""`python -m tests.eval FILE`: tables about the matcher, with the content of this checkout."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bot.content.draft import Draft
from bot.content.files import lines
from bot.content.folder import find_knowledge, read_folder
from bot.content.load import for_matching
from bot.core.matching import Matcher
from tests.eval import tables
from tests.eval.folds import cross_validate
from tests.eval.labelled import read
from tests.eval.scores import Judged, judge, kept_with_errors


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; the exit status only says whether the file could be read."""
    options = _options(arguments)
    draft, _ = read_folder(options.knowledge or find_knowledge())
    content = for_matching(draft)
    matcher = Matcher(content.rules, content.referrals, content.words)
    try:
        sentences = read(options.file)
    except (OSError, ValueError) as why:
        print(f"{options.file}: {why}", file=sys.stderr)
        return 2
    judge(matcher, sentences)  # once before the clock counts: the caches fill as in a running bot
    judged = judge(matcher, sentences)
    kept = kept_with_errors(matcher, judged)
    print(f"## {options.file.name}\n")
    print(tables.of(judged, kept))
    if options.misses:
        _print_misses(judged)
    if not options.quick:
        hidden = list(_sentences_of_rules(draft))
        folds = cross_validate(content.rules, hidden, content.referrals, content.words)
        print("\n## Sentences of the content, each matched while it is hidden\n")
        print(tables.of(folds, None))
        if options.misses:
            _print_misses(folds)
    return 0


def _sentences_of_rules(draft: Draft) -> Iterator[tuple[str, str]]:
    """The examples of each rule, and what residents say of it, with its id."""
    rules = {found.value.id: found.value for found in draft.rules}
    yield from ((rule.id, said) for rule in rules.values() for said in rule.sentences)
    for file in draft.matching:
        for ident, text in file.value.sentences.items():
            yield from ((ident, said) for said in lines(text) if ident in rules)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.eval", description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--misses", action="store_true", help="list each sentence that went wrong")
    parser.add_argument("--quick", action="store_true", help="leave out the cross-validation")
    parser.add_argument("--knowledge", type=Path, help="another folder with content")
    return parser.parse_args(arguments)


def _print_misses(judged: Iterable[Judged]) -> None:
    print()
    for one in judged:
        if one.faults:
            print(f"- {', '.join(one.faults)}: {tables.miss(one)}")


if __name__ == "__main__":
    sys.exit(main())
