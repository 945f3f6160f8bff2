"""Reminders: at the right local time, silent when something moved, and never more than is asked."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from bot.core.decision import Send
from bot.core.dossier import Dossier
from bot.core.due import plan
from bot.core.knowledge import Knowledge, Leave
from bot.core.situation import Shown
from tests.core.paper import PHONE, RESIDENT, PaperDesk, chat_of, local, real_knowledge

KNOWLEDGE = real_knowledge()
FATIMA, BRAM, NADIA, WILLEMIEN = map(chat_of, ("fatima", "bram", "nadia", "willemien"))
TUESDAY = "2027-03-02 20:14"
SEND = "Verstuur naar een begeleider"


def answered(desk: PaperDesk, idea: str, chat: str = RESIDENT) -> None:
    desk.say("/nieuw", chat)
    desk.say(idea, chat)
    while SEND not in desk.labels(chat):
        labels = desk.labels(chat)
        if "Hoe mogen we je noemen?" in desk.last(chat):
            desk.say("Samira", chat)
        else:
            desk.press("Weet ik nog niet" if "Weet ik nog niet" in labels else labels[-1], chat)


def sent(desk: PaperDesk, idea: str = "straatfeest in de kerkstraat, za 12 juni") -> None:
    answered(desk, idea)
    desk.press(SEND)


def helped(desk: PaperDesk) -> None:
    sent(desk)
    desk.press("Ik pak dit op", FATIMA)


def decide_by(desk: PaperDesk, day: str) -> None:
    """Fatima puts the plan on the beslistafel, until that day."""
    desk.press("Volgende stap", FATIMA)
    desk.press("Zet op de beslistafel", FATIMA)
    desk.say("Mag de straat dicht?", FATIMA)
    desk.press("Sla over", FATIMA)
    desk.say("de gebiedsmanager", FATIMA)
    desk.say(day, FATIMA)
    desk.press("Ja, verstuur dit", FATIMA)


@pytest.fixture
def desk() -> PaperDesk:
    return PaperDesk(KNOWLEDGE, local(TUESDAY))


def since(desk: PaperDesk, moment: datetime, chat: str = RESIDENT) -> list[tuple[str, str]]:
    """What came after this moment: the local day and time, and the words."""
    return [(f"{at:%a %d-%m %H:%M}", text) for at, text in desk.came(chat) if at > moment]


def until(desk: PaperDesk, moment: str, chat: str = RESIDENT) -> list[tuple[str, str]]:
    """Let time go by; gives what came meanwhile."""
    start = desk.now
    desk.until(local(moment))
    return since(desk, start, chat)


def starts(came: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(at, text[:30]) for at, text in came]


# --- an intake that is not finished


def test_an_unfinished_intake_is_mentioned_after_two_and_seven_days(desk: PaperDesk) -> None:
    desk.say("straatfeest in de kerkstraat")
    came = until(desk, "2027-03-20 12:00")
    assert [at for at, _ in came] == ["Fri 05-03 09:00", "Wed 10-03 09:00"]
    assert "nog niet verstuurd" in came[0][1]
    assert "tot donderdag 1 april" in came[1][1]


def test_the_answers_are_erased_on_the_day_that_was_said(desk: PaperDesk) -> None:
    desk.say("straatfeest in de kerkstraat")
    desk.until(local("2027-03-31 23:00"))
    assert len(desk.dossiers) == 1
    desk.until(local("2027-04-02 12:00"))
    assert desk.dossiers == {}
    assert not any(key[0] for key in desk.planned)


def test_an_answer_begins_the_days_anew(desk: PaperDesk) -> None:
    desk.say("straatfeest in de kerkstraat")
    desk.advance(1.5)
    desk.say("60")
    came = until(desk, "2027-03-06 12:00")
    assert [at for at, _ in came] == ["Sat 06-03 09:00"]


def test_nothing_is_mentioned_of_an_intake_that_was_sent_stopped_or_erased() -> None:
    for last in (["Ik stop ermee"], ["Wis alles", "Ja, wis alles"]):
        desk = PaperDesk(KNOWLEDGE, local(TUESDAY))
        desk.say("straatfeest in de kerkstraat")
        desk.say("/stop")
        for label in last:
            desk.press(label)
        assert until(desk, "2027-06-01 12:00") == []


def test_later_asks_later_and_once(desk: PaperDesk) -> None:
    desk.say("straatfeest in de kerkstraat")
    desk.until(local("2027-03-05 10:00"))
    desk.press("Later")
    desk.press("Over een week")
    assert "Ik vraag het vrijdag 12 maart nog een keer" in desk.last()
    days = [at for at, _ in until(desk, "2027-04-01 12:00")]
    assert days == ["Fri 12-03 10:00", "Wed 17-03 10:00"]


def test_later_than_the_last_term_cannot_be_asked(desk: PaperDesk) -> None:
    _asks_terms_later(desk, "2027-05-28 12:00")
    assert "Later kan niet meer: het moet uiterlijk vrijdag 28 mei klaar zijn" in desk.last()


def test_later_offers_only_days_up_to_the_last_term(desk: PaperDesk) -> None:
    _asks_terms_later(desk, "2027-05-26 12:00")
    assert desk.labels() == ["Morgen"]


def _asks_terms_later(desk: PaperDesk, moment: str) -> None:
    """A resident who goes on alone was reminded of Friday 28 May, and asks at this moment to hear
    of it later."""
    answered(desk, "straatfeest in de kerkstraat, za 12 juni")
    desk.press("Ga zelf verder")
    desk.until(local("2027-05-25 12:00"))
    desk.now = local(moment)
    desk.press("Later")


def test_a_pause_is_a_month_of_silence_after_which_the_plan_is_still_there(
    desk: PaperDesk,
) -> None:
    desk.say("straatfeest in de kerkstraat")
    desk.say("/stop")
    desk.press("Zet op pauze")
    desk.press("Over een maand")
    paused = desk.now
    assert until(desk, "2027-04-01 12:00") == []
    came = until(desk, "2027-04-20 12:00")
    assert len(desk.dossiers) == 1
    assert len(came) == 2
    assert "tot donderdag 29 april" in came[1][1]
    desk.until(paused + timedelta(days=30 + 30 + 3))
    assert desk.dossiers == {}


def test_ga_verder_ends_a_pause(desk: PaperDesk) -> None:
    desk.say("straatfeest in de kerkstraat")
    desk.say("/stop")
    desk.press("Zet op pauze")
    desk.press("Over een maand")
    desk.press("Ga verder")
    assert len(until(desk, "2027-03-12 12:00")) == 2


def test_at_most_one_unasked_message_a_week_over_all_plans(desk: PaperDesk) -> None:
    for idea in ("straatfeest in de kerkstraat", "een geveltuin", "een weggeefkast"):
        desk.say("/nieuw")
        desk.say(idea)
        desk.advance(0.5)
    desk.until(local("2027-03-30 12:00"))
    asked = [at for at, text in desk.came() if "nog niet verstuurd" in text]
    assert len(asked) == 3
    assert all(b - a >= timedelta(days=7) for a, b in pairwise(asked))


# --- hours


@pytest.mark.parametrize(
    ("began", "comes"),
    [
        ("2027-03-02 12:00", "Thu 04-03 12:00"),
        ("2027-03-02 23:30", "Fri 05-03 09:00"),
        ("2027-03-02 06:00", "Thu 04-03 09:00"),
        ("2027-03-05 12:00", "Mon 08-03 09:00"),
        ("2027-04-25 12:00", "Wed 28-04 09:00"),
        ("2027-03-26 12:00", "Tue 30-03 09:00"),
    ],
    ids=["by day", "late evening", "early", "Sunday", "King's day", "Easter and summer time"],
)
def test_a_resident_is_left_alone_at_night_on_sundays_and_holidays(began: str, comes: str) -> None:
    desk = PaperDesk(KNOWLEDGE, local(began))
    desk.say("straatfeest in de kerkstraat")
    desk.advance(6)
    first = [f"{at:%a %d-%m %H:%M}" for at, text in desk.came() if "nog niet verstuurd" in text]
    assert first == [comes]


def test_staff_are_reminded_in_office_hours_only() -> None:
    for hour in range(0, 24, 3):
        desk = PaperDesk(KNOWLEDGE, local(f"2027-04-29 {hour:02}:30"))
        sent(desk)
        desk.advance(40)
        for stood in desk.stood.values():
            if stood.shown.cls == "reminder" and stood.shown.chat != RESIDENT:
                assert KNOWLEDGE.calendar.next_working_moment(stood.at) == stood.at


# --- nobody picks it up


def test_after_two_working_days_the_team_and_after_four_the_coordinator(desk: PaperDesk) -> None:
    sent(desk)
    came = until(desk, "2027-03-08 08:00", FATIMA)
    assert [at for at, _ in came] == ["Thu 04-03 09:00"]
    assert "Wie pakt dit op?" in came[0][1]
    came = until(desk, "2027-03-08 12:00", NADIA)
    assert [at for at, _ in came] == ["Mon 08-03 09:00"]
    assert "Geef aan Fatima" in desk.labels(NADIA)


def test_the_coordinator_gives_it_to_somebody_with_one_tap(desk: PaperDesk) -> None:
    sent(desk)
    desk.until(local("2027-03-08 12:00"))
    desk.press("Geef aan Marco", NADIA)
    assert desk.only.owner == "marco"
    assert "gaat naar Marco" in desk.seen(FATIMA)[0]
    desk.press("Ik pak dit op", chat_of("marco"))
    assert "Marco helpt je verder" in desk.last()


def test_who_was_given_it_and_stays_silent_is_reminded_again(desk: PaperDesk) -> None:
    sent(desk)
    desk.until(local("2027-03-08 12:00"))
    desk.press("Geef aan Marco", NADIA)
    came = until(desk, "2027-03-12 12:00", NADIA)
    assert any("van niemand" in text for _, text in came)


def test_picked_up_means_no_more_asking_who_picks_it_up(desk: PaperDesk) -> None:
    helped(desk)
    desk.advance(10)
    assert not any("Wie pakt dit op?" in t for m in KNOWLEDGE.team for t in desk.seen(chat_of(m)))


def test_given_back_later_it_waits_anew(desk: PaperDesk) -> None:
    helped(desk)
    desk.until(local("2027-03-15 10:00"))
    desk.press("Draag over", FATIMA)
    desk.press("Geef terug aan het team", FATIMA)
    assert desk.only.owner is not None
    other = chat_of(desk.only.owner)
    assert until(desk, "2027-03-16 12:00", other) == []
    desk.until(local("2027-03-19 12:00"))
    told = [t for m in KNOWLEDGE.team for t in desk.seen(chat_of(m))]
    assert any("Wie pakt dit op?" in text for text in told)
    assert any("is na vier werkdagen nog niet opgepakt" in text for text in desk.seen(NADIA))


def test_who_is_on_leave_is_not_asked(desk: PaperDesk) -> None:
    sent(desk)
    away = Leave.model_validate({"van": "2027-03-03", "tot_en_met": "2027-03-20"})
    fatima = KNOWLEDGE.team["fatima"].model_copy(update={"leave": (away,)})
    desk.knowledge = replace(KNOWLEDGE, team={**KNOWLEDGE.team, "fatima": fatima})
    assert until(desk, "2027-03-05 12:00", FATIMA) == []


def test_when_only_the_coordinator_is_connected_they_get_it_all() -> None:
    desk = PaperDesk(KNOWLEDGE, local(TUESDAY), connected=("nadia",))
    sent(desk)
    came = until(desk, "2027-03-08 12:00", NADIA)
    assert any("maar daar is nu niemand bereikbaar" in text for _, text in came)


def test_when_nobody_is_connected_it_goes_round_and_the_resident_still_hears() -> None:
    desk = PaperDesk(KNOWLEDGE, local(TUESDAY), connected=())
    sent(desk)
    first = desk.only.owner
    desk.until(local("2027-03-09 12:00"))
    assert desk.only.owner not in (None, first)
    assert any("Sorry" in text for _, text in until(desk, "2027-03-30 12:00"))


# --- nobody spoke with the resident


def test_the_begeleider_is_asked_on_their_last_own_day_before_the_promise(
    desk: PaperDesk,
) -> None:
    """Promised is Tuesday; Fatima works on Thursdays."""
    helped(desk)
    came = until(desk, "2027-03-09 16:00", FATIMA)
    assert [at for at, _ in came] == ["Thu 04-03 08:30"]
    assert "Heb je Samira gesproken?" in came[0][1]
    assert "Beloofd: uiterlijk dinsdag 9 maart" in came[0][1]
    assert desk.labels(FATIMA)[:2] == ["Ja, gesproken", "Straks"]


def test_who_picks_it_up_on_that_day_is_not_asked_the_next_minute(desk: PaperDesk) -> None:
    sent(desk)
    desk.until(local("2027-03-04 11:00"))
    desk.press("Ik pak dit op", FATIMA)
    came = until(desk, "2027-03-09 16:00", FATIMA)
    assert [at for at, _ in came] == ["Thu 04-03 13:00"]


def test_a_call_that_was_not_made_is_asked_about_before_the_promise_is_broken(
    desk: PaperDesk,
) -> None:
    answered(desk, "straatfeest in de kerkstraat, za 12 juni")
    desk.share_phone()
    desk.press(SEND)
    desk.until(local("2027-03-03 09:00"))
    desk.press("Ik pak dit op", FATIMA)
    desk.press("Vandaag 10–12", FATIMA)
    came = until(desk, "2027-03-09 16:00", FATIMA)
    assert [at for at, _ in came] == ["Wed 03-03 12:00", "Thu 04-03 08:30"]
    assert all("gesproken?" in text for _, text in came)


def test_who_spoke_is_not_asked(desk: PaperDesk) -> None:
    helped(desk)
    desk.press("Gesproken", FATIMA)
    assert until(desk, "2027-03-10 12:00", FATIMA) == []


def test_writing_is_speaking_too(desk: PaperDesk) -> None:
    helped(desk)
    desk.say(f"/antwoord {desk.only.code} hoi", FATIMA)
    assert until(desk, "2027-03-10 12:00", FATIMA) == []


def test_geen_gehoor_tells_the_resident_the_same_minute(desk: PaperDesk) -> None:
    answered(desk, "straatfeest in de kerkstraat, za 12 juni")
    desk.share_phone()
    desk.press(SEND)
    desk.press("Ik pak dit op", FATIMA)
    desk.until(local("2027-03-08 12:00"))
    desk.press("Geen gehoor", FATIMA)
    assert "kreeg geen gehoor" in desk.last()
    assert since(desk, desk.now - timedelta(seconds=1))


def test_a_broken_promise_is_told_and_the_coordinator_knows(desk: PaperDesk) -> None:
    helped(desk)
    came = until(desk, "2027-03-10 12:00")
    assert [at for at, _ in came] == ["Wed 10-03 09:00"]
    assert "uiterlijk dinsdag 9 maart" in came[0][1]
    assert "Sorry" in came[0][1]
    assert any("en dinsdag 9 maart was beloofd" in text for text in desk.seen(NADIA))
    assert "Je hoort iets uiterlijk maandag 15 maart." in came[0][1]
    assert "Geef aan Marco" in desk.labels(NADIA)


def test_the_owner_who_is_away_is_replaced_by_the_coordinator(desk: PaperDesk) -> None:
    helped(desk)
    away = Leave.model_validate({"van": "2027-03-03", "tot_en_met": "2027-03-20"})
    fatima = KNOWLEDGE.team["fatima"].model_copy(update={"leave": (away,)})
    desk.knowledge = replace(KNOWLEDGE, team={**KNOWLEDGE.team, "fatima": fatima})
    came = until(desk, "2027-03-09 12:00", NADIA)
    assert "Dit is voor Fatima" in came[0][1]
    desk.press("Geef aan Marco", NADIA)
    assert desk.only.owner == "marco"
    assert "door aan een collega" in desk.last()


def test_a_plan_of_somebody_who_left_can_be_given_to_another(desk: PaperDesk) -> None:
    helped(desk)
    team = {m: v for m, v in KNOWLEDGE.team.items() if m != "fatima"}
    desk.knowledge = replace(KNOWLEDGE, team=team)
    desk.until(local("2027-03-10 12:00"))
    desk.press("Geef aan Marco", NADIA)
    desk.press("Ik pak dit op", chat_of("marco"))
    assert desk.only.owner == "marco"
    assert "Marco helpt je verder" in desk.last()


# --- no news


STANDS = [
    ("Ik bel vandaag", "neemt vandaag contact met je op"),
    ("Wacht op een collega", "wacht op antwoord van een collega"),
    ("Ik kom er niet aan toe", "kwam er deze week niet aan toe"),
]


@pytest.mark.parametrize(("label", "heard"), STANDS)
def test_hoe_staat_het_tells_the_resident_the_same_minute(
    desk: PaperDesk, label: str, heard: str
) -> None:
    helped(desk)
    desk.press("Gesproken", FATIMA)
    came = until(desk, "2027-03-11 12:00", FATIMA)
    assert [at for at, _ in came] == ["Thu 11-03 08:30"]
    start = desk.now
    desk.press(label, FATIMA)
    if label == "Wacht op een collega":
        desk.press("Do 18 maart", FATIMA)
    assert heard in since(desk, start - timedelta(seconds=1))[0][1]


def test_er_is_nieuws_sends_what_is_typed_next_after_one_tap(desk: PaperDesk) -> None:
    helped(desk)
    desk.press("Gesproken", FATIMA)
    desk.until(local("2027-03-11 12:00"))
    desk.press("Er is nieuws", FATIMA)
    desk.say("het mag!", FATIMA)
    desk.press("Stuur naar Samira", FATIMA)
    assert "het mag!" in desk.last()


def test_every_day_that_a_button_promises_is_guarded(desk: PaperDesk) -> None:
    helped(desk)
    desk.press("Gesproken", FATIMA)
    desk.until(local("2027-03-11 12:00"))
    desk.press("Wacht op een collega", FATIMA)
    desk.press("Do 18 maart", FATIMA)
    assert "uiterlijk donderdag 18 maart" in desk.last()
    came = until(desk, "2027-03-18 12:00", FATIMA)
    assert [at for at, _ in came] == ["Thu 18-03 08:30"]
    assert "Beloofd is" in came[0][1]
    assert "Wacht op een collega" not in desk.labels(FATIMA)
    came = until(desk, "2027-03-18 20:00")
    assert [at for at, _ in came] == ["Thu 18-03 17:00"]
    assert "geen nieuws" in came[0][1]


def test_a_promise_to_call_today_is_asked_about_that_day_and_the_next(desk: PaperDesk) -> None:
    helped(desk)
    desk.press("Gesproken", FATIMA)
    desk.until(local("2027-03-11 12:00"))
    desk.press("Ik bel vandaag", FATIMA)
    came = until(desk, "2027-03-12 16:30", FATIMA)
    assert [at for at, _ in came] == ["Thu 11-03 16:30", "Fri 12-03 09:00"]


def test_the_bot_says_once_that_there_is_no_news_and_then_others_are_asked_in_turn(
    desk: PaperDesk,
) -> None:
    """The begeleider on their own day, the resident, a stand-in, the coordinator, the
    opdrachtgever; and then the plan goes to somebody else."""
    helped(desk)
    desk.press("Gesproken", FATIMA)
    asked = until(desk, "2027-03-12 16:00", FATIMA)
    assert [at for at, _ in asked] == ["Thu 11-03 08:30"]
    came = until(desk, "2027-03-12 20:00")
    assert [at for at, _ in came] == ["Fri 12-03 17:00"]
    assert "er is nog geen nieuws" in came[0][1]
    assert "Ik vroeg Fatima hoe het staat" in came[0][1]
    assert "uiterlijk woensdag 24 maart" in came[0][1]
    assert starts(until(desk, "2027-03-16 12:00", BRAM)) == [
        ("Tue 16-03 09:00", "VB-2027-0001 ligt stil: Samira")
    ]
    assert desk.labels(BRAM) == ["Neem over", "Kan niet"]
    assert starts(until(desk, "2027-03-18 12:00", NADIA)) == [
        ("Thu 18-03 09:00", "VB-2027-0001 ligt stil sinds d")
    ]
    assert [at for at, _ in until(desk, "2027-03-22 12:00", WILLEMIEN)] == ["Mon 22-03 09:00"]
    came = until(desk, "2027-03-24 20:00")
    assert [at for at, _ in came] == ["Wed 24-03 17:00"]
    assert "nog geen nieuws" not in came[0][1]
    assert "Fatima kwam er niet aan toe. Daarom vraag ik een ander" in came[0][1]
    assert desk.only.owner != "fatima"
    assert desk.only.status == "ingediend"
    given_back = [one for one in desk.lines(desk.only.id) if one.what == "teruggegeven"]
    assert [one.who for one in given_back] == ["bot"]


def test_of_a_silent_begeleider_nobody_gets_more_than_three_plans_offered_in_a_week(
    desk: PaperDesk,
) -> None:
    """The rest is the coordinator's to see, in their overview; who takes it over is asked once."""
    day = local("2027-03-02 10:00")
    desk.hold(*(silent_plan(number, day) for number in range(1, 16)))
    desk.until(local("2027-03-04 12:00"))
    asked = [
        len([text for _, text in desk.came(chat_of(m.id)) if "Kun jij het overnemen?" in text])
        for m in KNOWLEDGE.team.values()
    ]
    helping = [m for m in KNOWLEDGE.team.values() if m.role == "begeleider" and m.id != "fatima"]
    assert max(asked) == 3
    assert sum(asked) == min(15, 3 * len(helping))


