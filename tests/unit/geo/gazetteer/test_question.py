from geo.gazetteer.question import ask


def test_every_name_is_asked_by_spelling_and_by_sound_each_once():
    question = ask("Kafou, kafou!")
    assert question.keys == [("carrefour", "exact"), ("kafu", "sound")]


def test_a_place_spelled_right_is_not_also_one_that_sounds_right(answer):
    question = ask("nou nan Delmas")
    hits = [hit for hit in question.hits(answer(question.keys)) if hit.named.name == "Delmas"]
    assert [hit.named.how for hit in hits] == ["exact"]


def test_the_words_around_a_name_end_with_its_sentence():
    question = ask("Help us! Delmas now, friends")
    (gram,) = [gram for gram in question.grams if gram.exact == "delmas"]
    assert question.before(gram) == ""
    assert (question.after(gram), question.after(gram, 2)) == ("now", "")


def test_a_name_that_is_said_again_and_again_is_answered_a_few_times(answer):
    question = ask("Delmas, " * 100)
    hits = [hit for hit in question.hits(answer(question.keys)) if hit.named.name == "Delmas"]
    assert [hit.gram.first for hit in hits] == [0, 1, 2]


def test_a_number_that_is_said_again_and_again_is_looked_for_a_few_times():
    numbers = ask("Delmas 33, " * 100).numbers()
    assert [(one.base, one.number) for one in numbers] == [("delmas", 33)] * 3
