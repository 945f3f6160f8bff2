"""The budgets of the wijken, and what was given from them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "purse",
        sa.Column("wijk", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("budget", sa.Integer(), nullable=False),
        sa.Column("granted", sa.Integer(), nullable=False),
        sa.CheckConstraint("granted >= 0 AND granted <= budget", name="purse_never_below_zero"),
        sa.PrimaryKeyConstraint("wijk", "year"),
    )
    op.create_table(
        "booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wijk", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("dossier", sa.String(), nullable=True),
        sa.Column("euros", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member", sa.String(), nullable=False),
        sa.CheckConstraint("euros > 0", name="booking_gives_something"),
        sa.ForeignKeyConstraint(["wijk", "year"], ["purse.wijk", "purse.year"]),
        sa.ForeignKeyConstraint(["dossier"], ["dossier.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("dossier"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_booking_year", "booking", ["year"])


def downgrade() -> None:
    op.drop_table("booking")
    op.drop_table("purse")
