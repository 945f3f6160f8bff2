"""A day that a resident was told stands until a person tells another, and the clock guards it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.dossier import Dossier
from bot.core.knowledge import Leave
from tests.core.paper import PHONE, PaperDesk, chat_of, local, real_knowledge
from tests.core.test_due import SEND, answered, decide_by, since, until

KNOWLEDGE = real_knowledge()
FATIMA, MARCO, NADIA, JOOST, HANNEKE = map(
    chat_of, ("fatima", "marco", "nadia", "joost", "hanneke")
)
THURSDAY = "2027-05-13 09:10"


@pytest.fixture
def desk() -> PaperDesk:
    """Fatima picked it up on Thursday 13 May, her own day; Friday 21 May was promised."""
    desk = PaperDesk(KNOWLEDGE, local(THURSDAY))
    answered(desk, "straatfeest met bbq in de kerkstraat, za 12 juni")
    desk.share_phone()
    desk.press(SEND)
    desk.press("Ik pak dit op", FATIMA)
    return desk


def told(desk: PaperDesk) -> str:
    """What /status says of the next day."""
    desk.say("/status")
    return desk.last()


def ask(desk: PaperDesk, colleague: str, how: str = "Kopieer voor mail") -> None:
    desk.press("Vraag een collega", FATIMA)
    desk.say(colleague, FATIMA)
    desk.press(how, FATIMA)


def hand_to_marco(desk: PaperDesk) -> None:
    desk.press("Draag over", FATIMA)
    desk.press("Geef aan Marco", FATIMA)
    desk.press("Neem over", MARCO)


# --- handing over


def test_the_first_promise_survives_a_transfer(desk: PaperDesk) -> None:
    hand_to_marco(desk)
    assert "uiterlijk vrijdag 21 mei" in desk.last()
    assert "uiterlijk vr 21 mei" in desk.card(desk.only)


def test_a_day_at_a_colleague_survives_a_transfer(desk: PaperDesk) -> None:
    ask(desk, "Evenementen")
    assert "uiterlijk vrijdag 21 mei" in desk.last()
    hand_to_marco(desk)
    assert "vrijdag 21 mei" in told(desk)


def test_a_rest_survives_a_transfer(desk: PaperDesk) -> None:
    desk.press("Gesproken", FATIMA)
    rest(desk)
    day = desk.only.next_date
    hand_to_marco(desk)
    assert desk.only.next_date == day
    assert desk.only.status == "rustend"


def test_a_call_survives_a_transfer_and_the_resident_hears_who_calls(desk: PaperDesk) -> None:
    desk.press("Vr 14 mei 10–12", FATIMA)
    hand_to_marco(desk)
    assert "Marco belt je morgen tussen 10 en 12 uur, zoals afgesproken." in desk.last()
    came = until(desk, "2027-05-14 13:00", MARCO)
    assert any("gesproken?" in text for _, text in came)


# --- what a person told stands, also when the first promise is broken


def test_a_broken_first_promise_leaves_the_day_of_a_decision(desk: PaperDesk) -> None:
    """Promised was Friday 21 May; the decision is told for 28 May."""
    decide_by(desk, "28 mei")
    came = until(desk, "2027-05-24 12:00")
    assert "hadden beloofd je uiterlijk vrijdag 21 mei te spreken" in came[-1][1]
    assert "Je hoort iets uiterlijk vrijdag 28 mei" in came[-1][1]
    came = [text for _, text in until(desk, "2027-05-28 20:00") if "Denk je eraan" not in text]
    assert len(came) == 1
    assert "Het besluit is er nog niet" in came[0]
    assert desk.only.owner == "fatima"


def test_a_late_decision_keeps_its_begeleider_and_the_house_hears_of_it(desk: PaperDesk) -> None:
    desk.press("Gesproken", FATIMA)
    decide_by(desk, "20 mei")
    desk.until(local("2027-06-18 12:00"))
    assert desk.only.owner == "fatima"
    assert not any(
        "Kun jij het overnemen" in text for m in KNOWLEDGE.team for text in desk.seen(chat_of(m))
    )
    assert any("twee werkdagen te laat" in text for text in desk.seen(NADIA))
    assert any("vijf werkdagen te laat" in text for text in desk.seen(chat_of("willemien")))


# --- a rest, and its end


def rest(desk: PaperDesk) -> None:
    desk.press("Volgende stap", FATIMA)
    desk.press("Laat rusten", FATIMA)
    desk.press("Wacht op het seizoen", FATIMA)
    desk.press("Do 27 mei", FATIMA)


@pytest.mark.parametrize("spoke", [True, False])
def test_at_the_end_of_a_rest_there_is_one_word_with_a_day_and_the_plan_goes_on(
    desk: PaperDesk, spoke: bool
) -> None:
    """Also when nobody spoke before it: the day of the rest came in place of the first promise."""
    if spoke:
        desk.press("Gesproken", FATIMA)
    rest(desk)
    came = until(desk, "2027-06-07 12:00")
    words = [(at, text) for at, text in came if "Denk je eraan" not in text]
    assert [at for at, _ in words] == ["Thu 27-05 17:00"]
    assert "rustte tot vandaag" in words[0][1]
    assert "Je hoort iets uiterlijk dinsdag 8 juni" in words[0][1]
    assert desk.only.status == "in-begeleiding"
    assert desk.only.owner == "fatima"


def test_a_resident_who_stays_silent_after_a_rest_does_not_rest_again(desk: PaperDesk) -> None:
    desk.press("Volgende stap", FATIMA)
    desk.press("Vraag de bewoner iets", FATIMA)
    desk.say("Past zaterdag?", FATIMA)
    desk.until(local("2027-09-30 12:00"))
    rests = [text for text in desk.seen() if "laat het rusten tot" in text]
    assert len(rests) == 1


# --- handing on by the clock


def test_who_gets_it_by_the_clock_reads_the_day_that_the_resident_read(desk: PaperDesk) -> None:
    desk.until(local("2027-05-27 20:00"))
    assert desk.only.owner != "fatima"
    new = chat_of(desk.only.owner or "")
    assert "Je hoort weer iets uiterlijk dinsdag 8 juni" in desk.last()
    assert "uiterlijk di 8 juni" in desk.last(new)


def test_a_plan_that_nobody_picks_up_ends_with_the_coordinator_and_each_word_is_another(
    desk: PaperDesk,
) -> None:
    desk.until(local("2027-08-20 12:00"))
    told = [text for text in desk.seen() if "het duurt te lang" in text]
    assert "Fatima kwam er niet aan toe" in told[0]
    assert "Ook de volgende begeleider kon het nog niet oppakken" in told[1]
    assert "Nu ligt het bij Nadia, de coördinator van het team" in told[2]
    assert all("Het ligt bij Nadia" in text for text in told[3:])
    assert not any("Fatima" in text for text in told[1:])
    assert desk.only.owner == "nadia"


def test_what_goes_round_ends_with_the_coordinator_who_carries_least() -> None:
    olga = KNOWLEDGE.team["nadia"].model_copy(update={"id": "olga", "name": "Olga"})
    desk = PaperDesk(replace(KNOWLEDGE, team={**KNOWLEDGE.team, "olga": olga}), local(THURSDAY))
    for resident in ("test:samira", "test:pieter"):
        answered(desk, "straatfeest met bbq in de kerkstraat, za 12 juni", resident)
        desk.press(SEND, resident)
    desk.until(local("2027-08-20 12:00"))
    assert sorted(plan.owner or "" for plan in desk.dossiers.values()) == ["nadia", "olga"]


def test_who_wants_no_reminders_still_hears_that_somebody_else_helps(desk: PaperDesk) -> None:
    desk.say("/minder")
    came = until(desk, "2027-05-28 12:00")
    assert [at for at, _ in came] == ["Thu 27-05 17:00"]
    assert "Daarom vraag ik een ander" in came[0][1]


def test_what_the_clock_asks_is_not_said_to_be_asked_by_a_colleague(desk: PaperDesk) -> None:
    desk.press("Gesproken", FATIMA)
    desk.until(local("2027-06-07 12:00"))
    asked = [text for m in KNOWLEDGE.team for text in desk.seen(chat_of(m))]
    assert any("ligt nog stil bij Fatima. Ik vroeg of je het overneemt" in text for text in asked)
    assert not any("Fatima vroeg je" in text for text in asked)
    assert not any("geen antwoord op je vraag" in text for text in desk.seen(FATIMA))


# --- a leave that nobody covers


def test_of_a_leave_without_a_stand_in_the_resident_hears_that_and_nobody_is_blamed(
    desk: PaperDesk,
) -> None:
    desk.press("Gesproken", FATIMA)
    team = {**KNOWLEDGE.team}
    leave = Leave.model_validate({"van": "2027-05-17", "tot_en_met": "2027-06-11"})
    team["fatima"] = team["fatima"].model_copy(update={"leave": (leave,)})
    desk.knowledge = replace(KNOWLEDGE, team=team)
    desk.say("Wij hebben ook een tent")
    came = [text for _, text in until(desk, "2027-05-18 12:00")]
    assert "Fatima is er niet tot en met vrijdag 11 juni" in came[-1]
    assert "leest Fatima daarna. Haast? Bel 14 0123" in came[-1]
    desk.until(local("2027-06-04 12:00"))
    told = desk.seen() + [text for m in KNOWLEDGE.team for text in desk.seen(chat_of(m))]
    assert any("Niemand valt in" in text for text in told)
    assert not any("Ik vroeg Fatima" in text for text in told)
    assert not any("Fatima gaf geen antwoord" in text for text in told)
    assert not any("Bel Fatima" in text for text in told)


# --- what is said of others is so


def test_it_is_not_said_that_the_coordinator_knows_when_nobody_could_be_told() -> None:
    desk = PaperDesk(KNOWLEDGE, local("2027-05-13 09:10"), connected=("fatima",))
    answered(desk, "straatfeest met bbq in de kerkstraat, za 12 juni")
    desk.press(SEND)
    desk.press("Ik pak dit op", FATIMA)
    desk.until(local("2027-06-18 12:00"))
    assert any("hadden beloofd" in text for text in desk.seen())
    assert not any("coördinator" in text and "weet" in text for text in desk.seen())
    assert not any("opdrachtgever" in text for text in desk.seen())


def test_what_was_reminded_of_reads_as_words_in_everything_of_the_plan(desk: PaperDesk) -> None:
    desk.until(local("2027-05-21 17:30"))
    desk.say(f"/dossier {desk.only.code}", FATIMA)
    assert "bot: herinnerd · niet gesproken (intern)" in desk.last(FATIMA)


def test_who_answered_is_not_asked_again_that_day(desk: PaperDesk) -> None:
    """The next own day is a holiday, so the last one is the day of the answer."""
    desk.press("Gesproken", FATIMA)
    came = until(desk, "2027-05-13 20:00", FATIMA)
    assert came == []


# --- a talk, after which nothing is written


def test_after_a_talk_alone_the_resident_reads_the_next_day_by_when_they_hear_more(
    desk: PaperDesk,
) -> None:
    desk.press("Gesproken", FATIMA)
    came = until(desk, "2027-05-15 12:00")
    assert [at for at, _ in came] == ["Fri 14-05 09:00"]
    assert "er is met je gesproken over je plan VB-2027-0001" in came[0][1]
    assert "Je hoort weer iets uiterlijk woensdag 26 mei" in came[0][1]


def test_a_talk_that_was_followed_by_a_message_is_not_told_again(desk: PaperDesk) -> None:
    desk.press("Gesproken", FATIMA)
    ask(desk, "Evenementen")
    assert until(desk, "2027-05-18 12:00") == []


# --- the told day comes


def test_a_far_day_has_a_word_between_and_no_second_no_news(desk: PaperDesk) -> None:
    desk.press("Gesproken", FATIMA)
    desk.until(local("2027-05-26 10:00"))
    desk.press("Gesproken", FATIMA)
    decide_by(desk, "9 juni")
    came = until(desk, "2027-06-09 20:00")
    spoken = [(at, text) for at, text in came if "Denk je eraan" not in text]
    assert [at for at, _ in spoken] == ["Mon 07-06 09:00", "Wed 09-06 17:00"]
    assert "er wordt nog over besloten. Je hoort iets uiterlijk woensdag 9 juni" in spoken[0][1]
    assert "Het besluit is er nog niet" in spoken[1][1]
    assert until(desk, "2027-06-10 12:00", NADIA) == []


def test_after_a_colleague_answered_the_told_day_is_still_guarded(desk: PaperDesk) -> None:
    desk.press("Gesproken", FATIMA)
    ask(desk, "Evenementen", "Stuur naar Joost")
    desk.say("dat mag", JOOST, reply_to=desk.standing(JOOST)[-1])
    came = until(desk, "2027-05-21 20:00")
    assert [at for at, _ in came] == ["Fri 21-05 17:00"]


def test_with_two_colleagues_asked_each_side_hears_of_those_who_did_not_answer(
    desk: PaperDesk,
) -> None:
    desk.press("Gesproken", FATIMA)
    ask(desk, "Evenementen", "Stuur naar Joost")
    ask(desk, "Groen", "Stuur naar Hanneke")
    desk.say("dat mag", HANNEKE, reply_to=desk.standing(HANNEKE)[-1])
    assert "Evenementen" in told(desk)
    assert "Groen" not in told(desk)
    came = until(desk, "2027-05-21 12:00", FATIMA)
    assert any("wat Evenementen zegt" in text for _, text in came)
    assert not any("Groen" in text for _, text in came)


def test_a_talk_leaves_the_day_of_a_decision_and_who_decides(desk: PaperDesk) -> None:
    decide_by(desk, "18 mei")
    desk.press("Gesproken", FATIMA)
    assert "dinsdag 18 mei" in told(desk)
    came = until(desk, "2027-05-18 12:00", FATIMA)
    assert any("Beslissen zou: de gebiedsmanager" in text for _, text in came)


def test_a_visit_before_the_first_talk_leaves_the_promise(desk: PaperDesk) -> None:
    desk.press("Volgende stap", FATIMA)
    desk.press("Ga op bezoek", FATIMA)
    desk.say("morgen 10 uur", FATIMA)
    desk.say("morgen 15 uur", FATIMA)
    assert "vrijdag 21 mei" in told(desk)
    came = until(desk, "2027-05-18 12:00", FATIMA)
    assert any("koos geen moment voor je bezoek" in text for _, text in came)


def test_moments_for_a_visit_are_not_over_before_they_are(desk: PaperDesk) -> None:
    """Thursday is Fatima's day: on that day she is asked after the visit could have been."""
    desk.press("Volgende stap", FATIMA)
    desk.press("Ga op bezoek", FATIMA)
    desk.say("vandaag 13 uur", FATIMA)
    desk.say("vandaag 15 uur", FATIMA)
    came = until(desk, "2027-05-13 20:00", FATIMA)
    assert [at for at, _ in came] == ["Thu 13-05 16:00"]
    came = until(desk, "2027-05-24 12:00")
    assert "hadden beloofd" in came[-1][1]


