"""By when a resident hears something: every promised date is one that a reminder guards."""

from datetime import date, datetime, time

from bot.core.scene import Scene

CLOSES = time(17, 0)
WITHOUT_REMINDER = 9


def close_of(scene: Scene, day: date) -> datetime:
    """The moment on this local day by which whatever was promised for it is done; aware."""
    return scene.knowledge.calendar.at_local(day, CLOSES)


def within(scene: Scene, working_days: int) -> datetime:
    """The end of that working day, counted from today."""
    return close_of(scene, scene.knowledge.calendar.add_working_days(scene.today, working_days))


def next_news(scene: Scene) -> datetime:
    """The end of the day on which the resident hears something anyhow: from a person, or from the
    reminder that says that there is no news."""
    days = [
        reminder.after.working_days
        for reminder in scene.knowledge.reminders.values()
        if reminder.to == "bewoner" and reminder.condition == "geen-nieuws" and reminder.after
    ]
    return within(scene, min((d for d in days if d is not None), default=WITHOUT_REMINDER))
