"""What stands on a digest, and when there is none."""

from dataclasses import replace

import pytest

from bot.core.decision import Outgoing, Send
from bot.core.dossier import Asked, Dossier, Knot, Slot
from bot.core.happenings import DigestDue
from bot.core.knowledge import Knowledge, Leave
from bot.core.situation import Heard, Signal
from bot.core.texts import plain
from tests.core.paper import PHONE, PaperDesk, chat_of, local, real_knowledge
from tests.core.test_seeing import NOW, desk_with, plan

KNOWLEDGE = real_knowledge()
FATIMA, ELS, NADIA, RENSKE = map(chat_of, ("fatima", "els", "nadia", "renske"))
THURSDAY = local("2027-05-13 08:30")


def at(moment: str, *plans: Dossier, knowledge: Knowledge = KNOWLEDGE) -> PaperDesk:
    desk = desk_with(*plans)
    desk.knowledge, desk.now = knowledge, local(moment)
    return desk


def own(desk: PaperDesk, member: str = "fatima") -> str:
    """What this member reads on their own day; empty when nothing comes."""
    return "\n".join(plain(one.text) for one in sends(desk.come_up("eigen", member)))


def sends(out: list[Outgoing]) -> list[Send]:
    return [one for one in out if isinstance(one, Send)]


def away(member: str, stand_in: str | None = None) -> Knowledge:
    """This member is on leave in that week."""
    leave = Leave.model_validate(
        {"van": "2027-05-10", "tot_en_met": "2027-05-14", "vervanger": stand_in}
    )
    team = {**KNOWLEDGE.team}
    team[member] = team[member].model_copy(update={"leave": (leave,)})
    return replace(KNOWLEDGE, team=team)


# --- on one's own day


def test_what_is_new_stalls_or_is_theirs_to_move_is_told_once_with_its_date() -> None:
    new = plan(1, status="ingediend", claimed_at=None, spoken_at=None)
    stuck = plan(2, wrote_at=local("2027-05-03 10:00"))
    moves = plan(3, next_date=local("2027-05-28 17:00"))
    quiet = plan(4, move="bewoner", next_date=local("2027-06-28 17:00"))
    theirs = plan(5, owner="els")
    told = own(at("2027-05-13 08:30", new, stuck, moves, quiet, theirs))
    assert told == (
        "Hoi Fatima, dit ligt er donderdag 13 mei voor je.\n\n"
        "Nieuw voor jou: 1\nVB-2027-0001 · Moestuin · beloofd wo 26 mei\n\n"
        "Dit staat stil: 1\n"
        "VB-2027-0002 · Moestuin · wo 26 mei · een bericht van de bewoner wacht al 6 werkdagen\n\n"
        "Jij bent aan zet: 1\nVB-2027-0003 · Moestuin · vr 28 mei"
    )


def test_each_plan_on_it_opens_with_a_tap() -> None:
    desk = at("2027-05-13 08:30", plan(1))
    desk.come_up("eigen", "fatima")
    desk.press("VB-2027-0001 · een moestuin met de buurt", FATIMA)
    assert "Moestuin" in desk.last(FATIMA)
    assert "Gesproken" in desk.labels(FATIMA)


def test_who_sees_to_all_reads_first_what_begeleiders_leave() -> None:
    """Until it moves, whether the reminder of it was one too many or not."""
    left = plan(1, status="ingediend", claimed_at=None, waits_since=local("2027-05-04 10:00"))
    silent = plan(2, wrote_at=local("2027-04-29 10:00"))
    desk = at("2027-05-13 08:30", left, silent, plan(3), plan(4, "nadia"))
    assert own(desk, "nadia") == (
        "Hoi Nadia, dit ligt er donderdag 13 mei voor je.\n\n"
        "Dit vraagt iets van jou: 2\n"
        "VB-2027-0001 · Moestuin · ligt 5 werkdagen bij Fatima, niet opgepakt · "
        "de bewoner wacht sinds wo 12 mei\n"
        "VB-2027-0002 · Moestuin · bij Fatima, een bericht van de bewoner wacht al 8 werkdagen\n\n"
        "Jij bent aan zet: 1\nVB-2027-0004 · Moestuin · wo 26 mei"
    )
    assert desk.labels(NADIA)[:1] == ["VB-2027-0001 · een moestuin met de buurt"]


