"""What the project leans on is pinned and explained."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def direct_dependencies() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [project["dependencies"], *project["optional-dependencies"].values()]
    return {re.split(r"[\[<>=]", line)[0] for lines in wanted for line in lines}


def pins() -> list[str]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def test_every_package_has_one_version_and_no_index_address() -> None:
    assert [pin for pin in pins() if not re.fullmatch(r"[\w.-]+==[\w.]+", pin)] == []


def test_every_direct_dependency_is_pinned() -> None:
    pinned = {pin.partition("==")[0].lower() for pin in pins()}

    assert direct_dependencies() - pinned == set()


def test_every_direct_dependency_has_its_reason() -> None:
    decisions = (ROOT / "docs" / "decisions.md").read_text("utf-8")
    explained = set(re.findall(r"^\| `([\w-]+(?:\.[\w-]+)?)` \|", decisions, re.MULTILINE))

    assert explained == direct_dependencies()
