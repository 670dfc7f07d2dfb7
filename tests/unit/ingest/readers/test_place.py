import pytest

from ingest.read import read_message


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("nou bezwen dlo nan Delmas 33, nou se 6 moun", "Delmas 33"),
        ("nou bezwen dlo nan delmas 33 ri jasmin", "delmas 33 ri jasmin"),
        ("Need water for 4 at the Bridge", "Bridge"),
        ("water needed in Port-au-Prince please", "Port-au-Prince"),
        ("We are near Mill Street, no food", "Mill Street"),
        ("besoin de tentes près de l'église Saint Pierre svp", "église Saint Pierre"),
        ("necesitamos agua en la calle Morelos 12", "calle Morelos 12"),
        ("NOU NAN RI JASMIN NOU BEZWEN DLO", "RI JASMIN"),
        ("tant tanpri, adrès nou se Delmas 19 ri Leona", "Delmas 19 ri Leona"),
        ("Delmas 33", "Delmas 33"),
        ("bò legliz Sent An, kafou Ayewopò", "legliz Sent An, kafou Ayewopò"),
        ("Need Water At Mill Street Please Send Help", "Mill Street"),
        ("looting near the market, send police", "market"),
        ("is there water near Plaza Bolívar?", "Plaza Bolívar"),
    ],
)
def test_the_words_for_a_place_are_found(text, place):
    found = read_message(text).place
    assert found is not None
    assert found.text == place
    assert text[slice(*found.span)] == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("no water in the pipe Calle Sol", "Calle Sol"),
        ("plus d'eau au robinet, Ri Jasmen", "Ri Jasmen"),
        ("no sale agua del grifo detrás de Mill Street", "Mill Street"),
        ("nou bezwen savon bò Radyo Solèy", "Radyo Solèy"),
        ("necesitamos agua. somos 4. ri jasmen", "ri jasmen"),
    ],
)
def test_a_place_keeps_its_own_language_and_leaves_the_pipe_out(text, place):
    found = read_message(text, languages=("ht", "fr", "en", "es")).place
    assert found is not None
    assert found.text == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("पाटन ढोका नजिक पानी चाहियो", "पाटन ढोका"),
        ("Thamel chowk najik pani chahiyo", "Thamel chowk"),
        ("Kızılay Meydanı yakınında su lazım", "Kızılay Meydanı"),
        ("gül camii karşısındayız 4 kişiyiz", "gül camii"),
        ("काठमाडौं", "काठमाडौं"),
        ("حلب", "حلب"),
    ],
)
def test_a_place_may_stand_before_its_relation_and_in_letters_without_capitals(text, place):
    found = read_message(text).place
    assert found is not None
    assert found.text == place


@pytest.mark.parametrize(
    "text",
    [
        "nou nan lari a",
        "मेरो घर नजिक पानी छैन",
        "evin yanında su var",
        "شكرا",
        "बिरामी",
        "najik",
        "we are in need",
        "my house is in danger",
        "mwen rele Jasmin",
        "dans la rue sous la pluie",
        "wi",
        "K7F3",
    ],
)
def test_what_is_no_place_is_not_taken_for_one(text):
    assert read_message(text).place is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("सुन्दरबस्ती गाउँमा खाना छैन", "सुन्दरबस्ती गाउँ"),
        ("काठमाडौंमा पानी छैन", "काठमाडौं"),
        ("हामी रामनगर टोलमा 12 जना भोकै छौं", "रामनगर टोल"),
        ("hami sundarbasti ma chhau, pani chaiyo", "sundarbasti"),
        ("sundarbasti gaun ma khana chaina", "sundarbasti gaun"),
        ("bhimsen mandir najik pani chaiyo", "bhimsen mandir"),
        ("Defne ilçesinde su yok", "Defne ilçesi"),
        ("Defne ilçesinde 40 kişi var", "Defne ilçesi"),
        ("cumhuriyet mahallesi su yok", "cumhuriyet mahallesi"),
        ("cumhuriyet mahallesi perişan, su yok", "cumhuriyet mahallesi"),
        ("Antakya'da su yok", "Antakya"),
        ("Antakya’da su yok", "Antakya"),
        ("Antakyada su yok", "Antakya"),
        ("Kahramanmaraş'ta 5 aileyiz, çadır lazım", "Kahramanmaraş"),
        ("Isparta'da su yok", "Isparta"),
        ("belediye binası yakınında çadır lazım", "belediye binası"),
        ("Ulu Cami karşısında 5 kişiyiz", "Ulu Cami"),
        ("Gazi Mahallesi 5. sokak no 3, ekmek lazım", "Gazi Mahallesi 5. sokak no 3"),
        ("Atatürk Caddesi No 5 su lazım", "Atatürk Caddesi No 5"),
    ],
)
def test_a_language_may_say_where_behind_the_name(text, place):
    found = read_message(text).place
    assert found is not None
    assert found.text == place
    assert text[slice(*found.span)] == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("نحن بشارع النيل ونحتاج ماء", "شارع النيل"),
        ("نحتاج ماء في شارع النيل", "شارع النيل"),
        ("نحن بحلب ما عنا خبز", "حلب"),
        ("ساكنين بحي الورود", "حي الورود"),
        ("نحن في بيروت ونحتاج ماء", "بيروت"),
        ("نحن بمدرسة الأمل 30 شخص بلا أكل", "مدرسة الأمل"),
    ],
)
def test_what_is_glued_to_the_front_of_a_name_is_left_out(text, place):
    found = read_message(text).place
    assert found is not None
    assert found.text == place
    assert text[slice(*found.span)] == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Blk 5 Lot 12 Purok 3 Brgy Malanday, kailangan namin ng tubig",
            "Blk 5 Lot 12 Purok 3 Brgy Malanday",
        ),
        ("pagkain po dito sa Blk 5 Lot 12 Purok 3 Brgy Malanday", "Blk 5 Lot 12 Purok 3 Brgy Malanday"),
        ("Sa San Jose kami, 5 pamilya", "San Jose"),
        ("Потрібна вода, вул. Лісова 5, кв. 12", "вул. Лісова 5, кв. 12"),
        ("precisamos de água na rua das Flores 12, bairro Central", "rua das Flores 12, bairro Central"),
        ("Lale Mah. 123. Sokak No: 4 su yok", "Lale Mah. 123. Sokak No: 4"),
    ],
)
def test_a_long_address_is_taken_whole(text, place):
    found = read_message(text).place
    assert found is not None
    assert found.text == place


