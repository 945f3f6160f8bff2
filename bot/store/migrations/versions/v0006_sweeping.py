"""What can wait goes after what people say, and what stands ready is found at once, however many
rows there are that are done or lie ahead. What each member carries is kept beside the plans."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

WITH_STAFF = "'ingediend', 'opgepakt', 'in-begeleiding', 'beslistafel', 'rustend'"


def upgrade() -> None:
    for table in ("inbox", "outbox"):
        op.add_column(
            table, sa.Column("can_wait", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.execute("UPDATE inbox SET can_wait = true WHERE state = 'waiting' AND key LIKE 'r%'")
    op.execute(
        "UPDATE outbox SET can_wait = true, lane = lane || '~'"
        " WHERE state = 'waiting' AND cls = 'reminder'"
    )
    _index_what_stands_ready()
    _count_what_members_carry()


def _index_what_stands_ready() -> None:
    op.drop_index("inbox_waiting", "inbox")
    op.create_index("inbox_lane", "inbox", ["lane", "state", "can_wait", "id"])
    _partial("inbox_next", "inbox", ["can_wait", "id"], "state = 'waiting'")
    op.drop_index("outbox_open", "outbox")
    _partial("outbox_lane", "outbox", ["lane", "id"], "state IN ('waiting', 'sending')")
    _partial("outbox_sending", "outbox", ["id"], "state = 'sending'")
    _partial("outbox_next", "outbox", ["can_wait", "id"], "state = 'waiting'")
    unleased = "state = 'waiting' AND lease_until IS NULL"
    _partial("outbox_ahead", "outbox", ["not_before"], unleased)
    op.create_index("ix_pace_free_at", "pace", ["free_at"])
    op.drop_index("due_planned", "due")
    _partial("due_planned", "due", ["at", "id"], "state = 'planned'")


def _count_what_members_carry() -> None:
    op.create_table(
        "carried",
        sa.Column("member", sa.String(), nullable=False),
        sa.Column("dossiers", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("member"),
    )
    op.execute(
        "INSERT INTO carried (member, dossiers, points)"
        " SELECT owner, count(*), sum(points) FROM dossier"
        f" WHERE owner IS NOT NULL AND status IN ({WITH_STAFF}) GROUP BY owner"
    )


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    rows = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=rows, postgresql_where=rows)


def downgrade() -> None:
    op.drop_table("carried")
    for name, table in (
        ("due_planned", "due"),
        ("ix_pace_free_at", "pace"),
        ("outbox_ahead", "outbox"),
        ("outbox_next", "outbox"),
        ("outbox_sending", "outbox"),
        ("outbox_lane", "outbox"),
        ("inbox_next", "inbox"),
        ("inbox_lane", "inbox"),
    ):
        op.drop_index(name, table)
    op.create_index("due_planned", "due", ["state", "at"])
    op.create_index("outbox_open", "outbox", ["state", "lane", "id"])
    op.create_index("inbox_waiting", "inbox", ["state", "lane", "id"])
    op.drop_column("outbox", "can_wait")
    op.drop_column("inbox", "can_wait")
