"""Who may be told exactly where somebody is: what is sensitive or risky goes to vetted helpers alone."""

from app.dispatch.shapes import Job
from app.models.volunteer import Trust
from ingest.catalog import load_catalog


def trust_for(job: Job, category: str) -> Trust:
    """How well the helper is known for one kind of need: what was said of that kind stands above the rest."""
    return Trust(job.trust_by_kind.get(category, job.trust.value))


def may_know_place(job: Job) -> bool:
    """Say whether trust alone opens the exact place; a coordinator's click may still do so."""
    guarded = job.categories if job.risky else load_catalog().sensitive(job.categories)
    return all(trust_for(job, category) is Trust.VETTED for category in guarded)