def test_geen_gehoor_leaves_a_day_that_is_still_ahead(desk: PaperDesk) -> None:
    desk.press("Vandaag 13–15", FATIMA)
    desk.until(local("2027-05-13 16:10"))
    desk.press("Geen gehoor", FATIMA)
    assert desk.only.next_date is not None
    assert desk.only.next_date > desk.now
    assert "vrijdag 21 mei" in told(desk)


# --- what the resident chooses


def test_a_pause_stops_the_clock_for_both_sides(desk: PaperDesk) -> None:
    desk.press("Gesproken", FATIMA)
    desk.say("/stop")
    desk.press("Zet op pauze")
    desk.press("Over een maand")
    assert desk.only.status == "rustend"
    assert "neemt pauze tot maandag 14 juni" in desk.last(FATIMA)
    quiet = [(at, t) for at, t in until(desk, "2027-06-11 20:00") if "Denk je eraan" not in t]
    assert quiet == []
    assert until(desk, "2027-06-11 20:00", FATIMA) == []


def test_who_pauses_can_say_why_and_the_begeleider_reads_it(desk: PaperDesk) -> None:
    desk.press("Gesproken", FATIMA)
    desk.say("/stop")
    desk.press("Zet op pauze")
    desk.press("Over een maand")
    assert "Wil je vertellen waarom? Typ het hier, dan leest Fatima het." in desk.last()
    desk.say("mijn moeder is ziek")
    assert "mijn moeder is ziek" in desk.last(FATIMA)
    assert desk.only.status == "rustend"


