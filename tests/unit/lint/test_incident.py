"""The lint bites: each statement here is one of ours with one thing taken out of it."""

import pytest

from tests.lint.incident import OWNED, SHARED, troubles

GOOD = {
    "a report": "select text from report r where r.incident_id = :incident_id and r.id = :id for update",
    "the other way round": "select 1 from report where :incident_id = incident_id and id = :id",
    "a join": """
        select r.id from report r join contact c on c.incident_id = :incident_id and c.id = r.contact_id
        where r.incident_id = :incident_id""",
    "a left join": """
        select p.id from prompt p left join report r on r.incident_id = :incident_id and r.id = p.report_id
        where p.incident_id = :incident_id and p.id = :id""",
    "a subselect": """
        select v.id, (select count(*) from dispatch d
            where d.incident_id = :incident_id and d.volunteer_id = v.id) as load
        from volunteer v where v.incident_id = :incident_id""",
    "a CTE": """
        with near as (select a.volunteer_id from able a where a.incident_id = :incident_id)
        select v.id
        from near join volunteer v on v.incident_id = :incident_id and v.id = near.volunteer_id""",
    "an update of what another table says": """
        update report r set match_at = :now from volunteer v
        where v.incident_id = :incident_id and r.incident_id = :incident_id and r.categories && v.skills""",
    "a delete": "delete from able where incident_id = :incident_id and volunteer_id = :id",
    "an insert": """
        insert into able (incident_id, skill) values (:incident_id, :skill)
        on conflict (incident_id, skill) do nothing""",
    "an insert of what a filtered row says": """
        insert into able (incident_id, skill, volunteer_id)
        select v.incident_id, s.skill, v.id from volunteer v, unnest(v.skills) as s(skill)
        where v.incident_id = :incident_id""",
    "an insert of many": """
        insert into place_key (incident_id, key) select :incident_id, given.key
        from unnest(cast(:keys as text[])) as given (key)""",
    "staff, whom all incidents share": "select name from staff where email = :email",
    "a filter that keeps an index out": """
        select text from report where (incident_id = :incident_id and id < :before) is true""",
    "a row that waits for nobody": """
        select r.id from report r where r.incident_id = :incident_id
        limit 1 for no key update of r skip locked""",
    "no table": "select pg_advisory_xact_lock(:incident_id, :part)",
}


@pytest.mark.parametrize("sql", GOOD.values(), ids=GOOD)
def test_a_statement_that_stays_inside_its_incident_is_fine(sql):
    assert troubles(sql) == []


