"""A member connects their chat with a one-time link."""

from bot.core.scene import Scene


def join(scene: Scene) -> None:
    """With a valid invitation the chat belongs to that member; else they hear what to do."""
    member = scene.knowledge.team.get(scene.situation.invite or "")
    if member is None:
        scene.say(scene.texts("team.uitnodiging-ongeldig"))
        return
    scene.know(member=member.id, current=None, mode="vrij", holding=None)
    scene.use_invite()
    scene.say(scene.texts("team.welkom", naam=member.name, functie=member.title))
