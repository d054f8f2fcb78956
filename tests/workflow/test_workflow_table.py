"""The table of moves: whatever path is taken, nobody reaches the public without the four steps and four eyes."""

from __future__ import annotations

from datetime import date

import pytest
from growth import growth, is_in_proportion
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from newsroom.story.model import PUBLIC_STATUSES, STATUSES
from newsroom.workflow import MOVES, NEW, ROLES, Role, Workflow, may_move, move_of, ways_on

roles = st.frozensets(st.sampled_from(Role))
DAY = date(2026, 11, 20)


def test_the_table_names_states_and_roles_that_exist_once():
    """No move is listed twice, and every state of the model can be reached and left."""
    assert len({(move.source, move.target) for move in MOVES}) == len(MOVES)
    assert {move.target for move in MOVES} == set(STATUSES)
    assert {move.source for move in MOVES} == {NEW, *STATUSES}
    assert set(ROLES) == set(Role) == {role for move in MOVES for role in move.roles}


@given(st.sampled_from([NEW, *STATUSES]), st.sampled_from(STATUSES), roles)
def test_a_move_needs_its_row_and_one_of_its_roles(source: str, target: str, held: frozenset[Role]):
    """Who holds none of the roles of a row, or asks for a move without a row, is refused; everybody else may."""
    row = move_of(source, target)
    assert may_move(source, target, held) is (row is not None and bool(held & set(row.roles)))
    assert not may_move(source, target, frozenset())


@given(roles.filter(lambda held: Role.APPROVER not in held), st.data())
def test_without_an_approver_nothing_becomes_public(held: frozenset[Role], data: st.DataObject):
    """However many moves all other roles together make, from a new story none of them leads to a public state."""
    state = NEW
    for _ in range(12):
        ways = [move.target for move in ways_on(state) if may_move(state, move.target, held)]
        if not ways:
            break
        state = data.draw(st.sampled_from(ways))
        assert state not in PUBLIC_STATUSES


@settings(max_examples=60)
@given(st.data())
def test_the_way_to_approval_passes_submission_verification_and_editing(data: st.DataObject):
    """Every walk that becomes public was submitted, verified and edited since it began or was returned."""
    state, since = NEW, []
    for _ in range(15):
        state = data.draw(st.sampled_from([move.target for move in ways_on(state)]))
        since = [] if state in {"draft", "returned"} else [*since, state]
        if state == "approved" and "correction" not in since[:-1]:
            assert [s for s in since if s in {"submitted", "verified", "edited"}][:3] == [
                "submitted",
                "verified",
                "edited",
            ]


def test_taking_down_is_never_held_up():
    """From every state a story can be withdrawn, by four of the roles."""
    for state in set(STATUSES) - {"withdrawn"}:
        assert len(move_of(state, "withdrawn").roles) == 4


PEOPLE = {
    "people": [
        {"name": "Lê Thị Thu", "email": "Thu@Guong.example", "roles": ["approver"], "until": "2026-11-30",
         "deputies": [{"email": "binh@guong.example", "from": "2026-11-20", "until": "2026-11-22"}]},
        {"name": "Hồ Thị Bình", "emails": ["binh@guong.example", "binh@cu.example"], "roles": ["editor"]},
        {"name": "Hồ Thị Bính", "email": "binh2@guong.example", "roles": ["author"]},
    ]
}  # fmt: skip


def _workflow() -> Workflow:
    return Workflow.model_validate(PEOPLE)


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (date(2026, 11, 19), {Role.EDITOR}),
        (date(2026, 11, 20), {Role.EDITOR, Role.APPROVER}),
        (date(2026, 11, 22), {Role.EDITOR, Role.APPROVER}),
        (date(2026, 11, 23), {Role.EDITOR}),
    ],
)
def test_a_deputy_holds_the_role_on_exactly_the_days_given(day: date, held: set[Role]):
    """From the first day to the last, both included, a deputy has the roles of the person beside the own ones."""
    workflow = _workflow()
    assert workflow.roles_of(workflow.by_email("BINH@cu.example"), day) == held


