"""What a begeleider and the coordinator see of the work: what stalls, who has room, any plan."""

import json
from datetime import date, datetime
from html.parser import HTMLParser
from itertools import pairwise

from bot.core.decision import Outgoing, Send
from bot.core.dossier import At, Dossier, Knot, Person, Recognised, Status
from bot.core.readers.place import Place
from bot.core.staff.standing import stalled
from bot.core.texts import plain
from tests.core.paper import PHONE, RESIDENT, PaperDesk, chat_of, local, real_knowledge

KNOWLEDGE = real_knowledge()
NOW = local("2027-05-12 10:00")
FATIMA, ELS, NADIA, JOOST = map(chat_of, ("fatima", "els", "nadia", "joost"))


def plan(number: int = 1, owner: str = "fatima", **more: object) -> Dossier:
    """A moestuin in the Kerkstraat that runs well: news today, and a date ahead."""
    fields: dict[str, object] = {
        "id": f"d{number}",
        "resident": f"{RESIDENT}-{number}",
        "code": f"VB-2027-{number:04d}",
        "idea": "een moestuin met de buurt",
        "recognised": (Recognised(rule="buurtmoestuin", score=1.0, why=("moestuin",)),),
        "themes": ("voedsel",),
        "answers": {"plek": At(place=Place(words="kerkstraat", name="Kerkstraat", wijk="noord"))},
        "status": "in-begeleiding",
        "owner": owner,
        "move": "begeleider",
        "claimed_at": NOW,
        "news_at": NOW,
        "next_date": local("2027-05-26 17:00"),
        "began_at": NOW,
        "touched_at": NOW,
        "sent_at": NOW,
        "waits_since": NOW,
    }
    return Dossier.model_validate({**fields, **more})


def desk_with(*plans: Dossier, **more: bool) -> PaperDesk:
    desk = PaperDesk(KNOWLEDGE, NOW, **more)
    desk.hold(*plans)
    desk.people[RESIDENT] = Person(chat=RESIDENT, notice_version="x", notice_at=NOW)
    return desk


def texts(out: list[Outgoing], chat: str) -> list[str]:
    return [plain(o.text) for o in out if isinstance(o, Send) and o.chat == chat]


# --- what stalls


def why(dossier: Dossier, now: datetime) -> str | None:
    return stalled(dossier, KNOWLEDGE, now)


def test_a_plan_with_news_and_a_date_ahead_goes_on() -> None:
    assert why(plan(), NOW) is None


def test_it_stalls_when_the_day_that_was_told_has_passed() -> None:
    dossier = plan(news_at=local("2027-05-25 10:00"))
    assert why(dossier, local("2027-05-26 16:59")) is None
    assert why(dossier, local("2027-05-26 17:01")) == "wo 26 mei is voorbij"


def test_it_stalls_after_seven_working_days_without_news() -> None:
    dossier = plan(next_date=local("2027-06-30 17:00"))
    assert why(dossier, local("2027-05-21 10:00")) is None
    assert why(dossier, local("2027-05-24 10:00")) == "al 7 werkdagen geen nieuws"


def test_what_rests_or_is_being_decided_has_a_day_of_its_own() -> None:
    later = local("2027-06-10 10:00")
    for status in ("rustend", "beslistafel"):
        dossier = plan(status=status, next_date=local("2027-06-11 17:00"))
        assert why(dossier, later) is None
        assert why(dossier, local("2027-06-14 10:00")) == "vr 11 juni is voorbij"


def test_it_stalls_when_a_message_waits_more_than_two_working_days() -> None:
    dossier = plan(wrote_at=NOW)
    assert why(dossier, local("2027-05-14 10:00")) is None
    late = local("2027-05-18 10:00")
    assert why(dossier, late) == "een bericht van de bewoner wacht al 3 werkdagen"
    assert why(dossier.model_copy(update={"move": "bewoner"}), late) is None


