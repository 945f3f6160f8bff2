"""Somebody of the municipality heard of an idea, and gave the resident a code to begin with."""

from bot.core.resident import idea, welcome
from bot.core.scene import Scene


def begin(scene: Scene, words: str) -> None:
    """The intake begins with those words; it says whose they are, and that they can be changed."""
    scene.use_opening()
    if scene.person.notice_version is None:
        welcome.greet(scene)
    scene.say(scene.texts("bewoner.van-signaal", woorden=words))
    idea.begin(scene, words)
