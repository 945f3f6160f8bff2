"""*Krachtenveld*: the groups and roles around a plan, never persons: the file is public by law."""

from bot.core.dossier import Dossier, Party
from bot.core.scene import Scene
from bot.core.staff.fields import Filled


def place(scene: Scene, dossier: Dossier, filled: Filled) -> None:
    """One group with its stake and influence; named again, it takes the place of what was said."""
    who = filled["groep"].strip()
    party = Party.model_validate(
        {
            "who": who,
            "stake": filled["belang"],
            "influence": filled["invloed"],
            "spoken_by": filled["spreekt-met"].strip(),
        }
    )
    others = (one for one in dossier.forces if one.who.casefold() != who.casefold())
    scene.save(dossier, forces=(*others, party))
    scene.say(
        scene.texts(
            "team.krachtenveld-bewaard",
            code=dossier.code,
            groep=who,
            niemand=party.influence == "groot" and not party.spoken_by,
        ),
        dossier=dossier.id,
    )