def test_a_closed_plan_never_stalls() -> None:
    closed: tuple[Status, ...] = ("gerealiseerd", "niet-gelukt", "gestopt", "afgesloten")
    for status in (*closed, "zelf-verder", "concept"):
        dossier = plan(status=status, wrote_at=NOW)
        assert why(dossier, local("2027-08-01 10:00")) is None


def test_the_first_unanswered_message_counts_and_only_a_person_answers_it() -> None:
    desk = desk_with(plan(resident=RESIDENT))
    desk.say("mag er een schuurtje bij?")
    first = desk.now
    desk.advance(days=1)
    desk.say("en een kas?")
    assert desk.only.wrote_at == first
    desk.advance(days=14)
    assert desk.only.no_news_said, "the program told the resident that there is no news"
    assert desk.only.wrote_at == first
    desk.say("/antwoord VB-2027-0001 Ja, dat mag", FATIMA)
    assert desk.only.wrote_at is None


def test_a_tap_that_tells_the_resident_something_answers_them() -> None:
    desk = desk_with(plan(resident=RESIDENT, wrote_at=NOW, status="opgepakt", spoken_at=None))
    desk.say("/mijn", FATIMA)
    desk.press("VB-2027-0001 · een moestuin met de buurt", FATIMA)
    assert desk.only.wrote_at == NOW, "looking at it is no answer"
    desk.press("Gesproken", FATIMA)
    assert desk.only.wrote_at is None


# --- /mijn


def test_mijn_shows_what_stalls_first_with_whose_move_and_the_next_date() -> None:
    well = plan(1, move="bewoner")
    late = plan(2, next_date=local("2027-05-11 17:00"))
    others = plan(3, "els")
    desk = desk_with(well, late, others)
    (told,) = texts(desk.say("/mijn", FATIMA), FATIMA)
    heading, first, second = told.split("\n")
    assert heading == "Jouw plannen"
    assert first == (
        "VB-2027-0002 · Moestuin · jij bent aan zet · di 11 mei · stokt: di 11 mei is voorbij"
    )
    assert second == "VB-2027-0001 · Moestuin · de bewoner is aan zet · wo 26 mei"
    assert [label[:12] for label in desk.labels(FATIMA)] == ["VB-2027-0002", "VB-2027-0001"]


def test_a_line_of_mijn_opens_its_card() -> None:
    desk = desk_with(plan(1), plan(2))
    desk.say("/mijn", FATIMA)
    desk.press("VB-2027-0002 · een moestuin met de buurt", FATIMA)
    assert desk.last(FATIMA).startswith("VB-2027-0002 · gewoon")
    assert "Gesproken" in desk.labels(FATIMA)


# --- /team


def test_team_shows_what_waits_what_stalls_with_whom_and_everybodys_room() -> None:
    waiting = plan(1, status="ingediend", claimed_at=None, waits_since=local("2027-05-10 10:00"))
    stuck = plan(2, "els", next_date=local("2027-05-11 17:00"), points=4)
    heavy = plan(3, "els", points=4)
    closed = plan(4, "els", status="afgesloten")
    desk = desk_with(waiting, stuck, heavy, closed)
    (told,) = texts(desk.say("/team", NADIA), NADIA)
    assert "Nog niet opgepakt: 1\nVB-2027-0001 · Moestuin · kaart bij Fatima" in told
    assert "wacht 2 werkdagen · beloofd wo 26 mei" in told
    assert "Stokt: 1\nVB-2027-0002 · Moestuin · Els is aan zet" in told
    assert "stokt: di 11 mei is voorbij" in told
    assert "Fatima · 1 plan · 2 van 8 punten" in told
    assert "Els · 2 plannen · 8 van 8 punten · vol" in told
    assert "Bram · geen plannen · 0 van 8 punten · met verlof" in told
    assert "VB-2027-0004" not in told


def test_the_coordinator_opens_a_plan_of_somebody_else_from_the_list() -> None:
    desk = desk_with(plan(1, next_date=local("2027-05-11 17:00")))
    desk.say("/team", NADIA)
    desk.press("VB-2027-0001 · een moestuin met de buurt", NADIA)
    assert desk.last(NADIA).startswith('VB-2027-0001 · "een moestuin met de buurt"')


