"""`/zoek`: plans by code, idea, place and theme, in words that may be misspelt."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from bot.core.dossier import Dossier
from bot.core.knowledge import Knowledge, Member
from bot.core.matching import dutch
from bot.core.plan import Plan
from bot.core.readers.words import word_set
from bot.core.scene import Scene
from bot.core.staff.lists import opening
from bot.core.telling import title
from bot.core.texts import lines

MOST_FOUND = 8
ALIKE_ENOUGH = 82
"""How alike (of 100) a word must be to one of the plan: a letter may be wrong in a short word."""
_PART = 4
"""From so many letters a word may be a part of a longer one: *tuin* in *moestuin*."""
_SAYS_NOTHING = word_set("de het een in op aan van voor met bij en")


def tell_found(scene: Scene, member: Member, words: str) -> None:
    """At most eight plans in which every word is found, the best first; each opens with a tap."""
    if not words:
        scene.say(scene.texts("team.zoek-hoe"))
        return
    plans = [scene.plan(d) for d in scene.situation.others if d.code is not None]
    found = search(words, plans, scene.knowledge)
    if not found:
        scene.say(scene.texts("team.zoek-niets", woorden=words))
        return
    shown = found[:MOST_FOUND]
    scene.say(
        lines(
            scene.texts("team.zoek-gevonden", aantal=len(found), getoond=len(shown)),
            *(
                scene.texts(
                    "team.zoek-regel",
                    code=d.code,
                    wat=title(scene.plan(d)),
                    naam=scene.owner_name(d),
                    open=d.is_open,
                )
                for d in shown
            ),
        ),
        *[[opening(scene, d, member)] for d in shown],
    )


def search(words: str, plans: Iterable[Plan], knowledge: Knowledge) -> list[Dossier]:
    """The plans in which each of these words is found, the best first, then the newest."""
    asked = _asked(words)
    scored = [(_score(asked, _searchable(plan, knowledge)), plan.dossier) for plan in plans]
    found = [(score, dossier) for score, dossier in scored if score > 0]
    found.sort(key=lambda one: (one[0], one[1].sent_at or one[1].began_at), reverse=True)
    return [dossier for _, dossier in found]


def _asked(words: str) -> Sequence[str]:
    said = dutch.folded_words(words)
    return [word for word in said if word not in _SAYS_NOTHING] or said


def _searchable(plan: Plan, knowledge: Knowledge) -> frozenset[str]:
    """The words by which a plan can be found."""
    place = plan.at.place if plan.at else None
    wijk = knowledge.wijken.get(plan.wijk or "")
    themes = (knowledge.themes[t].name for t in plan.dossier.themes if t in knowledge.themes)
    where = (place.name or "", place.words) if place else ()
    rules = (rule.title for rule in plan.rules)
    texts = (plan.dossier.code or "", plan.dossier.idea, *where, *themes, *rules)
    return frozenset(dutch.folded_words(" ".join((*texts, wijk.name if wijk else ""))))


def _score(asked: Sequence[str], words: frozenset[str]) -> float:
    """The mean likeness of the asked words; 0 when one of them is not found."""
    best = [max((_alike(one, word) for word in words), default=0.0) for one in asked]
    return sum(best) / len(best) if best and min(best) >= ALIKE_ENOUGH else 0.0


def _alike(asked: str, word: str) -> float:
    if asked == word:
        return 100.0
    if asked.isdigit() or word.isdigit():
        same = asked.isdigit() and word.isdigit() and int(asked) == int(word)
        return 95.0 if same else 0.0
    if dutch.stem(asked) == dutch.stem(word):
        return 97.0
    if len(asked) >= _PART and asked in word:
        return 90.0
    return fuzz.ratio(asked, word)