def test_the_opdrachtgever_reads_only_what_the_coordinator_left_too() -> None:
    left = plan(1, status="ingediend", claimed_at=None, waits_since=local("2027-05-10 10:00"))
    desk = at("2027-05-18 08:30", left, plan(2))
    assert own(desk, "willemien") == ""
    desk.now = local("2027-05-25 08:30")
    assert "Dit vraagt iets van jou: 1\nVB-2027-0001 · Moestuin" in own(desk, "willemien")
    assert desk.labels(chat_of("willemien")) == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (
            {"call": Slot(start=local("2027-05-14 10:00"), end=local("2027-05-14 12:00"))},
            "vr 14 mei · VB-2027-0001: je belt de bewoner",
        ),
        (
            {"visit": Slot(start=local("2027-05-18 10:00"), end=local("2027-05-18 12:00"))},
            "di 18 mei · VB-2027-0001: je gaat langs bij de bewoner",
        ),
        (
            {"asked": (Asked(contact="groen", at=NOW, until=local("2027-05-19 12:00").date()),)},
            "wo 19 mei · VB-2027-0001: antwoord van Hanneke (Groen)",
        ),
        (
            {
                "status": "beslistafel",
                "knot": Knot(question="?", decider="Ingrid", by=local("2027-05-14 12:00").date()),
            },
            "vr 14 mei · VB-2027-0001: Ingrid beslist",
        ),
        (
            {"status": "rustend", "next_date": local("2027-05-18 17:00")},
            "di 18 mei · VB-2027-0001: de rust is voorbij",
        ),
        (
            {"next_date": local("2027-05-18 17:00")},
            "di 18 mei · VB-2027-0001: nieuws voor de bewoner",
        ),
    ],
)
def test_what_comes_within_a_week_is_told(fields: dict[str, object], told: str) -> None:
    quiet = {"move": "bewoner", "next_date": local("2027-06-28 17:00")}
    assert f"Dit komt eraan: 1\n{told}" in own(at("2027-05-13 08:30", plan(1, **quiet | fields)))


def test_however_much_there_is_it_is_one_message() -> None:
    new = [plan(n, status="ingediend", claimed_at=None) for n in range(1, 20)]
    stuck = [plan(n, wrote_at=local("2027-04-29 10:00")) for n in range(20, 40)]
    told = own(at("2027-05-13 08:30", *new, *stuck))
    assert "Nieuw voor jou: 19\n" in told
    assert told.count("VB-2027-") == 12
    assert "nog 13" in told
    assert len(told) < 4096


def test_without_anything_to_tell_nothing_is_sent() -> None:
    quiet = plan(1, move="bewoner", next_date=local("2027-06-28 17:00"))
    assert own(at("2027-05-13 08:30", quiet)) == ""
    assert own(at("2027-05-13 08:30")) == ""


def test_whoever_stands_in_reads_whose_plan_it_is() -> None:
    desk = at("2027-05-12 08:30", plan(1, owner="fatima"), knowledge=away("fatima", "els"))
    assert "VB-2027-0001 · Moestuin (van Fatima) · wo 26 mei" in own(desk, "els")


def test_whoever_is_away_or_has_another_chat_by_now_gets_nothing() -> None:
    assert own(at("2027-05-13 08:30", plan(1), knowledge=away("fatima"))) == ""
    desk = at("2027-05-13 08:30", plan(1))
    assert desk.happen(DigestDue(digest="eigen", member="fatima"), ELS, message=False) == []


def test_a_digest_that_the_content_does_not_have_any_more_is_not_sent() -> None:
    without = replace(KNOWLEDGE, digests={})
    assert own(at("2027-05-13 08:30", plan(1), knowledge=without)) == ""


@pytest.mark.parametrize(
    ("moment", "silent"), [("2027-05-13 08:30", False), ("2027-05-15 20:00", True)]
)
def test_it_makes_a_sound_only_in_somebodys_own_hours(moment: str, *, silent: bool) -> None:
    (sent,) = sends(at(moment, plan(1)).come_up("eigen", "fatima"))
    assert (sent.silent, sent.cls) == (silent, "reminder")


def test_it_is_never_sent_between_two_and_three() -> None:
    late = at("2027-05-15 01:30", plan(1))
    late.advance(minutes=45)
    (sent,) = sends(late.come_up("eigen", "fatima"))
    assert sent.not_before == local("2027-05-15 03:00")


def test_a_school_holiday_is_told_when_it_begins_within_a_week() -> None:
    told = "Vanaf zaterdag 24 april is het meivakantie. Dan zijn veel mensen weg."
    running = plan(1, news_at=local("2027-04-20 10:00"))
    assert told in own(at("2027-04-22 08:30", running))
    assert "vakantie" not in own(at("2027-04-29 08:30", running))


def test_a_phone_number_stands_on_no_digest() -> None:
    told = plan(1, phone=PHONE, idea=f"moestuin, bel {PHONE}")
    (sent,) = sends(at("2027-05-13 08:30", told).come_up("eigen", "fatima"))
    assert "12345678" not in repr(sent)


def test_the_same_is_there_at_any_moment() -> None:
    desk = at("2027-05-15 21:00", plan(1))
    desk.say("/overzicht", FATIMA)
    assert "Jij bent aan zet: 1" in desk.last(FATIMA)
    desk.say("/overzicht", ELS)
    assert desk.last(ELS) == "Hoi Els, er ligt nu niets voor je. Fijn."