def test_a_colleague_elsewhere_sees_nothing_of_the_team() -> None:
    desk = desk_with(plan(1))
    for command in ("/team", "/zoek moestuin", "/dossier VB-2027-0001", "/team@bot"):
        (told,) = texts(desk.say(command, JOOST), JOOST)
        assert told.startswith("Hier komen vragen van begeleiders binnen.")


def test_a_resident_has_no_such_commands() -> None:
    desk = desk_with(plan(1))
    for command in ("/team", "/zoek moestuin", "/dossier VB-2027-0001 bestand"):
        (told,) = texts(desk.say(command), RESIDENT)
        assert told.startswith("Dit kan hier:")


# --- room


SKIPS = ("Weet ik nog niet", "Sla deze vraag over")
FEAST = "straatfeest met bbq, za 12 juni in de kerkstraat"


def sent(desk: PaperDesk, idea: str = FEAST) -> Dossier:
    """A plan from the idea to *Verstuur*."""
    desk.say(idea)
    for _ in range(9):
        if "Verstuur naar een begeleider" in desk.labels():
            break
        desk.press(next(label for label in SKIPS if label in desk.labels()))
    desk.press("Verstuur naar een begeleider")
    return desk.newest


def test_the_card_says_how_much_room_its_begeleider_has() -> None:
    desk = desk_with(plan(1, points=4), plan(2, points=1))
    dossier = sent(desk)
    assert dossier.owner == "fatima"
    assert dossier.points == 1
    assert "ruimte 3 van 8." in desk.card(dossier)


def test_who_is_full_gets_no_new_plan_while_somebody_else_has_room() -> None:
    desk = desk_with(plan(1, points=8))
    dossier = sent(desk)
    assert dossier.owner == "els", "she knows feasts, and has room"
    assert "ruimte 8 van 8." in desk.card(dossier)


def test_when_nobody_has_room_the_card_and_the_coordinator_say_so() -> None:
    helping = [m.id for m in KNOWLEDGE.team.values() if m.role == "begeleider"]
    desk = desk_with(*(plan(n, member, points=8) for n, member in enumerate(helping)))
    dossier = sent(desk)
    assert dossier.owner == "fatima"
    assert "ruimte 0 van 8. Dit past er eigenlijk niet bij: niemand heeft nu ruimte." in (
        desk.card(dossier)
    )
    assert desk.last(NADIA).startswith(f"Niemand heeft nu ruimte voor {dossier.code}.")
    desk.press("Wijs toe", NADIA)
    desk.press("Geef aan Els, vol", NADIA)
    assert desk.dossiers[dossier.id].owner == "els"


def test_its_own_points_do_not_take_the_room_of_a_plan_that_comes_back() -> None:
    desk = PaperDesk(KNOWLEDGE, NOW)
    dossier = sent(desk)
    before = desk.card(dossier)
    desk.say("oja er komt ook een springkussen")
    assert "ruimte 8 van 8." in before
    assert "ruimte 8 van 8." in desk.card(dossier)


# --- what it is like


def test_the_card_names_a_plan_of_the_last_year_that_it_is_like() -> None:
    desk = desk_with(plan(1, "els"))
    dossier = sent(desk, "een moestuintje in de kerkstraat met kinderen")
    assert "Lijkt op VB-2027-0001 (Els): Moestuin, Kerkstraat" in desk.card(dossier)
    desk.press("Ik pak dit op", chat_of(dossier.owner or ""))
    assert "Lijkt op VB-2027-0001 (Els): Moestuin, Kerkstraat" in desk.card(dossier)


def test_a_plan_that_was_erased_is_named_on_no_card_any_more() -> None:
    desk = desk_with(plan(1, "els"))
    dossier = sent(desk, "een moestuintje in de kerkstraat met kinderen")
    del desk.dossiers["d1"]
    desk.press("Ik pak dit op", chat_of(dossier.owner or ""))
    assert "Lijkt op" not in desk.card(dossier)


