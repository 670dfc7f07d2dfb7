"""Texts that no catalog was made for: what fingers, pockets, gateways, jokers and cheats send."""

NOTHING = (
    "",
    " ",
    "\n\t \r\n",
    "\u3000\u00a0\u2003",
    "\u200b\u200c\u200d\u2060\ufeff",  # no shape of their own
    "\u202e\u202d\u2066\u2067\u2069",  # only turns of direction
    "\u0301\u0301\u0301",  # accents with no letter below
    "\ufe0f",
    "\ud800",  # half a character
    "\udfff\ud800",
    "\x00",
    "\x1b[2J\x07",
    "🙂",
    "👨‍👩‍👧‍👦",
    "🇭🇹",
    "🤣🤣🤣🤣🤣",
    "❤️",
    "!!!???...",
    "?",
    "؟؟؟",
    "।।।",
    "-- ' ' --",
    "<script></script>",
    "'; --",
    "{{}} %s %n ${}",
    "0",
    "12345",
    "1 2 3 4 5",
    "3.14159",
    "00000000000000000000",
    "١٢٣٤٥",
    "१२३४५",
    "+1 509 555 0142",
    "2024-13-45 25:61",
    "9" * 400,
    "½ ¾ ² ³ Ⅻ",
    "asdf",
    "qwerty asdf zxcv",
    "zzzzzzzzzzzz",
    "lol",
    "haha",
    "test",
    "test test 123",
    "x" * 10_000,
    "🙂" * 10_000,
    "\u0301" * 10_000,
    "\u202e" * 10_000,
    "7" * 10_000,
    "? " * 5_000,
    "a b " * 1_000,
)

# a text that is only a place is a place, and nobody's need
PLACES = (
    "Mill Street 12, Riverton",
    "Rue du Moulin 8",
    "ri Moulen 14",
    "Calle del Molino 12",
    "Rua do Moinho 12",
    "вулиця Млинова 12",
    "شارع الطاحون 12",
    "Değirmen Sokak 12",
    "Barangay Tulay",
    "मिल टोल, वडा नं 4",
)

# in which the words of many scripts stand side by side; what they say may be heard
MIXED = (
    "вода ماء water पानी dlo",
    "wаter and fооd",  # with Cyrillic look-alikes
    "\u202eretaw deen ew",
    "nou bezwen \u202edlo\u202c nan Delmas 33",
    "need\u200b wa\u200dter \u2066for\u2069 6",
    "𝐍ou bezwen 𝖉𝖑𝖔",
    "ﬁre ﬂood oﬃce",
    "İSTANBUL ıssız ŞİŞLİ",
    "ʇǝxʇ uʍop ǝpısdn",
    "Ｎｅｅｄ　ｗａｔｅｒ　６",
    "n\u0336e\u0336e\u0336d\u0336 w\u0336a\u0336t\u0336e\u0336r\u0336",
    "bezwen d?o nan D?lmas ??",
    "BesoÃ±o aÃ±o â€œaguaâ€\x9d",
    "#water @konbit https://konbit.example/a?b=c&d=%F0%9F",
    "NEED\x00WATER\x00NOW",
    "6\u20e3 people 4\u00bd litres",
    "0 people need 0 water",
    "-5 people, 1e999 litres of water",
    "999999999999999999999999 people need 99999999999999999999999999 blankets",
    "9" * 400 + " people need " + "9" * 400 + " litres of water",
    "water " * 1_600,
    "nan Delmas 33 " * 700,
    "K7F3 " * 2_000,
    "6 moun, " * 1_200,
    "Amina, " * 1_400,
    "پانی" * 2_500,
)

SPAM = (
    "Congratulations! You won a prize of 1,000,000 dollars. Click here to claim your free gift now",
    "You have won the lottery! Send your bank details to receive the money",
    "Get a quick loan today, no collateral, low interest, apply now",
    "Buy bitcoin now and double your money in 24 hours, guaranteed",
    "Free phone! Click the link http://win.example to get it",
    "Work from home and earn 500 dollars a day, call now",
    "¡Felicidades! Has ganado un premio de 10.000 pesos. Haz clic aquí para cobrar tu regalo gratis",
    "Préstamo rápido sin requisitos, solicita tu dinero hoy",
    "Gana dinero con bitcoin desde casa, invierte hoy",
    "Félicitations ! Vous avez gagné un téléphone à la loterie, cliquez ici pour votre cadeau gratuit",
    "Crédit rapide sans justificatif, obtenez votre argent en 24h",
    "Felisitasyon! Ou genyen nan lotri a, klike la a pou w jwenn kado w",
    "Parabéns! Você ganhou um prêmio de 5000 reais. Clique aqui para resgatar seu presente",
    "Empréstimo rápido sem consulta, dinheiro na hora",
    "Tebrikler! Çekilişten hediye kazandınız. Ödülünüzü almak için tıklayın",
    "Kredi fırsatı, hemen başvur, paran anında hesabında",
    "Вітаємо! Ви виграли приз у лотереї. Натисніть тут щоб отримати гроші",
    "مبروك! لقد ربحت جائزة مليون دولار. اضغط هنا لاستلام الجائزة",
    "बधाई छ! तपाईंले लटरीमा पुरस्कार जित्नुभयो। यहाँ क्लिक गर्नुहोस्",
    "Hongera! Umeshinda zawadi ya shilingi milioni moja. Bofya hapa kupokea zawadi yako",
    "Mkopo wa haraka bila dhamana, omba leo",
    "Congrats! Nanalo ka ng premyo sa raffle. I-click ang link para makuha ang regalo mo",
)

SARCASM = (
    "Oh great, another meeting. Just what the world was missing",
    "Wow, what a lovely day to sit in traffic",
    "Sure, because my week was not long enough already",
    "Thanks for nothing, genius",
    "This homework is killing me",
    "Qué maravilla, otro lunes",
    "Bravo, quelle belle organisation, vraiment",
    "Aferin, harika bir pazartesi daha",
    "Ну молодці, просто чудово все організували",
)

# what stands between, over and under letters; no story has any of it
SIGNS = (
    *"\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u202d\u202e\u2066\u2069\ufeff\ufe0f\u00ad\ufffd",
    *"\u0300\u0301\u0327\u0336\u064b\u0651\u093c\u094d\u20e3",
    *"?*'\".,;:|#@-_/0123456789 \n\t\r\x00\x1b",
    *"\ud800\udfff½²Ⅻ٣१ﬁŒßİı👍🆘🙂",
    "Ã©",
)

ALL = (*NOTHING, *PLACES, *MIXED, *SPAM, *SARCASM)
