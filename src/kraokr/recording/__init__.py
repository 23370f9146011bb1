"""Recording: check-ins written into goal files by edits that leave everything else as it is."""

from kraokr.recording.entry import Entry
from kraokr.recording.form import Form, form_text, read_form
from kraokr.recording.items import cited, open_items
from kraokr.recording.record import Holder, Recorded, record
from kraokr.recording.saving import save_recorded
from kraokr.recording.values import last_value, unit_of

__all__ = [
    "Entry",
    "Form",
    "Holder",
    "Recorded",
    "cited",
    "form_text",
    "last_value",
    "open_items",
    "read_form",
    "record",
    "save_recorded",
    "unit_of",
]