SABOTAGED = {
    "no filter": ("select text from report where id = :id", "«report»"),
    "locked without a filter": ("select id from report r where r.id = :id for update", "«report r»"),
    "another parameter": ("select text from report where incident_id = :other and id = :id", "«report»"),
    "a filter that is turned round": (
        "select text from report where (incident_id = :incident_id) is false",
        "«report»",
    ),
    "a literal": ("select text from report where incident_id = 1", "«report»"),
    "only when": ("select text from report where (incident_id = :incident_id or id = :id)", "«report»"),
    "never": ("select text from report where not incident_id = :incident_id", "«report»"),
    "a join by id alone": (
        "select 1 from report r join contact c on c.id = r.contact_id where r.incident_id = :incident_id",
        "«contact c»",
    ),
    "a join that trusts its neighbour": (
        """select 1 from report r join contact c on c.incident_id = r.incident_id and c.id = r.contact_id
        where r.incident_id = :incident_id""",
        "«contact c»",
    ),
    "a join by shared columns": (
        "select 1 from report r join need_line using (incident_id) where r.incident_id = :incident_id",
        "«need_line»",
    ),
    "a natural join": (
        "select 1 from report r natural join need_line n where r.incident_id = :incident_id",
        "«need_line n»",
    ),
    "a comma": (
        "select 1 from report r, contact c where r.incident_id = :incident_id and c.id = r.contact_id",
        "«contact c»",
    ),
    "an unnamed key beside two tables": (
        "select 1 from report r join contact c on c.id = r.contact_id where incident_id = :incident_id",
        "«contact c»",
    ),
    "a filter on the side that a left join keeps": (
        """select 1 from report r left join contact c
        on r.incident_id = :incident_id and c.incident_id = :incident_id""",
        "«report r»",
    ),
    "a filter inside a full join": (
        """select 1 from report r full join contact c on c.incident_id = :incident_id and c.id = r.contact_id
        where r.incident_id = :incident_id""",
        "«contact c»",
    ),
    "a subselect": (
        """select (select count(*) from dispatch d where d.volunteer_id = v.id) from volunteer v
        where v.incident_id = :incident_id""",
        "«dispatch d»",
    ),
    "an exists": (
        """select 1 from volunteer v where v.incident_id = :incident_id
        and not exists (select 1 from dispatch where volunteer_id = v.id)""",
        "«dispatch»",
    ),
    "a subselect that has its filter outside": (
        "select 1 from (select incident_id, id from report) r where r.incident_id = :incident_id",
        "«report»",
    ),
    "a lateral join": (
        """select n.id from unnest(cast(:skills as text[])) as s(skill) cross join lateral
        (select a.volunteer_id as id from able a where a.skill = s.skill limit 5) n""",
        "«able a»",
    ),
    "a CTE": (
        """with near as (select a.volunteer_id from able a where a.skill = :skill)
        select v.id
        from near join volunteer v on v.incident_id = :incident_id and v.id = near.volunteer_id""",
        "«able a»",
    ),
    "a CTE under a table's name": (
        """with contact as (select id from report where incident_id = :incident_id)
        select id from contact where incident_id = :incident_id""",
        "bears the name of a table",
    ),
    "half of a union": (
        "select id from report where incident_id = :incident_id union select id from contact",
        "«contact»",
    ),
    "an update": ("update report set state = :state where id = :id", "«report»"),
    "an update by its neighbour": (
        """update report r set match_at = :now from volunteer v
        where v.incident_id = :incident_id and v.id = :id""",
        "«report r»",
    ),
    "an update from somebody else's rows": (
        """update report r set match_at = :now from volunteer v
        where r.incident_id = :incident_id and v.id = :id""",
        "«volunteer v»",
    ),
    "an update with a subselect": (
        """update message set attempts = 1 where incident_id = :incident_id and id in (select id
        from message limit 1)""",
        "«message»",
    ),
    "an update that moves rows": (
        "update report set incident_id = :other where incident_id = :incident_id",
        "moves rows",
    ),
    "a delete": ("delete from able where volunteer_id = :id", "«able»"),
    "a delete by its neighbour": (
        "delete from able a using volunteer v where a.incident_id = :incident_id and v.id = a.volunteer_id",
        "«volunteer v»",
    ),
    "an insert with no incident": ("insert into able (skill) values (:skill)", "without its incident"),
    "an insert with no columns": ("insert into able values (:incident_id, :skill)", "without its incident"),
    "an insert into another incident": (
        "insert into able (incident_id, skill) values (:other, :skill)",
        "gets its incident_id from elsewhere",
    ),
    "an insert whose second row strays": (
        "insert into able (incident_id, skill) values (:incident_id, 'a'), (1, 'b')",
        "gets its incident_id from elsewhere",
    ),
    "an insert that reads unfiltered rows": (
        "insert into able (incident_id, skill) select v.incident_id, 'a' from volunteer v where v.id = :id",
        "«volunteer v»",
    ),
    "an insert of a key that anybody gives": (
        """insert into able (incident_id, skill) select given.n, 'a'
        from unnest(cast(:ns as int[])) as given (n)""",
        "gets its incident_id from elsewhere",
    ),
    "an insert that meets other incidents' rows": (
        """insert into report (incident_id, reference) values (:incident_id, :reference)
        on conflict (reference) do update set reference = excluded.reference""",
        "other incidents' rows",
    ),
    "a misspelt table": ("select 1 from reports where incident_id = :incident_id", "no table of ours"),
    "two statements": ("select 1; delete from report", "cannot be read"),
    "no SQL": ("select from where", "cannot be read"),
    "truncate": ("truncate report", "truncatetable"),
    "a lock on a table": ("lock table report", "command"),
    "merge": (
        """merge into report r using contact c
        on r.incident_id = :incident_id and c.incident_id = :incident_id
        when matched then delete""",
        "merge",
    ),
}


@pytest.mark.parametrize(("sql", "said"), SABOTAGED.values(), ids=SABOTAGED)
def test_a_sabotaged_statement_is_found_and_a_way_out_is_said(sql, said):
    found = troubles(sql)
    assert any(said in wrong for wrong, _ in found), found
    assert all(instead for _, instead in found)


def test_what_to_write_instead_names_the_very_column():
    sql = "select 1 from report r join contact c on c.id = r.contact_id where r.incident_id = :incident_id"
    assert troubles(sql) == [
        ("nothing keeps «contact c» inside the incident", "c.incident_id = :incident_id")
    ]


def test_a_statement_that_is_named_as_crossing_incidents_may_cross_them():
    assert troubles("select distinct incident_id from message where state = 'received'", across=True) == []
    assert troubles("select 1 from reports", across=True)


def test_every_table_belongs_to_an_incident_or_is_one_of_the_few_that_all_share():
    accounts = {"staff", "staff_session", "password_link", "passkey", "recovery_code", "sign_in_try"}
    assert {"incident", "suppression"} | accounts == SHARED
    assert {"report", "message", "event", "membership", "place_key", "public_report"} <= OWNED