def test_a_pause_that_nobody_else_sees_asks_for_no_reason() -> None:
    desk = PaperDesk(KNOWLEDGE, local(THURSDAY))
    desk.say("straatfeest in de kerkstraat")
    desk.say("/stop")
    desk.press("Zet op pauze")
    desk.press("Over een maand")
    assert "waarom" not in desk.last()


def test_who_wants_fewer_messages_keeps_the_plan_and_staff_see_it(desk: PaperDesk) -> None:
    desk.press("Gesproken", FATIMA)
    desk.until(local("2027-05-25 10:00"))
    desk.press("Stuur minder berichten")
    assert "wil geen herinneringen" in desk.card(desk.only)
    assert until(desk, "2027-06-03 12:00") == []
    desk.say(f"/antwoord {desk.only.code} de hekken komen", FATIMA)
    assert "de hekken komen" in desk.last()
    desk.say("/weer")
    assert "wil geen herinneringen" not in desk.card(desk.only)


def test_how_it_goes_is_asked_three_months_after_it_was_realised(desk: PaperDesk) -> None:
    desk.press("Gesproken", FATIMA)
    desk.press("Rond af", FATIMA)
    desk.press("Gerealiseerd", FATIMA)
    desk.press("Sla over", FATIMA)
    [(at, text)] = until(desk, "2027-09-01 12:00")
    assert at == "Thu 12-08 09:10"
    assert "Hoe gaat het er nu mee?" in text
    desk.press("Het gaat goed")
    assert "Fijn om te horen!" in desk.last()


