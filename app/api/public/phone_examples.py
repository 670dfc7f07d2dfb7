"""What a newcomer can say on the simulator with one touch, and the numbers that nobody in the drill has.

+1 767 555 0100 to 0199 are kept for fiction; the drill's invented people have those below 0195.
"""

FREE_NUMBERS = tuple(f"+1767555{last:04}" for last in range(195, 200))

EXAMPLES = (
    "Nou bezwen dlo bò Lekòl Tamaren, nou se 6 moun",
    "Mwen ka pote dlo ak manje, mwen bò Mache Zetwal",
    "We need blankets for 4 people near the clinic",
    "I can bring water and food, I live near the Old Mill",
    "Nous avons faim, 5 personnes, près de l'église",
    "Necesitamos agua cerca del Puente Azul, somos 3",
    "15.3012, -64.1003 need food for 2",
    "HELP",
    "yes",
    "done",
    "status",
    "STOP",
)
