"""Keep what was asked and voted, and who answers what the sources do not."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for questions with their votes, and for those that wait for a person."""
    op.create_table(
        "asked",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("meant", sa.Text(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("codes", sa.Text(), nullable=False),
        sa.Column("at_framework", sa.String(), nullable=True),
        sa.Column("at_code", sa.String(), nullable=True),
        sa.Column("vote", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("vote IN (-1, 1)", name=op.f("ck_asked_vote")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_asked_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_asked_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked")),
    )
    with op.batch_alter_table("asked", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_asked_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_asked_person_id"), ["person_id"], unique=False)

    op.create_table(
        "enquiry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_id", sa.BigInteger(), nullable=False),
        sa.Column("asker_id", sa.BigInteger(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_kept", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name=op.f("fk_enquiry_answered_by_person")),
        sa.ForeignKeyConstraint(["asked_id"], ["asked.id"], name=op.f("fk_enquiry_asked_id_asked")),
        sa.ForeignKeyConstraint(["asker_id"], ["person.id"], name=op.f("fk_enquiry_asker_id_person")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_enquiry_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiry")),
    )
    with op.batch_alter_table("enquiry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_enquiry_answered_by"), ["answered_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_enquiry_asked_id"), ["asked_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_enquiry_asker_id"), ["asker_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_enquiry_organisation_id"), ["organisation_id"], unique=False)

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("answering_id", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("answering_since", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take the room back, with what is in it."""
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_column("answering_since")
        batch_op.drop_column("answering_id")

    with op.batch_alter_table("enquiry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_enquiry_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_enquiry_asker_id"))
        batch_op.drop_index(batch_op.f("ix_enquiry_asked_id"))
        batch_op.drop_index(batch_op.f("ix_enquiry_answered_by"))

    op.drop_table("enquiry")
    with op.batch_alter_table("asked", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_asked_person_id"))
        batch_op.drop_index(batch_op.f("ix_asked_organisation_id"))

    op.drop_table("asked")
