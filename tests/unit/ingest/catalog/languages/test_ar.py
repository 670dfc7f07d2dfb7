"""What people text in Arabic, from Rabat to Basra and in Latin letters too, and what Konbit hears."""

import pytest

from ingest.catalog import load_catalog
from ingest.read import read_message
from ingest.shapes import Intent

HERE = ("ar", "en")

TEXTS = [
    ("محتاجين مي وخبز، نحنا ٦ اشخاص بشارع النيل جنب جامع النور", Intent.NEED, {"water", "food"}),
    ("نحتاج ماء وخيمة في حي الزهور", Intent.NEED, {"water", "shelter"}),
    ("عايزين اكل وميه للاطفال مفيش حاجة خالص", Intent.NEED, {"water", "food"}),
    ("ماكو ماي من يومين واحنا ١٢ نفر في محلة السلام", Intent.NEED, {"water"}),
    ("دايرين مويه في الحلة مربع ٦", Intent.NEED, {"water"}),
    ("خاصنا الما والماكلة فالدوار", Intent.NEED, {"water", "food"}),
    ("الحقونا نحن عالقين تحت الانقاض قرب مدرسة الوحدة", Intent.NEED, {"rescue"}),
    ("المية بتعلى واحنا فوق السطح انقذونا", Intent.NEED, {"rescue"}),
    ("عندنا مريضة سكري وخلص الانسولين", Intent.NEED, {"medical"}),
    ("زوجتي حامل عم تولد ومافي سيارة توصلنا عالمشفى", Intent.NEED, {"medical", "transport"}),
    ("السقف عم يدلف والغرفة غرقانة", Intent.NEED, {"shelter"}),
    ("الكهربا مقطوعة من اسبوع بدنا مولدة", Intent.NEED, {"power"}),
    ("خلص المازوت والصوبة طفت والاولاد بردانين", Intent.NEED, {"fuel"}),
    ("حفاضات وحليب للرضع ضروري", Intent.NEED, {"food", "hygiene"}),
    ("المجاري طافحة بالمخيم والريحة لا تطاق", Intent.NEED, {"sanitation"}),
    ("حرامية مسلحين عم ينهبوا البيوت بالحي", Intent.NEED, {"security"}),
    ("محتاجين متطوعين لرفع الأنقاض ومجارف", Intent.NEED, {"labour"}),
    ("الغنم ماتت والباقي بدون علف", Intent.NEED, {"animals"}),
    ("اطفالي لم يأكلوا منذ يومين ارجوكم", Intent.NEED, set()),
    ("بيتنا تهدم وقاعدين بالسيارة من يومين", Intent.NEED, {"shelter"}),
    ("مخيم النور قطاع 3، ٧ اشخاص وما عنا اكل", Intent.NEED, {"food"}),
    ("ممكن خبز ومي لو سمحتوا؟", Intent.NEED, {"water", "food"}),
    ("3ayez mayy w akl, ne7na 5 anfar", Intent.NEED, {"water", "food"}),
    ("m7taj dawa la ibni", Intent.NEED, {"medical"}),
    ("بدي ساعد عندي سيارة وبقدر وصل الناس", Intent.OFFER, set()),
    ("عندي غرفة فاضية للي محتاج", Intent.OFFER, {"shelter"}),
    ("انا ممرضة واقدر اعالج الجرحى", Intent.OFFER, {"medical"}),
    ("عندي ١٠ بطانيات زيادة للتوزيع قرب سوق الخضار", Intent.OFFER, {"shelter"}),
    ("الحمد لله نحنا بخير كلنا", Intent.SAFE, set()),
    ("مفيش حد مصاب احنا كويسين", Intent.SAFE, set()),
    ("ابحث عن اخي محمود مفقود من امبارح", Intent.MISSING, {"missing"}),
    ("مين شاف ولد اسمه سامر عمره 7 سنين ضاع بالسوق", Intent.MISSING, {"missing"}),
    ("هل الطريق إلى المستشفى مفتوح؟", Intent.INFO, set()),
    ("الطريق مقطوع عند جسر الحديد", Intent.INFO, set()),
    ("شكرا لكم الله يعطيكم العافية", Intent.OTHER, set()),
    ("نحنا ما محتاجين شي، عنا كفاية", Intent.OTHER, set()),
]


@pytest.mark.parametrize(("text", "intent", "categories"), TEXTS)
def test_a_text_is_understood(text, intent, categories):
    reading = read_message(text, languages=HERE)
    assert reading.language == "ar"
    assert reading.intent is intent
    assert categories <= {label.name for label in reading.categories}


@pytest.mark.parametrize(
    ("text", "people", "place"),
    [
        ("نحتاج طعام، نحن عائلة من ٨ أشخاص في حي الزهور", 8, "حي الزهور"),
        ("عندنا خمسة وعشرين شخص بدون أكل قرب مدرسة الوحدة", 25, "مدرسة الوحدة"),
        ("نحن 4 عائلات في مخيم الأمل بلا خيام", 20, "مخيم الأمل"),
        ("ماكو ماي واحنا ١٢ نفر في محلة السلام", 12, "محلة السلام"),
    ],
)
def test_how_many_and_where(text, people, place):
    reading = read_message(text, languages=HERE)
    assert reading.people == people
    assert reading.place is not None
    assert reading.place.text == place


@pytest.mark.parametrize(
    ("text", "level", "reasons"),
    [
        ("عالقين تحت الركام ومعنا رضيع", 4, {"trapped", "infants"}),
        ("في نزيف والدم ما عم يوقف وين الاسعاف", 4, {"bleeding"}),
        ("البنت عمرها شهرين ومحتاجة حليب", 3, {"infants"}),
        ("بدي دكتور مو مستعجل", 1, {"wait"}),
    ],
)
def test_how_urgent_it_is(text, level, reasons):
    urgency = read_message(text, languages=HERE).urgency
    assert urgency.level == level
    assert reasons <= set(urgency.reasons)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("نعم", "yes"),
        ("أيوه 2", "yes"),
        ("aywa", "yes"),
        ("na3am 2", "yes"),
        ("لا ٢", "no"),
        ("تم K7F3", "done"),
        ("إلغاء K7F3", "cancel"),
        ("خطر", "unsafe"),
        ("مو آمن", "unsafe"),
        ("أنا بخير", "safe"),
        ("بالطريق", "on_way"),
        ("وصلت", "here"),
        ("ساعدوني", "help"),
        ("توقف", "stop"),
    ],
)
def test_a_short_answer_is_understood(text, command):
    reply = read_message(text, languages=HERE, answering=True).reply
    assert reply is not None
    assert (reply.command, reply.exact) == (command, True)


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (1, "ماء لشخص واحد (1)"),
        (2, "ماء لشخصين (2)"),
        (6, "ماء لـ6 أشخاص"),
        (12, "ماء لـ12 شخصًا"),
        (100, "ماء لـ100 شخص"),
    ],
)
def test_people_are_counted_in_all_six_forms(people, said):
    water = load_catalog().category_name("ar", "water")
    assert load_catalog().phrase("ar", "what.people", category=water, people=people) == said
