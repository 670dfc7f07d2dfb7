"""Every statement stays inside one incident: each table that has an `incident_id` is filtered on it.

`incident_id = :incident_id` must be written out for every such table in every scope (a subselect, a CTE and a
join each need their own). One literal parameter everywhere keeps two incidents apart by construction, lets
every index begin with it, and is what a cluster sharded by incident can route.
"""

from collections.abc import Iterator

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError

from app.models import SQLModel

OURS = SQLModel.metadata.tables
OWNED = frozenset(name for name, table in OURS.items() if "incident_id" in table.columns)
SHARED = frozenset(OURS) - OWNED  # incident, staff, suppression …: one row serves all incidents

KEY = "incident_id"
EVERYBODY = (exp.Select, exp.Update, exp.Delete, exp.Insert)
INSTEAD_OF_OTHERS = "select, insert, update or delete; what only an owner may do belongs into a revision"

Trouble = tuple[str, str]  # what is wrong, what to write instead


def troubles(sql: str, *, across: bool = False) -> list[Trouble]:
    """Find what is wrong with one statement; `across` for one that is named as crossing incidents."""
    try:
        (statement,) = [parsed for parsed in sqlglot.parse(sql, dialect="postgres") if parsed is not None]
    except (ParseError, ValueError) as unreadable:
        return [
            (f"it cannot be read: {str(unreadable).splitlines()[0]}", "one statement of plain PostgreSQL")
        ]
    if not isinstance(statement, (*EVERYBODY, exp.SetOperation)):
        return [(f"it is a {statement.key}", INSTEAD_OF_OTHERS)]
    found = list(_names(statement))
    if not across:
        for scope in statement.find_all(*EVERYBODY):
            found += _insert(scope) if isinstance(scope, exp.Insert) else []
            found += _scope(scope)
    return found


def _names(statement: exp.Expr) -> Iterator[Trouble]:
    """A misspelt table would not be looked at, and a CTE that bears a table's name would hide it."""
    ctes = {cte.alias for cte in statement.find_all(exp.CTE)}
    for name in sorted(ctes & OURS.keys()):
        yield f"the CTE «{name}» bears the name of a table", "another name for the CTE"
    for table in statement.find_all(exp.Table):
        name = table.name
        if not isinstance(table.this, exp.Identifier) or name in ctes or name in OURS:
            continue
        if isinstance(table.parent, exp.Lock):  # «for update of r» names what the scope calls a table
            continue
        if table.db not in ("procrastinate", "pg_catalog") and not name.startswith("pg_"):
            yield f"«{name}» is no table of ours", "a table that `app.models` knows"


def _scope(scope: exp.Expr) -> Iterator[Trouble]:
    tables = [table for table in _tables(scope) if table.name in OWNED]
    for table in tables:
        alone = len(tables) == 1
        if not any(_filters(condition, table, alone=alone) for condition in _conditions(scope, table)):
            name = table.name if table.alias_or_name == table.name else f"{table.name} {table.alias}"
            column = KEY if alone else f"{table.alias_or_name}.{KEY}"
            yield f"nothing keeps «{name}» inside the incident", f"{column} = :{KEY}"
    if isinstance(scope, exp.Update) and any(part.this.name == KEY for part in scope.expressions):
        yield "it moves rows to another incident", "an update that leaves incident_id alone"


def _tables(scope: exp.Expr) -> Iterator[exp.Table]:
    """The tables that this very scope reads or changes; those of its subselects have scopes of their own."""
    for table in scope.find_all(exp.Table):
        written = isinstance(scope, exp.Insert)  # what is inserted has no filter but a value, see `_insert`
        if table.find_ancestor(*EVERYBODY) is scope and not written:
            yield table


def _conditions(scope: exp.Expr, table: exp.Table) -> Iterator[exp.Expr]:
    """What must be true of every row of this table that the scope uses."""
    if where := scope.args.get("where"):
        yield from _conjuncts(where.this)
    for join in scope.find_all(exp.Join):
        if join.find_ancestor(*EVERYBODY) is not scope or not (on := join.args.get("on")):
            continue
        # the condition of an outer join filters the side that may be missing, not the side that is kept
        if not join.side or (join.side == "LEFT" and join.this is table):
            yield from _conjuncts(on)


def _conjuncts(condition: exp.Expr) -> Iterator[exp.Expr]:
    plain = condition.unnest()
    if isinstance(plain, exp.Is) and plain.expression == exp.true():
        yield from _conjuncts(plain.this)  # a filter that keeps an index out of the plan is a filter
    elif isinstance(plain, exp.And):
        yield from _conjuncts(plain.left)
        yield from _conjuncts(plain.right)
    else:
        yield plain


def _filters(condition: exp.Expr, table: exp.Table, *, alone: bool) -> bool:
    if not isinstance(condition, exp.EQ):
        return False
    sides = (condition.left, condition.right)
    return any(_is_key(one, table, alone=alone) and _is_ours(other) for one, other in (sides, sides[::-1]))


def _is_key(side: exp.Expr, table: exp.Table, *, alone: bool) -> bool:
    if not isinstance(side, exp.Column) or side.name != KEY:
        return False
    return side.table == table.alias_or_name or (alone and not side.table)


def _is_ours(side: exp.Expr | None) -> bool:
    return isinstance(side, exp.Placeholder) and side.name == KEY


def _insert(insert: exp.Insert) -> Iterator[Trouble]:
    """A new row belongs to the incident by its value, and meets only rows of the same incident."""
    target = insert.this.find(exp.Table)
    if target is None or target.name not in OWNED:
        return
    columns = (
        [column.name for column in insert.this.expressions] if isinstance(insert.this, exp.Schema) else []
    )
    if KEY not in columns:
        yield f"a row of «{target.name}» is inserted without its incident", f"insert into … ({KEY}, …)"
        return
    for value in _values(insert.expression, columns.index(KEY)):
        if not _is_ours(value) and not _comes_filtered(value):
            yield f"«{target.name}» gets its {KEY} from elsewhere", f":{KEY} as the value of {KEY}"
    conflict = insert.args.get("conflict")
    keys = [key.this.name for key in conflict.args.get("conflict_keys") or ()] if conflict else []
    if keys and KEY not in keys:
        yield "its conflict looks at other incidents' rows", f"on conflict ({KEY}, …)"


def _values(source: exp.Expr, place: int) -> Iterator[exp.Expr | None]:
    if isinstance(source, exp.Values):
        yield from (row.expressions[place] for row in source.expressions)
    elif isinstance(source, exp.SetOperation):
        yield from _values(source.left, place)
        yield from _values(source.right, place)
    elif isinstance(source, exp.Select):
        yield source.expressions[place].unalias() if place < len(source.expressions) else None
    else:
        yield None


def _comes_filtered(value: exp.Expr | None) -> bool:
    """Whether the value is the key of a row in the select around it; `_scope` sees to that row itself."""
    select = value.find_ancestor(exp.Select) if value is not None else None
    if not isinstance(value, exp.Column) or value.name != KEY or select is None:
        return False
    owned = [table for table in _tables(select) if table.name in OWNED]
    return any(value.table == table.alias_or_name or (len(owned) == 1 and not value.table) for table in owned)