@pytest.mark.parametrize(
    "text",
    [
        "حلب",
        "شارع النيل",
        "حي السلام شارع 12",
        "सुन्दरबस्ती",
        "वडा नं 5, सुन्दरबस्ती",
        "रामपुर टोल वडा 4",
        "Львів",
        "вул. Лісова 5, кв. 12",
        "Площа Ринок",
        "Antakya",
        "Gazi Mahallesi 5. sokak no 3",
        "Atatürk Cad. No: 12 Kat 3",
        "Blk 5 Lot 12 Purok 3 Brgy Malanday",
        "Rua das Flores 12, bairro Central",
        "mtaa wa Uhuru",
        "sundarbasti gaun ward 4",
    ],
)
def test_a_message_may_be_nothing_but_a_place(text):
    found = read_message(text).place
    assert found is not None
    assert found.text == text


@pytest.mark.parametrize(
    "text",
    [
        "صباح الخير كيف حالكم",
        "شكرا جزيلا لكم",
        "عندنا مرضى وأطفال",
        "نحتاج خبز وماء بسرعة",
        "ما عنا كهربا من يومين",
        "هل توزعون بطانيات اليوم",
        "عندي سيارة وبقدر ساعد",
        "نحن خمسة أشخاص بدون مأوى",
        "الوضع ببلدتنا صعب كتير",
        "بحاجة لحليب أطفال ضروري",
        "हामीलाई पानी चाहियो",
        "खाना छैन, केटाकेटी भोका छन्",
        "मेरो आमा बिरामी हुनुहुन्छ",
        "धन्यवाद दाइ",
        "घर भत्कियो, कम्बल चाहियो",
        "हाम्रो गाउँमा पानी छैन",
        "कति बेला आउनुहुन्छ",
        "मसँग चामल छ, दिन सक्छु",
        "खराब अवस्थामा छौं",
        "नमस्ते सबैलाई",
        "нам потрібна вода і хліб",
        "дякуємо за допомогу",
        "дитина хвора, потрібні ліки",
        "немає світла три дні",
        "хто може привезти їжу",
        "я можу допомогти з машиною",
        "ми в безпеці",
        "бабуся сама, не ходить",
        "вітаю, як справи",
        "скільки коштує генератор",
        "su lazım acil",
        "çocuklar aç, yemek yok",
        "elektrik yok üç gündür",
        "bizim mahallede su yok",
        "Annem 80 yaşında yürüyemiyor",
        "Sokakta kaldık çok üşüyoruz",
        "ma bhok lagyo",
        "hamro gaun ma pani chaina",
        "kailangan namin ng tubig",
        "gutom na ang mga bata",
        "tunahitaji maji",
        "watoto wana njaa",
        "precisamos de água",
        "as crianças estão com fome",
    ],
)
def test_a_text_without_a_place_has_none_in_any_script(text):
    assert read_message(text).place is None


def test_words_after_near_are_surer_than_a_name_alone():
    near = read_message("We are near Mill Street, no food").place
    bare = read_message("no water, Mill Tower").place
    assert near is not None
    assert bare is not None
    assert 0.5 < bare.confidence < near.confidence < 1


def test_a_street_with_a_name_is_no_night_in_the_street():
    assert "shelter" not in {label.name for label in read_message("agua en la calle Morelos 12").categories}
    assert "shelter" in {label.name for label in read_message("dormimos en la calle").categories}
