"""Each condition is told with what brought it, where it comes from and who helps; to residents
under *Lees de regels*, to staff on the card and under *Lees alles*. And the questions by which a
size or an amount is asked, only where it counts."""

from dataclasses import replace

import pytest

from bot.core.intake import questions_of
from bot.core.plan import Plan
from bot.core.reasons import reason_for, reason_of
from bot.core.telling import tell_reason
from bot.core.texts import plain
from bot.core.verdict import judge
from tests.core.made_up import knowing, plan_with, rule, todo
from tests.core.paper import PaperDesk, chat_of, local, real_knowledge
from tests.core.test_hard import BIG, SMALL, people, size

KNOWLEDGE = real_knowledge()
SEND = "Verstuur naar een begeleider"


def why(plan: Plan, rule_id: str) -> str:
    return plain(tell_reason(reason_of(plan.knowledge.rules[rule_id], plan), plan))


# --- what brought it


def test_a_rule_is_brought_by_words_ticks_and_answers() -> None:
    plan = plan_with(SMALL, answers={"mensen": people("60")})
    assert why(plan, "klein") == "je 'klein' schreef en het om ongeveer 60 mensen gaat"


def test_a_rule_that_takes_the_place_is_brought_by_the_words_of_the_other() -> None:
    plan = plan_with(SMALL, besides=(BIG,), answers={"mensen": people("meer dan 100")})
    assert why(plan, "groot") == "je 'klein' schreef en het om meer dan 100 mensen gaat"


def test_what_was_ticked_was_not_written_and_the_other_way_round() -> None:
    ticked = plan_with(rule("r"), ticks=("straat-dicht",), idea="een feest")
    assert why(ticked, "straat-afsluiten") == "je 'straat dicht' aantikte"
    written = plan_with(rule("r"), ticks=("grote-tent",), idea="een feest met grote Tenten")
    assert "schreef" in why(written, "tent-brandveiligheid")
    assert "aantikte" not in why(written, "tent-brandveiligheid")


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ({"onderdeel": "barbecue"}, "je 'barbecue' aantikte"),
        ({"antwoord": "oppervlakte", "minstens": 25}, "het om 60 m² gaat"),
        ({"antwoord": "duur", "minstens": 2}, "het 3 dagen duurt"),
        ({"antwoord": "mensen", "bekend": True}, ""),
        ({"onderdeel": "band-dj", "niet": True}, ""),
        ({"themas": ["evenement"]}, ""),
    ],
)
def test_something_to_do_is_brought_by_what_its_conditions_look_at(
    condition: dict[str, object], told: str
) -> None:
    one = rule("r", dit_hoort_erbij=[todo("Doe iets", alleen_als=[condition])])
    plan = plan_with(
        one,
        ticks=("barbecue",),
        answers={
            "oppervlakte": size("60 m2"),
            "mensen": people("60"),
            "duur": size("3 dagen", "dagen"),
        },
    )
    (task,) = judge(plan).tasks
    assert plain(tell_reason(reason_for(task.todo.only_if, plan), plan)) == told


# --- told to residents


TENT = rule(
    "tent",
    titel="Een tent",
    gewicht="gewoon",
    voor_wie="Bewoners",
    trefwoorden=["zeskantige partytent"],
    kanaal={"formulier": "https://x.nl/tent", "telefoon": "14 0123", "loket": "Raadhuisplein 1"},
    kosten="Melden is gratis.",
    bronnen=[{"naam": "APV, artikel 1", "link": "https://x.nl/apv"}],
    dit_hoort_erbij=[
        todo(
            "Meld de tent",
            vraagt="melden",
            termijn={"werkdagen": 10},
            alleen_als=[{"antwoord": "oppervlakte", "hoogstens": 25, "niet": True}],
        )
    ],
    lastig=[
        {
            "want": "een tent boven 100 m² waait om",
            "wat_wel_kan": "Zet twee kleine neer.",
            "alleen_als": [{"antwoord": "oppervlakte", "minstens": 100}],
        }
    ],
)