def silent_plan(number: int, since: datetime) -> Dossier:
    """A plan of Fatima of which the bot said, at that moment, that there is no news."""
    return Dossier(
        id=f"stil-{number}",
        resident=f"terminal:bewoner-{number}",
        code=f"VB-2027-{number:04d}",
        status="in-begeleiding",
        idea="straatfeest",
        owner="fatima",
        began_at=since,
        touched_at=since,
        sent_at=since,
        claimed_at=since,
        spoken_at=since,
        news_at=since - timedelta(days=9),
        word_at=since,
        no_news_said=1,
        next_date=since + timedelta(days=10),
        move="begeleider",
    )


def test_others_are_asked_only_until_something_moves(desk: PaperDesk) -> None:
    helped(desk)
    desk.press("Gesproken", FATIMA)
    desk.until(local("2027-03-15 12:00"))
    desk.press("Gesproken", FATIMA)
    assert until(desk, "2027-03-23 12:00", NADIA) == []
    assert until(desk, "2027-03-23 12:00", WILLEMIEN) == []


def test_who_is_to_answer_themselves_does_not_hear_that_others_are_silent(
    desk: PaperDesk,
) -> None:
    helped(desk)
    desk.press("Volgende stap", FATIMA)
    desk.press("Vraag de bewoner iets", FATIMA)
    desk.say("Past zaterdag?", FATIMA)
    came = until(desk, "2027-03-15 12:00")
    assert "Fatima wacht op je antwoord" in came[0][1]
    assert until(desk, "2027-03-20 12:00", NADIA) == []


