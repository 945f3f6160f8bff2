"""What staff hear in the street, and codes by which a resident begins with it."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Utc

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "signal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("wijk", sa.String(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("member", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_signal_day", "signal", ["day"])
    op.create_table(
        "opening",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("expires_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_index("ix_opening_expires_at", "opening", ["expires_at"])


def downgrade() -> None:
    op.drop_table("opening")
    op.drop_table("signal")
