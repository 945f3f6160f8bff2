import pytest

from bot.core.matching.dutch import words
from bot.core.matching.tone import Tone

SMALL = ("wij", "willen", "samen", "mijn", "is", "de", "een", "op")
TONE = Tone(
    [words(s) for s in ("wij willen een feest", "samen een tuin op de hoek", "wij willen bomen")],
    [words(s) for s in ("mijn paspoort is verlopen", "mijn bak is vol", "de lamp is stuk")],
    SMALL,
)


@pytest.mark.parametrize("text", ["wij willen kippen", "samen zingen", "wij samen op de stoep"])
def test_who_says_we_and_together_sounds_like_a_plan(text: str) -> None:
    assert TONE.away(words(text)) < 0


@pytest.mark.parametrize("text", ["mijn fiets is weg", "is mijn pas klaar"])
def test_who_says_my_and_is_sounds_like_another_question(text: str) -> None:
    assert TONE.away(words(text)) > 0


@pytest.mark.parametrize("text", ["", "paspoort", "feest tuin bomen"])
def test_a_subject_has_no_tone(text: str) -> None:
    assert TONE.away(words(text)) == 0


def test_keywords_are_no_sentences() -> None:
    tone = Tone([words("mijn tuin"), words("mijn straat")], [], SMALL)
    assert tone.away(words("mijn huis")) == 0
