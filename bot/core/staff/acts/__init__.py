"""What each action of the table does, and what its text to the resident fills in.

An act gets the dossier with its new status and what was filled in. It saves what else changes; the
line on the timeline, the text to the resident and the card are not its business.
"""

from collections.abc import Callable, Mapping

from bot.core.dossier import Dossier
from bot.core.scene import Scene
from bot.core.staff.acts import (
    agreeing,
    around,
    asking,
    claiming,
    closing,
    contact,
    deciding,
    granting,
    looking,
    news,
    quick,
    sharing,
)
from bot.core.staff.fields import Filled
from bot.core.staff.told import Told

Act = Callable[[Scene, Dossier, Filled], Told | None]

ACTS: Mapping[str, Act] = {
    "pak-op": claiming.pick_up,
    "geef-door": claiming.pass_on,
    "kan-niet": claiming.cannot,
    "wijs-toe": claiming.assign,
    "draag-over": claiming.offer,
    "neem-over": claiming.accept,
    "neem-niet-over": claiming.decline,
    "gesproken": contact.spoken,
    "geen-gehoor": contact.no_answer,
    "straks": contact.later,
    "bel-op": contact.call_at,
    "bezoek": contact.visit,
    "antwoord": contact.write,
    "er-is-nieuws": contact.write,
    "sneltekst": quick.preview,
    "stuur-sneltekst": quick.send,
    "pas-sneltekst-aan": quick.reword,
    "vraag-bewoner": contact.ask_resident,
    "ik-bel-vandaag": news.call_today,
    "wacht-op-collega": news.waits_for_colleague,
    "kom-er-niet-aan-toe": news.did_not_get_to_it,
    "vraag-collega": asking.compose,
    "pas-vraag-aan": asking.compose,
    "stuur-vraag": asking.send,
    "kopieer-vraag": asking.copy,
    "beantwoord": asking.reply,
    "collega-antwoordde": asking.answered,
    "ruggesteun": sharing.ask_backing,
    "maak-coalitie": sharing.make_coalition,
    "krachtenveld": around.place,
    "maak-afspraak": agreeing.agree,
    "vink-af": agreeing.tick,
    "meld-klaar": agreeing.tick_own,
    "zet-op-beslistafel": deciding.put_on_the_table,
    "meld-besluit": deciding.tell_outcome,
    "laat-rusten": deciding.rest,
    "ga-weer-verder": deciding.wake,
    "vraag-budget": granting.ask,
    "trek-budget-in": granting.take_back,
    "geef-budget": granting.give,
    "vraag-eerst-na": granting.ask_first,
    "leg-budget-uit": granting.explain,
    "gerealiseerd": closing.realised,
    "redt-het-zelf": closing.manages_alone,
    "sluit-plan": closing.shut,
    "niet-gelukt": closing.failed,
    "volgende-stap": looking.next_step,
    "meer": looking.more,
    "rond-af": looking.how_to_close,
    "vul-feit-in": looking.fill_in_fact,
    "toon-kaart": looking.show_card_again,
    "lees-alles": looking.read_all,
}
