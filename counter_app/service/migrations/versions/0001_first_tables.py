"""The first tables: people, cards, codes, accounts, sessions, operations, outbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_Identity = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_Moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "failed_identifications",
        sa.Column("id", _Identity, nullable=False),
        sa.Column("lookup_hash", sa.String(length=64), nullable=False),
        sa.Column("failed_at", _Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failed_identifications")),
    )
    op.create_index(
        op.f("ix_failed_identifications_lookup_hash_failed_at"),
        "failed_identifications",
        ["lookup_hash", "failed_at"],
        unique=False,
    )
    op.create_table(
        "people",
        sa.Column("id", _Identity, nullable=False),
        sa.Column("nir_hash", sa.String(length=64), nullable=False),
        sa.Column("birth_date_hash", sa.String(length=64), nullable=False),
        sa.Column("family_name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("given_name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("birth_date_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("email_sealed", sa.LargeBinary()),
        sa.Column("mobile_sealed", sa.LargeBinary()),
        sa.Column("territory", sa.String(length=8), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("status_since", _Moment, nullable=False),
        sa.Column("notice_sent_on", sa.Date()),
        sa.Column("deletion_due_by", sa.Date()),
        sa.Column("holder_id", _Identity),
        sa.ForeignKeyConstraint(["holder_id"], ["people.id"], name=op.f("fk_people_holder_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("nir_hash", name=op.f("uq_people_nir_hash")),
    )
    op.create_index(op.f("ix_people_holder_id"), "people", ["holder_id"], unique=False)
    op.create_table(
        "store_properties",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_store_properties")),
    )
    op.create_table(
        "accounts",
        sa.Column("person_id", _Identity, autoincrement=False, nullable=False),
        sa.Column("login_name_hash", sa.String(length=64), nullable=False),
        sa.Column("login_name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("created_at", _Moment, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_accounts_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("login_name_hash", name=op.f("uq_accounts_login_name_hash")),
    )
    op.create_table(
        "card_links",
        sa.Column("lookup_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", _Identity, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_card_links_person_id")),
        sa.PrimaryKeyConstraint("lookup_hash", name=op.f("pk_card_links")),
    )
    op.create_index(op.f("ix_card_links_person_id"), "card_links", ["person_id"], unique=False)
    op.create_table(
        "enrolment_codes",
        sa.Column("id", _Identity, nullable=False),
        sa.Column("person_id", _Identity, nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("used_at", _Moment),
        sa.Column("superseded_at", _Moment),
        sa.Column("wrong_attempts", sa.SmallInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_enrolment_codes_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment_codes")),
    )
    op.create_index(
        op.f("ix_enrolment_codes_person_id"), "enrolment_codes", ["person_id"], unique=False
    )
    op.create_table(
        "operations",
        sa.Column("id", _Identity, nullable=False),
        sa.Column("idempotency_key", sa.String(length=64), nullable=False),
        sa.Column("registered", sa.Boolean(), nullable=False),
        sa.Column("registered_at", _Moment, nullable=False),
        sa.Column("fingerprint", sa.String(length=64)),
        sa.Column("person_id", _Identity),
        sa.Column("action", sa.String(length=16)),
        sa.Column("delete_data", sa.Boolean()),
        sa.Column("channel", sa.String(length=16)),
        sa.Column("identity_document", sa.String(length=32)),
        sa.Column("organisation", sa.String(length=200)),
        sa.Column("agent_sealed", sa.LargeBinary()),
        sa.Column("terms_version", sa.String(length=40)),
        sa.Column("privacy_version", sa.String(length=40)),
        sa.Column("source_status", sa.String(length=32)),
        sa.Column("target_status", sa.String(length=32)),
        sa.Column("receipt_number", sa.String(length=32)),
        sa.Column("email_queued", sa.Boolean()),
        sa.Column("deletion_due_by", sa.Date()),
        sa.Column("reopened", sa.Boolean()),
        sa.Column("seal", sa.String(length=1000)),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_operations_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operations")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_operations_idempotency_key")),
        sa.UniqueConstraint("receipt_number", name=op.f("uq_operations_receipt_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_operations_person_id"), "operations", ["person_id"], unique=False)
    op.create_table(
        "identification_sessions",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", _Identity, nullable=False),
        sa.Column("code_id", _Identity, nullable=False),
        sa.Column("expires_at", _Moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["code_id"], ["enrolment_codes.id"], name=op.f("fk_identification_sessions_code_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_identification_sessions_person_id")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_identification_sessions")),
    )
    op.create_index(
        op.f("ix_identification_sessions_expires_at"),
        "identification_sessions",
        ["expires_at"],
        unique=False,
    )
    op.create_table(
        "outbox",
        sa.Column("id", _Identity, nullable=False),
        sa.Column("operation_id", _Identity),
        sa.Column("person_id", _Identity, nullable=False),
        sa.Column("template", sa.String(length=40), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("recipient_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("queued_at", _Moment, nullable=False),
        sa.Column("sent_at", _Moment),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operations.id"], name=op.f("fk_outbox_operation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_outbox_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index(op.f("ix_outbox_operation_id"), "outbox", ["operation_id"], unique=False)
    op.create_index(op.f("ix_outbox_sent_at"), "outbox", ["sent_at"], unique=False)
