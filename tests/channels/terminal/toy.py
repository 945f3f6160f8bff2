"""A toy bot for tests of the terminal: it does whatever kind of thing the message names."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

from bot.app.works import Core
from bot.core.decision import (
    Button,
    Decision,
    Edit,
    MakeTopic,
    Notice,
    Outgoing,
    React,
    Send,
    Source,
)
from bot.core.dossier import Dossier
from bot.core.due import Due
from bot.core.happenings import (
    Edited,
    FileFetched,
    Happening,
    Pressed,
    Said,
    SentFile,
    SharedPhone,
    SharedPlace,
    Ticked,
    TopicMade,
)
from bot.core.knowledge import Knowledge
from bot.core.situation import Situation
from bot.core.working_time import WorkingCalendar
from tests.play import Demo

START = "2027-05-11T20:14:00+02:00"
KNOWLEDGE = cast(
    Knowledge,
    SimpleNamespace(
        team={
            ident: SimpleNamespace(id=ident, name=ident.title(), leave=(), helps=True)
            for ident in ("fatima", "marco")
        },
        wijken={},
        digests={},
        calendar=WorkingCalendar(),
        municipality=SimpleNamespace(zone="Europe/Amsterdam", gap_days=365),
        hash="toy",
    ),
)
BUTTONS = (
    (Button(label="Ja", action="kies", value="ja"), Button(label="Nee", action="kies")),
    (Button(label="✓ Muziek", action="kies"), Button(label="Lees", url="https://x.test/a&b")),
    (Button(label="Bel me", share="phone"),),
)


def decide(situation: Situation, happening: Happening, _: Knowledge, now: datetime) -> Decision:
    """Do what was named; else repeat what was heard, as `kind: content`."""
    match happening:
        case Said(text=text) if text.split(" ")[0] in DOINGS:
            return DOINGS[text.split(" ")[0]](situation, text, now)
        case FileFetched():
            return Decision()
        case TopicMade(dossier=ident):
            dossier = situation.dossier(ident)
            topic = {"topic": situation.origin.topic}
            return Decision(dossiers=(dossier.model_copy(update=topic),) if dossier else ())
    heard = Send(**place(situation), text=told(situation, happening), dossier=known(situation))
    file = happening.file if isinstance(happening, SentFile) else None
    return Decision(out=(*notices(situation, happening), heard), fetch=(file,) if file else ())


def notices(situation: Situation, happening: Happening) -> list[Outgoing]:
    """A press is answered; *Nee* with an empty notice."""
    if not isinstance(happening, Pressed):
        return []
    pressed = situation.shown.pressed if situation.shown else None
    text = "" if pressed and pressed.label == "Nee" else "genoteerd"
    return [Notice(chat=situation.origin.chat, query=happening.query, text=text)]


def place(situation: Situation) -> dict[str, Any]:
    return {"chat": situation.origin.chat, "topic": situation.origin.topic}


def told(situation: Situation, happening: Happening) -> str:
    match happening:
        case Pressed():
            pressed = situation.shown.pressed if situation.shown else None
            return f"pressed: {pressed.label if pressed else None}"
        case SharedPhone(phone=phone):
            return f"phone: {phone}"
        case SharedPlace(lat=lat, lon=lon):
            return f"place: {lat} {lon}"
        case SentFile(file=file, caption=caption):
            return f"{file.kind}: {file.name} {file.mime} {file.size} {caption}".strip()
        case Edited(text=text):
            return f"edited {situation.origin.message}: {text}"
        case Ticked(reminder=reminder, seq=seq):
            return f"ticked: {reminder} {seq}"
    said = getattr(happening, "text", happening.kind)
    reply = situation.origin.reply_to
    return f"{happening.kind}: {said}" + (f" (op {reply})" if reply else "")


def known(situation: Situation) -> str | None:
    return situation.dossiers[0].id if situation.dossiers else None


def buttons(situation: Situation, _: str, __: datetime) -> Decision:
    text = "<b>Kies</b> &amp; druk"
    return Decision(out=(Send(**place(situation), text=text, buttons=BUTTONS, name="vraag"),))


def change(_situation: Situation, _: str, __: datetime) -> Decision:
    return Decision(out=(Edit(target="vraag", text="Gekozen", buttons=(BUTTONS[0][:1],)),))


def react(situation: Situation, _: str, __: datetime) -> Decision:
    origin = situation.origin
    return Decision(out=(React(chat=origin.chat, message=origin.message or 0, emoji="👌"),))


def write(situation: Situation, text: str, _: datetime) -> Decision:
    """`aan fatima hoi`"""
    _, who, words = text.split(" ", 2)
    origin = situation.origin
    source = Source(chat=origin.chat, message=origin.message or 0)
    return Decision(out=(Send(chat=f"terminal:{who}", text=words, source=source),))


def later(situation: Situation, text: str, now: datetime) -> Decision:
    """`over 36` hours"""
    at = now + timedelta(hours=int(text.split()[1]))
    return Decision(out=(Send(chat=situation.origin.chat, text="later", not_before=at),))


def begin(situation: Situation, text: str, now: datetime) -> Decision:
    """`begin VB-2027-0001`: a dossier with a topic, and reminders after 2, 5 and 7 days."""
    dossier = Dossier(
        id=situation.fresh,
        code=text.split()[1],
        resident=situation.origin.sender,
        began_at=now,
        touched_at=now,
    )
    out: list[Outgoing] = [Send(chat=dossier.resident, text="begonnen", dossier=dossier.id)]
    if group := situation.group:
        card = Send(chat=group, text="kaart", dossier=dossier.id, buttons=BUTTONS[:1])
        out.append(MakeTopic(chat=group, dossier=dossier.id, title="straatfeest"))
        out.append(card.model_copy(update={"wait_topic": True}))
    return Decision(dossiers=(dossier,), out=tuple(out))


def note(situation: Situation, _: str, __: datetime) -> Decision:
    document = ("briefje.txt", "Hoi!")
    return Decision(out=(Send(chat=situation.origin.chat, text="", document=document),))


def show(situation: Situation, _: str, __: datetime) -> Decision:
    return Decision(out=(Send(chat=situation.origin.chat, text="", place=(52.1, 5.1)),))


DOINGS: dict[str, Any] = {
    "knoppen": buttons,
    "wijzig": change,
    "reageer": react,
    "aan": write,
    "over": later,
    "begin": begin,
    "briefje": note,
    "kaartje": show,
}


def plan(dossier: Dossier, _: Knowledge, __: datetime) -> Iterable[Due]:
    for seq, days in enumerate((5, 2, 7)):
        yield Due(reminder=f"na {days}", seq=seq, at=dossier.began_at + timedelta(days=days))


def toy(now: str | None = START, **more: Any) -> Demo:
    """A demo of the toy bot."""
    return Demo(now, knowledge=KNOWLEDGE, core=Core(decide=decide, plan=plan), **more)
