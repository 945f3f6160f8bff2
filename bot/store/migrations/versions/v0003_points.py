"""How much a plan asks of its begeleider. What was sent before counts as *gewoon*."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("dossier", sa.Column("points", sa.Integer(), nullable=False, server_default="2"))


def downgrade() -> None:
    op.drop_column("dossier", "points")
