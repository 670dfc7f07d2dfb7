"""One invented incident, seen on every page: Amina asks, Bayu and Chen help, Dara sits at the desk."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from app.access.powers import Power
from app.api.desk.frame import FrameView
from app.api.desk.shapes import (
    DeskView,
    DetailView,
    DoneView,
    QueueRowView,
    RevealedView,
    StepView,
    TroubleView,
)
from app.api.desk.sight import Eyes
from app.api.desk.views.care import AgreedView as Agreed
from app.api.desk.views.care import CareView, KinView
from app.api.desk.views.doubt import Doubt
from app.api.desk.views.facility import KeptView, PressView
from app.api.desk.views.gateway import GatewaysView, ShelfView, Told
from app.api.desk.views.helper import ChangeView, HelperPageView, HelpersView, ListedView
from app.api.desk.views.job import HelperView
from app.api.desk.views.lists import Looking, TabView
from app.api.desk.views.plan import ChoiceView, LackView, NeedView, PlanView
from app.api.desk.views.safety import AgreedView, AlarmView, SafetyView, WatcherView, ZoneView
from app.api.desk.views.settings import ChangedView, SettingsView, SwitchView
from app.api.desk.views.supply import DriveView, GoodsLineView, PledgeView, SuppliesView, TotalView
from app.api.desk.views.watch import WatchView
from app.api.facility_views import KindView, PlaceView
from app.api.programs.docs import Operation
from app.api.public.facilities import Asked
from app.api.views import (
    CaseView,
    CategoryView,
    CountsView,
    FactView,
    FormView,
    IncidentView,
    LineView,
    MarkView,
    PhoneView,
    PinView,
    PlacesView,
    PublicRowView,
    ReadingView,
    ShownView,
    SpanView,
    SquareView,
    UndoView,
)
from app.bulletins.write import Fact
from app.facilities.near import Near
from app.facilities.state import State
from app.messaging.spend import Today
from app.models.staff import Role
from app.models.volunteer import Trust, Vehicle
from app.triage.lists import View
from app.volunteers.find import Helper
from app.volunteers.listing import Listed
from app.volunteers.stock import Goods
from geo.point import Point

NOW = datetime(2025, 3, 4, 12, 0, tzinfo=UTC)
THEN = NOW - timedelta(minutes=7)
HOSTILE = "<img src=x onerror=alert(1)> \"'> </script>"

INCIDENT = IncidentView(
    slug="drill",
    name="The flood",
    drill=True,
    emergency_number="114",
    languages=("ht", "fr", "en", "es"),
    text_number="+1 767 555 0190",
    west=-64.13,
    south=15.28,
    east=-64.07,
    north=15.32,
    time_zone="America/Dominica",
)
WATER = CategoryView(name="water", label="Water", icon="droplet")
MEDICAL = CategoryView(name="medical", label="Medical", icon="pill", sensitive=True)
COUNTS = CountsView(needs_open=3, needs_helped=1200, helpers_on_duty=2, unplaced=1, set_aside=1, not_sent=1)
LINES = (
    LineView(ours=False, text=f"water for 6 at the Bridge {HOSTILE}", at=THEN, state="understood"),
    LineView(ours=True, text="We have it. Case K7F3.", at=THEN, state="delivered"),
    LineView(ours=True, text="Bayu is coming.", at=THEN, state="failed"),
)
ROW = QueueRowView(
    reference="K7F3",
    kind="need",
    category=WATER,
    urgency=4,
    people=6,
    place=f"Bridge {HOSTILE}",
    radius_m=250,
    state="new",
    at=THEN,
    words=HOSTILE,
    language="en",
    score=9.5,
    why="life at risk × 7 min",
    lat=15.3,
    lon=-64.1,
)
OFFER = replace(
    ROW, reference="C4D9", kind="offer", urgency=1, people=None, place="", radius_m=None, lat=None, lon=None
)
PINNED = replace(ROW, reference="P7X2", place="", urgency=2)
WIDE = replace(ROW, reference="W3X9", radius_m=4_000, wide=True)
SUGGESTED = HelperView(
    reference="B2",
    name=f"Bayu {HOSTILE}",
    state="proposed",
    distance_m=320,
    score=0.9,
    reasons=("near", "has water"),
    since_at=THEN,
)
CHEN = replace(
    SUGGESTED,
    reference="C3",
    name="Chen",
    state="accepted",
    distance_m=None,
    due_at=THEN,
    missed=1,
    late=True,
    wave=2,
    over_cap=True,
    waits_for_place=True,
)
EMEKA = replace(SUGGESTED, reference="E5", name=f"Emeka {HOSTILE}", state="asked", due_at=NOW)
IDRIS = replace(SUGGESTED, reference="D4", name="Idris", state="stopped")
CARE = CareView(
    questions=("Is the power off?", HOSTILE),
    checked_by=(Agreed(name=HOSTILE, at=THEN),),
    risky=True,
    marked=True,
    why_risky="a coordinator marked it",
    agreed_by=(Agreed(name="Emeka", at=THEN),),
    lacking=1,
    alone=True,
)
READING = ReadingView(
    doubt=Doubt.LIKELY,
    checked=False,
    kind=FactView(words="need", doubt=Doubt.SURE),
    also=("offer",),
    categories=(FactView(words="Water", doubt=Doubt.SURE), FactView(words="Shelter", doubt=Doubt.UNSURE)),
    maybe=(FactView(words="Food"),),
    people=(FactView(words="6 people", doubt=Doubt.SURE), FactView(words="2 babies", doubt=Doubt.LIKELY)),
    amounts=(FactView(words="20 litres of water", doubt=Doubt.UNSURE),),
    urgency=3,
    urgency_doubt=Doubt.LIKELY,
    reasons=("children",),
    place=FactView(words=f"Bridge {HOSTILE}", doubt=Doubt.SURE),
    language=FactView(words="Haitian Creole", doubt=Doubt.SURE),
)
PLEDGES = tuple(
    PledgeView(
        n=n,
        helper="B4YU",
        name=f"Bayu {HOSTILE}",
        amount=15,
        came=12.0 * stands,
        coming=3.0 * stands,
        stands=stands,
        may_renew=not stands,
    )
    for n, stands in enumerate((True, False), start=1)
)
BLANKETS = GoodsLineView(
    n=7,
    words=f"40 × blankets {HOSTILE}",
    item="blankets",
    unit="",
    amount=40,
    came=12,
    coming=3,
    lacking=25,
    pledges=PLEDGES,
)
SUPPLIES = SuppliesView(
    totals=(
        TotalView(words="40 × blankets", lacking="25 × blankets", free="", cases=2, helpers=0),
        TotalView(words="9 × food", lacking="", free="9 × food", cases=0, helpers=1),
    ),
    drives=(DriveView(reference="D7V3", place=f"School {HOSTILE}", lines=(BLANKETS,)),),
    may_act=True,
)
DETAIL = DetailView(
    lines_of_goods=(BLANKETS,),
    row=ROW,
    spans=(
        SpanView(text=f"we need {HOSTILE} "),
        SpanView(text="water", marks=(MarkView(what="category", label="Water", doubt=Doubt.SURE),)),
        SpanView(text=" at the "),
        SpanView(text="Bridge", marks=(MarkView(what="place", label=""),)),
        SpanView(
            text=HOSTILE, marks=(MarkView(what="people", label="6"), MarkView(what="frail", label="6 old"))
        ),
    ),
    reading=READING,
    place_source="gazetteer",
    place_trail=("«Bridge» is a landmark",),
    helpers=(IDRIS, CHEN, EMEKA, SUGGESTED),
    lines=(
        *LINES,
        LineView(
            ours=False, text=HOSTILE, at=THEN, state="understood", helper=HOSTILE, passed_on=("", HOSTILE)
        ),
    ),
    steps=(StepView(at=THEN, who="Dara", what="moved the place", why=HOSTILE),),
    sender="+1 767 ••• 42",
    places_wanted=2,
    categories=(WATER, MEDICAL),
    chosen=("water",),
    taught=f"behind the Bridge {HOSTILE}",
    care=CARE,
    kin=KinView(holds=("W3X9",)),
    tried=f"Nobody near could come yet: {HOSTILE}",
    revealed=RevealedView(name=HOSTILE, number="+17675550142"),
)
TROUBLES = (TroubleView(token="m1", text=HOSTILE, reason="no need was found", at=THEN, ours=False),)
ALARM = AlarmView(
    kind="critical", reference="K7F3", category=MEDICAL, place=HOSTILE, urgency=4, at=THEN, texted=2
)
WATCH = WatchView(
    alarms=(ALARM, replace(ALARM, reference="M2P4", kind="unsafe", place="")),
    nobody_on_call=True,
    texts=Today(parts=4_000, limit=5_000, waiting=0),
)
DESK = DeskView(
    watch=WATCH,
    counts=COUNTS,
    rows=(ROW, OFFER),
    detail=DETAIL,
    troubles=TROUBLES,
    position=5,
)
FRAME = FrameView(
    home="/desk/drill",
    csrf="c",
    staff=HOSTILE,
    role="administrator",
    may=frozenset(power.value for power in Power),
    alarms_open=2,
    troubles_open=1,
)
LOOKING = Looking(view=View(), eyes=Eyes(role=Role.ADMINISTRATOR), query="list=look")
TABS = tuple(
    TabView(name=name, number="999+", open=name == "look", query=f"list={name}")
    for name in ("look", "send", "unplaced", "stuck", "all")
)
DONE = DoneView(verdict="noise", references=("K7F3", "C4D9"), batch="b4" * 8, refused=(("P7X2", HOSTILE),))
LIST = {
    "looking": LOOKING,
    "narrow": LOOKING.view.narrow,
    "list": "look",
    "tabs": TABS,
    "done": DONE,
    "categories": (WATER, MEDICAL),
}
CASE = CaseView(
    token="t",
    reference="K7F3",
    kind="need",
    state="accepted",
    category=WATER,
    people=6,
    frail=("2 babies",),
    amounts=("20 litres of water",),
    place="Bridge",
    helper="Bayu",
    lines=LINES,
    may_confirm=True,
    may_cancel=True,
)
FORM = FormView(
    kind="need",
    key="k",
    categories=(WATER, MEDICAL),
    values={"words": HOSTILE, "place": "Bridge", "phone": "12"},
    chosen=("medical",),
    errors={"phone": "Please write the whole number."},
)
PHONE = PhoneView(
    number="+17675550195",
    name="",
    lines=LINES,
    cast=(("+17675550100", "Amina"),),
    examples=("We need water", HOSTILE),
)
PUBLIC = PublicRowView(
    kind="need",
    category=WATER,
    urgency=3,
    state="open",
    area="Bridge",
    day=THEN.date(),
    lat=15.3,
    lon=-64.1,
    radius_m=300,
)
PIN = PinView(
    n=7,
    words=f"behind the Bridge {HOSTILE}",
    lat=15.3,
    lon=-64.1,
    radius_m=50,
    agree=1,
    name=f"the Bridge {HOSTILE}",
    who=f"Dara {HOSTILE}",
    at=THEN,
    case="K7F3",
)
PLACES = PlacesView(
    pins=(PIN, replace(PIN, n=6, agree=3, case="")),
    total=1200,
    name=HOSTILE,
    older=6,
    undo=(UndoView(n=5, words=HOSTILE, forgotten=True, who="Dara", at=THEN),),
    just_done=True,
    may_act=True,
)
GROUND = {"tile_url": "", "tile_credit": "", "categories": (WATER, MEDICAL)}

SETTINGS = SettingsView(
    switches=(
        SwitchView(
            name="automation",
            label="Who asks helpers",
            meaning="What is sensitive is asked by people.",
            value="suggest",
            choices=(("suggest", "Konbit suggests"), ("full", "Konbit asks")),
        ),
        SwitchView(name="quiet", label="Quiet hours", meaning="Like 22-6.", value="22-6"),
    ),
    changes=(ChangedView(n=7, who="Dara", at=NOW, parts=(("Quiet hours", "none", "22-6"),)),),
    today=Today(parts=5_000, limit=5_000, waiting=3),
    fault="«late» are no quiet hours.",
    may_act=True,
)
GATEWAYS = GatewaysView(
    connected=(),
    shelf=(ShelfView(name="sms", secrets=("token",), options=("url",), webhook=HOSTILE),),
    told=Told(channel="sms", fault=HOSTILE, typed=HOSTILE, reason=HOSTILE),
)
SAFETY = SafetyView(
    alarms=(
        AlarmView(
            kind="critical",
            reference="K7F3",
            category=MEDICAL,
            place=HOSTILE,
            urgency=4,
            at=THEN,
            texted=2,
        ),
        AlarmView(kind="unsafe", reference="M2P4", category=WATER, place="", urgency=2, at=THEN, texted=1),
    ),
    rota=(
        WatcherView(staff_id=1, name=HOSTILE, turn=1, hours="mon-fri 18-24", now=True, reachable=True),
        WatcherView(staff_id=2, name="Emeka", turn=2, hours="", now=False, reachable=False),
    ),
    members=((1, "Dara"), (2, HOSTILE)),
    zones=(
        ZoneView(id=3, kind="hazard", name=HOSTILE, until_at=NOW, at=THEN, needs=2, cases=("K7F3", "M2P4")),
        ZoneView(id=4, kind="closure", name="", until_at=None, at=THEN, needs=0, cases=()),
    ),
    agreed=(
        AgreedView(
            reference="K7F3",
            category=MEDICAL,
            risky=True,
            checked_by=("Dara",),
            risk_by=(HOSTILE,),
            missing=1,
        ),
        AgreedView(
            reference="M2P4", category=WATER, risky=False, checked_by=("Dara",), risk_by=(), missing=0
        ),
    ),
    may_act=True,
    error=HOSTILE,
    form="zone",
    typed={"geojson": HOSTILE, "name": HOSTILE},
)
BAYU = Helper(
    id=7,
    contact_id=7,
    reference="B4YU",
    name=HOSTILE,
    words=HOSTILE,
    skills=("water",),
    trades=("nurse",),
    vehicle=Vehicle.TRUCK,
    languages=("en",),
    trust=Trust.NEW,
    trust_by_kind={"medical": "vetted"},
    reach_m=20_000,
    on_duty=True,
    hours=None,
    rest_until=None,
    load_cap=2,
    daily_cap=4,
    team=HOSTILE,
    buddy_id=None,
    place_name="",
    point=None,
)
LISTED = Listed(
    id=7,
    reference="B4YU",
    name=HOSTILE,
    skills=("water",),
    trades=(),
    vehicle=Vehicle.TRUCK,
    trust=Trust.NEW,
    on_duty=True,
    rest_until=None,
    load_cap=2,
    jobs=1,
    team=HOSTILE,
    place_name=HOSTILE,
    placed=False,
    paired=False,
)
HELPERS = HelpersView(
    rows=(
        ListedView(helper=LISTED, skills=(WATER, MEDICAL), resting=False),
        ListedView(helper=replace(LISTED, name="", on_duty=False, placed=True), skills=(), resting=True),
    ),
    total=2,
    search=HOSTILE,
    older=5,
    trades=(("nurse", "nurse"),),
    languages=(("en", "English"),),
    may_act=True,
    error=HOSTILE,
    typed={"name": HOSTILE, "vehicle": "car"},
    chosen=("water",),
)
HELPER = HelperPageView(
    helper=BAYU,
    resting=False,
    jobs=1,
    stock=(("Water", Goods(item="water", amount=20, unit="litre")),),
    number="+176 ••• 95",
    revealed=False,
    buddy="",
    suggested="CH3N",
    lists={"skills": ("water",), "trades": ("nurse",), "languages": ("en",)},
    typed={
        "vehicle": "truck",
        "reach_m": "20000",
        "hours": HOSTILE,
        "load_cap": "2",
        "daily_cap": "4",
        "team": HOSTILE,
    },
    faults={"hours": "Write hours as «mon-fri 18-24».", "buddy": HOSTILE, "place": HOSTILE, "why": HOSTILE},
    trades=(("nurse", "nurse"),),
    languages=(("en", "English"),),
    reaches=(2_000, 20_000),
    vehicles=("none", "truck"),
    levels=("new", "known", "vetted"),
    history=(
        ChangeView(
            n=3, at=NOW, who="Dara", what="changed the trust", details=HOSTILE, why=HOSTILE, can_go_back=True
        ),
    ),
    may_act=True,
)
PLANNED = NeedView(reference="K7F3", category=WATER, urgency=4, people=6, place=HOSTILE, at=THEN)
PLAN = PlanView(
    choices=(
        ChoiceView(
            need=PLANNED,
            value="1-7",
            helper=HOSTILE,
            distance_m=320,
            reasons=("free", HOSTILE),
            instead=f"Bayu is better used for {HOSTILE}",
        ),
    ),
    lacks=(LackView(need=replace(PLANNED, reference="M2P4", people=None), places=2, why=HOSTILE),),
    more_choices=1,
    more_lacks=1,
    needs=3,
    helpers=2,
    served=2,
    served_alone=1,
    more_urgent=((4, 1),),
    distance_m=320,
    distance_alone_m=900,
    told=(HOSTILE,),
    asked=1,
    may_act=True,
)
WATER_KIND = KindView(name="water", label="Drinking water", icon="droplet")
TAP = PlaceView(
    reference="T4PX",
    kind=WATER_KIND,
    name=HOSTILE,
    place="Market street",
    state=State.OPEN,
    line=f"open until 18:00 · {HOSTILE}",
    hours="Mon-Fri 8-18",
    note=HOSTILE,
    note_language="ht",
    source=HOSTILE,
    checked_at=THEN,
    old=False,
    distance_m=350.0,
    lat=15.3,
    lon=-64.1,
)
SHUT = replace(
    TAP, reference="T5PX", state=State.CLOSED, old=True, distance_m=None, hours="", note="", place=""
)
KEPT = KeptView(
    shown=TAP, unchecked=False, full=False, free=3, capacity=40, sheet={"name": HOSTILE, "kind": "water"}
)
FACT = Fact(id=7, texts={"en": HOSTILE}, source=HOSTILE, at=THEN, until_at=NOW + timedelta(hours=2))

PAGES: dict[str, dict[str, object]] = {
    "places_open.html": {
        "groups": ((WATER_KIND, (TAP, SHUT)),),
        "kinds": (WATER_KIND,),
        "asked": Asked(kind="water", near="Bridge"),
        "near": Near(point=Point(lat=15.3, lon=-64.1), name="Bridge"),
        "lost": True,
    },
    "facts.html": {"standing": ((FACT, "en", HOSTILE),)},
    "desk/facilities.html": {
        "places": (KEPT, replace(KEPT, shown=SHUT, unchecked=True, full=True)),
        "kinds": (WATER_KIND,),
        "speaks": (("ht", "Kreyòl Ayisyen"),),
        "typed": {"name": HOSTILE},
        "of": "",
        "error": "",
        "undo": (PressView(n=3, what="ended a place", name=HOSTILE, who="Dara", at=THEN, mine=True),),
        "just_done": True,
        "longest": {"name": 80, "place": 120, "stock": 120, "source": 80, "note": 200},
        **GROUND,
    },
    "incidents.html": {"incident": None, "incidents": (INCIDENT,)},
    "home.html": {"counts": COUNTS, **GROUND},
    "form.html": {"form": FORM},
    "away.html": {},
    "case.html": {"case": CASE},
    "map.html": {
        "counts": COUNTS,
        "rows": (PUBLIC, replace(PUBLIC, kind="offer")),
        "filters": {"kind": "need", "from": "2025-03-01"},
        "box": "-64.2,15.2,-64,15.4",
        "shown": ShownView(first=101, last=102, total=12_345, about=True, page=2, pages=3),
        "squares": (
            SquareView(
                at_least=10, area="Old Mill", across_km=10, west=-64.2, south=15.2, east=-64, north=15.4
            ),
        ),
        "days": (date(2025, 2, 20), THEN.date()),
        **GROUND,
    },
    "embed.html": {"filters": {"kind": "need"}, **GROUND},
    "error.html": {"title": "Not here", "what": HOSTILE, "what_to_do": "", "back": "/desk/drill?report=K7F3"},
    "api.html": {
        "incident": None,
        "operations": (
            Operation(
                method="GET",
                path="/api/v1/incidents",
                summary="",
                description=HOSTILE,
                parameters=(("slug", "string", False),),
                answers=(("200", "Fine"),),
            ),
        ),
    },
    "phone.html": {"phone": PHONE, **GROUND},
    "desk/sign_in.html": {"incident": None, "errors": ("The password is wrong.",), "passkeys": True},
    "desk/set_password.html": {"incident": None, "errors": ()},
    "desk/desk.html": {"view": DESK, **LIST, **GROUND},
    "desk/places.html": {"places": PLACES, **GROUND},
    "desk/helpers.html": {"view": HELPERS, "categories": (WATER, MEDICAL)},
    "desk/helper.html": {"view": HELPER, "categories": (WATER, MEDICAL)},
    "desk/settings.html": {"settings": SETTINGS, "gateways": GATEWAYS},
    "desk/plan.html": {"plan": PLAN, "told": True},
    "desk/safety.html": {"safety": SAFETY, "mended": True},
    "desk/supplies.html": {"supplies": SUPPLIES},
}
PARTS: dict[str, dict[str, object]] = {
    "_phone_lines.html": {"phone": PHONE},
    "desk/_queue.html": {"rows": (ROW, OFFER, PINNED, WIDE), "chosen": "K7F3", "looking": LOOKING},
    "desk/_tally.html": {"tabs": TABS, "counts": COUNTS},
    "desk/_done.html": {"done": DONE},
    "desk/_next.html": {"detail": DETAIL, "looking": LOOKING, "done": DONE},
    "desk/_filters.html": LIST,
    "desk/_detail.html": {"detail": DETAIL},
    "desk/_watch.html": {"watch": WATCH},
    "desk/_troubles.html": {"troubles": TROUBLES},
}
