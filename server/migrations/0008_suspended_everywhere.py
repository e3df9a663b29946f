"""A suspension holds in every class until its day: also those that hold today."""

from typing import Any


def up(migrator: Any, db: Any) -> None:
    """Keep each person out until the last day that a class of theirs has set, not the first."""
    db.execute_sql(
        """
        UPDATE "person" SET "kept_out_until" = COALESCE((
            SELECT MAX("back_on") FROM "enrolment"
            WHERE "ended_at" IS NULL AND "person_id" = "person"."id"
        ), '')
        """
    )