def test_a_resident_reads_nothing_of_the_plan_that_theirs_is_like() -> None:
    desk = desk_with(plan(1, "els"))
    sent(desk, "een moestuintje in de kerkstraat met kinderen")
    desk.say("/status")
    (copy,) = documents(desk.say("/mijngegevens"), RESIDENT).values()
    assert "VB-2027-0001" not in "\n".join((*desk.seen(), copy))


# --- /dossier


def test_any_begeleider_sees_a_plan_by_its_code_but_not_the_number() -> None:
    desk = desk_with(plan(1, phone=PHONE))
    told = "\n".join(texts(desk.say("/dossier vb-2027-0001", ELS), ELS))
    assert "wil gebeld worden, Fatima heeft het nummer" in told
    assert "Wat er gebeurde" in told
    assert PHONE not in told


def test_the_owner_sees_the_number_in_their_own_chat_only() -> None:
    desk = desk_with(plan(1, phone=PHONE, topic=7, in_group=True), group=True)
    assert PHONE in "\n".join(texts(desk.say("/dossier VB-2027-0001", FATIMA), FATIMA))
    in_group = desk.say_in_topic("/dossier VB-2027-0001", FATIMA, desk.only)
    assert texts(in_group, "terminal:groep")
    assert PHONE not in "\n".join(texts(in_group, "terminal:groep"))


def test_a_plan_that_waits_can_be_picked_up_from_there() -> None:
    desk = desk_with(plan(1, status="ingediend", claimed_at=None))
    desk.say("/dossier VB-2027-0001", ELS)
    desk.press("Ik pak dit op", ELS)
    assert desk.only.owner == "els"


def test_a_closed_plan_can_still_be_read() -> None:
    desk = desk_with(plan(1, status="niet-gelukt", closed_at=NOW, next_date=None))
    told = "\n".join(texts(desk.say("/dossier VB-2027-0001", ELS), ELS))
    assert "gesloten" in told
    assert "Wat er gebeurde" in told


def test_the_files_of_a_plan_come_along_with_who_sent_them() -> None:
    desk = desk_with(plan(1, resident=RESIDENT))
    desk.send_file(caption="zo ziet het eruit")
    out = desk.say("/dossier VB-2027-0001", ELS)
    (photo,) = [o for o in out if isinstance(o, Send) and o.file is not None]
    assert plain(photo.text) == "VB-2027-0001: bestand van bewoner, wo 12 mei"


def test_a_wrong_code_gets_a_clear_answer() -> None:
    desk = desk_with(plan(1))
    assert texts(desk.say("/dossier VB-2027-0009", ELS), ELS) == [
        "Ik ken geen plan met code VB-2027-0009. Kijk of de code klopt."
    ]
    assert texts(desk.say("/dossier", ELS), ELS)[0].startswith("Typ er een code achter")


# --- /zoek


def found(desk: PaperDesk, words: str) -> list[str]:
    (told,) = texts(desk.say(f"/zoek {words}", ELS), ELS)
    return [line[:12] for line in told.split("\n")[1:]]


def some_plans() -> PaperDesk:
    feast = plan(
        2,
        "els",
        idea="straatfeest met bbq",
        recognised=(),
        themes=("evenement",),
        answers={"plek": At(place=Place(words="lindepark", name="Lindepark", wijk="zuid"))},
        status="afgesloten",
        closed_at=NOW,
        next_date=None,
    )
    return desk_with(plan(1), feast, plan(3, code=None, status="concept", owner=None))


def test_a_plan_is_found_by_code_idea_place_and_theme_also_misspelt() -> None:
    desk = some_plans()
    for words in ("VB-2027-0001", "1", "moestuin", "moestuintje", "moestin", "tuin kerkstraat"):
        assert found(desk, words) == ["VB-2027-0001"], words
    for words in (
        "straatfeest",
        "straatfest",
        "lindepark",
        "zuid",
        "feesten",
        "bbq in het lindepark",
    ):
        assert found(desk, words) == ["VB-2027-0002"], words


