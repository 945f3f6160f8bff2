"""Whether a file has the shape that its model asks for; what pydantic says, told in Dutch."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from bot.content.fault import Fault
from bot.content.source import Source, Steps

Shape = TypeVar("Shape", bound=BaseModel)

_CLOSE_ENOUGH = 60
_NO_DATE = ("Dit is geen datum.", "Schrijf een datum als 2027-06-12.")
_NO_TIME = ("Dit is geen tijd.", "Schrijf een tijd als 09:00.")
_NO_NUMBER = ("Dit is geen getal.", "Vul een getal in, zonder aanhalingstekens.")
_NO_LIST = ("Dit moet een lijst zijn.", "Zet er [ en ] omheen, of begin elke regel met -")
_NO_GROUP = ("Hier horen sleutels met een dubbele punt.", "Kijk hoe het elders in de map staat.")

# By the beginning of pydantic's name for the fault; the first that fits counts.
_KNOWN: tuple[tuple[str, tuple[str, str]], ...] = (
    ("date", _NO_DATE),
    ("time", _NO_TIME),
    ("int", _NO_NUMBER),
    ("float", _NO_NUMBER),
    ("bool", ("Dit is geen ja of nee.", "Schrijf true of false.")),
    ("tuple", _NO_LIST),
    ("list", _NO_LIST),
    ("model", _NO_GROUP),
    ("dict", _NO_GROUP),
    ("mapping", _NO_GROUP),
    ("string_type", ("Dit moet tekst zijn.", "Schrijf hier één tekst.")),
)


def shaped(source: Source, model: type[Shape]) -> tuple[Shape | None, list[Fault]]:
    """The data of `source` as a `model`, or None with the faults."""
    try:
        return model.model_validate(source.data), []
    except ValidationError as wrong:
        errors = wrong.errors()
    real = [error for error in errors if not _follows(error, errors, model)]
    lacking = _lacking(source, real)
    incomplete = [_incomplete(source, steps, names) for steps, names in lacking.items()]
    return None, [
        *(_fault(source, model, error) for error in real if _entry(source, error) not in lacking),
        *incomplete,
    ]


def _lacking(source: Source, errors: Iterable[ErrorDetails]) -> dict[Steps, list[str]]:
    """The keys that each entry lacks which a municipality added to the base."""
    lacking: dict[Steps, list[str]] = {}
    for error in errors:
        entry = _entry(source, error)
        if entry is not None:
            lacking.setdefault(entry, []).append(str(error["loc"][-1]))
    return lacking


def _entry(source: Source, error: ErrorDetails) -> Steps | None:
    """The added entry that lacks a key, if that is the fault."""
    entry = error["loc"][:-1]
    return entry if error["type"] == "missing" and entry in source.added else None


def _incomplete(source: Source, entry: Steps, names: list[str]) -> Fault:
    """An added entry that is not whole is most often one of the base with its id misspelt."""
    ident = source.values[*entry, "id"].raw
    meant = _likeliest(ident, source.added[entry])
    what = f"'{ident}' staat niet in de basis, en hier ontbreekt nog: {', '.join(names)}."
    remedy = f"Bedoelde je '{meant}'?" if meant else "Vul het aan, of verbeter het id."
    return source.fault((*entry, "id"), what, remedy)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A remedy: the likeliest of `known`, else all of them when they are few, else nothing."""
    choices = sorted(known)
    found = _likeliest(word, choices)
    if found:
        return f"Bedoelde je '{found}'?"
    return f"Kies uit: {', '.join(choices)}." if 0 < len(choices) <= 8 else ""


def _likeliest(word: str, known: Iterable[str]) -> str | None:
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
    return found[0] if found else None


def _meant(model: type[BaseModel], steps: Steps) -> Steps:
    """The key that a misspelt one most likely stands for."""
    return (*steps[:-1], _likeliest(str(steps[-1]), _keys_at(model, steps[:-1])) or "")