def shown_rules(answer: str) -> PaperDesk:
    desk = PaperDesk(knowing(TENT), local("2027-05-11 20:14"))
    desk.say("/start wijk-noord")
    desk.say("een feest met z'n allen op za 12 juni")
    ident = desk.newest.id
    recognised = desk.newest.recognised[:1]
    only_tent = recognised[0].model_copy(update={"rule": "tent", "why": ("tent",)})
    desk.dossiers[ident] = desk.newest.model_copy(
        update={"recognised": (only_tent,), "themes": ("evenement",), "outcome": "match"}
    )
    while SEND not in desk.labels():
        if "Hoe groot is het ongeveer?" in desk.last():
            desk.say(answer)
        else:
            skip(desk)
    return desk


def skip(desk: PaperDesk) -> None:
    """Leave this question open."""
    ways = ("Ga verder", "Weet ik nog niet", "Sla deze vraag over")
    labels = desk.labels()
    desk.press(next((way for way in ways if way in labels), labels[0]))


def test_under_lees_de_regels_stands_all_that_belongs_to_a_condition() -> None:
    desk = shown_rules("120 m2")
    desk.press("Lees de regels")
    said = desk.last()
    for part in (
        "Een tent",
        "Voor wie: Bewoners",
        "Dit is lastig, want een tent boven 100 m² waait om. Wat wel kan: zet twee kleine neer.",
        "1. Meld de tent uiterlijk vrijdag 28 mei. Dat is fijn. (omdat het om 120 m² gaat)",
        "Ik noem dit omdat je 'tent' schreef.",
        "Kosten: Melden is gratis.",
        "Formulier: https://x.nl/tent",
        "Bellen: 14 0123",
        "Balie: Raadhuisplein 1",
        "Wie helpt: Joost, Evenementen",
        "Bron: APV, artikel 1 https://x.nl/apv",
    ):
        assert part in said


def test_the_phone_of_who_helps_stands_there_where_it_is_another_number() -> None:
    contact = KNOWLEDGE.contacts["evenementen"].model_copy(update={"phone": "0123 456 789"})
    desk = shown_rules("120 m2")
    desk.knowledge = replace(
        desk.knowledge, contacts={**desk.knowledge.contacts, "evenementen": contact}
    )
    desk.press("Lees de regels")
    assert "Wie helpt: Joost, Evenementen, 0123 456 789" in desk.last()


def test_a_size_that_nobody_knows_is_one_tap_away_and_asked_alone() -> None:
    desk = shown_rules("Weet ik nog niet")
    assert "Dat hangt nog af van hoe groot het is." in desk.last()
    assert desk.labels()[0] == "Vertel hoe groot het is"
    desk.press("Vertel hoe groot het is")
    assert "Hoe groot is het ongeveer?" in desk.last()
    desk.say("6 bij 10 meter")
    assert desk.last().startswith("60 m².")
    assert "Meld de tent uiterlijk vrijdag 28 mei." in desk.last()
    assert "hangt af" not in desk.last()
    assert SEND in desk.labels()


def test_a_size_that_is_not_understood_is_asked_again_with_an_example() -> None:
    desk = shown_rules("Weet ik nog niet")
    desk.press("Vertel hoe groot het is")
    desk.say("best groot")
    assert "bijvoorbeeld: 12 m²" in desk.last()


# --- told to staff


def sent(answer: str) -> tuple[PaperDesk, str]:
    desk = shown_rules(answer)
    desk.press(SEND)
    return desk, chat_of(desk.newest.owner or "")


def test_light_and_heavy_are_told_apart_by_what_is_asked_and_by_the_rule() -> None:
    permit = todo("Vraag de vergunning aan", vraagt="vergunning", termijn={"weken": 4})
    exempt = todo("Vraag ontheffing", vraagt="ontheffing")
    heavy = rule("zwaar", gewicht="zwaar", dit_hoort_erbij=[permit])
    middle = rule("gewoon", gewicht="gewoon", dit_hoort_erbij=[exempt])
    light = rule("licht", dit_hoort_erbij=[todo("Houd 4 meter vrij"), todo("Bel de buren")])
    plan = plan_with(heavy, middle, light)
    weights = {task.todo.do: task.weight for task in judge(plan).tasks}
    assert weights == {
        "Vraag de vergunning aan": "zwaar",
        "Vraag ontheffing": "gewoon",
        "Houd 4 meter vrij": "licht",
        "Bel de buren": "licht",
    }