def test_whoever_does_not_answer_is_asked_once_more_and_then_left_alone(desk: PaperDesk) -> None:
    helped(desk)
    desk.press("Volgende stap", FATIMA)
    desk.press("Vraag de bewoner iets", FATIMA)
    desk.say("Past zaterdag?", FATIMA)
    came = until(desk, "2027-03-26 12:00")
    assert len(came) == 2
    assert "Ik laat het rusten tot vrijdag 23 april" in came[1][1]
    assert desk.only.status == "rustend"
    desk.press("Ga verder")
    assert desk.only.status == "in-begeleiding"
    assert "Samira wil weer verder" in desk.last(FATIMA)


@pytest.mark.parametrize("picked_up", [True, False])
@pytest.mark.parametrize("began", ["2027-03-02 20:14", "2027-04-23 10:00", "2027-12-20 23:59"])
def test_no_resident_waits_more_than_ten_working_days_for_an_honest_word(
    began: str, picked_up: bool
) -> None:
    desk = PaperDesk(KNOWLEDGE, local(began))
    sent(desk, "straatfeest in de kerkstraat")
    if picked_up:
        desk.press("Ik pak dit op", FATIMA)
    desk.advance(120)
    days = [at.date() for at, _ in desk.came()]
    waits = [KNOWLEDGE.calendar.working_days_between(a, b) for a, b in pairwise(days)]
    assert max(waits) <= 10
    assert KNOWLEDGE.calendar.working_days_between(days[-1], desk.now.date()) <= 10


