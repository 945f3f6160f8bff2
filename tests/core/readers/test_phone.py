"""A number that somebody typed instead of shared."""

import pytest

from bot.core.readers.phone import find_phone


@pytest.mark.parametrize(
    "text", ["0612345678", "bel 06-12345678", "06 12 34 56 78", "+31 6 12345678", "0031612345678"]
)
def test_a_mobile_number_is_recognised(text: str) -> None:
    assert find_phone(text) == "+31612345678"


def test_a_fixed_line_is_recognised() -> None:
    assert find_phone("(030) 123 45 67") == "+31301234567"


@pytest.mark.parametrize("text", ["", "60 mensen", "12-06-2027", "061234567", "06123456789"])
def test_other_numbers_are_no_phone_number(text: str) -> None:
    assert find_phone(text) is None
