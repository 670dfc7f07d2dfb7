"""What each role may do, in one table: pages show only the buttons that will work."""

from enum import StrEnum

from app.models.staff import Role

RANK = {role: rank for rank, role in enumerate(Role)}  # each role includes those before it


class Power(StrEnum):
    """One kind of thing that somebody at the desk does."""

    PIN = "pin"  # read single messages and say where they are
    SEE = "see"  # look on: no number, rough places
    VERIFY = "verify"  # triage, correct, place, merge, verify; take calls
    DISPATCH = "dispatch"  # ask and release helpers, write to people, goods
    COORDINATE = "coordinate"  # agree to risks, zones, settings, bulletins, hand-over
    ADMINISTER = "administer"  # people, channels, incidents


LEAST = {
    Power.PIN: Role.VOLUNTEER,
    Power.SEE: Role.VIEWER,
    Power.VERIFY: Role.VERIFIER,
    Power.DISPATCH: Role.DISPATCHER,
    Power.COORDINATE: Role.COORDINATOR,
    Power.ADMINISTER: Role.ADMINISTRATOR,
}


def may(role: Role, power: Power) -> bool:
    """Tell whether a role has a power."""
    return RANK[role] >= RANK[LEAST[power]]


def powers_of(role: Role) -> frozenset[Power]:
    """All that a role may do."""
    return frozenset(power for power in Power if may(role, power))
