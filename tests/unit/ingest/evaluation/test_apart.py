from ingest.evaluation.apart import leave_events_out
from ingest.training.labelled import GIVING, Example

GOODS = ("rice", "water", "tents", "blankets", "soap", "medicine", "milk", "candles")


def pool(event, *, turned=False):
    for at, goods in enumerate(GOODS * 6):
        offers = at % 2 == 0
        text = f"we give {goods} away" if offers is not turned else f"we lack {goods} badly"
        yield Example(text + f" {event} {at}", {GIVING: offers}, group=f"{event} {at}", event=event)


def test_an_event_is_judged_by_what_the_others_taught():
    examples = [*pool("flood"), *pool("quake"), *pool("lies", turned=True)]
    measured = {one.event: one for one in leave_events_out(examples, lambda _: None)}
    assert measured["lies"].f1 < 0.1  # it says the opposite, and was not learned from
    assert measured["flood"].texts == 48


def test_two_events_that_speak_alike_teach_each_other():
    measured = leave_events_out([*pool("flood"), *pool("quake")], lambda _: None)
    assert all(one.f1 > 0.9 for one in measured)
