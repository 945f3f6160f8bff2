"""A simulated year: thousands of residents and a team on the real road, with faults and kills.

Happenings go into the inbox, the desk decides, the post carries the outbox to a channel that
writes down all that it accepts (the *ledger*, which is what really arrived), and time moves due
rows into the inbox. On PostgreSQL two processes work; every week one of them is killed on the spot
and started again, and once both are gone for three days. Three sends in a hundred go wrong.
Residents and members of the team do what they do by temperament, knowing nothing but what stands
in their chats. Time stands still at some hours of each day, and moves on by a good minute for as
long as somebody is busy; what came up meanwhile is at most some hours late.

What is measured:

- **lost**: a happening that was confirmed and is not in the inbox, or that waits or was parked at
  the end; an outbox row that ought to be gone and is neither sent, uncertain, nor given up with a
  reason; one that says it was sent and that the channel never accepted; a due row that stayed
  planned in the past, or queued and never handled.
- **doubled**: an outbox row that the channel accepted again although nobody was in doubt (it had
  answered that it was sent, to a process that lived on), or more often than its policy allows: a
  reminder once, anything else that is sent twice. Or a due row (dossier, reminder, seq) that led to
  two messages in one chat. Edits are repeated freely.
- **silence**: the working days of the municipality between one accepted send about a dossier to its
  resident and the next, from sending the plan until it is closed. A day does not count when at its
  end the plan rests, is paused by its resident, or the resident wants fewer messages or blocked the
  bot; nor a day of the outage.
- **messages a day**: what one member of the team got on one local day: *unasked* is what time
  brought about (reminders, digests, and the cards that come with them), *all* is all that was sent
  to them (edits left out). Pings are reminders that are no digest and that
  nobody asked for (not the question after a call that they announced), by member and calendar
  week; *by the clock* counts those, and the cards of plans that change hands, too.
"""
