"""The patterns by which an editor names emergencies."""

from collections.abc import Callable

from bot.core.matching import Referral, dutch
from bot.core.matching.patterns import Patterns


def hearing(*referrals: Referral) -> Callable[[str], str | None]:
    hears = Patterns(referrals)
    return lambda text: hears([word for _, word in dutch.words(text)])


def patterns(*lines: str) -> Callable[[str], str | None]:
    return hearing(Referral("nood", lines, urgent=True))


def test_all_words_of_a_line_must_stand_near_each_other() -> None:
    rings = patterns("brand huis/flat")
    assert rings("de flat, help, er is brand") == "nood"
    assert rings("brand") is None
    assert rings("brand " + "en dan nog een heel verhaal over iets anders " + "huis") is None


def test_joined_words_must_follow_each_other() -> None:
    rings = patterns("niet_meer_leven")
    assert rings("ik wil niet meer leven") == "nood"
    assert rings("ik wil echt niet meer zo leven") == "nood"
    assert rings("leven is er meer, niet dan") is None


def test_words_after_behalve_silence_a_line() -> None:
    rings = patterns("huiselijk geweld behalve cursus/preek")
    assert rings("huiselijk geweld bij mij") == "nood"
    assert rings("een cursus over huiselijk geweld") is None


def test_a_short_line_counts_only_in_a_short_message() -> None:
    rings = patterns("kort brand")
    assert rings("help er is brand") == "nood"
    assert rings("wij praten zondag over brand en water") is None


def test_a_line_may_say_how_short_a_message_must_be() -> None:
    rings = patterns("kort6 geweer")
    assert rings("er is daar iemand met geweer") == "nood"
    assert rings("er is daar ergens iemand met een geweer") is None


def test_a_list_stands_for_its_words_in_the_lines_after_it() -> None:
    rings = patterns("MENS = ik/mijn_kind", "PLAN = cursus/feest", "MENS bloedt behalve PLAN")
    assert rings("mijn kind bloedt") == "nood"
    assert rings("ik bloed op de cursus") is None
    assert rings("mens bloedt") is None


def test_inflections_match_and_other_dutch_words_do_not() -> None:
    rings = patterns("man slaat mij")
    assert rings("mijn man sloeg mij") == "nood"
    assert rings("mijn man staat bij mij") is None


def test_the_first_referral_wins() -> None:
    rings = hearing(Referral("a", ("mes",), urgent=True), Referral("b", ("mes",), urgent=True))
    assert rings("een mes") == "a"