@pytest.mark.parametrize(
    ("asked", "weight"),
    [
        ("niets", "licht"),
        ("melden", "licht"),
        ("afspraak", "zwaar"),
        ("toestemming", "zwaar"),
        ("vergunning", "zwaar"),
    ],
)
def test_what_is_reported_or_simply_done_is_light_also_for_a_heavy_rule(
    asked: str, weight: str
) -> None:
    heavy = rule("r", gewicht="zwaar", dit_hoort_erbij=[todo("Regel het", vraagt=asked)])
    (task,) = judge(plan_with(heavy)).tasks
    assert task.weight == weight


def test_a_vergunning_is_heavy_also_for_a_light_rule() -> None:
    light = rule("r", dit_hoort_erbij=[todo("Vraag hem aan", vraagt="vergunning")])
    (task,) = judge(plan_with(light)).tasks
    assert task.weight == "zwaar"


def test_staff_see_what_was_said_by_weight_and_under_lees_alles_what_brought_it() -> None:
    desk, owner = sent("120 m2")
    card = desk.card(desk.newest)
    assert len(card.splitlines()) == 8
    assert "120 m²" in card.splitlines()[2]
    assert (
        "Gezegd: lastig, want een tent boven 100 m² waait om."
        " Licht: Meld de tent uiterlijk vr 28 mei (nog 12 werkdagen)."
    ) in card
    desk.press("Lees alles", owner)
    said = desk.last(owner)
    assert "Een tent (gewoon), om 'tent' · APV, artikel 1" in said
    assert "– lastig, want een tent boven 100 m² waait om" in said
    assert (
        "– licht (melden): Meld de tent uiterlijk vr 28 mei (nog 12 werkdagen), gezegd: 120 m²"
    ) in said


def test_staff_see_what_it_still_hangs_on() -> None:
    desk, owner = sent("Weet ik nog niet")
    desk.press("Lees alles", owner)
    assert "Hangt nog af van: hoe groot het is." in desk.last(owner)


# --- what the idea says of itself is not asked


@pytest.mark.parametrize(
    ("idea", "question", "told"),
    [
        ("een tent van 60 m2 op het plein", "oppervlakte", "60 m²"),
        ("een tent van 6 bij 10 meter op het plein", "oppervlakte", "60 m²"),
        ("een bankje van 2 meter in de kerkstraat", "lengte", "2 meter"),
        ("een zeecontainer, twee weken lang in de kerkstraat", "duur", "14 dagen"),
        ("wij zoeken 500 euro voor een buurtfeest", "bedrag", "ongeveer 500 euro"),
    ],
)
def test_a_size_in_the_idea_is_heard_told_back_and_not_asked(
    idea: str, question: str, told: str
) -> None:
    desk = PaperDesk(KNOWLEDGE, local("2027-05-11 20:14"))
    desk.say("/start")
    desk.say(idea)
    assert question in desk.newest.heard
    plan = Plan(desk.newest, KNOWLEDGE, desk.today)
    assert question not in [q.id for q in questions_of(plan)]
    while SEND not in desk.labels():
        skip(desk)
    assert told in desk.last()


def test_a_plain_street_party_is_asked_no_sizes() -> None:
    desk = PaperDesk(KNOWLEDGE, local("2027-05-11 20:14"))
    desk.say("/start")
    desk.say("straatfeest met bbq, za 12 juni")
    asked = {q.id for q in questions_of(Plan(desk.newest, KNOWLEDGE, desk.today))}
    assert asked == {"plek", "mensen", "onderdelen", "moment", "buren", "naam", "bellen"}
