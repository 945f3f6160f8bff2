"""What an update says of a person beyond their words goes no further than the parser."""

from copy import deepcopy
from typing import Any

import pytest

from bot.channels.telegram.parse import parse
from tests.channels.telegram.updates import GROUP, NOW, membership, message, pressed, update

Json = dict[str, Any]

CANARY = "kanarie"
PHONE = "+31600000000"

REVEALING: Json = {
    "username": CANARY,
    "first_name": CANARY,
    "last_name": CANARY,
    "title": CANARY,
    "bio": CANARY,
    "phone_number": PHONE,
    "vcard": f"TEL:{PHONE}",
    "photo": {"small_file_id": CANARY},
    "active_usernames": [CANARY],
    "performer": CANARY,
    "address": CANARY,
    "author_signature": CANARY,
}
OTHER = {"id": 999, "is_bot": False, **REVEALING}
AROUND: Json = {
    "forward_origin": {"type": "user", "date": 1, "sender_user": OTHER},
    "via_bot": OTHER,
    "reply_to_message": {"message_id": 3, "from": OTHER, "chat": OTHER, "text": CANARY},
    "quote": {"text": CANARY, "position": 0},
    "entities": [{"type": "text_mention", "offset": 0, "length": 3, "user": OTHER}],
    "author_signature": CANARY,
    "external_reply": {"origin": {"type": "user", "sender_user": OTHER}},
}
FILE = {"file_id": "F1", "file_unique_id": "u", "duration": 1, "width": 1, "height": 1}

UPDATES = {
    "text": update(text="hoi", **AROUND),
    "text in a group": update(text="hoi", chat=GROUP, **AROUND),
    "edit": update("edited_message", text="hoi", edit_date=1, **AROUND),
    "photo": update(photo=[FILE], **AROUND),
    "audio": update(audio=FILE | REVEALING, **AROUND),
    "video": update(video=FILE, **AROUND),
    "sticker": update(sticker=FILE | {"set_name": CANARY}, **AROUND),
    "poll": update(poll={"question": CANARY, "options": [{"text": CANARY}]}, **AROUND),
    "place": update(location={"latitude": 1, "longitude": 2}, venue=REVEALING, **AROUND),
    "somebody's card": update(contact={"user_id": 999, **REVEALING}, **AROUND),
    "a card of nobody": update(contact=REVEALING, **AROUND),
    "button": pressed(message=message(text=CANARY, **AROUND)),
    "membership": membership("kicked"),
    "newcomers": update(chat=GROUP, new_chat_members=[OTHER], **AROUND),
}


def revealing(value: Any) -> Any:
    """The same update, with a canary in every person and chat."""
    if isinstance(value, list):
        return [revealing(item) for item in value]
    if not isinstance(value, dict):
        return value
    inner = {name: revealing(item) for name, item in value.items()}
    return inner | REVEALING if "is_bot" in inner or "type" in inner else inner


@pytest.mark.parametrize("kind", UPDATES)
def test_no_name_username_or_number_comes_through(kind: str) -> None:
    parsed = repr(parse(revealing(deepcopy(UPDATES[kind])), NOW))

    assert CANARY not in parsed
    assert PHONE not in parsed
    assert "999" not in parsed


def test_the_updates_with_canaries_are_ones_that_come_through() -> None:
    skipped = {kind for kind, raw in UPDATES.items() if not parse(revealing(raw), NOW).items}

    assert skipped == {"newcomers"}
