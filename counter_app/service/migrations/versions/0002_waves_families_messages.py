"""Waves of notices, families, messages that leave, scheduled work, keys that change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_Identity = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_Moment = sa.DateTime(timezone=True)
_Hash = sa.String(length=64)


def upgrade() -> None:
    """Add what is missing; move what found another place. Nothing that was stored is lost."""
    _add_campaigns()
    _widen_people()
    _move_numbers()
    _widen_card_links()
    _add_representations()
    _widen_codes_and_sessions()
    _limit_more_than_people()
    _widen_operations()
    _add_letter_batches()
    _widen_outbox()
    _add_job_runs_and_seal_keys()


def _add_campaigns() -> None:
    op.create_table(
        "campaigns",
        sa.Column("id", _Identity, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("created_at", _Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaigns")),
        sa.UniqueConstraint("name", name=op.f("uq_campaigns_name")),
    )
    op.create_table(
        "campaign_sendings",
        sa.Column("id", _Identity, nullable=False),
        sa.Column("campaign_id", _Identity, nullable=False),
        sa.Column("territory", sa.String(length=8), nullable=False),
        sa.Column("department", sa.String(length=3)),
        sa.Column("health_fund", sa.String(length=9)),
        sa.Column("send_on", sa.Date(), nullable=False),
        sa.Column("issued_at", _Moment),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_campaign_sendings_campaign_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_sendings")),
    )
    op.create_index(op.f("ix_campaign_sendings_campaign_id"), "campaign_sendings", ["campaign_id"])


def _widen_people() -> None:
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("nir_sealed", sa.LargeBinary()))
        people.add_column(sa.Column("address_sealed", sa.LargeBinary()))
        people.add_column(sa.Column("department", sa.String(length=3)))
        people.add_column(sa.Column("health_fund", sa.String(length=9)))
        people.add_column(sa.Column("sending_id", _Identity))
        people.add_column(sa.Column("archive_until", sa.Date()))
        people.add_column(sa.Column("objected_at", _Moment))
        people.add_column(sa.Column("adult_from_month", sa.Date()))
        people.create_foreign_key(
            op.f("fk_people_sending_id"), "campaign_sendings", ["sending_id"], ["id"]
        )
    op.execute(
        f"UPDATE people SET archive_until = {_ten_years_after('status_since')} "  # noqa: S608 - ours
        "WHERE status = 'CLOSED'"
    )
    op.create_index(op.f("ix_people_sending_id"), "people", ["sending_id"])
    for name, columns, condition in (
        ("ix_people_to_open", ["territory", "notice_sent_on"], "status = 'PENDING'"),
        (
            "ix_people_to_notify",
            ["territory", "id"],
            "status = 'PENDING' AND sending_id IS NULL",
        ),
        ("ix_people_deletion", ["deletion_due_by"], "status = 'CLOSED_DELETION_PENDING'"),
        ("ix_people_archive", ["archive_until"], "status = 'CLOSED'"),
        ("ix_people_suspension", ["status_since"], "status = 'SUSPENDED'"),
        ("ix_people_coming_of_age", ["adult_from_month"], "adult_from_month IS NOT NULL"),
    ):
        where = sa.text(condition)
        op.create_index(name, "people", columns, sqlite_where=where, postgresql_where=where)


def _ten_years_after(column: str) -> str:
    if op.get_bind().dialect.name == "sqlite":
        return f"date({column}, '+10 years')"
    return f"CAST({column} + interval '10 years' AS date)"


def _move_numbers() -> None:
    """One row a person had one number: now a number is a row, and leads to a person."""
    op.create_table(
        "numbers",
        sa.Column("nir_hash", _Hash, nullable=False),
        sa.Column("person_id", _Identity, nullable=False),
        sa.Column("nir_sealed", sa.LargeBinary()),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_numbers_person_id")),
        sa.PrimaryKeyConstraint("nir_hash", name=op.f("pk_numbers")),
    )
    op.execute("INSERT INTO numbers (nir_hash, person_id) SELECT nir_hash, id FROM people")
    op.create_index(op.f("ix_numbers_person_id"), "numbers", ["person_id"])
    with op.batch_alter_table("people") as people:
        people.drop_constraint(op.f("uq_people_nir_hash"), type_="unique")
        people.drop_column("nir_hash")


def _widen_card_links() -> None:
    """The same NIR and serial may now lead to a parent and to her children."""
    with op.batch_alter_table("card_links") as links:
        links.add_column(sa.Column("representative_id", _Identity))
        links.add_column(sa.Column("serial_sealed", sa.LargeBinary()))
        links.drop_constraint(op.f("pk_card_links"), type_="primary")
        links.create_primary_key(op.f("pk_card_links"), ["lookup_hash", "person_id"])
        links.create_foreign_key(
            op.f("fk_card_links_representative_id"), "people", ["representative_id"], ["id"]
        )
    op.create_index(op.f("ix_card_links_representative_id"), "card_links", ["representative_id"])


def _add_representations() -> None:
    op.create_table(
        "representations",
        sa.Column("person_id", _Identity, nullable=False),
        sa.Column("representative_id", _Identity, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_representations_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["representative_id"], ["people.id"], name=op.f("fk_representations_representative_id")
        ),
        sa.PrimaryKeyConstraint("person_id", "representative_id", name=op.f("pk_representations")),
    )
    op.create_index(
        op.f("ix_representations_representative_id"), "representations", ["representative_id"]
    )


def _widen_codes_and_sessions() -> None:
    with op.batch_alter_table("enrolment_codes") as codes:
        codes.add_column(sa.Column("issued_at", _Moment))
        codes.alter_column("sent_on", existing_type=sa.Date(), nullable=True)
    with op.batch_alter_table("identification_sessions") as sessions:
        sessions.add_column(sa.Column("representative_id", _Identity))
        sessions.create_foreign_key(
            op.f("fk_identification_sessions_representative_id"),
            "people",
            ["representative_id"],
            ["id"],
        )


def _limit_more_than_people() -> None:
    """The attempts of the last hour are not worth moving: the table begins empty."""
    op.drop_table("failed_identifications")
    op.create_table(
        "failed_identifications",
        sa.Column("id", _Identity, nullable=False),
        sa.Column("subject_hash", _Hash, nullable=False),
        sa.Column("failed_at", _Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failed_identifications")),
    )
    op.create_index(
        op.f("ix_failed_identifications_subject_hash_failed_at"),
        "failed_identifications",
        ["subject_hash", "failed_at"],
    )
    op.create_index(
        op.f("ix_failed_identifications_failed_at"), "failed_identifications", ["failed_at"]
    )


def _widen_operations() -> None:
    with op.batch_alter_table("operations", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.add_column(sa.Column("registered_on", sa.Date()))
        table.add_column(sa.Column("representative_id", _Identity))
        table.add_column(sa.Column("territory", sa.String(length=8)))
        table.add_column(sa.Column("data_restored", sa.Boolean()))
        table.alter_column("action", existing_type=sa.String(length=16), type_=sa.String(length=32))
        table.create_foreign_key(
            op.f("fk_operations_representative_id"), "people", ["representative_id"], ["id"]
        )
    # The day in the territory would need its clock: these acts are counted on their day in UTC.
    op.execute(
        "UPDATE operations SET registered_on = date(registered_at), data_restored = "
        "(source_status IN ('CLOSED', 'CLOSED_DELETION_PENDING') AND target_status = 'ACTIVE'), "
        "territory = (SELECT territory FROM people WHERE people.id = operations.person_id) "
        "WHERE person_id IS NOT NULL"
    )
    op.create_index(op.f("ix_operations_registered_on"), "operations", ["registered_on"])


def _add_letter_batches() -> None:
    op.create_table(
        "letter_batches",
        sa.Column("id", _Identity, nullable=False),
        sa.Column("made_at", _Moment, nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.Column("ended_at", _Moment),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_batches")),
    )


def _widen_outbox() -> None:
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("code_id", _Identity))
        outbox.add_column(sa.Column("channel", sa.String(length=16)))
        outbox.add_column(sa.Column("secret_sealed", sa.LargeBinary()))
        outbox.add_column(sa.Column("state", sa.String(length=12)))
        outbox.add_column(sa.Column("due_at", _Moment))
        outbox.add_column(
            sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False)
        )
        outbox.add_column(sa.Column("last_error", sa.String(length=60)))
        outbox.add_column(sa.Column("batch_id", _Identity))
        outbox.create_foreign_key(op.f("fk_outbox_code_id"), "enrolment_codes", ["code_id"], ["id"])
        outbox.create_foreign_key(
            op.f("fk_outbox_batch_id"), "letter_batches", ["batch_id"], ["id"]
        )
    op.execute(
        "UPDATE outbox SET channel = 'email', due_at = queued_at, "
        "state = CASE WHEN sent_at IS NULL THEN 'queued' ELSE 'sent' END"
    )
    with op.batch_alter_table("outbox") as outbox:
        outbox.alter_column("channel", existing_type=sa.String(length=16), nullable=False)
        outbox.alter_column("state", existing_type=sa.String(length=12), nullable=False)
        outbox.alter_column("due_at", existing_type=_Moment, nullable=False)
    op.create_index(op.f("ix_outbox_person_id"), "outbox", ["person_id"])
    op.create_index(op.f("ix_outbox_batch_id"), "outbox", ["batch_id"])
    waiting = sa.text("state IN ('queued', 'sending')")
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["channel", "due_at"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    stuck = sa.text("state = 'stuck'")
    op.create_index(
        "ix_outbox_stuck", "outbox", ["queued_at"], sqlite_where=stuck, postgresql_where=stuck
    )


def _add_job_runs_and_seal_keys() -> None:
    op.create_table(
        "job_runs",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("holder", sa.String(length=64)),
        sa.Column("held_until", _Moment),
        sa.Column("last_ended_at", _Moment),
        sa.Column("last_count", sa.BigInteger()),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_job_runs")),
    )
    op.create_table(
        "seal_keys",
        sa.Column("key_id", sa.String(length=32), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("since", _Moment, nullable=False),
        sa.PrimaryKeyConstraint("key_id", name=op.f("pk_seal_keys")),
    )
