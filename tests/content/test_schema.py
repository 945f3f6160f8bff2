"""The JSON Schemas by which an editor is helped while typing: made from the models, and true."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from typer.testing import CliRunner

from bot.__main__ import cli
from bot.content.folder import yaml_files
from bot.content.schema import schemas
from bot.content.source import read_source

ROOT = Path(__file__).parents[2]
BASE = ROOT / "knowledge"
OWN = sorted((ROOT / "examples" / "gemeenten").glob("*/"))
REMEDY = "aanspreekpunt schema knowledge"


def kind_of(file: Path, folder: Path) -> str:
    return f"{file.relative_to(folder).parts[0].removesuffix('.yaml')}.json"


def as_json(value: object) -> object:
    """As the editor's own reader of YAML takes it: a date is a text."""
    match value:
        case dict():
            return {key: as_json(one) for key, one in value.items()}
        case list():
            return [as_json(one) for one in value]
        case date():
            return value.isoformat()
    return value


def refused(schema: dict[str, Any], value: object) -> list[str]:
    return [error.message for error in Draft7Validator(schema).iter_errors(as_json(value))]


def wrong_in(folder: Path, *, own: bool) -> Iterator[str]:
    known = schemas(own=own)
    for file in yaml_files(folder):
        wrong = refused(known[kind_of(file, folder)], read_source(file, file.name).data)
        yield from (f"{file.name}: {one}" for one in wrong)


@pytest.mark.parametrize("own", [False, True])
def test_the_committed_schemas_are_what_the_command_makes(own: bool) -> None:
    folder = BASE / ".schema" / ("eigen" if own else "")
    committed = {file.name: json.loads(file.read_text("utf-8")) for file in folder.glob("*.json")}
    assert committed == schemas(own=own), f"Run: {REMEDY}"


@pytest.mark.parametrize("own", [False, True])
def test_every_schema_is_one(own: bool) -> None:
    for schema in schemas(own=own).values():
        Draft7Validator.check_schema(schema)


def test_every_file_that_we_ship_fits_its_schema() -> None:
    assert list(wrong_in(BASE, own=False)) == []


@pytest.mark.parametrize("folder", OWN, ids=lambda folder: folder.name)
def test_every_own_file_of_the_samples_fits_its_schema(folder: Path) -> None:
    assert list(wrong_in(folder, own=True)) == []


@pytest.mark.parametrize("own", [False, True])
def test_every_key_has_a_word_of_help_in_dutch(own: bool) -> None:
    parts = [
        (name, part)
        for name, schema in schemas(own=own).items()
        for part in [schema, *schema.get("definitions", {}).values()]
    ]
    silent = [
        (name, key)
        for name, part in parts
        for key, field in part["properties"].items()
        if not field.get("description")
    ]
    assert silent == []
    assert not any("description" in part for _, part in parts)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("themas.json", {"themas": [{"id": "a", "naam": "A", "contact": "b", "contct": "c"}]}),
        ("themas.json", {"themas": [{"id": "a", "naam": "A"}]}),
        ("themas.json", {"tema": []}),
        ("herinneringen.json", {"herinneringen": [{"id": "a", "als": "nooit", "aan": "team"}]}),
        ("gemeente.json", {"aanspreekvorm": "jij"}),
        ("gemeente.json", {"kantoor_van": 9}),
        ("taal.json", {"verboden_woorden": "tenzij"}),
    ],
)
def test_a_slip_is_seen_while_typing(kind: str, value: object) -> None:
    assert refused(schemas()[kind], value)


def test_a_partial_entry_is_only_right_in_an_own_folder() -> None:
    partial = {"regels": [{"id": "buurtfeest", "kanaal": {"telefoon": "14 0123"}}]}
    assert refused(schemas()["regels.json"], partial)
    assert not refused(schemas(own=True)["regels.json"], partial)
    gone = {"regels": [{"id": "buurtfeest", "vervalt": True}]}
    assert refused(schemas()["regels.json"], gone)
    assert not refused(schemas(own=True)["regels.json"], gone)


def test_what_is_replaced_as_a_whole_must_be_whole_in_an_own_folder_too() -> None:
    own = schemas(own=True)
    assert refused(own["team.json"], {"team": [{"id": "fatima"}]})
    assert refused(own["gemeente.json"], {"wijken": [{"id": "noord"}]})
    assert refused(own["regels.json"], {"regels": [{"id": "a", "dit_hoort_erbij": [{"doe": "X"}]}]})
    assert not refused(own["gemeente.json"], {"naam": "Zandhuizen"})


def test_the_command_writes_them_with_what_visual_studio_code_needs(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["schema", str(tmp_path), "--eigen"])
    assert done.exit_code == 0
    settings = json.loads((tmp_path / ".vscode" / "settings.json").read_text("utf-8"))
    for place, files in settings["yaml.schemas"].items():
        assert (tmp_path / place).is_file()
        assert files.endswith(".yaml")
    written = (tmp_path / ".schema" / "regels.json").read_text("utf-8")
    assert json.loads(written) == schemas(own=True)["regels.json"]


def test_the_command_leaves_the_editors_own_settings_alone(tmp_path: Path) -> None:
    (tmp_path / ".vscode").mkdir()
    own = tmp_path / ".vscode" / "settings.json"
    own.write_text("{}")
    assert CliRunner().invoke(cli, ["schema", str(tmp_path)]).exit_code == 0
    assert own.read_text() == "{}"