def test_a_word_that_may_not_have_arrived_is_said_again_and_says_so(desk: PaperDesk) -> None:
    desk.press("Gesproken", FATIMA)
    desk.until(local("2027-05-26 17:00"))
    assert "nog geen nieuws" in desk.last()
    desk.failed(desk.standing()[-1], "uncertain")
    came = [t for _, t in until(desk, "2027-05-27 20:00") if "Denk je eraan" not in t]
    assert len(came) == 1
    assert came[0].startswith("Misschien kreeg je dit al")


# --- promising, and how often anybody is reminded


def test_a_full_team_promises_later_and_says_that_it_is_busy() -> None:
    desk = PaperDesk(KNOWLEDGE, local("2027-05-13 09:10"))
    full = {m.id: 8 for m in KNOWLEDGE.team.values() if m.role == "begeleider"}
    desk.hold(*plans_of(full))
    answered(desk, "straatfeest met bbq in de kerkstraat, za 12 juni")
    desk.press(SEND)
    assert "uiterlijk woensdag 26 mei" in desk.last()
    assert "Het is nu druk bij ons" in desk.last()
    assert "Niemand heeft" in desk.last(NADIA)


def plans_of(points: dict[str, int]) -> list[Dossier]:
    """One plan for each of these members, of so many points."""
    return [
        Dossier(
            id=f"vol-{member}",
            resident=f"terminal:{member}-bewoner",
            code=f"VB-2027-9{n:03}",
            status="in-begeleiding",
            idea="iets",
            owner=member,
            points=number,
            began_at=local("2027-05-01 10:00"),
            touched_at=local("2027-05-01 10:00"),
        )
        for n, (member, number) in enumerate(points.items())
    ]


