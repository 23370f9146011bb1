"""Keys that hold what should not stand in a repository: pay, identity numbers, health, protected traits."""

from __future__ import annotations

SENSITIVE_KEYS = frozenset(
    (
        "salary",
        "ctc",
        "compensation_amount",
        "pay",
        "wage",
        "bank_account",
        "iban",
        "account_number",
        "ssn",
        "national_id",
        "aadhaar",
        "aadhar",
        "pan",
        "passport",
        "dob",
        "date_of_birth",
        "birth_date",
        "birthday",
        "gender",
        "sex",
        "religion",
        "caste",
        "ethnicity",
        "marital_status",
        "medical",
        "health",
        "disability",
        "home_address",
        "address",
        "blood_group",
    )
)
"""Not reported as unknown keys: the rule `sensitive-field` speaks of them."""