def test_who_left_holds_nothing_and_has_no_deputy():
    """After the last day neither the person nor a deputy holds the role; what was done before stays right."""
    late = {
        **PEOPLE["people"][0],
        "deputies": [{"email": "binh@guong.example", "from": "2026-11-20", "until": "2027-01-05"}],
    }
    workflow = Workflow.model_validate({"people": [late, *PEOPLE["people"][1:]]})
    thu, binh = workflow.by_email("thu@guong.example"), workflow.by_email("binh@guong.example")
    assert workflow.roles_of(thu, date(2026, 11, 30)) == {Role.APPROVER}
    assert workflow.roles_of(thu, date(2026, 12, 1)) == frozenset()
    assert workflow.roles_of(binh, date(2026, 12, 1)) == {Role.EDITOR}


def test_who_changes_roles_has_each_on_its_days():
    """What an editor did stays right when the editor has become an approver, and a deputy changes along."""
    roles = ["author", {"role": "editor", "until": "2026-11-19"}, {"role": "approver", "from": "2026-11-20"}]
    stands_in = {"email": "chi@x.vn", "from": "2026-11-01", "until": "2026-11-30"}
    an = {"name": "An", "email": "an@x.vn", "roles": roles, "until": "2026-11-25", "deputies": [stands_in]}
    workflow = Workflow.model_validate({"people": [an, {"name": "Chi", "email": "chi@x.vn"}]})
    for person in workflow.people:
        assert workflow.roles_of(person, date(2026, 11, 19)) == {Role.AUTHOR, Role.EDITOR}
        assert workflow.roles_of(person, date(2026, 11, 20)) == {Role.AUTHOR, Role.APPROVER}
        assert workflow.roles_of(person, date(2026, 11, 26)) == frozenset()


def test_names_are_known_with_their_accents_and_without():
    """Bình and Bính are two people; typed without accents either may be meant."""
    workflow = _workflow()
    assert [p.name for p in workflow.named("hồ thị bình")] == ["Hồ Thị Bình"]
    assert [p.name for p in workflow.named("Ho Thi Binh")] == ["Hồ Thị Bình", "Hồ Thị Bính"]
    assert workflow.named("Ai Khác") == ()


def test_hundreds_of_people_are_known_as_quickly_as_ten():
    """Who may do what is found without going through everybody: eight times the people is no more than that much."""

    def ask(people: str) -> None:
        names = [f"n{number}@x.vn" for number in range(len(people))]
        stands_in = {"from": "2026-11-01", "until": "2026-11-30"}
        workflow = Workflow.model_validate(
            {
                "people": [
                    {"name": name, "email": name, "roles": ["author"], "deputies": [{"email": other, **stands_in}]}
                    for name, other in zip(names, reversed(names), strict=True)
                ]
            }
        )
        for name in names:
            (person,) = workflow.named(name)
            assert person is workflow.by_email(name)
            assert workflow.roles_of(person, DAY) == {Role.AUTHOR}

    assert is_in_proportion(growth(ask, "x", 400))


@pytest.mark.parametrize(
    "people",
    [
        [{"name": "A", "email": "a@x.vn", "roles": ["boss"]}],
        [{"name": "A", "email": "a@x.vn", "roles": [{"role": "editor", "form": "2026-01-01"}]}],
        [{"name": "A", "email": "a@x.vn", "roles": [{"role": "editor", "from": "2026-01-02", "until": "2026-01-01"}]}],
        [{"name": "A", "email": "a"}],
        [{"name": "A", "emails": []}],
        [{"name": "A"}],
        [{"name": "A", "email": "a@x.vn"}, {"name": "B", "email": "A@X.vn"}],
        [
            {
                "name": "A",
                "email": "a@x.vn",
                "deputies": [{"email": "b@x.vn", "from": "2026-01-01", "until": "2026-01-02"}],
            }
        ],
        [
            {
                "name": "A",
                "email": "a@x.vn",
                "deputies": [{"email": "a@x.vn", "from": "2026-01-02", "until": "2026-01-01"}],
            }
        ],
        [{"name": "A", "email": "a@x.vn", "deputies": [{"email": "a@x.vn"}]}],
        [{"name": "A", "email": "a@x.vn", "role": ["editor"]}],
    ],
)
def test_people_that_cannot_be_meant_are_refused(people: list[dict]):
    """A role, address, deputy or date that says nothing is an error of newsroom.toml, not a silent gap."""
    with pytest.raises(ValidationError):
        Workflow.model_validate({"people": people})
