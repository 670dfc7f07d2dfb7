"""What people text in Portuguese in a flood, from Brazil, Mozambique and Portugal, and what Konbit hears."""

import pytest

from ingest.catalog import load_catalog
from ingest.read import read_message
from ingest.shapes import Intent

HERE = ("pt",)

TEXTS = [
    ("precisamos de água e comida, somos 6 pessoas na Rua das Flores 45", Intent.NEED, {"water", "food"}),
    ("vc tem como mandar leite e fralda? tamo sem nada", Intent.NEED, {"food", "hygiene"}),
    ("a gente tá sem gás pra cozinhar", Intent.NEED, {"fuel"}),
    ("acabou o remédio de pressão do meu pai", Intent.NEED, {"medical"}),
    ("pfv alguem ajuda, estamos ilhados no bairro Sarandi", Intent.NEED, {"rescue"}),
    ("casa alagada, perdemos tudo, precisa colchão e cobertor", Intent.NEED, {"shelter"}),
    ("preciso de boleia para o hospital, a minha mãe está mal", Intent.NEED, {"transport"}),
    ("falta luz no bairro todo, quem tem gerador", Intent.NEED, {"power"}),
    ("caiu uma árvore na frente da escola, precisamos de motosserra", Intent.NEED, {"labour"}),
    ("bueiro entupido, esgoto na rua", Intent.NEED, {"sanitation"}),
    ("falta rede mosquiteira e xima no centro de acolhimento", Intent.NEED, {"sanitation", "food"}),
    ("quem pode olhar meus filhos hoje?", Intent.NEED, {"childcare"}),
    ("minha vizinha idosa mora sozinha na Travessa do Sol", Intent.NEED, {"elderly"}),
    ("ração pros cachorros no abrigo, por favor", Intent.NEED, {"animals"}),
    ("sem sinal de telefone desde ontem", Intent.NEED, {"communication"}),
    ("estão roubando as casas, tiros no bairro", Intent.NEED, {"security"}),
    ("posso levar água pra quem precisar, tenho caminhonete", Intent.OFFER, {"water", "transport"}),
    ("estamos fazendo marmitas, podem vir buscar na igreja", Intent.OFFER, {"food"}),
    ("tenho colchões pra doar, Rua Sete 10", Intent.OFFER, {"shelter"}),
    ("sou enfermeira e posso ajudar no abrigo", Intent.OFFER, {"medical"}),
    ("estamos todos bem aqui em Lajeado", Intent.SAFE, set()),
    ("minha irmã desapareceu na enchente, sem notícias dela", Intent.MISSING, {"missing"}),
    ("a ponte do rio caiu, estrada bloqueada", Intent.INFO, set()),
    ("não precisamos mais de roupa, obrigado", Intent.OTHER, set()),
]


@pytest.mark.parametrize(("text", "intent", "categories"), TEXTS)
def test_a_text_is_understood(text, intent, categories):
    reading = read_message(text, languages=HERE)
    assert reading.language == "pt"
    assert reading.intent is intent
    assert categories <= {label.name for label in reading.categories}


@pytest.mark.parametrize(
    "text",
    [
        "precisamos de agua e comida, somos 5 na Vila Nova",
        "não temos luz desde ontem",
        "alguém pode trazer remédio pro meu filho",
        "estamos sem comida nem água no bairro da Manga",
    ],
)
def test_portuguese_is_told_from_spanish(text):
    assert read_message(text).language == "pt"


@pytest.mark.parametrize(
    ("text", "people", "place"),
    [
        ("somos 6, Av Brasil 1200 ap 3", 6, "Av Brasil 1200 ap 3"),
        ("2 bebês e minha avó no Beco do Sossego", 3, "Beco do Sossego"),
        ("somos 30 famílias na aldeia de Nhangau", 150, "aldeia de Nhangau"),
        ("vinte e cinco pessoas sem comida no Morro da Cruz", 25, "Morro da Cruz"),
    ],
)
def test_how_many_and_where(text, people, place):
    reading = read_message(text, languages=HERE)
    assert reading.people == people
    assert reading.place is not None
    assert reading.place.text == place


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a água tá subindo, temos 2 bebês", "infants"),
        ("não conseguimos sair de casa", "trapped"),
        ("minha mulher tá em trabalho de parto", "birth"),
        ("a minha mãe não consegue respirar", "breathing"),
        ("as crianças não comeram", "children"),
        ("estamos na laje, a água não para de subir", "drowning"),
    ],
)
def test_why_it_is_urgent(text, reason):
    assert reason in read_message(text, languages=HERE).urgency.reasons


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("SIM 1", "yes"),
        ("blz", "yes"),
        ("nao", "no"),
        ("ainda não chegou", "no"),
        ("pronto K7F3", "done"),
        ("não preciso mais", "cancel"),
        ("PERIGO", "unsafe"),
        ("tamo bem", "safe"),
        ("tô indo", "on_way"),
        ("cheguei", "here"),
        ("SAIR", "stop"),
        ("socorro", "help"),
    ],
)
def test_an_answer_is_a_command(text, command):
    reply = read_message(text, languages=HERE, answering=True).reply
    assert reply is not None
    assert reply.exact
    assert reply.command == command


def test_for_four_people_is_no_stop():
    reading = read_message("Para 4 pessoas", languages=HERE)
    assert reading.intent is not Intent.STOP
    assert Intent.STOP not in reading.also


def test_we_count_people_in_proper_portuguese():
    catalog = load_catalog()
    one = catalog.phrase("pt", "what.people", category="água", people=1)
    many = catalog.phrase("pt", "what.people", category="água", people=6)
    assert (one, many) == ("água para 1 pessoa", "água para 6 pessoas")
