from geo.place import Kind, Place
from geo.point import Point
from ingest.evaluation.simple_places import SimplePlaces

SMALL, LARGE, MILL = Point(lat=10.0, lon=20.0), Point(lat=11.0, lon=20.0), Point(lat=12.0, lon=20.0)


def town(name: str, point: Point, importance: float, *names: str) -> Place:
    return Place(
        name=name,
        kind=Kind.TOWN,
        point=point,
        radius_m=1_000,
        source="drill",
        importance=importance,
        names=names,
    )


def found(method: SimplePlaces, text: str) -> Point | None:
    said = method.find(text)
    return said.point if said is not None else None


def test_the_larger_town_of_a_name_is_meant():
    method = SimplePlaces([town("Kalou", SMALL, 0.2), town("Kalou", LARGE, 0.6)])
    assert found(method, "help in kalou!") == LARGE


def test_the_longest_name_wins_and_hyphens_hold_it_together():
    method = SimplePlaces([town("Bwa", SMALL, 0.9), town("Bwa Nèf", LARGE, 0.1), town("Pò-Bwa", MILL, 0.1)])
    assert found(method, "nan bwa nef") == LARGE
    assert found(method, "nan pò-bwa") == MILL


def test_taught_words_come_before_any_town():
    method = SimplePlaces([town("Kalou", LARGE, 0.6, "Kalou Gran Vil")])
    method.teach("Old mill", MILL)
    assert found(method, "Kalou Gran Vil, behind the OLD MILL") == MILL
    assert found(method, "nowhere at all") is None


def test_what_stands_between_commas_is_taught_too_and_lies_amid_its_pins():
    method = SimplePlaces([])
    for point in (SMALL, MILL, LARGE):
        method.teach("Old mill, Kalou", point)
    assert found(method, "kalou") == LARGE


def test_a_name_alone_is_unmistakable_where_one_town_bears_it():
    one = town("Kalou", LARGE, 0.6, "Gran Kalou", "kalou")
    method = SimplePlaces([one, town("Bwa", SMALL, 0.2), town("Bwa", MILL, 0.3)])
    assert method.unmistakable("KALOU.") == one
    assert method.unmistakable("Bwa") is None
    assert method.unmistakable("near Kalou") is None