# --- before the teamoverleg


def team(desk: PaperDesk, member: str = "nadia") -> str:
    return "\n".join(plain(one.text) for one in sends(desk.come_up("teamoverleg", member)))


def test_the_team_reads_what_is_new_stalls_or_needs_a_decision_and_one_lesson() -> None:
    knot = Knot(question="Kraan of ton?", decider="Ingrid", by=local("2027-05-18 12:00").date())
    lessons = [("d8", "Bel Groen eerst.", "2027-05-06"), ("d9", "Vraag de school.", "2027-05-12")]
    desk = at(
        "2027-05-13 12:00",
        plan(1),
        plan(2, sent_at=local("2027-04-20 10:00"), wrote_at=local("2027-05-03 10:00")),
        plan(3, sent_at=local("2027-04-20 10:00"), status="beslistafel", knot=knot),
        *(
            plan(
                int(ident[1]),
                status="gerealiseerd",
                lesson=lesson,
                closed_at=local(f"{day} 13:00"),
                sent_at=local("2027-04-20 10:00"),
            )
            for ident, lesson, day in lessons
        ),
    )
    assert team(desk) == (
        "Teamoverleg, donderdag 13 mei\n\n"
        "Nieuw deze week: 1\nVB-2027-0001 · Moestuin · Fatima is aan zet · wo 26 mei\n\n"
        "Stokt: 1\nVB-2027-0002 · Moestuin · Fatima is aan zet · wo 26 mei · "
        "stokt: een bericht van de bewoner wacht al 6 werkdagen\n\n"
        "Dit vraagt een besluit: 1\n"
        "di 18 mei · VB-2027-0003 van Fatima: Kraan of ton? Ingrid beslist.\n\n"
        "Ruimte, in punten: Fatima 2, Marco 8, Joris 8, Aisha 8, Els 8 en Dewi 8.\n\n"
        "Een les van deze week\nVraag de school."
    )


def test_a_quiet_week_gives_the_team_nothing_to_read() -> None:
    assert team(at("2027-05-13 12:00", plan(1, sent_at=local("2027-04-20 10:00")))) == ""


def test_what_the_team_reads_opens_for_everybody() -> None:
    stuck = plan(1, wrote_at=local("2027-05-03 10:00"))
    desk = at("2027-05-13 12:00", stuck)
    team(desk)
    desk.press("VB-2027-0001 · een moestuin met de buurt", NADIA)
    assert "een moestuin met de buurt" in desk.last(NADIA)


# --- what lives in a wijk


def wijk(desk: PaperDesk, member: str = "renske") -> str:
    return "\n".join(plain(one.text) for one in sends(desk.come_up("wat-leeft-er", member)))


def heard(day: str, words: str, where: str = "noord") -> Heard:
    signal = Signal(wijk=where, words=words, member="fatima")
    return Heard(day=local(f"{day} 12:00").date(), signal=signal)


def test_a_wijk_reads_numbers_and_signals_of_the_month_before_and_no_persons() -> None:
    desk = at(
        "2027-06-01 08:30",
        plan(1),
        plan(2, status="ingediend", claimed_at=None, themes=("voedsel", "groen")),
        plan(3, sent_at=local("2027-03-02 10:00"), status="opgepakt"),
        plan(4, status="gerealiseerd", closed_at=local("2027-05-20 10:00")),
        plan(5, status="gerealiseerd", closed_at=local("2027-04-20 10:00")),
        plan(6, sent_at=local("2027-06-01 08:00")),
    )
    desk.signals += [
        heard("2027-05-08", "een bankje op het plein"),
        heard("2027-06-01", "van deze maand"),
        heard("2027-05-09", "elders", "oost"),
    ]
    told = wijk(desk)
    assert told == (
        "Wat leeft er? mei 2027\n\n"
        "Noord\nNieuw: 3.\n"
        "Nu: 2 met een begeleider en 1 nog niet opgepakt.\n"
        "Afgerond: 1 gerealiseerd.\n"
        "Waarover: Samen eten kweken (4) en Groen en tuinen (1).\n"
        "Gehoord op straat: 1\nza 8 mei: een bankje op het plein"
    )
    assert "Fatima" not in told


def test_a_gebiedsregisseur_reads_all_their_wijken_in_which_something_lives() -> None:
    desk = at("2027-06-01 08:30", plan(1))
    desk.signals += [heard("2027-05-09", "een geluidsscherm", "oost")]
    told = wijk(desk, "marit")
    assert "Noord\nNieuw: 1." in told
    assert "Oost\nNieuw: 0." in told
    assert "Zuid" not in told


def test_a_wijk_in_which_nothing_lives_gets_no_digest() -> None:
    assert wijk(at("2027-06-01 08:30", plan(1)), "wim") == ""
