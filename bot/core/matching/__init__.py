"""Matching: a resident's own words against the rules, contacts and themes of the content."""

from bot.core.matching.matcher import Alarm, Matcher
from bot.core.matching.model import Entry, Outcome, Referral, Scored, Words

__all__ = ["Alarm", "Entry", "Matcher", "Outcome", "Referral", "Scored", "Words"]
