"""After a plan was realised: how it went, in two taps, and a story if they like.

A story is published only with a consent of its own (AVG art. 6 and 7): it is asked about these very
words and this photo, and can be taken back with one tap.
"""

from bot.core.dossier import Dossier, Story
from bot.core.happenings import File
from bot.core.masking import hide_phones
from bot.core.scene import Row, Scene

CLEAR = ("steeds", "soms", "nee")


def tell_how_it_went(scene: Scene, dossier: Dossier, verdict: str) -> None:
    """*Hebben we je goed geholpen?* Whoever is unhappy is heard by a person."""
    scene.log(dossier, "vond de hulp", verdict)
    if verdict == "niet":
        _is_unhappy(scene, dossier)
        return
    scene.say(
        scene.texts("bewoner.wist-waar-aan-toe"),
        [scene.button(f"wist-{how}", "wist", how) for how in CLEAR],
        dossier=dossier.id,
    )


def _is_unhappy(scene: Scene, dossier: Dossier) -> None:
    owner = scene.owner_chat(dossier)
    if owner is not None:
        name = scene.plan(dossier).name or ""
        scene.send(
            owner,
            scene.texts("team.niet-geholpen", code=dossier.code, naam=name),
            dossier=dossier.id,
        )
    scene.say(
        scene.texts("bewoner.hielp-niet", naam=scene.owner_name(dossier)),
        [scene.button("heropen-verzoek", "heropen-verzoek", dossier.id)],
        dossier=dossier.id,
    )


def tell_how_clear_it_was(scene: Scene, dossier: Dossier, how: str) -> None:
    """*Wist je steeds waar je aan toe was?*, and then whether they have a story to share."""
    scene.log(dossier, "wist waar het aan toe was", how)
    scene.say(
        scene.texts("bewoner.verhaal-vraag"),
        [
            scene.button("deel-verhaal", "deel-verhaal", dossier.id),
            scene.button("liever-niet", "liever-niet", dossier.id),
        ],
        dossier=dossier.id,
    )


def still_well(scene: Scene, dossier: Dossier) -> None:
    """*Het gaat goed*, three months later: what there is to stimulate others with."""
    scene.log(dossier, "gaat na drie maanden goed")
    scene.say(
        scene.texts("bewoner.gaat-goed"),
        [scene.button("deel-verhaal", "deel-verhaal", dossier.id)],
        dossier=dossier.id,
    )


def rather_not(scene: Scene, dossier: Dossier) -> None:
    """No story, or not this one after all: nothing of it is kept."""
    scene.know(mode="vrij")
    if dossier.story is not None:
        scene.save(dossier, story=None)
        _tell_owner(scene, dossier, "team.verhaal-ingetrokken")
    scene.say(scene.texts("bewoner.verhaal-niet"), dossier=dossier.id)


def ask_for_story(scene: Scene, dossier: Dossier) -> None:
    """What they type or send next is the story."""
    scene.know(mode="verhaal", current=dossier.id)
    scene.say(scene.texts("bewoner.verhaal-hoe"), dossier=dossier.id)


def story_of(scene: Scene) -> Dossier | None:
    """The plan about which somebody is telling a story now."""
    dossier = scene.dossier(scene.person.current) if scene.person.mode == "verhaal" else None
    return dossier if dossier is not None and dossier.status == "gerealiseerd" else None


def hear_story(scene: Scene, dossier: Dossier, text: str, file: File | None = None) -> None:
    """The words or the photo of a story: nobody sees them before the consent is given."""
    if file is not None:
        scene.fetch(file)
    before = dossier.story
    told = Story(
        text="\n".join(filter(None, (before.text if before else "", text))),
        photo=file or (before.photo if before else None),
    )
    changed = scene.save(dossier, story=told)
    rows: list[Row] = [
        [scene.button("publiceer", "publiceer", dossier.id)],
        [scene.button("toch-niet", "liever-niet", dossier.id)],
    ]
    scene.say(
        scene.texts("bewoner.verhaal-mag", tekst=told.text, foto=told.photo is not None),
        *rows,
        dossier=changed.id,
    )


def publish(scene: Scene, dossier: Dossier) -> None:
    """*Ja, dat mag*: the begeleider gets it, and it can be taken back."""
    if dossier.story is None:
        scene.say(scene.texts("bewoner.oude-knop"))
        return
    scene.know(mode="vrij")
    shown = f"verhaal:{dossier.id}:{scene.situation.fresh}"
    story = dossier.story.model_copy(update={"agreed_at": scene.now, "shown": shown})
    changed = scene.save(dossier, story=story)
    scene.log(changed, "deelt het verhaal")
    owner = scene.owner_chat(changed)
    if owner is not None:
        text = scene.texts(
            "team.verhaal",
            code=changed.code,
            naam=scene.plan(changed).name or "",
            tekst=hide_phones(story.text),
        )
        scene.send(owner, text, dossier=changed.id, cls="relay", file=story.photo, name=shown)
    scene.say(
        scene.texts("bewoner.verhaal-dank"),
        [scene.button("trek-in", "liever-niet", changed.id)],
        dossier=changed.id,
    )


def _tell_owner(scene: Scene, dossier: Dossier, text: str) -> None:
    """Where the story stood, it stands no more, and the owner hears why."""
    owner, story = scene.owner_chat(dossier), dossier.story
    if owner is not None and story is not None and story.shown is not None:
        gone = scene.texts(text, code=dossier.code)
        scene.edit(story.shown, gone)
        scene.send(owner, gone, dossier=dossier.id)
