"""What is said of evidence that does not hold, by its form (core.error_words)."""

from __future__ import annotations

from core.languages import marked_text as N_

EVIDENCE = (
    N_("The payload's SHA-256 isn't the one in the record."),
    N_("The payload's SHA-256 isn't the one in the database."),
    N_("A record's block differs from its own digest."),
    N_("The file isn't sealed yet."),
    N_("The file or its manifest is missing."),
    N_("The manifest isn't the one that was sealed."),
    N_("The sealed manifest knows no record at that place."),
    N_("The record's bytes aren't those that were sealed."),
    N_("A record beside it isn't as it was sealed."),
    N_("%s is missing from the archive. Restore it from a backup."),
    N_("%s: no whole record %s at byte %s. Run `almenara evidence verify`; restore the file from a backup."),
    N_("%s: no readable manifest. Restore it from a backup."),
    N_(
        "%s (%s) was taken out of the archive, in order, on %s. What is left is its digest, and the file's manifest in "
        "the archive."
    ),
    N_("%s can't be read: %s. See that it is reached from here, and that this machine may read and write there."),
    N_("%s can't be read: %s. See that it may be read."),
    N_("%s is no folder. Mount it, or make it: it is not made by itself."),
    N_("%s isn't in %s as it was sealed. Run `almenara evidence verify`, and restore it from a backup."),
    N_("%s can't be read: %s."),
    N_("The %s in the database (%s) isn't the one in the record: %s."),
    N_("place in the file"),
    N_("time of the visit"),
    N_("address that was asked for"),
    N_("address"),
    N_("way there"),
    N_("answer"),
    N_("Title and text in the database aren't those that were read off the page: their SHA-256 differs."),
    N_("Address or source of the document aren't those of its capture."),
    N_("A sentence that is quoted of it doesn't stand in its text: %s"),
)
