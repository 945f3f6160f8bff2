"""Content that changes while it is in use: whole or not at all, and never half saved."""

import gc
import weakref
from pathlib import Path

import pytest

from bot.content import load
from bot.content.live import Live, News
from bot.core.knowledge import Knowledge
from tests.content.conftest import Content


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "eigen"
    folder.mkdir()
    return folder


@pytest.fixture
def live(content: Content, own: Path) -> Live:
    live = Live(content.folder, own, load(content.folder, own))
    assert rest(live) is None
    return live


def rest(live: Live) -> News | None:
    """What comes of it when nobody touches the files for two looks."""
    return live.look() or live.look()


def named(live: Live) -> str:
    return live.knowledge.municipality.name


def test_nothing_is_read_while_nothing_changes(live: Live) -> None:
    before = live.knowledge
    assert rest(live) is None
    assert live.knowledge is before


def test_a_change_is_in_force_as_soon_as_it_rests(live: Live, content: Content) -> None:
    content.change("gemeente.yaml", "naam: Kleindorp", "naam: Grootdorp")
    assert live.look() is None
    assert named(live) == "Kleindorp"
    news = live.look()
    assert news
    assert not news.faults
    assert named(live) == "Grootdorp"
    assert rest(live) is None


def test_who_is_at_work_keeps_the_content_that_it_began_with(live: Live, content: Content) -> None:
    begun = live.knowledge
    content.change("gemeente.yaml", "naam: Kleindorp", "naam: Grootdorp")
    assert rest(live)
    assert begun.municipality.name == "Kleindorp"


def test_files_that_are_saved_one_after_another_are_judged_together(
    live: Live, content: Content
) -> None:
    """A new theme is broken until the second file names it."""
    content.change("contacten.yaml", "id: planten", "id: groenvoorziening")
    assert live.look() is None
    for file in ("themas.yaml", "regels/groen.yaml"):
        content.change(file, "contact: planten", "contact: groenvoorziening")
        assert live.look() is None
    news = live.look()
    assert news
    assert not news.faults
    assert "groenvoorziening" in live.knowledge.contacts


def test_broken_content_never_comes_in_force(live: Live, content: Content) -> None:
    content.change("gemeente.yaml", "naam: Kleindorp", "naam: Grootdorp")
    content.change("themas.yaml", "contact: feesten", "contact: feestjes")
    news = rest(live)
    assert news
    assert [fault.file for fault in news.faults] == ["klein/themas.yaml"]
    assert news.first
    assert named(live) == "Kleindorp"


def test_content_that_stays_broken_is_news_once(live: Live, content: Content) -> None:
    content.write("themas.yaml", "themas: [")
    first = rest(live)
    assert first
    assert first.first
    assert rest(live) is None
    content.write("themas.yaml", "themas: {")
    again = rest(live)
    assert again
    assert again.faults
    assert not again.first


def test_mended_content_is_news_and_in_force(live: Live, content: Content) -> None:
    whole = (content.folder / "themas.yaml").read_text()
    content.write("themas.yaml", "themas: [")
    assert rest(live)
    content.write("themas.yaml", whole.replace("naam: Groen", "naam: Natuur"))
    news = rest(live)
    assert news
    assert news.mended
    assert live.knowledge.themes["groen"].name == "Natuur"
    assert rest(live) is None


def test_putting_back_what_was_in_force_mends_it_too(live: Live, content: Content) -> None:
    before, whole = live.knowledge, (content.folder / "themas.yaml").read_text()
    content.write("themas.yaml", "themas: [")
    assert rest(live)
    content.write("themas.yaml", whole)
    news = rest(live)
    assert news
    assert news.mended
    assert live.knowledge is before


def test_saving_without_a_change_is_no_news(live: Live, content: Content) -> None:
    before = live.knowledge
    content.write("themas.yaml", (content.folder / "themas.yaml").read_bytes())
    assert rest(live) is None
    assert live.knowledge is before


def test_the_own_folder_is_looked_at_too(live: Live, own: Path) -> None:
    (own / "gemeente.yaml").write_text("naam: Zandhuizen\n")
    assert rest(live)
    assert named(live) == "Zandhuizen"
    (own / "gemeente.yaml").write_text("naam: Zandhuizen\nnamm: x\n")
    news = rest(live)
    assert news
    assert [fault.file for fault in news.faults] == ["eigen/gemeente.yaml"]
    (own / "gemeente.yaml").unlink()
    assert rest(live)
    assert named(live) == "Kleindorp"


def test_a_folder_that_is_gone_is_told_and_comes_back(
    live: Live, content: Content, tmp_path: Path
) -> None:
    content.folder.rename(tmp_path / "elders")
    news = rest(live)
    assert news
    assert news.faults
    assert named(live) == "Kleindorp"
    (tmp_path / "elders").rename(content.folder)
    back = rest(live)
    assert back
    assert back.mended


def test_each_state_of_the_files_has_its_own_key(live: Live, content: Content) -> None:
    """So that two processes on one database tell it once, and a second time is told again."""
    other = Live(content.folder, None, live.knowledge)
    whole = (content.folder / "themas.yaml").read_text()
    keys = []
    for text in ("themas: [", whole, "themas: ["):
        content.write("themas.yaml", text)
        news = rest(live)
        assert news
        keys.append(news.key)
    assert len(set(keys)) == 3
    same = rest(other)
    assert same
    assert same.key == keys[-1]


def test_what_is_saved_while_it_is_read_is_judged_at_the_next_look(
    live: Live, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of one save and half of the next is no state that anybody meant."""

    def saved_meanwhile(folder: Path, own: Path | None) -> Knowledge:
        monkeypatch.undo()
        read = load(folder, own)
        content.change("gemeente.yaml", "naam: Middeldorp", "naam: Grootdorp")
        return read

    content.change("gemeente.yaml", "naam: Kleindorp", "naam: Middeldorp")
    monkeypatch.setattr("bot.content.live.load", saved_meanwhile)
    assert rest(live) is None
    assert named(live) == "Kleindorp"
    assert rest(live)
    assert named(live) == "Grootdorp"


def test_content_that_nobody_uses_any_more_is_let_go(live: Live, content: Content) -> None:
    """The matcher refers to itself, and is large."""
    matcher = weakref.ref(live.knowledge.matcher)
    content.change("gemeente.yaml", "naam: Kleindorp", "naam: Grootdorp")
    assert rest(live)
    assert matcher() is None
    assert gc.isenabled()
