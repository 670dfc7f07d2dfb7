"""The small words around places, in the spellings people text: Kreyòl, French, Spanish, English.

All are folded as `keys` folds them: lower case, no accents.
"""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _same(groups: str) -> dict[str, str]:
    """Read «word: spelling spelling» lines into a table from each spelling to its word."""
    lines = (line.split(":") for line in groups.strip().splitlines())
    return {spelling: word.strip() for word, spellings in lines for spelling in spellings.split()}


SHORT = _same("""
    avenue: av ave avni avenida avda
    boulevard: bd blvd boul bld bulva bulevar
    impasse: imp impas enpas empas impass
    rue: r ru ri lari calle street
    ruelle: rle riyel ryel
    route: rt rte wout rout road rd carretera hwy highway
    carrefour: kafou carref
    place: plas plaza square
    morne: mon
    monseigneur: mgr
    sainte: ste sent santa
    saint: sen san
    fort: fo
    pont: pon
    port: po
    croix: kwa
    bois: bwa
    grand: gran
    petit: ti
""")  # short and local forms of the words that names of places are made of

STREETS = _set("rue ruelle avenue boulevard impasse allee chemin lane alley drive carrera callejon")
ENGLISH_STREETS = _set("street avenue lane alley drive boulevard")  # these follow the name
ROADS = _set("route autoroute")  # a road is named for the town it leads to: near it, not it
SQUARES = _set("""
    place villa village lakou blok bloc block kwen coin immeuble residence rezidans building batiman
""")

# named after somebody or something, seldom after the town they stand in
NAMED_AFTER = _set("""
    ecole lekol ekol college kolej lycee lise universite inivesite eglise legliz chapelle chapel katedral
    cathedrale paroisse pawas orphelinat ofelina hotel otel bank banque radio radyo club fondation fondasyon
    school university church parish orphanage mosque temple escuela colegio iglesia universidad foundation
    institution institut enstiti freres brothers
""")

# named after the town they serve, or after a saint
SERVING = _set("""
    hopital lopital hospital clinique klinik clinic sant centre market marche mache mercado stade stad stadium
    estad bureau biwo office cimetiere simitye cemetery airport ayewopo aeroport polis police komisarya
    clinica pharmacie farmasi farmacia pharmacy
""")
HEADS = STREETS | SQUARES | NAMED_AFTER | SERVING | ROADS  # they say what bears the name beside them
GENERIC = _set("carrefour cap port fond morne croix bois fort pont petit grand source riviere camp")

# names of places that are everyday words as well
DOUBTFUL = _set("""
    okay cap marchand moron perches corail plaisance limonade pilate angle mission missions misyon asile
""")
PERSON_BEFORE = _set("""
    rele appelle name nom non mr mme mrs ms monsieur madame dr docteur past paste pastor pasteur llamo
""")
SAINTS = _set("saint sainte notre")
SPLICES = _set("de du des d del dos da do of")  # between the pieces of a longer name
LINKS = SPLICES | _set("la le les l el los las the a au aux y e et ak and")
BEFORE = _set("nan lan a au aux en in at near zone zon katye quartier komin commune vil ville ciudad city")

FUNCTION = _set("""
    m mwen mwin mouin nou w li l yo y a an la lan nan yon youn se ki k ke pa te ap pral ta gen genyen
    pou ak avek epi men si sa sak tout anpil plis moun mounn timoun bezwen bzwen bezouen dlo manje tant
    rad medikaman dokte malad mouri mort blese grangou swaf ede ed sekou tanpri souple svp silvouple
    mesi bonjou bonswa alo ale vini vin voye jwenn bay fe we rete abite poko anko kay kraze non wi jan
    kote kijan pandan depi jis anba anwo deye devan bo pre tou prela lajan pran ka kap map nap lap yap
    tap poun pwoblem pitit papa manman fanmi sos janm toujou sou kounye jodi konnen rele zone zon
    nimewo numero no

    je j nous vous il elle on ils elles est sont suis sommes ou mais donc pour par avec sans sur sous
    dans de du des le les un une au aux en ce cette ces mon ma mes notre nos votre vos qui que quoi dont
    plus pas ne n d s c qu besoin eau nourriture aide urgent urgence merci bonjour bonsoir ici personnes
    gens enfants famille maison

    tu el ella ellos nosotros es son estoy estamos o pero para por con sin sobre bajo los las una del al
    lo que no agua comida ayuda necesitamos necesito gracias casa gente y

    i me my we us our you your he she it they is are am was were be have has had and or but for with
    without of to from the this that these those in on at by not yes need needs want food water help
    please thanks people house home here there near can cannot who what where when how send come get
    give trapped alive dead number
""")  # everyday words: no name begins or ends with one
