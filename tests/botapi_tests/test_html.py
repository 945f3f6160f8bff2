"""Telegram's HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.botapi import html
from tests.botapi.refusals import Refusal


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("a &lt;b&gt; &amp; &quot;c&quot; &#39;", 'a <b> & "c" \'', []),
        ("&nbsp; > &", "&nbsp; > &", []),
        ("🙂<b>x</b>", "🙂x", [("bold", 2, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<B>x</>", "x", [("bold", 0, 1)]),
        ('<a href="https://a.nl">x</a>', "x", [("text_link", 0, 1)]),
        ('<a href="nergens">x</a>', "x", []),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
        ('<pre><code class="language-py">x</code></pre>', "x", [("pre", 0, 1)]),
        ("<b></b>x", "x", []),
    ],
)
def test_permitted_tags_become_entities(
    source: str, text: str, entities: list[tuple[str, int, int]]
) -> None:
    plain, found = html.parse(source)
    assert plain == text
    assert [(e["type"], e["offset"], e["length"]) for e in found] == entities


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("é < 3", 'Unsupported start tag "" at byte offset 3'),
        ("a <br", "Unclosed start tag at byte offset 2"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_other_html_is_refused_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(Refusal, match="can't parse entities") as refused:
        html.parse(source)
    assert refused.value.description.endswith(reason)


words = st.text(alphabet="ab é🙂<>&\"'", min_size=1, max_size=8)


@given(st.lists(st.tuples(st.sampled_from(["b", "i", "u", "s", "code", None]), words), max_size=5))
def test_what_is_written_is_read_back_the_same(parts: list[tuple[str | None, str]]) -> None:
    from html import escape

    source = "".join(f"<{tag}>{escape(w)}</{tag}>" if tag else escape(w) for tag, w in parts)
    text, entities = html.parse(source)
    assert text == "".join(word for _, word in parts)
    assert html.parse(html.write(text, entities)) == (text, entities)


@given(st.text(alphabet="<>/&;= \"'abpré🙂#1x", max_size=40))
def test_any_text_is_either_read_or_refused(source: str) -> None:
    try:
        text, entities = html.parse(source)
    except Refusal:
        return
    assert all(e["offset"] + e["length"] <= html.length(text) for e in entities)
