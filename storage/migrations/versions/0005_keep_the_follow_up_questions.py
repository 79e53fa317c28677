"""Keep how many follow-up questions an assessment asks, and which ones were asked."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room; what is open already asks as many as a new assessment does."""
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("follow_ups", sa.Integer(), server_default="2", nullable=False))
        batch_op.create_check_constraint(op.f("ck_assessment_follow_ups"), "follow_ups BETWEEN 0 AND 2")
    op.create_table(
        "followup",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("participation_id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('asked', 'answered', 'passed', 'enough')", name=op.f("ck_followup_state")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_followup_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["participation_id"], ["participation.id"], name=op.f("fk_followup_participation_id_participation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_followup")),
        sa.UniqueConstraint("participation_id", "code", "kind", name=op.f("uq_followup_participation_id_code_kind")),
    )


def downgrade() -> None:
    """Take the room back, with what is in it."""
    op.drop_table("followup")
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_assessment_follow_ups"), type_="check")
        batch_op.drop_column("follow_ups")
