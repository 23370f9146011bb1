"""How roles are related: by their definitions, and by who reports to whom."""

from __future__ import annotations

from kraokr.lint.owning import families, roles_above
from overlay import TODAY, workspace

ROLE = "kind: role\nid: {}\ntitle: Any\n{}\n"
PERSON = "kind: person\nid: {}\nrole: {}\nmanager: {}\n"


def test_roles_that_extend_or_lead_to_one_another_are_a_family() -> None:
    roles = ROLE.format("junior", "promotes_to: senior"), ROLE.format("expert", "extends: senior")
    family = families(workspace((*roles, ROLE.format("senior", "promotes_to: junior"))))
    assert family["junior"] == family["senior"] == family["expert"] != family["sales-manager"]


def test_the_roles_above_are_those_of_all_managers_up_to_a_loop() -> None:
    texts = (
        ROLE.format("clerk", ""),
        ROLE.format("head", ""),
        ROLE.format("chief", ""),
        PERSON.format("ann", "clerk", "bo"),
        PERSON.format("bo", "head", "cy"),
        PERSON.format("cy", "chief", "bo"),
    )
    above = roles_above(workspace(texts), TODAY)
    assert above["clerk"] == {"head", "chief"}
    assert above["head"] == {"chief"}
    assert above["support-lead"] == {"sales-manager"}
