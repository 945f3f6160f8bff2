"""The checked, frozen content of `knowledge/`: what each file may hold, in the editor's own words.

Attribute names are English, keys in the files are Dutch (the alias). Whatever needs more than one
file to be judged (dangling ids, a wijk without begeleider) is `content.check`'s work, not this.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import cached_property
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from bot.core.dossier import Weight
from bot.core.matching import Matcher, dutch
from bot.core.readers.language import Script, Tongues
from bot.core.readers.measure import Unit
from bot.core.texts import Texts
from bot.core.working_time import WorkingCalendar


class Content(BaseModel):
    """An entry of a content file: frozen, keys in Dutch, an unknown key is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False)


Weekday = Literal["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)

HOURS = r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$"
Hours = Annotated[str, WithJsonSchema({"type": "string", "pattern": HOURS})]
"""Local hours on one day, as an editor writes them: 09:00-12:30. Checked by `content.checks`, which
says it in Dutch."""


class Condition(Content):
    """One thing that must hold; a list of them means all. No expression language: what does not
    fit here becomes a named function.

    About one answer (`antwoord`): `is`, `een_van`, `hoogstens`, `minstens`, `bekend`. Or about the
    plan: `onderdeel` (ticked), `themas` (one of these), `regel` (recognised), `gewicht`,
    `geen_regel`, `gehoord` (the idea sentence itself gave that answer, or a part of it).
    `niet: true` turns it round. An answer that is not known makes a comparison neither true nor
    false: see `core.conditions`.
    """

    answer: str | None = Field(None, alias="antwoord")
    equals: str | None = Field(None, alias="is")
    one_of: tuple[str, ...] = Field((), alias="een_van")
    at_most: float | None = Field(None, alias="hoogstens")
    at_least: float | None = Field(None, alias="minstens")
    known: bool | None = Field(None, alias="bekend")
    option: str | None = Field(None, alias="onderdeel")
    themes: tuple[str, ...] = Field((), alias="themas")
    rule: str | None = Field(None, alias="regel")
    weight: Weight | None = Field(None, alias="gewicht")
    no_rule: bool | None = Field(None, alias="geen_regel")
    heard: str | None = Field(None, alias="gehoord")
    inverted: bool = Field(False, alias="niet")


Conditions = tuple[Condition, ...]


class Channel(Content):
    """The formal channel that the municipality designates (Wmebv): where one really applies."""

    form: str | None = Field(None, alias="formulier")
    phone: str | None = Field(None, alias="telefoon")
    desk: str | None = Field(None, alias="loket")


class RuleSource(Content):
    name: str = Field(alias="naam")
    link: str | None = None


class LeadTime(Content):
    """How long beforehand, counted back from the wanted date."""

    working_days: int | None = Field(None, alias="werkdagen")
    weeks: int | None = Field(None, alias="weken")


Asks = Literal["niets", "melden", "ontheffing", "vergunning", "afspraak", "toestemming", "subsidie"]
"""What the municipality asks: a melding is light, a vergunning is not."""


class Todo(Content):
    """Something that belongs to it: begins with a verb, has a term and one line why. `vraagt` tells
    a formal step from what somebody simply does."""

    do: str = Field(alias="doe")
    because: str = Field(alias="omdat")
    asks: Asks = Field("niets", alias="vraagt")
    lead: LeadTime | None = Field(None, alias="termijn")
    only_if: Conditions = Field((), alias="alleen_als")


class GoodNews(Content):
    """What is met already: one short sentence."""

    text: str = Field(alias="tekst")
    only_if: Conditions = Field((), alias="alleen_als")


class Hurdle(Content):
    """What makes a plan hard, as the end of "Dit is lastig, want …", and what can be done."""

    because: str = Field(alias="want")
    instead: str = Field(alias="wat_wel_kan")
    only_if: Conditions = Field((), alias="alleen_als")


class Rule(Content):
    """A rule. Where `alleen_als` surely does not hold, the rule named by `anders` takes its place:
    a feast of 150 people is no small feast, but a feast it remains."""

    id: str
    title: str = Field(alias="titel")
    themes: tuple[str, ...] = Field(alias="themas", min_length=1)
    for_whom: str = Field("", alias="voor_wie")
    asks: Asks = Field(alias="vraagt")
    weight: Weight = Field(alias="gewicht")
    summary: str = Field(alias="samenvatting")
    first_news: str | None = Field(None, alias="eerste_nieuws")
    keywords: tuple[str, ...] = Field(alias="trefwoorden", min_length=1)
    sentences: tuple[str, ...] = Field(alias="zinnen", min_length=1)
    only_if: Conditions = Field((), alias="alleen_als")
    instead: str | None = Field(None, alias="anders")
    todos: tuple[Todo, ...] = Field((), alias="dit_hoort_erbij")
    good_news: tuple[GoodNews, ...] = Field((), alias="goed_nieuws")
    hurdles: tuple[Hurdle, ...] = Field((), alias="lastig")
    channel: Channel = Field(Channel(), alias="kanaal")
    costs: str = Field("", alias="kosten")
    sources: tuple[RuleSource, ...] = Field((), alias="bronnen")
    contact: str
    owner: str = Field(alias="eigenaar")
    valid_from: date | None = Field(None, alias="geldig_van")
    valid_to: date | None = Field(None, alias="geldig_tot")
    checked: date = Field(alias="gecontroleerd")


class Theme(Content):
    """`outdoors`: for such a plan somebody puts something in the street or in the ground."""

    id: str
    name: str = Field(alias="naam")
    contact: str
    outdoors: bool = Field(False, alias="buiten")


class Contact(Content):
    """`outdoors` is who works in the street, and is asked about each plan that is outdoors."""

    id: str
    name: str = Field(alias="naam")
    department: str = Field(alias="afdeling")
    person: str | None = Field(None, alias="voornaam")
    phone: str | None = Field(None, alias="telefoon")
    mail: str | None = None
    wijken: tuple[str, ...] = ()
    about: str = Field(alias="waarvoor")
    outdoors: bool = Field(False, alias="buitendienst")


class Wijk(Content):
    """A wijk: `straten` are the streets, squares and parks by which people know it; `gebied` is
    south, west, north, east in degrees; `budget` is what its wijkregisseur may give to light plans
    in a calendar year, in whole euros."""

    id: str
    name: str = Field(alias="naam")
    streets: tuple[str, ...] = Field(alias="straten")
    box: tuple[float, float, float, float] | None = Field(None, alias="gebied")
    team_name: str = Field(alias="teamnaam")
    budget: int | None = Field(None, ge=1)


class SchoolHoliday(Content):
    """A school holiday of the region, first and last day. Nothing waits for it: it is told where a
    begeleider plans."""

    name: str = Field(alias="naam")
    first: date = Field(alias="van")
    last: date = Field(alias="tot_en_met")


class Municipality(Content):
    name: str = Field(alias="naam")
    code_letters: str = Field(alias="codeletters", pattern=r"^[A-Z]{2}$")
    phone: str = Field(alias="telefoon")
    site: str
    form_of_address: Literal["je", "u"] = Field(alias="aanspreekvorm")
    zone: str = Field(alias="tijdzone")
    office_from: time = Field(alias="kantoor_van")
    office_to: time = Field(alias="kantoor_tot")
    quiet_before: time = Field(alias="bewoner_vanaf")
    quiet_after: time = Field(alias="bewoner_tot")
    good_friday_off: bool = Field(True, alias="goede_vrijdag_vrij")
    closing_days: tuple[date, ...] = Field((), alias="sluitingsdagen")
    school_holidays: tuple[SchoolHoliday, ...] = Field((), alias="schoolvakanties")
    promise_days: int = Field(5, alias="belofte_werkdagen")
    busy_promise_days: int = Field(8, alias="belofte_als_het_druk_is_werkdagen")
    member_points: int = Field(8, alias="punten_per_begeleider", ge=1, le=100)
    pings_per_week: int = Field(3, alias="herinneringen_per_week", ge=1, le=50)
    gap_days: int = Field(365, alias="gemiste_vragen_dagen", ge=1, le=3650)
    privacy_version: str = Field(alias="privacyversie")
    wijken: tuple[Wijk, ...] = Field(min_length=1)


class Leave(Content):
    """Local days off, first and last; `vervanger` acts meanwhile."""

    first: date = Field(alias="van")
    last: date = Field(alias="tot_en_met")
    stand_in: str | None = Field(None, alias="vervanger")


Role = Literal[
    "begeleider",
    "coordinator",
    "collega",
    "wijkregisseur",
    "wijkcoordinator",
    "gebiedsregisseur",
    "directeur",
    "opdrachtgever",
]
HELPING: frozenset[Role] = frozenset({"begeleider", "coordinator"})
"""Who helps residents; the others in the house answer, give a contribution or give backing."""
OVERSEEING: frozenset[Role] = frozenset({"coordinator", "opdrachtgever"})
"""Who sees to all plans, and hears of what begeleiders leave."""


class Member(Content):
    """A member of the team. Empty `themas` or `wijken` means all of them. Of a colleague elsewhere
    in the house, `contact` says which contact they are. A wijkregisseur decides about the budget of
    their `wijken`; the directeur gives backing when a begeleider asks for it. The
    wijkcoordinator and the gebiedsregisseur hear what lives in their `wijken`; the opdrachtgever
    hears what stayed with everybody else. `tijden` are the local hours of some of their `dagen`; on
    the others they have those of the office."""

    id: str
    name: str = Field(alias="naam")
    role: Role = Field("begeleider", alias="rol")
    contact: str | None = None
    title: str = Field(alias="functie")
    line: str = Field("", alias="zin")
    wijken: tuple[str, ...] = ()
    themes: tuple[str, ...] = Field((), alias="themas")
    hours: float = Field(alias="uren_per_week")
    days: tuple[Weekday, ...] = Field(alias="dagen", min_length=1)
    times: dict[Weekday, Annotated[tuple[Hours, ...], Field(min_length=1)]] = Field(
        {}, alias="tijden"
    )
    leave: tuple[Leave, ...] = Field((), alias="verlof")

    @property
    def helps(self) -> bool:
        """Whether residents' plans can be theirs."""
        return self.role in HELPING

    def is_in(self, wijk: str | None) -> bool:
        """Whether they work in this wijk; nobody works in no wijk."""
        return wijk is not None and (not self.wijken or wijk in self.wijken)


class Choice(Content):
    """A ready answer under a question. `laag`/`hoog` give it its numbers: people, euros, or the
    unit of the question."""

    id: str
    label: str
    low: float | None = Field(None, alias="laag")
    high: float | None = Field(None, alias="hoog")
    echo: str | None = Field(None, alias="herhaal")


class Variant(Content):
    """Other words for the same question, when its conditions hold."""

    only_if: Conditions = Field(alias="alleen_als")
    ask: str = Field(alias="vraag")
    choices: tuple[Choice, ...] | None = Field(None, alias="keuzes")


class Question(Content):
    """A question of the intake. `belang` decides which ones stay when there are too many:
    the lowest goes first. `herhaal` is how the answer is repeated in the next message, `kort` how
    the question is named in a list, `omdat` what it is asked for. `tijden_bij`: for these themes a
    moment is only complete with the hours of the day. A question of the kind `maat` has an
    `eenheid`. With `als_het_telt` it is asked only while a rule of the plan hangs on its answer.
    `knop` opens it from the summary when what belongs to the plan hangs on it."""

    id: str
    kind: Literal[
        "plek", "moment", "aantal", "bedrag", "maat", "vinklijst", "keuze", "naam", "bellen", "open"
    ] = Field(alias="soort")
    unit: Unit | None = Field(None, alias="eenheid")
    ask: str = Field(alias="vraag")
    variants: tuple[Variant, ...] = Field((), alias="varianten")
    choices: tuple[Choice, ...] = Field((), alias="keuzes")
    only_if: Conditions = Field((), alias="alleen_als")
    importance: int = Field(alias="belang", ge=1, le=99)
    short: str = Field(alias="kort")
    echo: str | None = Field(None, alias="herhaal")
    optional: bool = Field(False, alias="mag_leeg")
    reason: str = Field("", alias="omdat")
    times_for: tuple[str, ...] = Field((), alias="tijden_bij")
    when_it_counts: bool = Field(False, alias="als_het_telt")
    button: str | None = Field(None, alias="knop")


class Option(Content):
    """A line of the tick list. It is offered where one of `themas` is recognised, or one of
    `regels`; ticking it brings `brengt`. `woorden` in the idea sentence tick it beforehand."""

    id: str
    label: str
    short: str = Field(alias="kort")
    themes: tuple[str, ...] = Field((), alias="themas")
    rules: tuple[str, ...] = Field((), alias="regels")
    brings: tuple[str, ...] = Field((), alias="brengt")
    words: tuple[str, ...] = Field((), alias="woorden")


class Limits(Content):
    """At most so many questions, by the weight of the plan."""

    light: int = Field(alias="licht")
    other: int = Field(alias="anders")
    no_rule: int = Field(alias="geen_regel")


class After(Content):
    days: int | None = Field(None, alias="dagen")
    working_days: int | None = Field(None, alias="werkdagen")


class Reminder(Content):
    """A reminder: the named condition (`als`, see `core.moments`), how long after its moment
    (`na`) or before it (`voor`), to whom, with which text and buttons. `op_eigen_dag` moves it to a
    day on which the begeleider works: the last one up to then (`ervoor`), or the first one from
    then on (`erna`). `telt_mee: false` is for what counts neither toward the one unasked message a
    week to a resident, nor toward the three to a member. A resident is told that they hear more by
    a new day: `nieuwe_dag` later. `doet` is what happens beside it; what goes to `niemand` only
    does that."""

    id: str
    condition: str = Field(alias="als")
    after: After | None = Field(None, alias="na")
    before: After | None = Field(None, alias="voor")
    to: Literal[
        "bewoner",
        "begeleider",
        "vervanger",
        "gevraagde",
        "team",
        "coordinator",
        "opdrachtgever",
        "niemand",
    ] = Field(alias="aan")
    text: str = Field("", alias="tekst")
    buttons: tuple[str, ...] = Field((), alias="knoppen")
    counts_as_unasked: bool = Field(True, alias="telt_mee")
    always: bool = Field(False, alias="altijd")
    own_day: Literal["ervoor", "erna"] | None = Field(None, alias="op_eigen_dag")
    new_day: After | None = Field(None, alias="nieuwe_dag")
    does: Literal["geef-door", "laat-rusten", "maak-wakker", "trek-vraag-in", "wis"] | None = Field(
        None, alias="doet"
    )


class Rhythm(Content):
    """When a digest comes up. On each own day of whoever gets it, or the first one of a month, at
    the start of their hours; or each week on `dag` at the local time `om`, and when the office is
    closed then, on the next working day."""

    every: Literal["eigen-dag", "week", "maand"] = Field(alias="elke")
    day: Weekday | None = Field(None, alias="dag")
    clock: time | None = Field(None, alias="om")


class Digest(Content):
    """An overview that comes by itself, to the members with these roles: what there is for each of
    them (`eigen`), what the team talks about (`team`), or what lives in their wijken (`wijk`)."""

    id: str
    kind: Literal["eigen", "team", "wijk"] = Field(alias="soort")
    to: tuple[Role, ...] = Field(alias="aan", min_length=1)
    when: Rhythm = Field(alias="wanneer")


class QuickText(Content):
    """A message that stands ready under *Antwoord*: `knop` is what the begeleider sees, `tekst`
    what the resident reads, as words of that begeleider."""

    id: str
    label: str = Field(alias="knop")
    text: str = Field(alias="tekst")


class Refer(Content):
    """What the aanspreekpunt does not do, and where it belongs. `antwoord_bij_twijfel` is what goes
    before the answer to words that may tell of an emergency, and may not."""

    id: str
    name: str = Field(alias="naam")
    answer: str = Field(alias="antwoord")
    when_in_doubt: str = Field("", alias="antwoord_bij_twijfel")
    sentences: tuple[str, ...] = Field((), alias="zinnen")
    phone: str | None = Field(None, alias="telefoon")
    link: str | None = None
    urgent: bool = Field(False, alias="spoed")


class Standing(Content):
    """A question about the conversation itself ("wie leest dit?"): `zinnen` as residents ask it,
    and its answer."""

    id: str
    sentences: tuple[str, ...] = Field(alias="zinnen", min_length=1)
    answer: str = Field(alias="antwoord")


class Language(Content):
    """Another language in which residents write: by what it is recognised, and what they read.
    `plan` in `welkom` is whether there is an idea already."""

    id: str
    name: str = Field(alias="naam")
    script: Script = Field("latijns", alias="schrift")
    small: tuple[str, ...] = Field((), alias="kleine_woorden")
    usual: tuple[str, ...] = Field((), alias="gewone_woorden")
    letters: str = ""
    endings: tuple[str, ...] = Field((), alias="uitgangen")
    welcome: str = Field(alias="welkom")
    added: str = Field(alias="erbij")
    elsewhere: str = Field(alias="elders")
    sent: str = Field(alias="verstuurd")
    after_sending: str = Field(alias="na_versturen")
    urgent: str = Field(alias="nood")
    send_label: str = Field(alias="knop_verstuur")
    dutch_label: str = Field(alias="knop_nederlands")


class AlarmWords(Content):
    """How people call for help in another language (`taal`): patterns of an urgent referral."""

    language: str = Field(alias="taal")
    referral: str = Field(alias="verwijzing")
    patterns: tuple[str, ...] = Field(alias="zinnen", min_length=1)


@dataclass(frozen=True)
class Knowledge:
    """All content at once, ready to use. `matcher` finds rules, `contact_matcher` the people who
    know of a plan for which there is no rule. `hash` names exactly this content."""

    municipality: Municipality
    themes: Mapping[str, Theme]
    rules: Mapping[str, Rule]
    contacts: Mapping[str, Contact]
    team: Mapping[str, Member]
    questions: tuple[Question, ...]
    limits: Limits
    options: Mapping[str, Option]
    reminders: Mapping[str, Reminder]
    referrals: Mapping[str, Refer]
    texts: Texts
    matcher: Matcher
    contact_matcher: Matcher
    calendar: WorkingCalendar
    hash: str
    wijken: Mapping[str, Wijk] = field(default_factory=dict)
    standing: Mapping[str, Standing] = field(default_factory=dict)
    languages: Mapping[str, Language] = field(default_factory=dict)
    quick_texts: Mapping[str, QuickText] = field(default_factory=dict)
    digests: Mapping[str, Digest] = field(default_factory=dict)
    tongues: Tongues = field(default_factory=lambda: Tongues(()))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The folded words by which residents' words are recognised: subjects, never people."""
        rules = (p for r in self.rules.values() for p in (r.title, *r.keywords, *r.sentences))
        options = (p for o in self.options.values() for p in (o.label, *o.words))
        calm = (r for r in self.referrals.values() if not r.urgent)
        elsewhere = (p for r in calm for p in r.sentences)
        return frozenset(w for p in (*rules, *options, *elsewhere) for _, w in dutch.words(p))
