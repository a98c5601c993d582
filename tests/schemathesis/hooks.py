"""What JSON Schema cannot say of our parameters, said to schemathesis.

    SCHEMATHESIS_HOOKS=hooks schemathesis run --url http://127.0.0.1:PORT api.json --checks all

in this folder. Without it, `positive_data_acceptance` reports that free texts are no CQL2, no token, no calendar, no box; see crates/api/README.md.
"""

import datetime

import schemathesis
from hypothesis import strategies as st

NUMBERS = st.integers(0, 1000).map(str)
# Predicates over what every collection has: its ids and, nearly always, a geometry.
PREDICATES = st.one_of(
    st.just("true"),
    st.just("1 = 1"),
    st.builds(lambda a, b: f"{a} < {b} + 1", NUMBERS, NUMBERS),
    st.builds(lambda a, b: f"{a} BETWEEN {b} AND 500", NUMBERS, NUMBERS),
    st.builds(lambda a: f"'{a}' LIKE '1%'", NUMBERS),
    st.just("CASEI('Ä') IN (CASEI('ä'), 'b')"),
    st.just("NOT (DATE('2026-01-01') > DATE('2025-01-01'))"),
)
FILTERS = st.recursive(
    PREDICATES,
    lambda inner: st.builds(lambda a, op, b: f"({a}) {op} ({b})", inner, st.sampled_from(["AND", "OR"]), inner),
    max_leaves=6,
)
schemathesis.openapi.format("cql2", FILTERS)


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")[:10])


def is_calendar(text):
    """Whether the days are in the calendar and run forward."""
    try:
        ends = [moment(end) for end in text.split("/") if end not in ("", "..")]
    except ValueError:
        return False
    return len(ends) < 2 or ends[0] < ends[1]


def is_box(value, system):
    """Whether the numbers are a box on earth."""
    numbers = value if isinstance(value, list) else str(value).split(",")
    try:
        numbers = [float(number) for number in numbers]
    except ValueError:
        return False
    if len(numbers) == 6:
        if numbers[2] > numbers[5]:
            return False
        numbers = numbers[:2] + numbers[3:5]
    if len(numbers) != 4 or max(map(abs, numbers)) > 85 or numbers[1] > numbers[3]:
        return False
    return "4326" not in system or numbers[0] <= numbers[2]


def together(query):
    """A good query without what cannot go together or is no box, calendar or token."""
    query = dict(query)
    # A token stands alone, and only for the request that it was made for.
    query.pop("token", None)
    if query.get("filter-lang") == "cql2-json":
        query.pop("filter-lang")
    # Files are in longitude and latitude.
    if query.get("f") not in (None, "json", "html"):
        query.pop("crs", None)
    if query.get("shape") == "wide":
        query.pop("shape")
    if "datetime" in query and not is_calendar(str(query["datetime"])):
        query.pop("datetime")
    if "bbox" in query and not is_box(query["bbox"], str(query.get("bbox-crs"))):
        query.pop("bbox")
    return query


def grown(body):
    """A scenario in which no youngest age is over the oldest."""
    for change in body.get("changes", []) if isinstance(body, dict) else []:
        for part in ("site", "set"):
            if isinstance(change.get(part), dict):
                change[part].pop("max_age", None)
    return body


@schemathesis.hook
def before_call(context, case, kwargs):
    """Mends good requests; bad ones stay as bad as they are."""
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    if case.query:
        case.query = together(case.query)
    if case.path == "/api/scenarios":
        case.body = grown(case.body)
