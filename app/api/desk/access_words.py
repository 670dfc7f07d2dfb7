"""Roles and what happens to accounts, in the reader's words; a test finds an event without its sentence."""

from app.api.words import Translate
from app.models.staff import Role


def role_words(_: Translate) -> tuple[tuple[str, str, str], ...]:
    """Each role in rising order: its value, its name, what it may do."""
    return (
        (Role.VOLUNTEER.value, _("volunteer"), _("reads and pins single messages, from far away")),
        (Role.VIEWER.value, _("viewer"), _("looks on, with rough places")),
        (Role.VERIFIER.value, _("verifier"), _("triages, corrects, places, merges, verifies, takes calls")),
        (Role.DISPATCHER.value, _("dispatcher"), _("asks helpers, writes to people, steers goods")),
        (Role.COORDINATOR.value, _("coordinator"), _("agrees to risks, draws zones, sets how things work")),
        (Role.ADMINISTRATOR.value, _("administrator"), _("people, gateways, incidents")),
    )


def access_words(what: str, _: Translate) -> str:
    """One thing that happened to an account."""
    sentences = {
        "staff.signed_in": _("signed in"),
        "staff.signed_out": _("signed out"),
        "staff.sign_in_failed": _("somebody tried a wrong password"),
        "staff.code_failed": _("somebody tried a wrong code"),
        "staff.invited": _("invited"),
        "staff.invitation_revoked": _("took the invitation back"),
        "staff.role_changed": _("changed the role"),
        "staff.taken_off": _("took off"),
        "staff.password_set": _("set a new password"),
        "staff.session_ended": _("signed a browser out"),
        "staff.sessions_ended": _("signed the other browsers out"),
        "staff.code_app_on": _("turned the second step on"),
        "staff.code_app_off": _("turned the second step off"),
        "staff.recovery_codes_made": _("made new recovery codes"),
        "staff.recovery_code_used": _("used a recovery code"),
        "staff.passkey_added": _("added a passkey"),
        "staff.passkey_removed": _("removed a passkey"),
    }
    return sentences.get(what, what)


def detail_words(name: str, _: Translate) -> str:
    """What a detail of such a line is called."""
    sentences = {
        "how": _("by"),
        "browser": _("browser"),
        "role": _("role"),
        "before": _("before"),
        "count": _("how many"),
        "name": _("name"),
        "by": _("by"),
    }
    return sentences.get(name, name)
