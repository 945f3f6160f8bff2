"""What residents type when they are asked when. Today is Tuesday 11 May 2027."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.readers.moment import Moment, find_moment, read_moment

TODAY = date(2027, 5, 11)


def read(text: str) -> Moment:
    moment = read_moment(text, TODAY)
    assert moment is not None, f"not understood: {text}"
    return moment


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("za 12 juni", date(2027, 6, 12)),
        ("zaterdag 12 juni 2027", date(2027, 6, 12)),
        ("12/6", date(2027, 6, 12)),
        ("12-06-2027", date(2027, 6, 12)),
        ("12-6-27", date(2027, 6, 12)),
        ("12.06.2027", date(2027, 6, 12)),
        ("2027-06-12", date(2027, 6, 12)),
        ("Zaterdag de 12e juni", date(2027, 6, 12)),
        ("de twaalfde van juni", date(2027, 6, 12)),
        ("op zaterdag twaalf juni", date(2027, 6, 12)),
        ("12 jun.", date(2027, 6, 12)),
        ("twaalf juni denk ik", date(2027, 6, 12)),
        ("t liefst 12 juni", date(2027, 6, 12)),
        ("zatrdag 12 juni", date(2027, 6, 12)),
        ("12 agustus", date(2027, 8, 12)),
        ("3 setpember", date(2027, 9, 3)),
        ("eenentwintig augustus", date(2027, 8, 21)),
        ("volgende zaterdag", date(2027, 5, 22)),
        ("volgende week zaterdag", date(2027, 5, 22)),
        ("zaterdag volgende week", date(2027, 5, 22)),
        ("komende zaterdag", date(2027, 5, 15)),
        ("aanstaande vrijdag", date(2027, 5, 14)),
        ("a.s. zondag", date(2027, 5, 16)),
        ("zaterdag", date(2027, 5, 15)),
        ("dinsdag", date(2027, 5, 18)),
        ("zaterdag over een week", date(2027, 5, 22)),
        ("zaterdag over 2 weken", date(2027, 5, 29)),
        ("vandaag", TODAY),
        ("morgen", date(2027, 5, 12)),
        ("morgenmiddag", date(2027, 5, 12)),
        ("overmorgen", date(2027, 5, 13)),
        ("over 3 weken", date(2027, 6, 1)),
        ("over twee weken", date(2027, 5, 25)),
        ("tweede pinksterdag", date(2027, 5, 17)),
        ("2e pinksterdag", date(2027, 5, 17)),
        ("koningsdag", date(2028, 4, 27)),
        ("met koningsdag volgend jaar", date(2028, 4, 27)),
        ("burendag", date(2027, 9, 25)),
        ("op burendag", date(2027, 9, 25)),
        ("bevrijdingsdag", date(2028, 5, 5)),
        ("hemelvaartsdag", date(2028, 5, 25)),
        ("oudejaarsavond", date(2027, 12, 31)),
        ("halloween", date(2027, 10, 31)),
        ("Sint Maarten", date(2027, 11, 11)),
        ("eerste zaterdag van juli", date(2027, 7, 3)),
        ("de laatste zondag van augustus", date(2027, 8, 29)),
        ("derde zaterdag van september", date(2027, 9, 18)),
        ("1e zaterdag van september", date(2027, 9, 4)),
        ("de 15e", date(2027, 5, 15)),
        ("zaterdag de 15e", date(2027, 5, 15)),
        ("de 3e", date(2027, 6, 3)),
        ("12 april", date(2028, 4, 12)),
        ("29 februari", date(2028, 2, 29)),
        ("12 juni a.s.", date(2027, 6, 12)),
        ("het wordt zaterdag 12 juni", date(2027, 6, 12)),
        ("zondag 12 juni", date(2027, 6, 12)),
        ("12 juni 's middags", date(2027, 6, 12)),
        ("juni 12", date(2027, 6, 12)),
        ("19 juni vanaf een uur of vier", date(2027, 6, 19)),
        ("oudjaarsdag", date(2027, 12, 31)),
        ("maandagmorgen", date(2027, 5, 17)),
        ("moederdag", date(2028, 5, 14)),
        ("zaterdach", date(2027, 5, 15)),
        ("27 juni as", date(2027, 6, 27)),
        ("26ste", date(2027, 5, 26)),
        ("binnen 2 weken", date(2027, 5, 25)),
        ("next saturday 12 june", date(2027, 6, 12)),
        ("woensdagmiddag 2 juni", date(2027, 6, 2)),
    ],
)
def test_a_day_is_read_as_people_say_it(text: str, day: date) -> None:
    assert read(text).day == day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("het weekend van 12 en 13 juni", date(2027, 6, 12), date(2027, 6, 13)),
        ("weekend van 12 juni", date(2027, 6, 12), date(2027, 6, 13)),
        ("12 en 13 juni", date(2027, 6, 12), date(2027, 6, 13)),
        ("12/13 juni", date(2027, 6, 12), date(2027, 6, 13)),
        ("vrijdag 11 t/m zondag 13 juni", date(2027, 6, 11), date(2027, 6, 13)),
        ("van 11 tot en met 13 juni", date(2027, 6, 11), date(2027, 6, 13)),
        ("11-13 juni", date(2027, 6, 11), date(2027, 6, 13)),
        ("30 juli tot 2 augustus", date(2027, 7, 30), date(2027, 8, 2)),
        ("pinksterweekend", date(2027, 5, 15), date(2027, 5, 17)),
        ("dit weekend", date(2027, 5, 15), date(2027, 5, 16)),
        ("volgend weekend", date(2027, 5, 22), date(2027, 5, 23)),
        ("eerste weekend van juli", date(2027, 7, 3), date(2027, 7, 4)),
        ("volgende week", date(2027, 5, 17), date(2027, 5, 23)),
        ("de week van 7 juni", date(2027, 6, 7), date(2027, 6, 13)),
        ("week 24", date(2027, 6, 14), date(2027, 6, 20)),
        ("11, 12 en 13 juni", date(2027, 6, 11), date(2027, 6, 13)),
        ("van vrijdag tot zondag", date(2027, 5, 14), date(2027, 5, 16)),
        ("derde weekend september", date(2027, 9, 18), date(2027, 9, 19)),
        ("met de kerst", date(2027, 12, 25), date(2027, 12, 26)),
    ],
)
def test_more_days_keep_the_first_and_the_last(text: str, first: date, last: date) -> None:
    moment = read(text)
    assert (moment.day, moment.last_day) == (first, last)


@pytest.mark.parametrize(
    ("text", "month", "period"),
    [
        ("in augustus", date(2027, 8, 1), "in augustus"),
        ("ergens in augustus", date(2027, 8, 1), "ergens in augustus"),
        ("augustus", date(2027, 8, 1), "in augustus"),
        ("eind augustus", date(2027, 8, 1), "eind augustus"),
        ("begin september, weet nog niet welke dag", date(2027, 9, 1), "begin september"),
        ("begin mei", date(2028, 5, 1), "begin mei"),
        ("eind mei", date(2027, 5, 1), "eind mei"),
        ("half juli", date(2027, 7, 1), "half juli"),
        ("volgend jaar mei", date(2028, 5, 1), "in mei 2028"),
        ("mei volgend jaar", date(2028, 5, 1), "in mei 2028"),
        ("dit voorjaar", date(2027, 5, 1), "dit voorjaar"),
        ("deze zomer", date(2027, 6, 1), "deze zomer"),
        ("in de herfst", date(2027, 9, 1), "in de herfst"),
        ("in de zomervakantie", date(2027, 7, 1), "in de zomervakantie"),
        ("volgende maand", date(2027, 6, 1), "volgende maand"),
        ("tussen mei en september", date(2027, 5, 1), "mei en september"),
        ("12 of 19 juni", date(2027, 6, 1), "12 of 19 juni"),
        ("februari 2028", date(2028, 2, 1), "in februari 2028"),
        ("volgend jaar zomer", date(2028, 6, 1), "zomer 2028"),
        ("na de zomervakantie", date(2027, 9, 1), "na de zomervakantie"),
        ("voor 1 juli", date(2027, 7, 1), "voor 1 juli"),
        ("iedere zaterdag in juli", date(2027, 7, 1), "iedere zaterdag in juli"),
        ("eind van de zomer", date(2027, 6, 1), "eind van de zomer"),
    ],
)
def test_a_period_keeps_its_words_and_its_month(text: str, month: date, period: str) -> None:
    moment = read(text)
    assert (moment.day, moment.month, moment.period) == (None, month, period)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("elke dinsdag", "elke dinsdag"),
        ("elke woensdagavond", "elke woensdagavond"),
        ("iedere eerste zondag van de maand", "iedere eerste zondag van de maand"),
        ("op woensdagen", "op woensdagen"),
        ("1x per week", "1x per week"),
        ("wekelijks", "wekelijks"),
        ("het hele jaar door", "het hele jaar door"),
        ("zo snel mogelijk", "zo snel mogelijk"),
        ("volgend jaar", "volgend jaar"),
        ("'s avonds", "avond"),
        ("overdag", "overdag"),
        ("in de morgen", "ochtend"),
        ("binnenkort", "binnenkort"),
        ("eind van het jaar", "eind van het jaar"),
    ],
)
def test_what_has_no_day_keeps_its_words(text: str, period: str) -> None:
    moment = read(text)
    assert (moment.day, moment.period) == (None, period)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("3 tot 10 savonds", "15.00", "22.00"),
        ("van 15 tot 22 uur", "15.00", "22.00"),
        ("15.00-22.00", "15.00", "22.00"),
        ("15:00 - 22:00", "15.00", "22.00"),
        ("15u tot 22u", "15.00", "22.00"),
        ("15u30 tot 22u", "15.30", "22.00"),
        ("15.00 uur t/m 22.00 uur", "15.00", "22.00"),
        ("half 8 's avonds", "19.30", None),
        ("14u", "14.00", None),
        ("van 2 tot 5", "14.00", "17.00"),
        ("van twee tot vijf", "14.00", "17.00"),
        ("vanaf 3 uur", "15.00", None),
        ("vanaf een uur of 3", "15.00", None),
        ("9 tot 12", "09.00", "12.00"),
        ("8 tot 11 savonds", "20.00", "23.00"),
        ("10 tot 4", "10.00", "16.00"),
        ("12 tot 6", "12.00", "18.00"),
        ("van 10 uur 's ochtends tot 5 uur 's middags", "10.00", "17.00"),
        ("van 4 uur smiddags tot 1 uur snachts", "16.00", "01.00"),
        ("16.00 tot middernacht", "16.00", "00.00"),
        ("half 3 tot half 6", "14.30", "17.30"),
        ("kwart over 7 tot 9 in de avond", "19.15", "21.00"),
        ("tot 10 uur", None, "22.00"),
        ("tot 23.00 uur", None, "23.00"),
        ("de hele middag", "12.00", "18.00"),
        ("woensdagavond van 7 tot 9", "19.00", "21.00"),
        ("12 juni van 3 tot 10", "15.00", "22.00"),
        ("za 12 juni, 15-22 uur", "15.00", "22.00"),
        ("12-6 van 14.00 tot 18.00", "14.00", "18.00"),
        ("tussen drie en tien uur", "15.00", "22.00"),
        ("1400 tot 1800 uur", "14.00", "18.00"),
        ("savonds van acht tot elf", "20.00", "23.00"),
        ("om 15 uur beginnen en om 22 uur klaar", "15.00", "22.00"),
        ("we beginnen om 2 uur en stoppen om 8 uur", "14.00", "20.00"),
        ("morgen van 2 tot 5", "14.00", "17.00"),
        ("maandagmorgen van 8 tot 11", "08.00", "11.00"),
        ("van 11 tot een uur of 5", "11.00", "17.00"),
        ("zeven uur savonds tot elf uur", "19.00", "23.00"),
        ("van 1 tot 5 overdag", "13.00", "17.00"),
        ("3 uur smiddags", "15.00", None),
        ("11 uur 's avonds", "23.00", None),
    ],
)
def test_hours_are_read_as_people_say_them(text: str, start: str | None, end: str | None) -> None:
    moment = read(text)
    assert (moment.start, moment.end) == (_clock(start), _clock(end))


def _clock(text: str | None) -> time | None:
    return time.fromisoformat(text.replace(".", ":")) if text else None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "60",
        "ja",
        "weet ik nog niet",
        "geen idee",
        "maakt niet uit",
        "31 juni",
        "30 februari",
        "12 juni 2020",
        "gisteren",
        "12 juni 2099",
        "8 uur",
        "60 mensen",
        "kerkstraat 12",
        "50 tot 100 mensen",
        "32/6",
        "2 dagen",
        "niet op zondag",
        "liever niet in augustus",
        "alles behalve zaterdag",
        "zo snel kan ik dat niet zeggen",
        "vraag het Jan",
        "van 4 tot 12 jaar",
        "3 tot 10 kinderen",
        "als het mooi weer is",
    ],
)
def test_what_names_no_day_to_come_is_asked_again(text: str) -> None:
    assert read_moment(text, TODAY) is None


@pytest.mark.parametrize(
    ("sentence", "day", "period", "start"),
    [
        ("straatfeest met bbq, za 12 juni", date(2027, 6, 12), None, None),
        ("straatfeest za 12 juni van 3 tot 10", date(2027, 6, 12), None, "15.00"),
        ("buurtbbq op 3 juli vanaf 16.00 uur", date(2027, 7, 3), None, "16.00"),
        ("4 mei herdenking op het plein", date(2028, 5, 4), None, None),
        ("vrijmarkt op koningsdag voor kinderen", date(2028, 4, 27), None, None),
        ("in augustus een avond de lantaarns uit", None, "in augustus", None),
        ("elke dinsdag koffie in de buurtkamer", None, "elke dinsdag", None),
        ("feestje voor 60 mensen op 12-06-2027", date(2027, 6, 12), None, None),
        ("komende zaterdag rommelmarkt", date(2027, 5, 15), None, None),
        ("deze zomer een speelstraat", None, "deze zomer", None),
        ("op 12 juni 3 tot 10 kinderen in de tuin", date(2027, 6, 12), None, None),
    ],
)
def test_a_sentence_about_a_plan_gives_up_its_moment(
    sentence: str, day: date | None, period: str | None, start: str | None
) -> None:
    moment = find_moment(sentence, TODAY)
    assert moment is not None
    assert (moment.day, moment.period, moment.start) == (day, period, _clock(start))


@pytest.mark.parametrize(
    "sentence",
    [
        "feest voor 3 tot 10 kinderen",
        "30 km zone in onze straat",
        "tafeltennistafel 24 uur per dag",
        "een feest in de stijl van de jaren 80",
        "wij willen 24/7 een AED",
        "een bankje van 1/2 meter",
        "zondagsrust in de straat",
        "de jeugd van morgen",
        "meer groen in de Meistraat",
        "koffie voor ouderen",
        "Maartje wil een moestuin",
        "10 tot 12 bomen planten",
        "sport voor 12 tot 18 jarigen",
    ],
)
def test_numbers_that_are_no_moment_are_left_alone(sentence: str) -> None:
    assert find_moment(sentence, TODAY) is None


def test_a_weekday_that_contradicts_its_date_is_ignored() -> None:
    assert read("vrijdag 12 juni").day == date(2027, 6, 12)


def test_the_words_are_kept_as_they_were_typed() -> None:
    assert read("  Za 12  Juni ").words == "Za 12 Juni"


def test_only_the_piece_that_was_read_is_kept_of_a_sentence() -> None:
    moment = find_moment("Straatfeest met bbq, Za 12 Juni in de Kerkstraat", TODAY)
    assert moment is not None
    assert moment.words == "Za 12 Juni"


days = st.dates(min_value=date(2026, 1, 1), max_value=date(2036, 12, 31))


@given(st.text(max_size=120), days)
def test_no_text_breaks_the_reader(text: str, today: date) -> None:
    read_moment(text, today)
    find_moment(text, today)


_PIECES = st.sampled_from(
    [
        "za",
        "12",
        "3",
        "juni",
        "mei",
        "van",
        "tot",
        "10",
        "uur",
        "half",
        "'s",
        "avonds",
        "elke",
        "dinsdag",
        "week",
        "53",
        "29",
        "februari",
        "-",
        "/",
        ".",
        "2027",
        "e",
        "volgende",
        "eerste",
        "maand",
        "over",
        "'t",
        "weekend",
        "koningsdag",
        "31",
        "en",
        "of",
        "t/m",
        "1e",
        "zomer",
        "'",
        "tweede",
        "99",
        "00",
    ]
)


@given(st.lists(_PIECES, max_size=12), days)
def test_a_day_that_is_read_is_never_in_the_past(pieces: list[str], today: date) -> None:
    for text in (" ".join(pieces), "".join(pieces)):
        moment = read_moment(text, today)
        if moment and moment.day:
            assert today <= (moment.last_day or moment.day)


@pytest.mark.parametrize(
    "text",
    [
        "1 " * 2048,
        "12 juni " * 500,
        "x" * 4096,
        "3 tot " * 680,
        "1-" * 2048,
        "van " * 1024,
        "elke " * 800,
        "eind van " * 450,
        "'" * 4096,
        "12 juni tot " * 340,
        "a.s. " * 800,
    ],
)
def test_a_message_of_any_size_is_read(text: str) -> None:
    read_moment(text[:4096], TODAY)
    find_moment(text[:4096], TODAY)


@pytest.mark.parametrize("text", ["12 en 19 juni", "za 12 en za 19 juni", "12 juni en 3 juli"])
def test_two_days_apart_are_no_range(text: str) -> None:
    moment = read(text)
    assert (moment.day, moment.last_day, moment.period) == (None, None, text)
    assert moment.month == date(2027, 6, 1)


@pytest.mark.parametrize("text", ["12 en 13 juni", "12, 13 en 14 juni", "12 tot en met 19 juni"])
def test_days_in_a_row_are_a_range(text: str) -> None:
    moment = read(text)
    assert moment.day == date(2027, 6, 12)
    assert moment.last_day is not None


@pytest.mark.parametrize("text", ["overmorgen 3 uur", "overmorgen om 3 uur", "morgen om 3 uur"])
def test_tomorrow_is_no_morning(text: str) -> None:
    assert read(text).start == time(15)


@pytest.mark.parametrize("text", ["oudjaarsavond", "oudejaarsavond", "met oudjaarsavond"])
def test_new_years_eve_is_in_the_evening(text: str) -> None:
    moment = read(text)
    assert (moment.day, moment.period) == (date(2027, 12, 31), "avond")


@pytest.mark.parametrize("text", ["begin juli of eind augustus", "juli of begin september"])
def test_two_periods_are_both_kept(text: str) -> None:
    moment = read(text)
    assert (moment.month, moment.period) == (date(2027, 7, 1), text)


@pytest.mark.parametrize("text", ["2028", "in 2028", "pas in 2028"])
def test_a_year_is_a_period(text: str) -> None:
    moment = read(text)
    assert (moment.day, moment.start) == (None, None)
    assert moment.period is not None
    assert "2028" in moment.period


def test_a_year_that_has_been_is_asked_again() -> None:
    assert read_moment("2024", TODAY) is None
