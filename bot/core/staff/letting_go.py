"""The team lets go of a plan: it closes, or the resident manages alone."""

from bot.core.dossier import Dossier
from bot.core.scene import Scene
from bot.core.staff.coalition import dissolve
from bot.core.staff.contribution import end_request
from bot.core.staff.handing import withdraw_offer


def let_go(scene: Scene, dossier: Dossier) -> Dossier:
    """Whoever was still asked something about it hears that it is no longer needed: the coalition,
    who would take it over, and who would decide about a contribution."""
    withdraw_offer(scene, dossier)
    if dossier.asked_budget is not None:
        end_request(scene, dossier, dossier.asked_budget, "team.budget-kaart-vervallen")
    return scene.save(dissolve(scene, dossier), offered_to=None, offered_at=None, asked_budget=None)