def test_a_plan_that_is_closed_reminds_nobody(desk: PaperDesk) -> None:
    helped(desk)
    desk.press("Rond af", FATIMA)
    desk.press("Sluit het plan", FATIMA)
    desk.press("Er komt geen reactie", FATIMA)
    desk.press("Ja, verstuur dit", FATIMA)
    start = desk.now
    desk.advance(60)
    assert all(since(desk, start, chat_of(m)) == [] for m in KNOWLEDGE.team)
    assert since(desk, start) == []
    assert desk.planned == {}


def test_a_resident_who_says_good_or_call_me_is_heard(desk: PaperDesk) -> None:
    helped(desk)
    desk.until(local("2027-03-10 12:00"))
    desk.press("Bel mij liever")
    assert desk.last(FATIMA).endswith("tikte op een knop:\nBel mij liever")
    desk.press("Dat is goed")
    assert desk.last() == "Fijn!"


# --- terms


def test_a_term_is_mentioned_three_working_days_and_one_before(desk: PaperDesk) -> None:
    sent(desk)
    terms = [(at, text) for at, text in until(desk, "2027-06-13 12:00") if "Denk je eraan" in text]
    assert [at for at, _ in terms] == ["Tue 25-05 09:00", "Thu 27-05 09:00"]
    assert "Meld het feest uiterlijk vrijdag 28 mei" in terms[0][1]


