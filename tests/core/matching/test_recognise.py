"""Which lines of the tick list stand in the idea already."""

import pytest

from bot.core.knowledge import Option
from bot.core.recognise import options_named

OFFERED = [
    Option(id="box", label="Muziek uit een box", kort="muziek", woorden=("boxen", "speaker")),
    Option(id="band", label="Band of dj", kort="band", woorden=("live muziek", "een band")),
    Option(id="springkussen", label="Springkussen", kort="kussen", woorden=("springkussen",)),
    Option(id="tent", label="Grote tent", kort="tent", woorden=("tent", "partytent")),
]


@pytest.mark.parametrize(
    ("idea", "named"),
    [
        ("Er komt een springkussen en muziek.", ("springkussen",)),
        ("met springkussens en een tentje", ("springkussen", "tent")),
        ("TENTEN, speakers en live muziek", ("box", "band", "tent")),
        ("een feest met partytenten", ("tent",)),
        ("een verband aanleggen bij een attentie", ()),
    ],
)
def test_an_option_is_named_in_any_form_of_its_words(idea: str, named: tuple[str, ...]) -> None:
    assert options_named(idea, OFFERED) == named
