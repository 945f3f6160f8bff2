"""What stands in everybody's chat: the messages of the bot, with the buttons they carry now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.channels.terminal.cast import Cast, Role
from bot.channels.terminal.misplay import Misplay
from bot.core.decision import Button, Buttons

TICK = "✓ "


@dataclass(frozen=True)
class Place:
    """A chat, or a topic of the group."""

    chat: str
    topic: int | None = None


@dataclass(frozen=True)
class Message:
    """A message of the bot. `outbox` is the row that its buttons came with: the message's own, or
    that of its last edit. `dossier` is an id, not a code."""

    number: int
    outbox: int
    place: Place
    text: str
    dossier: str | None = None
    buttons: Buttons = ()

    def labels(self) -> list[str]:
        """The labels, counted as the buttons are: row by row."""
        return [button.label for button in self.all_buttons()]

    def labels_by_row(self) -> tuple[tuple[str, ...], ...]:
        return labels_of(self.buttons)

    def all_buttons(self) -> list[Button]:
        return [button for row in self.buttons for button in row]

    def find(self, label: str) -> int | None:
        """Which button has that label; a tick before it need not be typed."""
        labels = self.labels()
        for wanted in (label, TICK + label):
            if wanted in labels:
                return labels.index(wanted)
        return None


class Stage:
    """All messages by number, and per place in the order in which they came.

    Of what people said only the place and the sender are kept. `topics` are those of the group;
    `last_addressed` is the begeleider who got the newest message in their own chat.
    """

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._messages: dict[int, Message] = {}
        self._standing: dict[Place, list[int]] = defaultdict(list)
        self._places: dict[int, Place] = {}
        self._said: dict[int, str] = {}
        self.topics: list[int] = []
        self.last_addressed: Role | None = None

    def put(self, message: Message) -> None:
        """A new message of the bot stands at the foot of its place."""
        self._messages[message.number] = message
        self._standing[message.place].append(message.number)
        self._places[message.number] = message.place
        if message.place.topic is not None:
            self.open_topic(message.place.topic)
        role = self._cast.of(message.place.chat)
        if role.side == "begeleider":
            self.last_addressed = role

    def hear(self, number: int, place: Place, sender: str) -> None:
        """The person of chat `sender` said message `number` there."""
        self._places[number] = place
        self._said[number] = sender

    def is_said_by(self, sender: str, number: int) -> bool:
        """Whether message `number` is that person's own."""
        return self._said.get(number) == sender

    def newest_said_by(self, sender: str) -> int:
        """That person's newest message. Raises Misplay when there is none."""
        own = [number for number, said_by in self._said.items() if said_by == sender]
        if not own:
            raise Misplay("Er is nog geen eigen bericht om te wijzigen.")
        return max(own)

    def change(self, number: int, outbox: int, text: str, buttons: Buttons) -> Message | None:
        """A message reads differently now; None when it does not stand anywhere."""
        message = self._messages.get(number)
        if message is None:
            return None
        self._messages[number] = replace(message, outbox=outbox, text=text, buttons=buttons)
        return self._messages[number]

    def open_topic(self, topic: int) -> None:
        if topic not in self.topics:
            self.topics.append(topic)

    def message(self, number: int) -> Message | None:
        """A message of the bot."""
        return self._messages.get(number)

    def place(self, number: int) -> Place | None:
        """Where a message stands, whoever said it."""
        return self._places.get(number)

    def newest(self, place: Place) -> Message | None:
        """The newest message there that has buttons."""
        return next(self._with_buttons(place), None)

    def pressable(self, label: str, place: Place) -> tuple[Message, int]:
        """The newest message there with that button, and which one it is. Raises Misplay."""
        for message in self._with_buttons(place):
            index = message.find(label)
            if index is not None:
                return message, index
        newest = self.newest(place)
        raise Misplay(no_button(label, newest.labels() if newest else ()))

    def _with_buttons(self, place: Place) -> Iterator[Message]:
        messages = (self._messages[number] for number in reversed(self._standing[place]))
        return (message for message in messages if message.buttons)


def labels_of(buttons: Buttons) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(button.label for button in row) for row in buttons)


def no_button(label: str, there: Iterable[str]) -> str:
    """That a label is nowhere, and which ones are."""
    names = ", ".join(f"'{one}'" for one in there)
    rest = f"Deze knoppen zijn er: {names}." if names else "Er zijn nu geen knoppen."
    return f"Er is geen knop '{label}'. {rest}"
