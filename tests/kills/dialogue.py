"""One dialogue, played by people who act on what they see and repeat nothing of themselves."""

import time
from datetime import timedelta

from bot.store import invites
from tests.botapi.places import Wanted
from tests.botapi.players import Player
from tests.botapi.world import Message
from tests.kills.house import House

TWO_DAYS_LATER = timedelta(days=2, hours=14)


class Stage:
    """Two people, and how they look at their chats."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.samira = house.samira
        self.fatima = house.fatima

    def says(self, person: Player, text: str, reply_to: Message | None = None) -> None:
        self.house.takes_a_moment()
        person.says(text, reply_to=reply_to)

    def presses(self, person: Player, label: str) -> None:
        self.house.takes_a_moment()
        person.presses(label)

    def sees(self, person: Player, wanted: Wanted) -> Message:
        """Wait until this person sees that, since they last did something. Raises Unfinished."""
        seen: list[Message] = []

        def look(seconds: float) -> bool:
            try:
                seen.append(person.waits_for(wanted, seconds=seconds))
            except AssertionError:
                return False
            return True

        self.house.waits_until(look, f"what {person.name} should see: {wanted}")
        return seen[0]

    def is_quiet(self) -> None:
        """Wait until nothing is under way: people take their time. Raises Unfinished."""
        self.house.waits_until(self._comes_to_rest, "an end to what is under way")

    def sees_or_never_will(self, person: Player, wanted: Wanted) -> None:
        """Wait for a reminder: that may be lost, if the bot knows that it may be."""

        def look(seconds: float) -> bool:
            if self.house.gave_up("reminder"):
                return True
            try:
                return bool(person.waits_for(wanted, seconds=seconds))
            except AssertionError:
                return False

        self.house.waits_until(look, f"the reminder that {person.name} should see")

    def _comes_to_rest(self, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while not (at_rest := self.house.is_at_rest()) and time.monotonic() < until:
            time.sleep(0.02)
        return at_rest


def play(stage: Stage) -> None:
    """From the first message to the last word of resident and begeleider. Raises Unfinished."""
    _begin(stage)
    _let_a_begeleider_in(stage)
    _be_reminded(stage)
    _answer(stage)
    _send(stage)
    _talk(stage)
    stage.is_quiet()
    stage.house.telegram.waits_until_confirmed()


def _begin(stage: Stage) -> None:
    stage.says(stage.samira, "/start wijk-noord")
    stage.sees(stage.samira, "Wat wil je doen?")
    stage.says(stage.samira, "straatfeest met bbq, za 12 juni")
    stage.sees(stage.samira, "Vraag 1 van")


def _let_a_begeleider_in(stage: Stage) -> None:
    with stage.house.engine.begin() as connection:
        secret = invites.make(connection, "fatima", stage.house.clock())
    stage.says(stage.fatima, f"/start {secret}")
    stage.sees(stage.fatima, "Welkom Fatima")


def _be_reminded(stage: Stage) -> None:
    stage.says(stage.samira, "kerkstraat")
    stage.sees(stage.samira, "Vraag 2 van")
    stage.is_quiet()
    stage.house.goes_on(TWO_DAYS_LATER)
    stage.sees_or_never_will(stage.samira, lambda message: "Ga verder" in message.labels)


def _answer(stage: Stage) -> None:
    samira = stage.samira
    stage.says(samira, "60 denk ik")
    stage.sees(samira, "Vraag 3 van")
    stage.presses(samira, "Straat dicht voor auto's")
    stage.sees(samira, lambda message: "✓ Straat dicht voor auto's" in message.labels)
    stage.presses(samira, "Ga verder")
    stage.sees(samira, "Vraag 4 van")
    stage.says(samira, "3 tot 10 savonds")
    stage.sees(samira, "Vraag 5 van")
    stage.presses(samira, "Een paar")
    stage.sees(samira, "Vraag 6 van")
    stage.says(samira, "Samira")
    stage.sees(samira, "Vraag 7 van")
    stage.presses(samira, "Bel me: deel mijn nummer")
    stage.sees(samira, "Klopt dit?")


def _send(stage: Stage) -> None:
    stage.presses(stage.samira, "Verstuur naar een begeleider")
    stage.sees(stage.samira, "Je code is")
    stage.sees(stage.fatima, "nieuw voor jou")
    stage.presses(stage.fatima, "Ik pak dit op")
    stage.sees(stage.fatima, "opgepakt")
    stage.sees(stage.samira, "Fatima helpt je verder")


def _talk(stage: Stage) -> None:
    samira, fatima = stage.samira, stage.fatima
    stage.says(fatima, "Hoi Samira, ik bel je morgen")
    stage.sees(fatima, "Wat moet ik hiermee?")
    stage.presses(fatima, "Stuur naar Samira")
    stage.sees(samira, "ik bel je morgen")
    stage.says(samira, "Fijn, tot morgen!")
    stage.sees(fatima, "Fijn, tot morgen!")
    # Of a message that came twice she answers to the last: the bot knows no number of the first.
    stage.is_quiet()
    words = [message for message in fatima.sees_from_bot() if "Fijn, tot morgen!" in message.text]
    stage.says(fatima, "Graag gedaan", reply_to=words[-1])
    stage.sees(samira, "Graag gedaan")
    stage.house.takes_a_moment()
    samira.sends_photo(caption="Zo ziet onze straat eruit")
    stage.sees(fatima, "Zo ziet onze straat eruit")
    stage.says(samira, "/status")
    stage.sees(samira, "aan de beurt")