def test_klaar_is_the_end_of_it(desk: PaperDesk) -> None:
    sent(desk)
    desk.until(local("2027-05-25 12:00"))
    desk.press("Klaar")
    assert not any("Denk je eraan" in text for _, text in until(desk, "2027-06-13 12:00"))


def test_the_card_keeps_saying_what_was_said_and_what_is_done() -> None:
    desk = PaperDesk(KNOWLEDGE, local("2027-05-18 10:00"))
    helped(desk)
    desk.until(local("2027-05-25 10:00"))
    desk.press("Klaar")
    desk.until(local("2027-06-08 12:00"))
    card = desk.card(desk.only)
    assert "zo te zien kan het. Licht: Meld het feest uiterlijk vr 28 mei (gedaan)" in card


def test_klaar_about_one_term_leaves_the_next(desk: PaperDesk) -> None:
    """A rule with two terms: the second is still mentioned."""
    desk.knowledge = two_terms()
    sent(desk)
    desk.until(local("2027-05-25 12:00"))
    assert "Denk je eraan? Meld het feest" in desk.last()
    desk.press("Klaar")
    came = until(desk, "2027-06-13 12:00")
    assert any("Zet de hekken klaar uiterlijk" in text for _, text in came)
    assert not any("Meld het feest" in text for _, text in came)


