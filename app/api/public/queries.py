"""The statements of the public pages. Whatever strangers see is read as `konbit_public`, from what is made for them."""

from sqlalchemy import text

from app.models.public import EVER

# --- the map's counts: as many statements as there are ways to choose among the grades, so that each is simple ---

OFFERS, NEEDS = (0,), (1, 2, 3, 4)
CHOICES = ((0, 4), (0, 0), (1, 4), (2, 4), (3, 4), (4, 4))  # from the least grade to the most

# The days on which something came, one step of the index each: between two dates there may be thousands without.
DAYS = """
    with recursive step(day) as (
        (select c.day from map_count c
         where c.incident_id = :incident_id and c.level = 4 and c.day >= :first order by c.day limit 1)
        union all
        select (select c.day from map_count c
                where c.incident_id = :incident_id and c.level = 4 and c.day > step.day order by c.day limit 1)
        from step where step.day < :last)
"""


def _sum(grades: tuple[int, ...], least: int, most: int, *, of: str = "n") -> str:
    """Add up the columns of these grades that were asked for."""
    return " + ".join(f"c.{of}{grade}" for grade in grades if least <= grade <= most) or "0"


def _counts(least: int, most: int, *, cells: str, by_day: bool) -> str:
    """Count cells. Where one case is left there is one row, so the least of its sums is where that case stands."""
    chosen, where = _sum(OFFERS + NEEDS, least, most), _sum(OFFERS + NEEDS, least, most, of="m")
    held = f"""
        select c.* from map_count c
        where c.incident_id = :incident_id and c.level = :level and c.day = {"step.day" if by_day else f"date '{EVER}'"}
          and {cells} and (:category = '' or c.category = :category) and {chosen} > 0
    """
    rows = f"step cross join lateral ({held}) c where step.day <= :last" if by_day else f"({held}) c"
    return f"""
        {DAYS if by_day else ""}
        select c.cell >> :shift as cell, sum({chosen}) as n,
            sum({_sum((4,), least, most)}) as critical, sum({_sum((3,), least, most)}) as serious,
            sum({_sum(NEEDS, least, most)}) as need, sum({_sum(OFFERS, least, most)}) as offer,
            min({where}) as morton, min(c.category collate "C") as category
        from {rows} group by 1 order by 1
    """


IN_A_TILE, IN_A_BOX = "c.cell between :low and :high", "c.cell = any(cast(:cells as bigint[]))"
# by the grades asked for, and whether days were
TILE = {
    (choice, by_day): text(_counts(*choice, cells=IN_A_TILE, by_day=by_day))
    for choice in CHOICES
    for by_day in (False, True)
}
BOX = {
    (choice, by_day): text(_counts(*choice, cells=IN_A_BOX, by_day=by_day))
    for choice in CHOICES
    for by_day in (False, True)
}

# Finer than the counts: the cases themselves, out of the index alone.
DEEP_TILE = text("""
    select morton >> :shift as cell, count(*) as n,
        count(*) filter (where grade = 4) as critical, count(*) filter (where grade = 3) as serious,
        count(*) filter (where grade > 0) as need, count(*) filter (where grade = 0) as offer,
        min(morton) as morton, min(category collate "C") as category
    from public_report
    where incident_id = :incident_id and morton between :low and :high and state <> 'helped'
      and grade between :least and :most and (:category = '' or category = :category) and day between :first and :last
    group by 1 order by 1
""")

SQUARES = text("""
    select level, cell, at_least, area from public_cell where incident_id = :incident_id order by at_least desc, level, cell
""")

PUBLIC_COUNTS = text(f"""
    select coalesce(sum(n1 + n2 + n3 + n4), 0) as needs_open, coalesce(sum(helped), 0) as needs_helped
    from map_count where incident_id = :incident_id and level = :level and day = date '{EVER}'
""")

FIRST_AND_LAST_DAY = text(f"""
    select (select day from map_count where incident_id = :incident_id and level = 4 and day > date '{EVER}'
            order by day limit 1) as first,
        (select day from map_count where incident_id = :incident_id and level = 4 and day > date '{EVER}'
            order by day desc limit 1) as last
""")

