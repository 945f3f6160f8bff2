"""Kills the bot at every boundary of one dialogue and sees that nothing is lost or doubled."""