def test_of_two_terms_each_is_mentioned_by_its_own_name(desk: PaperDesk) -> None:
    desk.knowledge = two_terms()
    sent(desk)
    came = [text for _, text in until(desk, "2027-06-13 12:00") if "Denk je eraan" in text]
    assert ["Meld" in text for text in came] == [True, True, False, False]


def two_terms() -> Knowledge:
    """The content with one more term for a straatfeest."""
    desk = PaperDesk(KNOWLEDGE, local(TUESDAY))
    sent(desk)
    party = KNOWLEDGE.rules[desk.only.recognised[0].rule]
    dated = next(t for t in party.todos if t.lead)
    lead = type(dated.lead).model_validate({"werkdagen": 3})  # type: ignore[union-attr]
    second = dated.model_copy(update={"do": "Zet de hekken klaar", "lead": lead})
    more = party.model_copy(update={"todos": (*party.todos, second)})
    return replace(KNOWLEDGE, rules={**KNOWLEDGE.rules, party.id: more})


def test_a_term_that_was_told_just_now_is_not_repeated_at_once() -> None:
    desk = PaperDesk(KNOWLEDGE, local("2027-05-27 10:00"))
    sent(desk)
    assert "uiterlijk vrijdag 28 mei" in desk.last()
    assert "Ik herinner je er op tijd aan" not in desk.last()
    assert until(desk, "2027-05-28 12:00") == []


