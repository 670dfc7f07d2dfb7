"""Who may do what: every address of the desk stands in one table, with the least role that it answers to.

A new address fails here until somebody has thought about whose it is.
"""

import pytest

from app.access.powers import LEAST, RANK, Power
from app.models.staff import Role
from tests.db.access.routes import call, desk_routes

TABLE = {
    Power.PIN: """
        GET /desk/{slug}
        GET /desk/{slug}/unplaced
        POST /desk/{slug}/unplaced/{reference}/place
    """,
    Power.SEE: """
        GET /api/v1/incidents/{slug}/search
        PUT /api/v1/incidents/{slug}/views/{view_id}
        GET /api/v1/incidents/{slug}/views
        DELETE /api/v1/incidents/{slug}/views/{view_id}
        POST /api/v1/incidents/{slug}/views
        GET /api/v1/incidents/{slug}/alarms
        GET /api/v1/incidents/{slug}/dispatches
        GET /api/v1/incidents/{slug}/needs
        GET /api/v1/incidents/{slug}/needs/{reference}
        GET /api/v1/incidents/{slug}/outcomes
        GET /api/v1/incidents/{slug}/plan
        GET /api/v1/incidents/{slug}/queue
        GET /api/v1/incidents/{slug}/reports/{reference}/lines
        GET /api/v1/incidents/{slug}/review
        GET /api/v1/incidents/{slug}/settings
        GET /api/v1/incidents/{slug}/supplies
        GET /api/v1/incidents/{slug}/volunteers
        GET /api/v1/incidents/{slug}/volunteers/{reference}
        GET /api/v1/incidents/{slug}/zones
        GET /desk/{slug}/account
        GET /desk/{slug}/board
        GET /desk/{slug}/board/job/{reference}
        GET /desk/{slug}/board/part
        GET /desk/{slug}/bulletins
        GET /desk/{slug}/facilities
        GET /desk/{slug}/filters
        GET /desk/{slug}/helper/{reference}
        GET /desk/{slug}/helpers
        GET /desk/{slug}/huddle
        GET /desk/{slug}/huddle.txt
        POST /desk/{slug}/huddle/answer
        GET /desk/{slug}/huddle/{turn}
        GET /desk/{slug}/inside
        GET /desk/{slug}/live
        GET /desk/{slug}/outcomes
        GET /desk/{slug}/plan
        GET /desk/{slug}/queue
        GET /desk/{slug}/replies
        GET /desk/{slug}/report/{reference}
        GET /desk/{slug}/review
        GET /desk/{slug}/review.txt
        POST /desk/{slug}/review/learned
        GET /desk/{slug}/safety
        GET /desk/{slug}/search
        GET /desk/{slug}/settings
        GET /desk/{slug}/supplies
        GET /desk/{slug}/tally
        GET /desk/{slug}/tiles/{z}/{x}/{y}.json
        POST /desk/{slug}/views
        POST /desk/{slug}/views/unwatch/{watch_id}
        GET /desk/{slug}/views/{view_id}
        POST /desk/{slug}/views/{view_id}/drop
        POST /desk/{slug}/views/{view_id}/rename
        POST /desk/{slug}/views/{view_id}/watch
        GET /desk/{slug}/watch
    """,
    Power.VERIFY: """
        POST /api/v1/incidents/{slug}/needs/{reference}/reveal
        POST /desk/{slug}/safety/seen
        POST /api/v1/incidents/{slug}/alarms/{reference}/seen
        POST /api/v1/incidents/{slug}/reports/{reference}/accept
        POST /api/v1/incidents/{slug}/reports/{reference}/cancel
        POST /api/v1/incidents/{slug}/reports/{reference}/close
        POST /api/v1/incidents/{slug}/reports/{reference}/merge
        POST /api/v1/incidents/{slug}/reports/{reference}/reject
        POST /api/v1/incidents/{slug}/reports/{reference}/rumour
        POST /api/v1/incidents/{slug}/reports/{reference}/snooze
        POST /api/v1/incidents/{slug}/reports/{reference}/split
        POST /api/v1/incidents/{slug}/reports/{reference}/undo
        POST /api/v1/incidents/{slug}/reports/{reference}/verify
        POST /desk/{slug}/bulk
        GET /desk/{slug}/call
        POST /desk/{slug}/call
        POST /desk/{slug}/call/read
        GET /desk/{slug}/media/{token}
        GET /desk/{slug}/places
        POST /desk/{slug}/media/{token}/again
        POST /desk/{slug}/next
        POST /desk/{slug}/report/{reference}/apart
        POST /desk/{slug}/report/{reference}/describe
        POST /desk/{slug}/report/{reference}/exact
        POST /desk/{slug}/report/{reference}/hold
        POST /desk/{slug}/report/{reference}/leave
        POST /desk/{slug}/report/{reference}/merge
        POST /desk/{slug}/report/{reference}/place
        POST /desk/{slug}/report/{reference}/places
        POST /desk/{slug}/report/{reference}/reading
        POST /desk/{slug}/report/{reference}/reveal
        POST /desk/{slug}/report/{reference}/rumour
        POST /desk/{slug}/report/{reference}/split
        POST /desk/{slug}/report/{reference}/state
        POST /desk/{slug}/report/{reference}/take
        POST /desk/{slug}/report/{reference}/together
        POST /desk/{slug}/report/{reference}/untaught
        POST /desk/{slug}/report/{reference}/unverify
        POST /desk/{slug}/report/{reference}/verify
        POST /desk/{slug}/report/{reference}/vouch
        POST /desk/{slug}/undo
        POST /desk/{slug}/unplaced/{reference}/leave
    """,
    Power.DISPATCH: """
        POST /api/v1/incidents/{slug}/drives
        PATCH /api/v1/incidents/{slug}/facilities/{reference}
        POST /api/v1/incidents/{slug}/facilities/{reference}/check
        POST /desk/{slug}/facilities/undo
        POST /desk/{slug}/facilities/{reference}/change
        POST /desk/{slug}/facilities/{reference}/check
        POST /api/v1/incidents/{slug}/needs/{reference}/accept
        POST /api/v1/incidents/{slug}/needs/{reference}/arrive
        POST /api/v1/incidents/{slug}/needs/{reference}/ask
        POST /api/v1/incidents/{slug}/needs/{reference}/decline
        POST /api/v1/incidents/{slug}/needs/{reference}/done
        POST /api/v1/incidents/{slug}/needs/{reference}/places
        POST /api/v1/incidents/{slug}/needs/{reference}/release
        POST /api/v1/incidents/{slug}/needs/{reference}/risky
        POST /api/v1/incidents/{slug}/needs/{reference}/set-out
        POST /api/v1/incidents/{slug}/needs/{reference}/tell-place
        POST /api/v1/incidents/{slug}/reports/{reference}/lines
        DELETE /api/v1/incidents/{slug}/reports/{reference}/lines/{line_id}
        POST /api/v1/incidents/{slug}/reports/{reference}/pledges
        POST /api/v1/incidents/{slug}/reports/{reference}/pledges/{pledge_id}/deliveries
        POST /api/v1/incidents/{slug}/reports/{reference}/pledges/{pledge_id}/deliveries/undo
        POST /api/v1/incidents/{slug}/reports/{reference}/pledges/{pledge_id}/release
        POST /api/v1/incidents/{slug}/reports/{reference}/pledges/{pledge_id}/renew
        POST /api/v1/incidents/{slug}/volunteers
        PATCH /api/v1/incidents/{slug}/volunteers/{reference}
        POST /desk/{slug}/board/{reference}/{what}
        POST /desk/{slug}/helper/{reference}/back
        POST /desk/{slug}/helper/{reference}/buddy
        POST /desk/{slug}/helper/{reference}/duty
        POST /desk/{slug}/helper/{reference}/offer
        POST /desk/{slug}/helper/{reference}/place
        POST /desk/{slug}/helper/{reference}/reveal
        POST /desk/{slug}/helper/{reference}/trust
        GET /desk/{slug}/helper/{reference}/write
        POST /desk/{slug}/helper/{reference}/write
        POST /desk/{slug}/helper/{reference}/write/fill
        POST /desk/{slug}/helpers
        POST /desk/{slug}/plan
        POST /desk/{slug}/report/{reference}/ask
        POST /desk/{slug}/report/{reference}/job/{what}
        POST /desk/{slug}/report/{reference}/lines
        POST /desk/{slug}/report/{reference}/lines/{n}/promise
        POST /desk/{slug}/report/{reference}/lines/{n}/withdraw
        POST /desk/{slug}/report/{reference}/pledges/{n}/came
        POST /desk/{slug}/report/{reference}/pledges/{n}/release
        POST /desk/{slug}/report/{reference}/pledges/{n}/renew
        POST /desk/{slug}/report/{reference}/pledges/{n}/uncame
        POST /desk/{slug}/report/{reference}/risky
        GET /desk/{slug}/report/{reference}/write
        POST /desk/{slug}/report/{reference}/write
        POST /desk/{slug}/report/{reference}/write/fill
        POST /desk/{slug}/supplies/drive
        POST /desk/{slug}/unplaced/{reference}/ask
        POST /desk/{slug}/write/count
    """,
    Power.COORDINATE: """
        POST /api/v1/incidents/{slug}/bulletins
        DELETE /api/v1/incidents/{slug}/bulletins/{bulletin_id}
        POST /desk/{slug}/bulletins
        POST /api/v1/incidents/{slug}/facilities
        DELETE /api/v1/incidents/{slug}/facilities/{reference}
        POST /desk/{slug}/facilities
        POST /desk/{slug}/facilities/{reference}/end
        POST /desk/{slug}/bulletins/{bulletin_id}/end
        POST /api/v1/incidents/{slug}/needs/{reference}/approve
        POST /api/v1/incidents/{slug}/needs/{reference}/withdraw
        PATCH /api/v1/incidents/{slug}/settings
        POST /api/v1/incidents/{slug}/zones
        POST /api/v1/incidents/{slug}/zones/{zone_id}/end
        GET /desk/{slug}/audit
        GET /desk/{slug}/audit.csv
        POST /desk/{slug}/huddle
        POST /desk/{slug}/places/undo
        POST /desk/{slug}/places/{n}/correct
        POST /desk/{slug}/places/{n}/forget
        POST /desk/{slug}/replies
        POST /desk/{slug}/replies/{n}/back
        POST /desk/{slug}/replies/{n}/end
        POST /desk/{slug}/report/{reference}/agree
        POST /desk/{slug}/report/{reference}/disagree
        POST /desk/{slug}/reset
        POST /desk/{slug}/safety/off-call
        POST /desk/{slug}/safety/on-call
        POST /desk/{slug}/safety/zone
        POST /desk/{slug}/safety/zone/end
        POST /desk/{slug}/settings
        POST /desk/{slug}/settings/back
    """,
    Power.ADMINISTER: """
        POST /desk/{slug}/channels
        POST /desk/{slug}/channels/remove
        POST /desk/{slug}/channels/test
        POST /desk/{slug}/close
        POST /desk/{slug}/open
        GET /desk/{slug}/people
        POST /desk/{slug}/people
        POST /desk/{slug}/people/{staff_id}/link
        POST /desk/{slug}/people/{staff_id}/off
        POST /desk/{slug}/people/{staff_id}/revoke
        POST /desk/{slug}/people/{staff_id}/role
    """,
}
# strangers read these: what is published, and the way out of letters by an unguessable link
OPEN = """
    GET /api/v1/incidents/{slug}/bulletins
    GET /api/v1/incidents/{slug}/counts
    GET /api/v1/incidents/{slug}/facilities
    GET /api/v1/incidents/{slug}/reports
    GET /desk/{slug}/views/leave/{watch_id}/{token}
    POST /desk/{slug}/views/leave/{watch_id}/{token}
"""
ENDLESS = "GET /desk/{slug}/live"  # goes on telling as long as somebody listens
ONLY_DRILLS = "POST /desk/{slug}/reset"  # refused to everybody where people are real


