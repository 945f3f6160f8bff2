"""The shares as Markdown."""

from collections.abc import Callable, Iterable, Sequence

from tests.eval.scores import Judged, percentile, share

Column = tuple[str, Callable[[Judged], bool | None]]
"""What a share is of, and for which sentences it holds."""

RULES: tuple[Column, ...] = (
    ("R@1", lambda one: one.right_within(1)),
    ("R@3", lambda one: one.right_within(3)),
    ("no rule", lambda one: one.outcome.outcome == "none"),
    ("sent away", lambda one: one.sent_away),
)
OUT_OF_SCOPE: tuple[Column, ...] = (
    ("refused", lambda one: one.refused),
    ("right referral", lambda one: one.right_referral),
)
EMERGENCIES: tuple[Column, ...] = (
    ("a number first", lambda one: one.outcome.alarm is not None),
    ("the right one", lambda one: one.right_referral),
)


def of(judged: Sequence[Judged], kept: float | None) -> str:
    """All tables about one set of sentences."""
    inside = [one for one in judged if one.said.in_scope]
    outside = [one for one in judged if not one.said.in_scope and not one.said.is_emergency]
    emergencies = [one for one in judged if one.said.is_emergency]
    written = [one for one in inside if not one.said.is_title]
    titles = [one for one in inside if one.said.is_title]
    parts = [
        _table(
            "in scope",
            RULES,
            [
                *_by_style(inside),
                ("**own**", written),
                ("**real titles**", titles),
                ("**all**", inside),
            ],
        ),
        _table(
            "out of scope",
            OUT_OF_SCOPE,
            [*_by_style(outside), ("**all**", outside)],
        ),
        _table("emergencies", EMERGENCIES, [*_by_place(emergencies), ("**all**", emergencies)]),
        _table("no emergency", EMERGENCIES[:1], [("in scope", inside), ("out of scope", outside)]),
        _figures(judged, kept),
    ]
    return "\n\n".join(part for part in parts if part)


def miss(one: Judged) -> str:
    """A sentence that went wrong: what it was, what was wanted, what came."""
    wanted = one.said.refer or "/".join(sorted(one.said.rules)) or "-"
    found = ", ".join(f"{rule.id} {rule.score:.2f}" for rule in one.outcome.rules[:3])
    came = one.outcome.refer or one.outcome.outcome
    return f"`{one.said.text}` wanted {wanted}; came {came} ({found})"


def _by_style(judged: Iterable[Judged]) -> list[tuple[str, list[Judged]]]:
    styles: dict[str, list[Judged]] = {}
    for one in judged:
        styles.setdefault(one.said.style, []).append(one)
    return sorted(styles.items())


def _by_place(judged: Iterable[Judged]) -> list[tuple[str, list[Judged]]]:
    places: dict[str, list[Judged]] = {}
    for one in judged:
        places.setdefault(one.said.refer or "", []).append(one)
    return sorted(places.items())


def _table(
    title: str, columns: Sequence[Column], rows: Sequence[tuple[str, Sequence[Judged]]]
) -> str:
    lines = [
        f"| {title} | sentences | {' | '.join(name for name, _ in columns)} |",
        f"|---|---|{'---|' * len(columns)}",
    ]
    for name, judged in rows:
        if judged:
            cells = " | ".join(_as_share(share(judged, right)) for _, right in columns)
            lines.append(f"| {name} | {len(judged)} | {cells} |")
    return "\n".join(lines) if len(lines) > 2 else ""


def _figures(judged: Sequence[Judged], kept: float | None) -> str:
    times = [one.milliseconds for one in judged]
    lines = ["| | |", "|---|---|"]
    if kept is not None:
        lines.append(f"| share of R@3 kept with two typing errors | {_as_share(kept)} |")
    if times:
        p50, p95 = percentile(times, 50), percentile(times, 95)
        lines.append(f"| milliseconds a sentence, p50 / p95 | {p50:.1f} / {p95:.1f} |")
    return "\n".join(lines)


def _as_share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