def test_a_reminder_is_announced_only_when_it_will_come(desk: PaperDesk) -> None:
    sent(desk)
    assert "Ik herinner je er op tijd aan" in desk.last()


def test_who_goes_on_alone_is_reminded_of_the_term_and_of_nothing_else(desk: PaperDesk) -> None:
    answered(desk, "straatfeest in de kerkstraat, za 12 juni")
    desk.press("Ga zelf verder")
    came = until(desk, "2027-07-01 12:00")
    assert [at for at, _ in came] == ["Tue 25-05 09:00", "Thu 27-05 09:00"]


def test_another_day_gives_another_term(desk: PaperDesk) -> None:
    sent(desk)
    desk.say("/status")
    desk.press("Wijzig iets")
    desk.press("Wanneer")
    desk.say("za 3 juli van 15 tot 22 uur")
    terms = [at for at, text in until(desk, "2027-07-03 12:00") if "Denk je eraan" in text]
    assert terms == ["Tue 15-06 09:00", "Thu 17-06 09:00"]


# --- all of them


def test_every_reminder_of_the_content_comes_up_in_some_story() -> None:
    """No reminder stands in the content for nothing."""
    came: set[str] = set()
    for story in STORIES:
        desk = PaperDesk(KNOWLEDGE, local(TUESDAY))
        story(desk)
        desk.advance(150)
        came |= {reminder for _, reminder, _ in desk.done}
    assert came == set(KNOWLEDGE.reminders)


def _nobody_answers(desk: PaperDesk) -> None:
    sent(desk)


def _silent_begeleider(desk: PaperDesk) -> None:
    helped(desk)


def _never_finished(desk: PaperDesk) -> None:
    desk.say("straatfeest in de kerkstraat")


def _promise_forgotten(desk: PaperDesk) -> None:
    helped(desk)
    desk.press("Gesproken", FATIMA)
    desk.until(local("2027-03-11 12:00"))
    desk.press("Wacht op een collega", FATIMA)
    desk.press("Do 18 maart", FATIMA)


def _said_to_call(desk: PaperDesk) -> None:
    sent(desk)
    desk.dossiers[desk.only.id] = desk.only.model_copy(update={"phone": PHONE})
    desk.press("Ik pak dit op", FATIMA)
    desk.press("Volgende stap", FATIMA)
    desk.press("Bel op …", FATIMA)
    desk.say("morgen 10 uur", FATIMA)


def _colleague_is_silent(desk: PaperDesk) -> None:
    helped(desk)
    desk.press("Vraag een collega", FATIMA)
    desk.press("Joost (Evenementen)", FATIMA)
    desk.press("Kopieer voor mail", FATIMA)


def _nobody_takes_it_over(desk: PaperDesk) -> None:
    helped(desk)
    desk.press("Draag over", FATIMA)
    desk.press("Geef aan Els", FATIMA)


def _decision_is_late(desk: PaperDesk) -> None:
    helped(desk)
    decide_by(desk, "11 maart")


def _rests(desk: PaperDesk) -> None:
    helped(desk)
    desk.press("Volgende stap", FATIMA)
    desk.press("Laat rusten", FATIMA)
    desk.press("Wacht op het seizoen", FATIMA)
    desk.say("1 april", FATIMA)


def _agreements_are_forgotten(desk: PaperDesk) -> None:
    helped(desk)
    for who, day in (("Samira", "20 maart"), ("Joost (Evenementen)", "5 maart")):
        desk.press("Volgende stap", FATIMA)
        desk.press("Maak een afspraak", FATIMA)
        desk.press(who, FATIMA)
        desk.say("hekken regelen", FATIMA)
        desk.say(day, FATIMA)


