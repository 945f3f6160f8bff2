"""Rules made up for a test, on top of the content that is shipped."""

from dataclasses import replace
from datetime import date

from bot.core.dossier import Answer, Dossier, Picked, Recognised, When
from bot.core.knowledge import Knowledge, Rule
from bot.core.plan import Plan
from bot.core.readers.moment import Moment
from tests.core.paper import local, real_knowledge

TODAY = date(2027, 5, 11)


def rule(ident: str, **fields: object) -> Rule:
    """A rule with these fields, in the editor's words; what is not named is of no matter."""
    base: dict[str, object] = {
        "id": ident,
        "titel": f"De regel {ident}",
        "themas": ["evenement"],
        "vraagt": "niets",
        "gewicht": "licht",
        "samenvatting": "Dit kan.",
        "trefwoorden": [ident],
        "zinnen": [ident],
        "contact": "evenementen",
        "eigenaar": "evenementen",
        "gecontroleerd": "2026-11-01",
    }
    return Rule.model_validate(base | fields)


def todo(do: str, **fields: object) -> dict[str, object]:
    return {"doe": do, "omdat": "Dat is fijn."} | fields


def knowing(*rules: Rule) -> Knowledge:
    """The shipped content with these rules besides."""
    known = real_knowledge()
    return replace(known, rules={**known.rules, **{r.id: r for r in rules}})


def plan_with(
    *rules: Rule,
    answers: dict[str, Answer] | None = None,
    day: date | None = None,
    ticks: tuple[str, ...] | None = (),
    today: date = TODAY,
    recognised: tuple[str, ...] | None = None,
    besides: tuple[Rule, ...] = (),
    idea: str = "iets leuks",
) -> Plan:
    """A plan in which these rules were recognised (or only the ones named), with these answers;
    `ticks` None is a tick list that nobody answered. `besides` are rules that only exist."""
    given: dict[str, Answer] = dict(answers or {})
    if day is not None:
        given["moment"] = When(moment=Moment(day=day, words="dan"))
    if ticks is not None:
        given["onderdelen"] = Picked(options=ticks)
    names = tuple(r.id for r in rules) if recognised is None else recognised
    dossier = Dossier(
        id="d1",
        resident="terminal:bewoner",
        idea=idea,
        recognised=tuple(Recognised(rule=name, score=1.0, why=(name,)) for name in names),
        themes=tuple(dict.fromkeys(theme for r in rules for theme in r.themes)),
        outcome="match" if names else "none",
        answers=given,
        began_at=local(f"{today} 10:00"),
        touched_at=local(f"{today} 10:00"),
    )
    return Plan(dossier, knowing(*rules, *besides), today)
