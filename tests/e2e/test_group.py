"""The team's group with topics: one topic a plan, and nothing leaves it by accident."""

from collections.abc import Iterator

import pytest

from tests.botapi.groups import Group
from tests.botapi.places import Place
from tests.e2e.conftest import Village
from tests.e2e.house import running_house
from tests.launch import Nursery


@pytest.fixture(scope="module")
def group_village(
    nursery: Nursery, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Village, Group]]:
    folder = tmp_path_factory.mktemp("group")
    with running_house(nursery, folder, "2027-05-11T10:00", start=False) as house:
        group = house.telegram.group("Team", house.telegram.user("Beheer"), forum=True)
        house.start(AANSPREEKPUNT_STAFF_CHAT=str(group.id))
        village = Village(house)
        group.adds(*village.team.values())
        yield village, group
        assert not [m for m in house.telegram.mistakes if "to edit not found" not in m.description]
        assert house.stop() == 0


@pytest.fixture
def village(group_village: tuple[Village, Group]) -> Village:
    return group_village[0]


@pytest.fixture
def group(group_village: tuple[Village, Group]) -> Group:
    return group_village[1]


def topic_of(group: Group, code: str) -> Place:
    """The topic whose name begins with this code."""
    return group.topic(next(topic.id for topic in group.topics if topic.name.startswith(code)))


def test_a_plan_gets_one_topic_with_one_card_that_changes(village: Village, group: Group) -> None:
    helped = village.helped("Loes")

    topic = topic_of(group, helped.code)

    texts = [message for message in topic.sees_from_bot() if helped.code in message.text]
    assert len(texts) == 1
    assert f"opgepakt door {helped.owner.name}" in texts[0].text
    assert texts[0].silent


def test_the_number_of_the_resident_never_stands_in_the_group(
    village: Village, group: Group
) -> None:
    helped = village.helped("Mies")
    helped.resident.shares_contact()
    village.house.settles()

    assert not any("31612345678" in message.text for message in group.sees())


def test_what_staff_say_in_a_topic_is_internal(village: Village, group: Group) -> None:
    helped = village.helped("Nico")
    before = len(helped.resident.sees())
    topic = topic_of(group, helped.code)

    helped.owner.says("ik twijfel over de hekken", where=topic)
    village.house.settles()

    assert "notitie" in topic.sees()[-1].text
    assert len(helped.resident.sees()) == before


def test_a_tap_sends_what_was_said_in_a_topic_after_all(village: Village, group: Group) -> None:
    helped = village.helped("Olga")
    topic = topic_of(group, helped.code)

    helped.owner.says("Kom je donderdag?", where=topic)
    village.house.settles()
    helped.owner.presses("Stuur naar Olga", where=topic)
    village.house.settles()

    assert "Kom je donderdag?" in helped.resident.sees()[-1].text


def test_antwoord_in_a_topic_reaches_the_resident_and_a_reaction_says_so(
    village: Village, group: Group
) -> None:
    helped = village.helped("Piet")
    topic = topic_of(group, helped.code)

    said = helped.owner.says("/antwoord Het mag tot 23 uur", where=topic)
    village.house.settles()

    assert "Het mag tot 23 uur" in helped.resident.sees()[-1].text
    assert "/antwoord" not in helped.resident.sees()[-1].text
    shown = next(message for message in topic.sees() if message.id == said.id)
    assert shown.reactions[village.house.telegram.world.bot.id] == ["👌"]


def test_a_stranger_in_the_group_cannot_answer_a_resident(village: Village, group: Group) -> None:
    helped = village.helped("Rita")
    stranger = village.house.telegram.user("Vreemdeling")
    group.adds(stranger)
    before = len(helped.resident.sees())

    stranger.says("/antwoord Nee!", where=topic_of(group, helped.code))
    village.house.settles()

    assert len(helped.resident.sees()) == before


def test_the_second_who_picks_it_up_hears_who_was_first(village: Village, group: Group) -> None:
    helped = village.helped("Sien")
    other = next(p for p in village.team.values() if p.id != helped.owner.id)
    card = next(m for m in topic_of(group, helped.code).sees_from_bot() if helped.code in m.text)
    assert "Ik pak dit op" not in card.labels

    press = other.presses("Draag over", card, where=group)
    village.house.settles()

    assert helped.owner.name in press.waits_for_answer()


def test_a_topic_that_was_deleted_does_not_stop_the_dialogue(
    village: Village, group: Group
) -> None:
    helped = village.helped("Toos")
    group.deletes_topic(topic_of(group, helped.code).thread_id or 0)

    helped.resident.says("is er al nieuws?")
    village.house.settles()
    helped.owner.presses("Gesproken")
    village.house.settles()

    assert any("is er al nieuws?" in message.text for message in helped.owner.sees())