def _no_visit_is_chosen(desk: PaperDesk) -> None:
    helped(desk)
    desk.press("Volgende stap", FATIMA)
    desk.press("Ga op bezoek", FATIMA)
    desk.say("morgen 10 uur", FATIMA)
    desk.say("morgen 15 uur", FATIMA)


def _resident_is_silent(desk: PaperDesk) -> None:
    helped(desk)
    desk.press("Volgende stap", FATIMA)
    desk.press("Vraag de bewoner iets", FATIMA)
    desk.say("Past zaterdag?", FATIMA)


def _message_is_not_answered(desk: PaperDesk) -> None:
    helped(desk)
    desk.say("Hoe zit het met de hekken?")


def _word_may_not_have_arrived(desk: PaperDesk) -> None:
    helped(desk)
    desk.press("Gesproken", FATIMA)
    desk.until(local("2027-03-12 17:00"))
    desk.failed(desk.standing()[-1], "uncertain")


def _later_and_realised(desk: PaperDesk) -> None:
    helped(desk)
    desk.press("Gesproken", FATIMA)
    desk.press("Rond af", FATIMA)
    desk.press("Gerealiseerd", FATIMA)
    desk.press("Sla over", FATIMA)


def _term_is_asked_for_later(desk: PaperDesk) -> None:
    answered(desk, "straatfeest in de kerkstraat, za 12 juni")
    desk.press("Ga zelf verder")
    desk.until(local("2027-05-25 12:00"))
    desk.press("Later")
    desk.press("Morgen")


def _begeleider_goes_on_leave(desk: PaperDesk) -> None:
    """And the others have their ways."""
    desk.now = local("2027-07-20 10:00")
    helped(desk)


def _day_is_far(desk: PaperDesk) -> None:
    helped(desk)
    desk.press("Gesproken", FATIMA)
    decide_by(desk, "16 maart")


STORIES = (
    _no_visit_is_chosen,
    _resident_is_silent,
    _message_is_not_answered,
    _word_may_not_have_arrived,
    _later_and_realised,
    _term_is_asked_for_later,
    _begeleider_goes_on_leave,
    _day_is_far,
    _agreements_are_forgotten,
    _nobody_answers,
    _silent_begeleider,
    _never_finished,
    _promise_forgotten,
    _said_to_call,
    _colleague_is_silent,
    _nobody_takes_it_over,
    _decision_is_late,
    _rests,
)


def test_a_reminder_that_comes_up_twice_is_said_once(desk: PaperDesk) -> None:
    desk.say("straatfeest in de kerkstraat")
    desk.until(local("2027-03-05 10:00"))
    count = len(desk.seen())
    desk.press("Ga verder")
    for key in list(desk.done):
        desk.planned[key] = desk.now
        desk.tick(key)
    assert len(desk.seen()) == count + 1


def test_reminders_hold_no_number() -> None:
    desk = PaperDesk(KNOWLEDGE, local(TUESDAY))
    answered(desk, "straatfeest in de kerkstraat")
    desk.share_phone()
    desk.press(SEND)
    desk.press("Ik pak dit op", FATIMA)
    desk.advance(60)
    reminders: list[Shown] = [s.shown for s in desk.stood.values() if s.shown.cls == "reminder"]
    assert reminders
    assert not any(re.search(PHONE, s.text) for s in reminders)


# --- after an outage


def test_of_two_steps_that_became_due_during_an_outage_only_the_last_is_said(
    desk: PaperDesk,
) -> None:
    desk.say("straatfeest in de kerkstraat")
    start, [dossier] = desk.now, desk.dossiers
    owed = {due.reminder: due for due in plan(desk.only, KNOWLEDGE, desk.now)}
    desk.now = local("2027-03-14 23:30")
    for name in ("intake-na-2-dagen", "intake-na-7-dagen"):
        desk.tick((dossier, name, owed[name].seq))
    assert [text for _, text in since(desk, start)] == [desk.last()]
    assert "Ik bewaar het tot" in desk.last()


def test_what_comes_up_at_night_waits_for_the_morning(desk: PaperDesk) -> None:
    desk.say("straatfeest in de kerkstraat")
    [dossier] = desk.dossiers
    owed = {due.reminder: due for due in plan(desk.only, KNOWLEDGE, desk.now)}
    desk.now = local("2027-03-06 23:30")
    desk.tick((dossier, "intake-na-2-dagen", owed["intake-na-2-dagen"].seq))
    said = desk.outgoing[-1]
    assert isinstance(said, Send)
    assert said.not_before == local("2027-03-08 09:00"), "not on Sunday"
