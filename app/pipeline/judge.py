"""What a case asks of whoever comes, and how well each of the people who could come answers it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.matching.candidates import Candidate, Search
from app.matching.fit import need_words, words_fit
from app.matching.heavy import is_heavy
from app.matching.kinds import is_sensitive, kinds_of_trust, trades_for
from app.matching.road import NO_ROADS, Roads
from app.matching.score import Need, Scored, score_candidate
from app.matching.weights import weigh
from app.models.incident import Incident
from app.reports.shapes import Case
from ingest.catalog import load_catalog

READ = 5  # the words of so many are compared with those of the need: whom the desk will see


def search_for(incident: Incident, case: Case, *, now: datetime) -> Search:
    """Say whom a case looks for."""
    assert incident.id is not None
    assert case.point is not None
    return Search(
        incident_id=incident.id,
        report_id=case.id,
        contact_id=case.contact_id,
        skills=case.categories,
        kinds=kinds_of_trust(case.categories),
        point=case.point,
        time_zone=incident.time_zone,
        now=now,
    )


def need_of(case: Case, *, in_hazard: bool = False, lacking: float = 0.0) -> Need:
    """Say what a case asks of whoever comes; `lacking` is how much of its goods nobody has promised."""
    return Need(
        categories=case.categories,
        trades=trades_for(case.categories),
        language=case.language,
        urgency=case.urgency,
        sensitive=is_sensitive(case.categories),
        risky=case.risky or load_catalog().is_risky(case.categories),
        in_hazard=in_hazard,
        heavy=is_heavy(case.categories, people=case.people, lacking=lacking),
    )


def judge(
    people: Sequence[Candidate], case: Case, *, weights: Mapping[str, object], roads: Roads = NO_ROADS
) -> list[Scored]:
    """Score everybody, and the best few once more with their words read; reading all would cost too much."""
    if not people:
        return []
    need = need_of(case, in_hazard=people[0].in_hazard, lacking=people[0].lacking)
    weighed = weigh(weights)
    road = roads.seconds if roads.report_id == case.id else {}
    if any(one.volunteer_id not in road for one in people):
        road = {}  # somebody new: then the straight line counts for all
    scored = [
        score_candidate(one, need, weights=weighed, road_s=road.get(one.volunteer_id)) for one in people
    ]
    scored.sort(key=_order)
    best = [one.candidate for one in scored[:READ]]
    compared = weighed["words"] > 0 and len(best) > 1  # whoever is alone is compared with nobody
    words = words_fit(need_words(case.text, case.language, case.categories), best) if compared else {}
    again = [
        score_candidate(
            one, need, weights=weighed, road_s=road.get(one.volunteer_id), words=words.get(one.volunteer_id)
        )
        for one in best
    ]
    return sorted([*again, *scored[READ:]], key=_order)


def _order(one: Scored) -> tuple[float, int]:
    return -one.score, one.candidate.volunteer_id
