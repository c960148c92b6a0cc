"""Words that names of organisations share: legal forms, abbreviations, and one word in many languages."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["ANYWHERE", "AT_THE_EDGE", "CONCEPTS", "LONG_FORMS", "SMALL_WORDS", "concept", "word_set"]


def word_set(text: str) -> frozenset[str]:
    """Read words that are set apart by spaces."""
    return frozenset(text.split())


ANYWHERE = word_set(
    """sasu sarl eurl scop scic sprl scrl asbl aisbl ivzw vzw gmbh ggmbh mbh ohg eingetragener bvba cvba
    ltd limited plc llp llc inc incorporated srl srls scarl scrl scpa doo dooel kft zrt nyrt bhm nkft
    oyj aps sro spol spzoo ltda lda unipessoal epe eood ead ood uab mtu jsc ev"""
)
"""Legal forms that are no word of any other kind: dropped wherever they stand."""

AT_THE_EDGE = word_set(
    """sa sas sci snc se gie ag kg ug eg sia co company bv nv spa sl slu sau oy ab as asa ks dd ad aps
    corp corporation zs zu ops oz vof cio ek ei ry sc sca sk sdn kda et kdd gbr
    kgaa cv iks kb hb ans ou"""
)
"""Legal forms that can be words too: dropped at the beginning or the end of a name only."""

_LONG_FORMS = """
    societe a responsabilite limitee: sarl
    societe par actions simplifiee: sas
    societe anonyme: sa
    societe cooperative d interet collectif: scic
    association sans but lucratif: asbl
    association internationale sans but lucratif: aisbl
    vereniging zonder winstoogmerk: vzw
    gesellschaft mit beschrankter haftung: gmbh
    gemeinnutzige gmbh: ggmbh
    aktiengesellschaft: ag
    eingetragener verein: ev
    eingetragene genossenschaft: eg
    societa a responsabilita limitata: srl
    societa per azioni: spa
    societa consortile: scarl
    soc coop: scarl
    societa cooperativa: scarl
    sociedad limitada: sl
    sociedad anonima: sa
    sociedade anonima: sa
    besloten vennootschap: bv
    naamloze vennootschap: nv
    public limited company: plc
    limited liability company: llc
    private limited company: ltd
    spolka z ograniczona odpowiedzialnoscia: spzoo
    spolka zoo: spzoo
    sp zoo: spzoo
    sp z oo: spzoo
    spolka z oo: spzoo
    spolka akcyjna: sa
    akciova spolecnost: as
    akciova spolocnost: as
    spolecnost s rucenim omezenym: sro
    spolocnost s rucenim obmedzenym: sro
    spol sro: sro
    spol s ro: sro
    s ro: sro
    drustvo s ogranicenom odgovornoscu: doo
    druzba z omejeno odgovornostjo: doo
    dionicko drustvo: dd
    delniska druzba: dd
    korlatolt felelossegu tarsasag: kft
    zartkoruen mukodo reszvenytarsasag: zrt
    nonprofit kft: nkft
    osakeyhtio: oy
    aktiebolag: ab
    aktieselskab: as
    aksjeselskap: as
    anpartsselskab: aps
    aktsiaselts: as
    osauhing: ou
    uzdaroji akcine bendrove: uab
    sabiedriba ar ierobezotu atbildibu: sia
    obecne prospesna spolecnost: ops
    obcianske zdruzenie: oz
    limited sirketi: ltd
    anonim sirketi: as