# --- the list: a page in the order of an index; within a day as the dice of the case keys fell ---

ROW = """
    r.kind, r.category, r.urgency, r.state, r.area, r.day, r.radius_m,
    st_y(r.point::geometry) as lat, st_x(r.point::geometry) as lon
"""
ORDER = "r.grade desc, r.day desc, r.case_key"
# a box over the date line is two: beside the second, which else is none
INSIDE = """
    and st_y(p.point::geometry) between :south and :north
    and (st_x(p.point::geometry) between :west and :east or st_x(p.point::geometry) between :west_too and :east_too)
"""


def _walk(narrow: str) -> str:
    """Walk each grade's stretch of the index as far as the page goes; only its rows are looked up."""
    return f"""
        select {ROW} from (
            select p.case_key, p.grade, p.day
            from unnest(cast(:grades as integer[])) asked(grade) cross join lateral (
                select p.case_key, p.grade, p.day from public_report p
                where p.incident_id = :incident_id and p.state <> 'helped' and p.grade = asked.grade
                  and p.day between :first and :last {narrow}
                order by p.day desc, p.case_key limit :upto) p
            order by p.grade desc, p.day desc, p.case_key offset :skip limit :page) k
        join public_report r on r.incident_id = :incident_id and r.case_key = k.case_key
        order by {ORDER}
    """


OF_ONE = "and p.category = :category"
# by whether one category was asked for, and whether a box was
WALK = {
    (False, False): text(_walk("")),
    (False, True): text(_walk(INSIDE)),
    (True, False): text(_walk(OF_ONE)),
    (True, True): text(_walk(OF_ONE + INSIDE)),
}

# The few of a box: all of them, counted exactly. There is always a row, for the count.
FEW = text(f"""
    with held as materialized (
        select p.case_key, p.grade, p.day
        from unnest(cast(:lows as bigint[]), cast(:highs as bigint[])) span(low, high)
        join public_report p on p.incident_id = :incident_id and p.morton between span.low and span.high
        where p.state <> 'helped' and p.grade between :least and :most
          and (:category = '' or p.category = :category) and p.day between :first and :last {INSIDE})
    select (select count(*) from held) as total, r.* from (select 1) one
    left join (
        select r.grade, r.case_key, {ROW}
        from (select * from held r order by {ORDER} offset :skip limit :page) k
        join public_report r on r.incident_id = :incident_id and r.case_key = k.case_key) r on true
    order by {ORDER}
""")

# --- what has changed, for pages that are open ---

CHANGES = text("""
    select id, cell from map_change where incident_id = :incident_id and id > :after order by id limit :many
""")

# Old changes are forgotten: whoever finds none of before has perhaps missed some.
CHANGES_KEPT = text("""
    select (select max(id) from map_change where incident_id = :incident_id) as last,
        exists (select 1 from map_change where incident_id = :incident_id and id <= :after) as whole
""")

# ---- a helper's own page: what strangers see, near where they start from

# The nearest few hundred by the index, and of these what fits first; what somebody goes to already is left out.
NEEDS_NEAR = text("""
    select n.id, n.category, n.urgency, n.area, n.radius_m, n.day, n.distance_m
    from (select p.id, p.category, p.urgency, p.area, p.radius_m, p.day,
            p.point <-> st_geogfromtext(:here) as distance_m
          from public_report p
          where p.incident_id = :incident_id and p.state <> 'helped' and p.state = 'open' and p.kind = 'need'
            and (:category = '' or p.category = :category) and p.urgency >= :urgency
            and st_dwithin(p.point, st_geogfromtext(:here), :within_m, false)
          order by p.point <-> st_geogfromtext(:here) limit :nearest) n
    order by n.category = any(:skills) desc, n.distance_m / (1 + n.urgency), n.id
    limit :most offset :skipped
""")

NEED_SHOWN = text("""
    select case_key, category, st_y(point::geometry) as lat, st_x(point::geometry) as lon
    from public_report
    where incident_id = :incident_id and id = :id and kind = 'need' and state = 'open'
""")