def _follows(error: ErrorDetails, errors: list[ErrorDetails], model: type[BaseModel]) -> bool:
    """Whether a fault only follows from another: a key is missing because it is misspelt, or a
    list is too short because what stands in it was refused."""
    steps = error["loc"]
    if error["type"] == "missing":
        unknown = (e["loc"] for e in errors if e["type"] == "extra_forbidden")
        return any(_meant(model, other) == steps for other in unknown)
    if error["type"] == "too_short":
        return any(e["loc"][: len(steps)] == steps and e is not error for e in errors)
    return False


def _fault(source: Source, model: type[BaseModel], error: ErrorDetails) -> Fault:
    steps = error["loc"]
    name = str(steps[-1]) if steps else ""
    if error["type"] == "missing":
        return source.fault(steps[:-1], *_missing(steps[-1]))
    if error["type"] == "extra_forbidden":
        remedy = did_you_mean(name, _keys_at(model, steps[:-1])) or "Haal het weg."
        return source.fault(steps, f"De sleutel '{name}' ken ik niet.", remedy, at_key=True)
    raw = source.values[source.reach(steps)].raw
    is_empty = error["input"] is None  # where the value of an empty key stands, says nothing
    return source.fault(steps, *_in_dutch(error, raw), at_key=is_empty)


def _missing(step: str | int) -> tuple[str, str]:
    if isinstance(step, int):
        return "Deze lijst is te kort.", f"Er hoort nog een waarde {step + 1} bij."
    return f"'{step}' ontbreekt.", f"Voeg toe: {step}: …"


def _in_dutch(error: ErrorDetails, raw: str) -> tuple[str, str]:
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    if given is None:
        return "Hier is niets ingevuld.", "Vul het in, of haal de regel weg."
    if kind == "string_type" and raw:
        return _unquoted(raw)
    if kind == "literal_error":
        choices = re.findall(r"'([^']+)'", str(context["expected"]))
        return f"'{given}' kan hier niet.", did_you_mean(str(given), choices)
    return _about_size(kind, context) or _by_name(kind)


def _unquoted(raw: str) -> tuple[str, str]:
    remedy = f'Zet er aanhalingstekens om: "{raw}"'
    if raw.startswith("0") and raw.isdigit():
        return f"{raw} wordt zo een getal en verliest de nul vooraan.", remedy
    return f"{raw} wordt zo geen tekst.", remedy


def _about_size(kind: str, context: dict[str, Any]) -> tuple[str, str] | None:
    match kind:
        case "too_short":
            return "Deze lijst is te kort.", f"Zet er minstens {context['min_length']} in."
        case "too_long" | "tuple_too_long":
            return "Deze lijst is te lang.", f"Hoogstens {context['max_length']} mogen."
        case "greater_than_equal":
            return "Dit getal is te klein.", f"Kies minstens {context['ge']}."
        case "less_than_equal":
            return "Dit getal is te groot.", f"Kies hoogstens {context['le']}."
        case "greater_than":
            return "Dit getal is te klein.", f"Kies meer dan {context['gt']}."
        case "string_pattern_mismatch":
            return "Dit heeft niet de goede vorm.", f"De vorm is {context['pattern']}"
        case _:
            return None


def _by_name(kind: str) -> tuple[str, str]:
    unknown = ("Dit klopt niet.", "Kijk hoe het elders in de map staat.")
    return next((told for start, told in _KNOWN if kind.startswith(start)), unknown)


def _keys_at(model: type[BaseModel], steps: Steps) -> list[str]:
    """The keys that may stand where `steps` lead to."""
    for step in steps:
        if isinstance(step, str):
            model = _field_model(model, step) or model
    return keys_of(model)


def model_at(model: type[BaseModel] | None, key: str) -> type[BaseModel] | None:
    """The model of what stands under a key of this one, or of the items of a list there."""
    return None if model is None else _field_model(model, key)


def has_ids(model: type[BaseModel] | None) -> bool:
    """Whether a list of these is a list of entries, each with its id."""
    return model is not None and "id" in _fields(model)


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys that a group of this model may have, as an editor writes them."""
    return list(_fields(model))


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _field_model(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    return next(_models_in(_fields(model).get(key)), None)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)