def lines(block: str) -> list[str]:
    """The addresses of one part of the table."""
    return [line.strip() for line in block.splitlines() if line.strip()]


def least(address: str) -> Role:
    """The least role that may use an address."""
    (power,) = (power for power, block in TABLE.items() if address in lines(block))
    return LEAST[power]


ADDRESSES = [address for block in TABLE.values() for address in lines(block)]


def test_every_address_of_the_desk_stands_in_the_table_once_and_none_that_is_gone():
    found = sorted(f"{method} {path}" for method, path in desk_routes())
    assert found == sorted([*ADDRESSES, *lines(OPEN)])


@pytest.mark.parametrize("role", list(Role))
async def test_who_may_less_is_refused_and_who_may_is_not(town, role):
    desk = await town.desk("Esi", role=role)
    wrong = []
    for address in ADDRESSES:
        may = RANK[role] >= RANK[least(address)]
        if may and address in (ENDLESS, ONLY_DRILLS):
            continue
        status = (await call(desk, *address.split(" "))).status_code
        if (status == 403) == may or status >= 500:
            wrong.append((address, status))
    assert wrong == []


async def test_nobody_comes_in_without_a_session(town):
    desk = await town.desk("Esi", role=Role.ADMINISTRATOR)
    wrong = []
    for address in ADDRESSES:
        status = (await call(desk, *address.split(" "), signed_in=False)).status_code
        if status not in (303, 401):
            wrong.append((address, status))
    assert wrong == []


async def test_a_member_of_one_incident_is_a_stranger_in_another(town):
    desk = await town.desk("Esi", role=Role.ADMINISTRATOR)
    await town.rows("delete from membership returning staff_id")
    wrong = []
    for address in ADDRESSES:
        status = (await call(desk, *address.split(" "))).status_code
        if status != 403:
            wrong.append((address, status))
    assert wrong == []