def test_every_word_must_be_found_and_nothing_is_said_so() -> None:
    desk = some_plans()
    (told,) = texts(desk.say("/zoek moestuin lindepark", ELS), ELS)
    assert told.startswith('Niets gevonden met "moestuin lindepark".')
    assert texts(desk.say("/zoek", ELS), ELS)[0].startswith("Typ achter /zoek")


def test_at_most_eight_are_shown_and_each_opens() -> None:
    desk = desk_with(*(plan(n, "els" if n % 2 else "fatima") for n in range(1, 13)))
    (told,) = texts(desk.say("/zoek moestuin", ELS), ELS)
    assert told.startswith("Gevonden: 12, de beste 8\n")
    assert len(desk.labels(ELS)) == 8
    for label in desk.labels(ELS):
        desk.say("/zoek moestuin", ELS)
        desk.press(label, ELS)
        assert desk.last(ELS).startswith(label[:12])


def test_a_closed_plan_that_was_found_opens_to_read() -> None:
    desk = some_plans()
    desk.say("/zoek straatfeest", ELS)
    desk.press("VB-2027-0002 · straatfeest met bbq", ELS)
    assert desk.last(ELS).startswith('VB-2027-0002 · "straatfeest met bbq"')


# --- the files


class Page(HTMLParser):
    """What a reader aloud needs: tags that close, a language, headings in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.headings: list[int] = []
        self.language = ""
        self.scopes: list[str | None] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.language = self.language or dict(attrs).get("lang") or ""
        if tag not in ("meta",):
            self.opened.append(tag)
        if tag in ("h1", "h2", "h3"):
            self.headings.append(int(tag[1]))
        if tag == "th":
            self.scopes.append(dict(attrs).get("scope"))

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag


def documents(out: list[Outgoing], chat: str) -> dict[str, str]:
    return dict(o.document for o in out if isinstance(o, Send) and o.document and o.chat == chat)


def test_a_plan_as_files_is_complete_marks_what_is_internal_and_has_no_number() -> None:
    knot = Knot(
        question="Mag het water?", choices="ja of nee", decider="Nadia", by=date(2027, 6, 1)
    )
    desk = desk_with(
        plan(1, resident=RESIDENT, phone=PHONE, knot=knot, facts={"kosten": "vijf tientjes"})
    )
    desk.say(f"bel mij op {PHONE} <script>")
    desk.say("lastige buurman", FATIMA)
    desk.press("Bewaar als notitie", FATIMA)
    files = documents(desk.say("/dossier VB-2027-0001 bestand", FATIMA), FATIMA)
    assert set(files) == {"VB-2027-0001.html", "VB-2027-0001.json"}
    html, data = files["VB-2027-0001.html"], json.loads(files["VB-2027-0001.json"])
    page = Page(html)
    assert not page.opened
    assert page.language == "nl"
    assert page.headings[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(page.headings))
    assert set(page.scopes) == {"col"}
    assert "<script>" not in html
    for words in ("vijf tientjes", "Mag het water?", "ja of nee", "een moestuin met de buurt"):
        assert words in html
    assert "<td>lastige buurman</td><td>Intern</td>" in html
    assert {line["tekst"]: line["intern"] for line in data["verloop"]}["lastige buurman"] is True
    assert data["plan"]["knot"]["choices"] == "ja of nee"
    assert PHONE not in html + files["VB-2027-0001.json"]
    assert RESIDENT not in html + files["VB-2027-0001.json"]


def test_files_asked_for_in_the_group_go_to_the_own_chat() -> None:
    desk = desk_with(plan(1, topic=7, in_group=True), group=True)
    out = desk.say_in_topic("/dossier VB-2027-0001 bestand", ELS, desk.only)
    assert len(documents(out, ELS)) == 2
    assert not documents(out, "terminal:groep")


def test_a_residents_copy_has_all_they_said_and_nothing_internal() -> None:
    """Notes, refused attempts, questions to colleagues, the begeleider's facts and lesson."""
    desk = desk_with(
        plan(
            1,
            resident=RESIDENT,
            phone=PHONE,
            spoken_at=NOW,
            facts={"kosten": "geheim-feit"},
            lesson="geheime-les",
            refused=("marco",),
            extras=("ook een regenton",),
            questions=("wat kost grond?",),
            knot=Knot(
                question="Mag het water?",
                choices="geheime-keuzes",
                decider="Nadia",
                by=date(2027, 6, 1),
            ),
        )
    )
    desk.say("mag er een kas bij?")
    desk.say("geheime-notitie", FATIMA)
    desk.press("Bewaar als notitie", FATIMA)
    desk.say("/antwoord VB-2027-0001 Ja, dat mag", FATIMA)
    desk.say("/dossier VB-2027-0001", FATIMA)
    desk.press("Rond af", FATIMA)
    desk.dossiers["d1"] = desk.only.model_copy(update={"owner": "els"})
    desk.press("Gerealiseerd", FATIMA)
    desk.dossiers["d1"] = desk.only.model_copy(update={"owner": "fatima"})
    desk.say("/dossier VB-2027-0001", FATIMA)
    desk.press("Vraag een collega", FATIMA)
    desk.press("Hanneke (Groen)", FATIMA)
    desk.press("Wijzig de vraag", FATIMA)
    desk.say("geheime-vraag", FATIMA)
    internal = {line.what: line.text for line in desk.lines("d1") if not line.visible}
    assert {"notitie", "geweigerd"} <= set(internal)

    (html,) = documents(desk.say("/mijngegevens"), RESIDENT).values()

    for words in (
        "een moestuin met de buurt",
        "Kerkstraat, Noord",
        "ook een regenton",
        "wat kost grond?",
        "mag er een kas bij?",
        "Ja, dat mag",
        PHONE,
    ):
        assert words in html, words
    assert "geheim" not in html
    assert "Marco" not in html
    for what in ("notitie", "geweigerd", "Intern", "dossier"):
        assert what not in html, what
    assert all(not text or f"<td>{text}</td>" not in html for text in internal.values())
    assert not Page(html).opened


