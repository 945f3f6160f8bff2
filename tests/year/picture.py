"""The year as a picture: how long residents heard nothing, and what was sent week by week."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from tests.year.course import Year
from tests.year.measuring import MOST_DAYS, Figures
from tests.year.people import Colleague

WIDTH, HEIGHT = 900, 560
LEFT, RIGHT = 60, 880
WEEK = timedelta(days=7)
BLUE, ORANGE, RED, GREY = "#2f6db3", "#d97a1c", "#c0392b", "#777777"
STYLE = "font-family: sans-serif; font-size: 12px; fill: #333333"


def draw(figures: Figures, year: Year, target: Path) -> None:
    """Write the picture as SVG."""
    inside = "\n".join([*_silences(figures, 40, 250), *_weeks(year, 320, 530)])
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}"'
    target.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" {box} style="{STYLE}">\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>\n{inside}\n</svg>\n',
        "utf-8",
    )


def _silences(figures: Figures, top: int, bottom: int) -> Iterator[str]:
    """How many silences lasted so many working days. The height grows with the root of the number,
    so that one of a thousand is still seen."""
    counted = Counter(one.days for one in figures.silences)
    last = max(figures.longest, MOST_DAYS) + 1
    tallest = max(counted.values(), default=1) ** 0.5
    step = (RIGHT - LEFT) / (last + 1)
    title = f"{len(figures.silences)} silences toward residents, by working days"
    yield _text(LEFT, top - 14, f"{title}; the longest is {figures.longest}")
    for days in range(1, last + 1):
        tall = (bottom - top) * counted[days] ** 0.5 / tallest
        x, colour = LEFT + days * step, RED if days > MOST_DAYS else BLUE
        yield _bar(x - step * 0.4, bottom - tall, step * 0.8, tall, colour)
        yield _text(x, bottom + 16, str(days), anchor="middle")
        if counted[days]:
            yield _text(x, bottom - tall - 4, str(counted[days]), anchor="middle")
    limit = LEFT + (MOST_DAYS + 0.5) * step
    yield _line(limit, top, limit, bottom, RED, dash=True)


def _weeks(year: Year, top: int, bottom: int) -> Iterator[str]:
    """What arrived in each week, with the kills and the outage."""
    team = {chat for chat, one in year.people.items() if isinstance(one, Colleague)}
    sides = {"to residents": (BLUE, Counter[int]()), "reminders to the team": (ORANGE, Counter())}
    for record in year.records:
        if record.accepted and record.kind == "send":
            week = _week(record.at.date(), year)
            if record.chat not in team:
                sides["to residents"][1][week] += 1
            elif record.cls == "reminder":
                sides["reminders to the team"][1][week] += 1
    weeks = max(1, -(-year.plan.days // 7))
    tallest = max(max(counted.values(), default=1) for _, counted in sides.values())
    step = (RIGHT - LEFT) / weeks
    yield _text(LEFT, top - 30, "sends that arrived, by week; grey: a kill, pink: the outage")
    if year.outage:
        first, last = min(year.outage), max(year.outage)
        x = LEFT + (first - year.plan.first) / WEEK * step
        yield _bar(
            x, top, (last - first + timedelta(days=1)) / WEEK * step, bottom - top, "#f3d9d9"
        )
    for moment in year.kills:
        x = LEFT + (moment.date() - year.plan.first) / WEEK * step
        yield _line(x, bottom, x, bottom + 6, GREY)
    for n, (name, (colour, counted)) in enumerate(sides.items()):
        scale = (bottom - top) / tallest
        points = " ".join(
            f"{LEFT + (week + 0.5) * step:.1f},{bottom - scale * counted[week]:.1f}"
            for week in range(weeks)
        )
        look = f'fill="none" stroke="{colour}" stroke-width="2"'
        yield f'<polyline points="{points}" {look}/>'
        yield f'<g fill="{colour}">{_text(LEFT + n * 200, top - 12, name)}</g>'
    yield _line(LEFT, bottom, RIGHT, bottom, GREY)
    yield _text(LEFT - 6, top + 10, str(tallest), anchor="end")
    yield _text(LEFT, bottom + 22, f"{year.plan.first}")
    yield _text(RIGHT, bottom + 22, f"{year.plan.last}", anchor="end")


def _week(day: date, year: Year) -> int:
    return min((day - year.plan.first).days, year.plan.days - 1) // 7


def _bar(x: float, y: float, width: float, height: float, colour: str) -> str:
    box = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect {box} fill="{colour}"/>'


def _line(x: float, y: float, to_x: float, to_y: float, colour: str, *, dash: bool = False) -> str:
    ends = f'x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}"'
    dashes = ' stroke-dasharray="5 4"' if dash else ""
    return f'<line {ends} stroke="{colour}"{dashes}/>'


def _text(x: float, y: float, words: str, *, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{words}</text>'
