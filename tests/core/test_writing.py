"""Values as people read them."""

from datetime import date, time

import pytest

from bot.core.readers.amount import read_amount
from bot.core.readers.count import Count
from bot.core.readers.moment import Moment, read_moment
from bot.core.writing import (
    enumerate_nl,
    write_amount,
    write_count,
    write_day,
    write_hours,
    write_moment,
    write_time,
    write_working_days,
)

TODAY = date(2027, 5, 11)


def test_a_day_is_written_in_full_or_short() -> None:
    assert write_day(date(2027, 6, 12)) == "zaterdag 12 juni"
    assert write_day(date(2027, 6, 12), short=True) == "za 12 juni"


def test_the_year_is_written_where_it_is_in_doubt() -> None:
    assert write_day(date(2028, 3, 1), TODAY) == "woensdag 1 maart"
    assert write_day(date(2028, 5, 5), TODAY) == "vrijdag 5 mei 2028"
    assert write_day(date(2027, 5, 10), TODAY) == "maandag 10 mei 2027"


def test_a_time_is_written_with_a_full_stop() -> None:
    assert write_time(time(9, 5)) == "09.05"


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (time(15), time(22), "15.00 tot 22.00 uur"),
        (time(15), None, "vanaf 15.00 uur"),
        (None, time(22), "tot 22.00 uur"),
        (time(16), time(0), "16.00 tot 24.00 uur"),
        (None, None, ""),
    ],
)
def test_hours_are_written_as_far_as_they_are_known(
    start: time | None, end: time | None, text: str
) -> None:
    assert write_hours(start, end) == text


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("12 juni van 3 tot 10", "zaterdag 12 juni, 15.00 tot 22.00 uur"),
        ("het weekend van 12 en 13 juni", "zaterdag 12 juni en zondag 13 juni"),
        ("11 t/m 13 juni", "vrijdag 11 juni tot en met zondag 13 juni"),
        ("in augustus", "in augustus"),
        ("elke woensdagavond van 7 tot 9", "elke woensdagavond, 19.00 tot 21.00 uur"),
        ("3 tot 10 savonds", "15.00 tot 22.00 uur"),
    ],
)
def test_what_was_read_is_written_back(typed: str, written: str) -> None:
    moment = read_moment(typed, TODAY)
    assert moment is not None
    assert write_moment(moment, TODAY) == written


def test_a_moment_of_which_nothing_is_known_keeps_its_words() -> None:
    assert write_moment(Moment(words="als het warm is")) == "als het warm is"


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (60, 60, "ongeveer 60 mensen"),
        (50, 100, "50 tot 100 mensen"),
        (0, 50, "tot 50 mensen"),
        (100, None, "minstens 100 mensen"),
        (1500, 1500, "ongeveer 1.500 mensen"),
        (1, 1, "1 persoon"),
    ],
)
def test_a_number_of_people_is_written(low: int, high: int | None, text: str) -> None:
    assert write_count(Count(low=low, high=high)) == text


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("zo'n 1500 euro", "ongeveer 1.500 euro"),
        ("500 a 600", "500 tot 600 euro"),
        ("meer dan 100", "meer dan 100 euro"),
        ("max 300", "tot 300 euro"),
        ("gratis", "niets"),
    ],
)
def test_an_amount_is_written(typed: str, written: str) -> None:
    amount = read_amount(typed)
    assert amount is not None
    assert write_amount(amount) == written


def test_a_list_reads_as_a_sentence() -> None:
    assert (
        enumerate_nl(["straat dicht", "muziek uit een box"]) == "straat dicht en muziek uit een box"
    )
    assert enumerate_nl(["a", "b", "c"]) == "a, b en c"
    assert enumerate_nl([]) == ""


@pytest.mark.parametrize(
    ("number", "text"),
    [(11, "nog 11 werkdagen"), (1, "nog 1 werkdag"), (0, "vandaag"), (-2, "2 werkdagen te laat")],
)
def test_the_days_that_are_left_are_written(number: int, text: str) -> None:
    assert write_working_days(number) == text
