from geo.geocoder import shelf


def test_the_shelf_is_asked_in_order_of_rank_and_each_name_once():
    ranks = [geocoder.rank for geocoder in shelf()]
    assert ranks == sorted(set(ranks))
    assert [geocoder.name for geocoder in shelf()][:2] == ["written", "gazetteer"]
