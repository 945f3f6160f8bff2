"""JSON Schemas of the content files, so that an editor completes and checks while typing.

They are made from the models that judge the content, so they know no more than what one file shows;
`aanspreekpunt check` has the last word.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from bot.content.files import MANY, SINGLE
from bot.content.help import help_for
from bot.content.laying import GONE, WHOLE
from bot.content.shape import has_ids, model_at
from bot.core.knowledge import Content
from bot.core.moments import CONDITIONS

Schema = dict[str, Any]

FOLDER, OWN_FOLDER = ".schema", "eigen"
"""Where the schemas stand in a folder of content, and within that those of an own folder."""

_DEFS = "#/definitions/"
_DIALECT = "http://json-schema.org/draft-07/schema#"
_TIME = r"^\d{1,2}:\d{2}(:\d{2})?$"
_PART = "-deel"


def write_schemas(folder: Path, *, own: bool = False) -> Path:
    """Write the schemas into `folder`: those of an own folder, or those of a base with those of an
    own folder below. Beside them, unless there is one, what tells Visual Studio Code of them: gives
    its place."""
    _write(folder / FOLDER, own=own)
    if not own:
        _write(folder / FOLDER / OWN_FOLDER, own=True)
    settings = folder / ".vscode" / "settings.json"
    if not settings.exists():
        settings.parent.mkdir(exist_ok=True)
        settings.write_text(_as_text({"yaml.schemas": _mapping()}), "utf-8")
    return settings


def schemas(*, own: bool = False) -> dict[str, Schema]:
    """The schema of each kind of file, by the name of its file; with `own` as a municipality writes
    it over a base, where an entry may be partial."""
    kinds = {Path(name).stem: kind for name, kind in SINGLE.items()} | MANY
    return {f"{name}.json": _schema(kind, own=own) for name, kind in kinds.items()}


def _write(folder: Path, *, own: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas(own=own).items():
        (folder / name).write_text(_as_text(schema), "utf-8")


def _as_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _mapping() -> Mapping[str, str]:
    """Which schema is for which files."""
    single = {f"./{FOLDER}/{Path(name).stem}.json": f"/{name}" for name in SINGLE}
    return single | {f"./{FOLDER}/{name}.json": f"/{name}/*.yaml" for name in MANY}


def _schema(kind: type[Content], *, own: bool) -> Schema:
    schema = kind.model_json_schema(by_alias=True)
    defs: dict[str, Schema] = schema.pop("$defs", {})
    for name, part in {kind.__name__: schema, **defs}.items():
        _explain(name, part)
    if own:
        schema = _partial(kind, schema, defs)
    used = dict(_used(schema, defs))
    return {"$schema": _DIALECT, **schema, **({"definitions": used} if used else {})}


def _explain(model: str, part: Schema) -> None:
    """A schema in the editor's own words: of what Python calls things, nothing stays."""
    part.pop("description", None)
    part.pop("title", None)
    for key, field in part.get("properties", {}).items():
        plain = _plain(field)
        if (model, key) == ("Reminder", "als"):
            plain["enum"] = sorted(CONDITIONS)
        told = help_for(model, key)
        part["properties"][key] = plain | ({"description": told} if told else {})


def _plain(field: Any) -> Any:
    """A field without titles and empty defaults, and in the dialect that editors know."""
    if isinstance(field, list):
        return [_plain(one) for one in field]
    if not isinstance(field, dict):
        return field
    kept = {key: _plain(value) for key, value in field.items() if key != "title"}
    if not kept.get("default", True) or isinstance(kept.get("default"), dict):
        del kept["default"]
    if kept.get("format") == "time":
        del kept["format"]
        kept["pattern"] = _TIME
    if "prefixItems" in kept:
        kept["items"] = kept.pop("prefixItems")
    if "$ref" in kept:
        kept["$ref"] = kept["$ref"].replace("#/$defs/", _DEFS)
    return kept


def _partial(model: type[BaseModel], schema: Schema, defs: dict[str, Schema]) -> Schema:
    """The schema of what may be laid over an entry or a group: whatever it names. The parts of it
    that may be partial too are added to `defs`."""
    fields = dict(schema["properties"])
    for key, field in fields.items():
        inner = model_at(model, key)
        if inner is not None and key not in WHOLE and (has_ids(inner) or not _is_list(field)):
            name = inner.__name__
            fields[key] = _with_ref(field, name, name + _PART)
            if name + _PART not in defs:
                defs[name + _PART] = _partial(inner, defs[name], defs)
    partial = {**schema, "properties": fields}
    partial.pop("required", None)
    if has_ids(model):
        gone = {"const": True, "description": help_for("", GONE)}
        partial |= {"properties": fields | {GONE: gone}, "required": ["id"]}
    return partial


def _is_list(field: Schema) -> bool:
    choices = [field, *field.get("anyOf", ())]
    return any(choice.get("type") == "array" for choice in choices)


def _with_ref(field: Any, old: str, new: str) -> Any:
    """The same field about another definition."""
    if isinstance(field, list):
        return [_with_ref(one, old, new) for one in field]
    if not isinstance(field, dict):
        return field
    if field.get("$ref") == _DEFS + old:
        return field | {"$ref": _DEFS + new}
    return {key: _with_ref(value, old, new) for key, value in field.items()}


def _used(schema: Any, defs: Mapping[str, Schema]) -> Iterator[tuple[str, Schema]]:
    """The definitions that a schema leads to, by name."""
    found: dict[str, Schema] = {}
    waiting = [schema]
    while waiting:
        for name in _refs(waiting.pop()):
            if name not in found:
                found[name] = defs[name]
                waiting.append(defs[name])
    return iter(sorted(found.items()))


def _refs(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"].removeprefix(_DEFS)
        for value in part.values():
            yield from _refs(value)
    elif isinstance(part, list):
        for value in part:
            yield from _refs(value)