def test_each_plan_of_a_resident_has_its_own_copy_and_nothing_of_anybody_else() -> None:
    mine = plan(1, resident=RESIDENT), plan(2, resident=RESIDENT, idea="een jeu de boules baan")
    desk = desk_with(*mine, plan(3, idea="van een ander"))
    files = documents(desk.say("/mijngegevens"), RESIDENT)
    assert set(files) == {"mijn-gegevens-VB-2027-0001.html", "mijn-gegevens-VB-2027-0002.html"}
    assert "van een ander" not in "".join(files.values())


def test_a_resident_without_a_plan_hears_what_is_kept() -> None:
    desk = PaperDesk(KNOWLEDGE, NOW)
    desk.say("/start")
    (told,) = texts(desk.say("/mijngegevens"), RESIDENT)
    assert told == (
        "Ik bewaar geen plan van je. Wel het nummer van deze chat, en dat ik op woensdag 12 mei "
        "vertelde wat ik bewaar."
    )


def test_the_beslistafel_has_an_agenda_with_the_nearest_day_first() -> None:
    near = Knot(question="Mag de straat dicht?", decider="Nadia", by=date(2027, 5, 14))
    far = Knot(question="Komt er een kraan?", decider="de gebiedsmanager", by=date(2027, 5, 20))
    desk = desk_with(
        plan(1, status="beslistafel", knot=far), plan(2, status="beslistafel", knot=near), plan(3)
    )
    (told,) = texts(desk.say("/beslistafel", FATIMA), FATIMA)
    assert told.startswith("Op de beslistafel: 2")
    assert told.index("Mag de straat dicht?") < told.index("Komt er een kraan?")
    assert "VB-2027-0003" not in told