def test_a_member_gets_at_most_three_reminders_a_week_beside_the_overview(
    desk: PaperDesk,
) -> None:
    for n in range(7):
        chat = f"terminal:bewoner-{n}"
        answered(desk, "straatfeest met bbq in de kerkstraat, za 12 juni", chat)
        desk.press(SEND, chat)
    start = desk.now
    desk.until(start + timedelta(days=7))
    pings = [
        stood
        for stood in desk.stood.values()
        if stood.shown.cls == "reminder" and stood.shown.chat == NADIA and stood.at > start
    ]
    assert len(pings) == 3
    assert any(e.what == "staat-in-overzicht" for _, e in desk.entries)


def test_thanks_wait_for_no_answer(desk: PaperDesk) -> None:
    desk.press("Gesproken", FATIMA)
    desk.say("top, dank je wel!")
    assert desk.only.wrote_at is None
    assert "top, dank je wel!" in desk.last(FATIMA)
    desk.say("wanneer komen de hekken?")
    assert desk.only.wrote_at is not None


def test_erasing_a_plan_that_rests_shows_the_number_to_nobody_once_more(desk: PaperDesk) -> None:
    desk.press("Gesproken", FATIMA)
    desk.say("/stop")
    desk.press("Zet op pauze")
    desk.press("Over een maand")
    desk.say("/stop")
    desk.press("Wis alles")
    out = desk.press("Ja, wis alles")
    assert not any(PHONE in getattr(one, "text", "") for one in out)


def test_what_was_not_owed_when_it_came_up_still_comes_when_it_is(desk: PaperDesk) -> None:
    """The house was down when the promised day went by. *Straks* is handled first: at that moment a
    call is ahead. When that call has gone by too, the resident hears that the day was not kept."""
    desk.press("Vr 14 mei 10–12", FATIMA)
    desk.until(local("2027-05-20 12:00"))
    key = next(key for key in desk.planned if key[1] == "belofte-voorbij")
    desk.now = local("2027-05-25 08:59")
    desk.press("Straks", FATIMA)
    desk.planned[key] = desk.now  # it had come in already
    desk.tick(key)
    start = desk.now
    desk.until(local("2027-05-27 12:00"))
    assert any("Dat is niet gelukt. Sorry." in text for _, text in since(desk, start))
