"""Long texts are cut as Telegram counts, and nothing of them is lost."""

import html
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.lengths import length, shorten, shorten_markup, split
from bot.core.texts import plain

words = st.text(st.sampled_from("ab <&>\n🎉é"), max_size=60).map(html.escape)
pieces = st.tuples(st.sampled_from(["{}", "<b>{}</b>", "<i>{}</i>", "<b><i>{}</i></b>"]), words)
markups = st.lists(pieces, max_size=6).map(
    lambda chosen: "".join(form.format(text) for form, text in chosen)
)


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(markups)
def test_the_length_is_that_of_the_plain_text_in_utf16(markup: str) -> None:
    assert length(markup) == utf16(plain(markup))


@given(markups, st.integers(2, 40))
def test_parts_fit_and_together_hold_every_character(markup: str, limit: int) -> None:
    parts = list(split(markup, limit))

    assert "".join(plain(part) for part in parts) == plain(markup)
    assert all(utf16(plain(part)) <= limit for part in parts)


@given(markups, st.integers(2, 40))
def test_every_part_closes_the_tags_it_opens(markup: str, limit: int) -> None:
    for part in split(markup, limit):
        assert part.count("<b>") == part.count("</b>")
        assert part.count("<i>") == part.count("</i>")


def test_bold_goes_on_in_the_next_part() -> None:
    assert list(split("<b>een twee</b> drie", 4)) == ["<b>een </b>", "<b>twee</b>", " ", "drie"]


def test_a_text_is_cut_after_a_line_rather_than_after_a_word() -> None:
    assert list(split("een\ntwee drie", 10)) == ["een\n", "twee drie"]


@given(st.text(st.sampled_from("ab 🎉"), max_size=30), st.integers(1, 20))
def test_a_shortened_text_fits_and_begins_alike(text: str, limit: int) -> None:
    short = shorten(text, limit)

    assert utf16(short) <= limit
    assert text.startswith(short.removesuffix("…"))


def test_shortened_markup_shows_that_more_followed() -> None:
    assert shorten_markup("<b>een twee drie</b>", 9) == "<b>een </b>…"
    assert shorten_markup("<b>een</b>", 9) == "<b>een</b>"


def test_cutting_a_long_text_does_not_make_tiny_parts() -> None:
    parts = list(split("woord " * 3000, 4096))

    assert all(length(a) + length(b) > 4096 for a, b in pairwise(parts))
