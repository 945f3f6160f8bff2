"""What must not be stored is taken out, and nothing else is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.nl import bsn

from bot.core.masking import MASKED_BSN, MASKED_IBAN, clean, mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("mijn bsn is 111222333", f"mijn bsn is {MASKED_BSN}"),
        ("111222333", MASKED_BSN),
        ("111.222.333", MASKED_BSN),
        ("111 222 333", MASKED_BSN),
        ("1112-22-333", MASKED_BSN),
        ("1 1 1 2 2 2 3 3 3", MASKED_BSN),
        ("(111222333)", f"({MASKED_BSN})"),
        ("BSN:111222333,tel 0612345678", f"BSN:{MASKED_BSN},tel 0612345678"),
        ("111222333 06 12345678", f"{MASKED_BSN} 06 12345678"),
        ("06 12345678 111222333", f"06 12345678 {MASKED_BSN}"),
        ("111222333 en 123456782", f"{MASKED_BSN} en {MASKED_BSN}"),
        ("111222333 123456782", f"{MASKED_BSN} {MASKED_BSN}"),
        ("bsn 10000008", f"bsn {MASKED_BSN}"),
        ("burgerservicenummer: 1000.00.08", f"burgerservicenummer: {MASKED_BSN}"),
        ("１１１２２２３３３", MASKED_BSN),
        ("111\u200b222\u200b333", MASKED_BSN),
        ("geboren 12-06-1980 bsn 111222333", f"geboren 12-06-1980 bsn {MASKED_BSN}"),
    ],
)
def test_a_bsn_is_taken_out_however_it_is_typed(text: str, masked: str) -> None:
    result = mask(text)
    assert (result.text, result.found) == (masked, {"bsn"})


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("NL91ABNA0417164300", MASKED_IBAN),
        ("nl91abna0417164300", MASKED_IBAN),
        ("NL91 ABNA 0417 1643 00 op naam van Jan", f"{MASKED_IBAN} op naam van Jan"),
        ("naar NL91.ABNA.0417.1643.00.", f"naar {MASKED_IBAN}."),
        ("NL 91 ABNA 0417164300", MASKED_IBAN),
        ("BE68 5390 0754 7034", MASKED_IBAN),
        ("DE89370400440532013000", MASKED_IBAN),
    ],
)
def test_an_account_number_is_taken_out(text: str, masked: str) -> None:
    result = mask(text)
    assert (result.text, result.found) == (masked, {"iban"})


def test_both_are_reported() -> None:
    assert mask("111222333 NL91ABNA0417164300").found == {"bsn", "iban"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "straatfeest op 12-06-2027 3 tot 10 uur",
        "bel 0612345678",
        "bel 06 11 22 23 33",
        "bel +31 6 1122 2333",
        "bel +31612345678",
        "0031 6 12345678",
        "1112223330",
        "123456789",
        "kenmerk 2027111222333",
        "NL00ABNA0417164300",
        "10000008",
        "15.00-22.00 uur, 60 mensen",
        "za 12 juni 2027, € 1.500,00",
        "order A111222333",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    result = mask(text)
    assert (result.text, result.found) == (text, frozenset())


_PIECES = st.sampled_from(
    [
        "111222333",
        "111",
        "222",
        "333",
        "1112",
        "22",
        "06",
        "12345678",
        "+31",
        "6",
        "bsn",
        "-",
        ".",
        " ",
        "NL91",
        "ABNA",
        "0417",
        "1643",
        "00",
        "NL91ABNA0417164300",
        "12-06-2027",
        "10000008",
        ":",
        "x",
    ]
)
texts = st.text(max_size=200) | st.lists(_PIECES, max_size=16).map("".join)


@given(texts)
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = mask(text).text
    assert mask(once).text == once


@given(texts)
def test_no_nine_digits_that_pass_the_elfproef_are_left(text: str) -> None:
    masked = mask(text).text
    for match in re.finditer(r"(?<![\w+])(?<!31)(?<!31[ .-])[0-9]{9}(?![^\W_])", masked):
        assert not bsn.is_valid(match[0])


@given(st.integers(min_value=10_000_000, max_value=999_999_999).map(lambda n: f"{n:09}"))
def test_exactly_the_numbers_that_pass_the_elfproef_are_taken_out(number: str) -> None:
    assert ("bsn" in mask(f"nummer {number}.").found) == bsn.is_valid(number)


@pytest.mark.parametrize(
    "text",
    ["1" * 4096, "1 " * 2048, "AB12 " * 819, "bsn " * 1024, "12-06-2027 " * 372, "NL91" * 1024],
)
def test_a_message_of_any_size_is_masked(text: str) -> None:
    mask(text)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("gewoon\ttekst\nmet regels", "gewoon\ttekst\nmet regels"),
        ("a\x00b", "ab"),
        ("a\x1b[31mb", "a[31mb"),
        ("regel\r\nregel\rregel\u2028regel", "regel\nregel\nregel\nregel"),
        ("\u202eeetnemeg\u202c", "eetnemeg"),
        ("\ud83d los", "\ufffd los"),
        ("\ud83d\ude00", "😀"),
        ("café 👩‍👩‍👧 فاطمة", "café 👩‍👩‍👧 فاطمة"),
    ],
)
def test_what_breaks_a_database_or_deceives_a_reader_is_cleaned(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text(alphabet=st.characters(), max_size=300))
def test_clean_text_can_be_stored_anywhere(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert "\x00" not in cleaned
    assert clean(cleaned) == cleaned


def test_a_text_is_cut_at_what_telegram_allows() -> None:
    assert len(clean("a" * 5000)) == 4096
