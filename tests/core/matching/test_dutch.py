import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.matching import dutch
from bot.core.matching.compounds import Compounds


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bomen", "boom"),
        ("boompje", "boom"),
        ("huizen", "huis"),
        ("huisjes", "huis"),
        ("kappen", "kap"),
        ("balletje", "bal"),
        ("bloemetjes", "bloem"),
        ("woninkje", "woning"),
        ("straatje", "straat"),
        ("feestjes", "feesten"),
        ("geplant", "planten"),
        ("brieven", "brief"),
    ],
)
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert dutch.stem(one) == dutch.stem(other)


@pytest.mark.parametrize(("one", "other"), [("boom", "bord"), ("muur", "muziek"), ("tuin", "tent")])
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert dutch.stem(one) != dutch.stem(other)


def test_accents_and_capitals_fall_away_and_the_typed_word_stays() -> None:
    assert list(dutch.words("Repaircafé's, IDEEËN!")) == [
        ("Repaircafé", "repaircafe"),
        ("s", "s"),
        ("IDEEËN", "ideeen"),
    ]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("straatbarbecue", ("straat", "barbecue")),
        ("verrassingstuin", ("verrassing", "tuin")),
        ("bijenkast", ("bij", "kast")),
        ("straatbbq", ("straat", "bbq")),
        ("feest", ()),
        ("overal", ()),
    ],
)
def test_a_compound_falls_apart_at_the_words_of_the_content(
    word: str, parts: tuple[str, ...]
) -> None:
    assert Compounds(["straat", "barbecue", "tuin", "kast", "bij"], ["bbq"]).parts(word) == parts


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    for _, word in dutch.words(text):
        assert dutch.stem(word) is not None
        assert isinstance(Compounds(["straat"]).parts(word), tuple)


@pytest.mark.parametrize(
    ("word", "root"),
    [
        *(("tentjes", "tent"), ("plantje", "plant"), ("tuintje", "tuin"), ("bankje", "bank")),
        *(("steekjes", "steek"), ("weggetje", "weg"), ("bloemetjes", "bloem"), ("boompje", "boom")),
        *(("treintje", "trein"), ("puntje", "punt"), ("koninkje", "koning")),
    ],
)
def test_a_diminutive_is_its_own_noun(word: str, root: str) -> None:
    assert dutch.stem(word) == dutch.stem(root)