"""

SMALL_WORDS = word_set(
    """a an and at by for from in of on the to with au aux avec d dans de des du en et l la le les par pour
    sur un une am an auf aus bei der die das dem den des fur im in mit und von vom zu zum zur da dal dalla
    degli dei del della delle dello di e ed i gli il lo nel nella per con el los las y para do dos das na no
    nas nos o os em het een van voor te ten ter op aan og av af for i och samt till w z ze na o oraz dla a v s
    ve za u iz od pri k ke se in si pe cu al ai ale lui un es es az"""
)
"""Articles and joining words, which tell nothing."""

_CONCEPTS = """
    university: universite universitat universitaet universidad universita univerza univerzita univerzitet
        sveuciliste uniwersytet universiteit universitet universitetet universidade universitatea egyetem
        univ universitas universitad universitate universitetas unis yliopisto ulikool universities
        universitari universitaria universitario
    technical: technique techniques tecnico tecnica technische technischen technischer technisches tekniska
        technicka technicky tehnicna tehnicka tehniska tehnica techniczna tecnologico tech techn
    applied: appliquee appliquees angewandte angewandten
    science: sciences wissenschaft wissenschaften scienze ciencias scienza nauk nauka nauki znanosti znanost
    school: schools ecole escuela scuola schule schulen sola skola szkola scoala iskola skole
    college: colleges
    faculty: faculte fakultat facultad facolta fakulteta fakultet faculdade facultatea kar fac
    institute: institut instituts istituto instituto instytut institutul intezet ustav institutes inst
        instituut
    centre: center centers centres centro centri centrum zentrum zentren centar ctr centrul kozpont osrodek
        keskus
    research: recherche recherches ricerca ricerche forschung forschungs investigacion investigacao raziskave
        raziskovalni istrazivanja istrazivanje badan badawczy cercetare cercetari kutatas onderzoek forskning
    national: nationale nationaux nationales nazionale nazionali nacional nacionalni nacionalna narodni
        narodna narodowy nemzeti nationella nationaal nationales
    regional: regionale regionaux regionales regionali regionalni regionalna regionaler
    region: regione regija regiao regionen regiunea regio
    province: provincia provincie provinz provincial provinciale prov
    county: zupanija judetul judet megye megyei maakond
    district: landkreis kreis okres distrikt bezirk powiat
    commune: gmina comuna obec communes
    municipality: municipalities comune comuni gemeinde gemeente obcina opstina opcina kommune
        kommun municipio concello concelho ayuntamiento ajuntament mairie ville stadt city mesto grad
        miasto municipiul orasul primaria onkormanyzata onkormanyzat stad town municipal municipaly
        dimos belediyesi
    council: conseil consiglio rada rat raad consell consejo concelho vijece
    department: departement dipartimento departamento abteilung dept dep
    departmental: departemental
    ministry: ministere ministerium ministerio ministero ministerstvo ministarstvo ministerul ministerie
        miniszterium ministerstwo min
    government: gouvernement governo gobierno regierung vlada
    agency: agence agenzia agentur agencia agencija agentura agentia ugynokseg agenzie agentschap agencja
    authority: autorite autorita autoridad behorde
    association: associations associazione asociacion associacao associacio udruzenje udruga drustvo zdruzenje
        zdruzeni zdruzenie asociatia asociace stowarzyszenie assoc asso ass verein vereniging egyesulet
        forening
    federation: federazione federacion foderation federacija verband
    foundation: fondation fondazione fundacion fundacio fundacja fundacao stiftung stichting nadacia nadace
        fundacija ustanova zaklada alapitvany fundatia
    chamber: chambre camera camara cambra kammer komora izba kamara
    commerce: commercio comercio handel handels
    trade: trades
    industry: industrie industria industries
    craft: crafts artisanat artigianato metiers
    economic: economique economico economica wirtschaftliche
    development: developpement sviluppo desarrollo entwicklung razvoj rozvoj desenvolvimento
        fejlesztesi razvojna rozwoju ontwikkeling utveckling razvojni dev
    innovation: innovazione innovacion inovacije innovations inovacao
    technology: technologie technologies tecnologia tecnologie technologien tehnologija technologia tehnologie
    tourism: tourisme turismo tourismus turizam turizem turystyki touristique toerisme turistica
    environment: environnement ambiente umwelt okolje prostredi okolis medio environmental environnemental
    energy: energie energia energija energetska energetique
    agriculture: agricoltura agricultura landwirtschaft kmetijstvo poljoprivreda agricultural agricole agraria
    forest: foret forets wald les suma forestry forestier forestale
    water: eau eaux acqua wasser voda agua
    health: sante salute salud gesundheit zdravstvo zdravlje zdravi saude
    hospital: hopital hopitaux ospedale krankenhaus bolnica klinikum kliniken hospitalier spital
    museum: musee museo muzej muzeum musei museums muzeul museu
    library: bibliotheque biblioteca bibliothek knjiznica knihovna biblioteka
    park: parc parco parque
    nature: natura natur priroda
    culture: cultura kultur kultura cultural culturel kulture
    port: porto puerto hafen haven
    union: unione
    european: europeen europeenne europeo europea europaische europaischen evropski europejski
    international: internationale internazionale internacional internationales medzinarodni mednarodni
    academy: academie accademia akademie akademija academia akademia
    company: entreprise compagnie impresa empresa unternehmen
    cooperative: cooperativa cooperation
    network: reseau rete netzwerk red mreza
    service: services servizi servicios servizio
    public: publique pubblica pubblico publico oeffentliche javni javna
    local: locale locali
    rural: rurale rurales
    north: nord norte nordic
    south: sud sur sudlich
    east: est ost este
    west: ouest oeste ovest
    republic: republique repubblica republica republik republika
    saint: st sankt ste sainte santo santa san sveti
    general: generale generales
    directorate: direction direzione direccion direktion direktorat
    secretariat: segreteria secretaria
    fire: feuer incendie pompiers
    brothers: gebruder bros freres
    vienna: wien
    prague: praha prag
    munich: munchen muenchen
    cologne: koln koeln
    warsaw: warszawa
    cracow: krakow
    rome: roma
    milan: milano
    turin: torino
    florence: firenze
    venice: venezia
    naples: napoli
    genoa: genova
    lisbon: lisboa
    seville: sevilla
    brussels: bruxelles brussel
    antwerp: antwerpen anvers
    ghent: gent gand
    bruges: brugge
    copenhagen: kobenhavn
    gothenburg: goteborg
    belgrade: beograd
    bucharest: bucuresti
    athens: athina
    geneva: geneve genf
    basel: basle bale
    luxembourg: luxemburg
    strasbourg: strassburg
    slovenia: slovenije slovenija slovene slovenian
    croatia: hrvatska croatian hrvatske
    serbia: srbije srbija serbian
    austria: osterreich austrian
    germany: deutschland german allemagne
    italy: italia italian italie
    spain: espana spanish espagne
    sicily: sicilia siciliana
    tuscany: toscana
    catalonia: catalunya cataluna catalan
"""


LONG_FORMS: dict[tuple[str, ...], str] = {
    tuple(long.split()): short.strip()
    for long, short in (line.split(":") for line in _LONG_FORMS.strip().splitlines())
}
"""Legal forms spelled out, as plain words, and the short form of each."""


def _concepts() -> dict[str, str]:
    """Read the list above: each word with the one that stands for all of its line."""
    read: dict[str, str] = {}
    chief = ""
    for word in _CONCEPTS.split():
        chief = word.removesuffix(":") if word.endswith(":") else chief
        read.setdefault(word.removesuffix(":"), chief)
    return read


CONCEPTS: dict[str, str] = _concepts()
"""Frequent words in plain letters, and the English one that stands for the same in all languages."""


@lru_cache(maxsize=65536)
def concept(word: str) -> str:
    """Give the word that stands for ``word`` in all languages; a word of its own stands for itself."""
    return CONCEPTS.get(word, word)
