"""What people text in Turkish, with and without its dots and hooks, and what Konbit hears."""

import pytest

from ingest.read import read_message
from ingest.shapes import Intent

HERE = ("tr", "ar")

TEXTS = [
    ("acil su ve ekmek lazım 6 kişiyiz Cumhuriyet Mahallesi Gül Sokak no 12", Intent.NEED, {"water", "food"}),
    ("Enkaz altındayız ses geliyor yardım edin", Intent.NEED, {"rescue"}),
    ("Kiraz Apartmanı B blok altında 5 kişi var ses veriyorlar", Intent.NEED, {"rescue"}),
    ("sular yükseliyor çatıdayız kurtarın", Intent.NEED, {"rescue"}),
    ("yrdm edin cadir lzm", Intent.NEED, {"shelter"}),
    ("Deprem oldu evimiz yıkıldı 2 gündür arabada yatıyoruz", Intent.NEED, {"shelter"}),
    ("annem diyaliz hastası ilaçları bitti", Intent.NEED, {"medical"}),
    ("bebek maması ve bebek bezi yok 3 aylık bebeğimiz var", Intent.NEED, {"food", "hygiene"}),
    ("jeneratörü olan var mı şarjımız bitti", Intent.NEED, {"power"}),
    ("sobamız var odun kömür yok çocuklar üşüyor", Intent.NEED, {"fuel"}),
    ("tüp bitti yemek pişiremiyoruz", Intent.NEED, {"fuel", "food"}),
    ("hastaneye gitmek için araç arıyoruz", Intent.NEED, {"transport"}),
    ("babaannem tek başına yaşıyor tansiyon ilacı bitti", Intent.NEED, {"elderly", "medical"}),
    ("vinç ve iş makinesi gönderin enkazdan sesler var", Intent.NEED, {"labour", "rescue"}),
    ("seyyar tuvalet yok çöpler toplanmıyor", Intent.NEED, {"sanitation"}),
    ("hayvanlarımız için yem kalmadı", Intent.NEED, {"animals"}),
    ("internet çekmiyor kimseye ulaşamıyoruz", Intent.NEED, {"communication"}),
    ("para yardımı lazım kirayı ödeyemiyoruz", Intent.NEED, {"money"}),
    ("yağma var silahlı adamlar geziyor", Intent.NEED, {"security"}),
    ("YARDIM EDİN SU YOK YEMEK YOK", Intent.NEED, {"water", "food"}),
    ("hayır burada su yok", Intent.NEED, {"water"}),
    ("su getirebilirim arabam var", Intent.OFFER, {"water"}),
    ("hemşireyim yardım etmek istiyorum", Intent.OFFER, {"medical"}),
    ("iki odamız boş, bir aileyi misafir edebiliriz", Intent.OFFER, {"shelter"}),
    ("elimizde 20 battaniye var dağıtılacak", Intent.OFFER, {"shelter"}),
    ("sıcak çorba dağıtıyoruz, isteyen gelsin", Intent.OFFER, {"food"}),
    ("çocuklara bakabilirim öğretmenim", Intent.OFFER, {"childcare"}),
    ("ailece iyiyiz güvendeyiz", Intent.SAFE, set()),
    ("kardeşimi arıyorum adı Deniz haber alamıyoruz", Intent.MISSING, {"missing"}),
    ("Antakya yolu açık mı", Intent.INFO, set()),
    ("koprü yıkıldı yol kapalı", Intent.INFO, set()),
    ("tesekkurler allah razi olsun", Intent.OTHER, set()),
    ("bugün maç çok güzeldi", Intent.OTHER, set()),
    ("indirim kampanyası tıklayın kazanın", Intent.OTHER, set()),
]


@pytest.mark.parametrize(("text", "intent", "categories"), TEXTS)
def test_a_text_is_understood(text, intent, categories):
    reading = read_message(text, languages=HERE)
    assert reading.language == "tr"
    assert reading.intent is intent
    assert categories <= {label.name for label in reading.categories}


@pytest.mark.parametrize(
    ("text", "people", "place"),
    [
        (
            "su lazım 6 kişiyiz Cumhuriyet Mahallesi Gül Sokak no 12",
            6,
            "Cumhuriyet Mahallesi Gül Sokak no 12",
        ),
        ("ekmek kalmadı, 5 çocuk 2 yaşlı var, Yeşilova köyündeyiz", 7, "Yeşilova köyü"),
        ("adresimiz kışla mahallesi nar sokak, on iki kişi açız", 12, "kışla mahallesi nar sokak"),
        ("Yunus parkının yanındayız, 20 aile, çadır lazım", 100, "Yunus parkının"),
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
        ("eşim hamile sancısı başladı ambulans gelmedi", 4, {"birth", "pregnant"}),
        ("bebeğim ateşlendi nefes alamıyor doktor lazım", 4, {"breathing", "infants"}),
        ("üç gündür aç susuzuz kimse gelmedi", 3, {"hunger", "waiting_long"}),
        ("acil değil ama kışlık mont lazım", 1, {"wait"}),
    ],
)
def test_how_urgent_it_is(text, level, reasons):
    urgency = read_message(text, languages=HERE).urgency
    assert urgency.level == level
    assert reasons <= set(urgency.reasons)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("EVET 2", "yes"),
        ("tmm", "yes"),
        ("HAYIR 1", "no"),
        ("hayir", "no"),
        ("BİTTİ K7F3", "done"),
        ("bitti k7f3", "done"),
        ("iptal", "cancel"),
        ("durum K7F3", "status"),
        ("TEHLİKE", "unsafe"),
        ("tehlike", "unsafe"),
        ("güvendeyim", "safe"),
        ("yoldayım", "on_way"),
        ("geldim", "here"),
        ("yardım", "help"),
        ("durdurun", "stop"),
    ],
)
def test_a_short_answer_is_understood(text, command):
    reply = read_message(text, languages=HERE, answering=True).reply
    assert reply is not None
    assert (reply.command, reply.exact) == (command, True)


def test_who_says_yes_and_then_that_they_cannot_come_is_not_sent():
    reply = read_message("evet ama gelemem", languages=HERE, answering=True).reply
    assert reply is None or reply.command != "yes"
