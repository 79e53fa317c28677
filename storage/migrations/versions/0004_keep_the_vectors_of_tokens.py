"""Keep the vectors of tokens beside those of whole passages."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room, and let what was embedded on this machine be embedded once more, now with its tokens."""
    op.create_table(
        "tokens",
        sa.Column(
            "passage_row",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("scale", sa.Float(), nullable=False),
        sa.Column("rows", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["passage_row"], ["passage.id"], name=op.f("fk_tokens_passage_row_passage"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("passage_row", "model", name=op.f("pk_tokens")),
    )
    # A provider's model is named provider:model; it gives no tokens, and asking it again costs money.
    op.execute("DELETE FROM vector WHERE model NOT LIKE '%:%'")


def downgrade() -> None:
    """Take the room back, with what is in it."""
    op.drop_table("tokens")
