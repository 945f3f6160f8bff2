"""Long texts arrive whole, in pages that fit."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.decision import Button, Edit, Send, Source
from bot.core.happenings import File
from bot.core.texts import plain
from bot.desk.paging import CAPTION, MESSAGE, paged, split

CHARACTERS = st.sampled_from(["a", "é", "👍", "\n", " ", "&amp;", "&lt;"])
WORDS = st.lists(CHARACTERS, min_size=1, max_size=60).map("".join)
RUNS = st.lists(st.tuples(st.sampled_from(["", "b", "i"]), WORDS), min_size=1, max_size=6)


def units(markup: str) -> int:
    return len(plain(markup).encode("utf-16-le")) // 2


@st.composite
def markups(draw: st.DrawFn) -> str:
    return "".join(f"<{tag}>{text}</{tag}>" if tag else text for tag, text in draw(RUNS))


@given(markups(), st.integers(4, 40), st.integers(4, 40))
def test_no_letter_is_lost_between_pages(markup: str, first: int, rest: int) -> None:
    pages = split(markup, first=first, rest=rest)

    together = "".join(plain(page) for page in pages)
    assert re.sub(r"\s", "", together) == re.sub(r"\s", "", plain(markup))


@given(markups(), st.integers(4, 40), st.integers(4, 40))
def test_every_page_fits(markup: str, first: int, rest: int) -> None:
    pages = split(markup, first=first, rest=rest)

    assert units(pages[0]) <= first
    assert all(units(page) <= rest for page in pages[1:])


@given(markups(), st.integers(4, 40))
def test_every_page_closes_what_it_opens(markup: str, limit: int) -> None:
    for page in split(markup, first=limit, rest=limit):
        opened: list[str] = []
        for tag in re.findall(r"</?[bi]>", page):
            if tag.startswith("</"):
                assert opened.pop() == tag.replace("/", "")
            else:
                opened.append(tag)
        assert opened == []


@pytest.mark.parametrize("length", [MESSAGE - 1, MESSAGE])
def test_what_fits_is_one_message(length: int) -> None:
    assert split("x" * length) == ["x" * length]


def test_one_too_many_is_two_messages() -> None:
    assert [len(page) for page in split("x" * (MESSAGE + 1))] == [MESSAGE, 1]


def test_an_emoji_counts_twice_and_is_never_cut() -> None:
    pages = split("👍" * 2049)

    assert pages == ["👍" * 2048, "👍"]


def test_a_page_ends_between_paragraphs_if_it_can() -> None:
    assert split("een twee\n\ndrie vier", first=14, rest=14) == ["een twee", "drie vier"]


def test_bold_goes_on_over_the_cut() -> None:
    assert split("<b>een twee</b>", first=5, rest=5) == ["<b>een</b>", "<b>twee</b>"]


def test_buttons_stand_under_the_last_page_and_the_name_goes_to_the_first() -> None:
    button = ((Button(label="Ja", action="ja"),),)
    source = Source(chat="test:2", message=5)
    long = Send(chat="test:1", text="x" * 5000, buttons=button, name="kaart", source=source)

    first, last = paged(long)

    assert isinstance(first, Send)
    assert isinstance(last, Send)
    assert (first.name, first.buttons, first.source) == ("kaart", (), source)
    assert (last.name, last.buttons, last.source) == (None, button, None)


def test_a_caption_is_shorter_and_the_file_goes_once() -> None:
    file = File(kind="photo", ref="abc")
    first, last = paged(Send(chat="test:1", text="x" * 1500, file=file))

    assert isinstance(first, Send)
    assert isinstance(last, Send)
    assert (len(first.text), first.file) == (CAPTION, file)
    assert (len(last.text), last.file) == (1500 - CAPTION, None)


def test_an_edit_that_does_not_fit_is_cut_short() -> None:
    (edit,) = paged(Edit(target=1, text="x" * 5000))

    assert isinstance(edit, Edit)
    assert edit.text == "x" * (MESSAGE - 1) + "…"
