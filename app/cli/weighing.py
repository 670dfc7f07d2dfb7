"""The work of `konbit train places`: reports are asked as the days went by, and weights fitted on that."""

from collections.abc import Sequence
from pathlib import Path

from app.cli.evaluating import shown
from app.cli.reported import Asked, Report, known_places, parted, read_reports
from app.cli.scratch import Scratch, scratch_incident
from app.house import House
from geo.coordinates import written_position
from geo.gazetteer.score import WEIGHTS
from geo.geocoders.gazetteer import Gazetteer
from ingest.training.places import QUANTILES, Off, Pinned, errors_by_sort, fit_weights, share_within

FOLDS = (0.3, 0.5, 0.7, 0.85, 1.0)  # each part is asked with all before it taught
EVERY = 3  # of the reports that are asked with nothing taught


async def weigh_places(house: House, path: Path, asked: Asked) -> None:
    """Ask each part of the reports by what the earlier ones taught, fit, and print."""
    reports, _ = parted(read_reports(path, "location"), asked.share)
    async with scratch_incident(
        house, known_places(asked), area=asked.area, country=asked.country, languages=asked.languages
    ) as scratch:
        untaught = await _pinned(scratch, reports[::EVERY], "nothing taught")
        taught: list[Pinned] = []
        start, *ends = (int(len(reports) * fold) for fold in FOLDS)
        await scratch.teach(one.pinned for one in reports[:start])
        for end in ends:
            part = reports[start:end]
            taught += await _pinned(scratch, part, f"{start} reports taught")
            await scratch.teach(one.pinned for one in part)
            start = end
    print(f"{len(taught)} reports asked with the earlier ones taught, {len(untaught)} with nothing taught")
    fitted = fit_weights([*taught, *untaught], list(WEIGHTS))
    _print_weights(fitted)
    for name, weights in (("in force", WEIGHTS), ("fitted", fitted)):
        for what, some in (("earlier ones taught", taught), ("nothing taught", untaught)):
            near = ", ".join(f"{share_within(some, weights, km * 1_000):.3f} within {km} km" for km in (1, 5))
            print(f"{name:9} {what:20} {near}")
    _print_errors(errors_by_sort([*taught, *untaught], WEIGHTS))


async def _pinned(scratch: Scratch, reports: Sequence[Report], what: str) -> list[Pinned]:
    """Look texts up; one that holds a position says nothing of names."""
    found: list[Pinned] = []
    async for one in shown(reports, what):
        if written_position(one.words, area=scratch.area) is None:
            evidence = scratch.heard(one.words)
            found.append(Pinned(await Gazetteer().considered(scratch.session, evidence), one.point))
    return found


def _print_weights(fitted: dict[str, float]) -> None:
    print(f"\n{'sign':14}{'in force':>10}{'fitted':>10}")
    for name, weight in fitted.items():
        print(f"{name:14}{WEIGHTS[name]:>10.2f}{weight:>10.2f}")
    print()


def _print_errors(told: Sequence[Off]) -> None:
    heads = "".join(f"{f'{share:.0%}':>9}" for share in QUANTILES)
    print(f"\nkm off, of so many{'':14}{'texts':>7}{heads}{'circle':>9}{'inside':>8}")
    for one in told:
        off = "".join(f"{km:>9.2f}" for km in one.km)
        print(f"{one.sort:32}{one.texts:>7}{off}{one.circle_km:>9.2f}{one.inside:>8.2f}")
