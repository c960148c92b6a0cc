"""Words for sectors, in five languages, and the canonical sector each stands for."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["CANONICAL", "UNKNOWN", "canonical", "plain"]

CANONICAL = ("company", "public body", "community", "research", "media", "other")
"""The sectors that every programme shares; a programme may have more of its own."""

UNKNOWN = "unknown"
"""Sector of an actor whose cell is blank: it belongs to no group."""

# One line a language: English, French, German, Italian, Spanish; then codes. Singular where the
# plural only adds an "s" or "x". CORDIS calls "OTH" what is mostly associations, clusters and NGOs.
_WORDS: dict[str, str] = {
    "company": """
        company, companies, enterprise, business, businesses, firm, corporation, corporate, private,
        private company, private companies, private sector, private organization,
        private for profit entity, private for profit entities, industry, industries, start up, startup,
        sme, small and medium enterprise, social enterprise, for profit, commercial,
        entreprise, societe, entreprise privee, prive, secteur prive, pme, pmi, eti, tpe, tpe pme,
        grand groupe, industrie, industriel, entreprise sociale, jeune pousse, commerce,
        unternehmen, firma, firmen, betrieb, betriebe, wirtschaft, privatwirtschaft, kmu, privat,
        privates unternehmen, private unternehmen, sozialunternehmen, konzern, konzerne,
        azienda, aziende, impresa, imprese, societa, ditta, ditte, privato, privati, settore privato, pmi,
        impresa sociale, imprese sociali, industria,
        empresa, empresa privada, compania, sociedad, privado, sector privado, pyme, empresa social,
        pvt, ltd, gmbh, prc,
        private for profit entities excluding higher or secondary education establishments""",
    "public body": """
        public body, public bodies, public, public sector, public authority, public authorities,
        public organization, public institution, public administration, government, governmental,
        government agency, government agencies, governmental organization, local government,
        local authority, local authorities, regional authority, regional authorities, municipality,
        municipalities, city, cities, ministry, ministries, authority, authorities, state, policy maker,
        policy makers and governmental organization, multilateral organization,
        intergovernmental organization, international organization, municipal authority,
        municipal authorities, intermunicipality, intermunicipal authority, county, council, district council,
        regional government, federal government, public company, public enterprise, gov,
        collectivite, collectivite locale, collectivite territoriale, etablissement public, public,
        secteur public, organisme public, institution publique, administration,
        administration publique, acteur public, autorite publique, pouvoir public, etat, ministere,
        commune, mairie, ville, departement, conseil departemental, conseil regional, epci, metropole,
        intercommunalite, prefecture, service de l etat, agence publique, gouvernement,
        behorde, behorden, kommune, kommunen, gemeinde, gemeinden, stadt, stadte, amt, amter,
        verwaltung, verwaltungen, offentliche hand, offentlicher sektor, offentlich, ministerium,
        ministerien, offentliche verwaltung, offentliche einrichtung, offentliche einrichtungen,
        gebietskorperschaft, gebietskorperschaften, landkreis, landkreise, regierung, regierungen, staat,
        ente pubblico, enti pubblici, pubblico, settore pubblico, pubblica amministrazione, comune,
        comuni, citta, ministero, ministeri, autorita pubblica, ente locale, enti locali, provincia, province,
        governo, governi, istituzione pubblica, istituzioni pubbliche, amministrazione pubblica,
        ente publico, organismo publico, publico, sector publico, administracion publica,
        administracion, administraciones publica, administraciones, ayuntamiento, municipio, ministerio,
        chambre consulaire, chambre de commerce, chambre de metier, chamber, chamber of commerce,
        autoridad publica, autoridades publica, entidad publica, entidades publica, gobierno,
        institucion publica, instituciones publica, diputacion,
        pub,
        public bodies excluding research organisations and secondary or higher education establishments""",
    "community": """
        community, communities, association, asso, assoc, associations et communautes, ngo, ngo cso, cso,
        non profit, nonprofit,
        not for profit, vol, voluntary, voluntary organization, voluntary sector, national association,
        international association, interest group, professional association, trade association,
        non governmental organization, nongovernmental organization, non profit organization,
        nonprofit organization, civil society, civil society organization, charity, charities, club,
        cluster, foundation, trust, union, trade union, citizen, citizens group, citizen group,
        grassroot, community group, volunteer, red cross red crescent organization,
        red cross, red crescent, cooperative, online community, online communities, third sector,
        association loi 1901, asso loi 1901, assoc loi 1901, loi 1901, communaute, collectif,
        collectif citoyen, ong, osc, societe civile,
        fondation, syndicat, pole, pole de competitivite, reseau associatif, secteur associatif,
        associatif, groupe de citoyen, citoyen, benevole, tiers lieu, tiers lieux, federation,
        verein, vereine, verband, verbande, gemeinschaft, gemeinschaften, nro, zivilgesellschaft,
        stiftung, stiftungen, gewerkschaft, gewerkschaften, initiative, initiativen, burgerinitiative,
        burgerinitiativen, gemeinnutzig, gemeinnutzige organisation, gemeinnutzige organisationen,
        netzwerk, netzwerke, genossenschaft, genossenschaften,
        associazione, associazioni, comunita, fondazione, fondazioni, societa civile, terzo settore,
        sindacato, sindacati, organizzazione non profit, organizzazioni non profit, volontariato,
        cooperativa, cooperative, comitato, comitati,
        asociacion, asociaciones, comunidad, comunidades, fundacion, fundaciones, sociedad civil,
        sindicato, tercer sector, organizacion sin animo de lucro, organizaciones sin animo de lucro,
        colectivo,
        oth""",
    "research": """
        research, research center, research centre, research organization, research institute,
        research institution, research body, research bodies, university, universities,
        universities and secondary school, higher education, higher education institution,
        higher or secondary education establishment, school, college, academia, academic, academy,
        academies, science, laboratory, laboratories, education, secondary school,
        recherche, organisme de recherche, centre de recherche, institut de recherche, universite,
        laboratoire, laboratoire de recherche, ecole, grande ecole, enseignement superieur,
        etablissement d enseignement superieur, etablissement d enseignement, academie, lycee,
        forschung, forschungseinrichtung, forschungseinrichtungen, forschungsinstitut,
        forschungsinstitute, forschungszentrum, forschungszentren, hochschule, hochschulen,
        universitat, universitaten, fachhochschule, fachhochschulen, wissenschaft, schule, schulen,
        akademie, akademien, bildung, bildungseinrichtung, bildungseinrichtungen,
        ricerca, ente di ricerca, enti di ricerca, centro di ricerca, centri di ricerca,
        istituto di ricerca, istituti di ricerca, universita, ateneo, atenei, scuola, scuole, accademia,
        investigacion, centro de investigacion, instituto de investigacion, organismo de investigacion,
        universidad, universidades, escuela, academia, centro de estudio,
        hes, rec""",
    "media": """
        media, press, newspaper, journal, magazine, broadcaster, radio, television, tv, medium,
        media partner, news, journalist, publisher,
        presse, medium, journaux, editeur, organe de presse, partenaire media,
        medien, zeitung, zeitungen, zeitschrift, zeitschriften, rundfunk, fernsehen, verlag, verlage,
        medienpartner, stampa, giornale, giornali, editore, editori, televisione, rivista, riviste,
        medio, medio de comunicacion, prensa, periodico, revista, television, editorial""",
    "other": """
        other, others, miscellaneous, misc, autre, divers, andere, anderes, sonstige, sonstiges, ubrige,
        altro, altri, altra, altre, otro, otra, vario, varios""",
    UNKNOWN: """
        unknown, n a, na, none, null, not known, not specified, unspecified, inconnu, inconnue,
        non renseigne, non precise, nc, n c, non communique, n d, n r, unbekannt, keine angabe, k a,
        sconosciuto, non specificato,
        desconocido, sin especificar""",
}


def canonical(word: str) -> str:
    """Name the sector that a word of the data stands for.

    Case, accents, punctuation and plural do not matter; English, French, German, Italian, Spanish
    and the codes of CORDIS are known. Only whole words count: "Science centres and museums" is not
    "Science".

    Parameters
    ----------
    word
        The cell as it came.

    Returns
    -------
    str
        One of `CANONICAL`; `UNKNOWN` for a blank cell and for words that say so; any other word
        is the programme's own sector and comes back as typed, with single spaces.
    """
    typed = " ".join(word.split())
    if not typed.strip("-–—.?/* "):
        return UNKNOWN
    return _known().get(_root(typed), typed)


@lru_cache(maxsize=4096)
def plain(word: str) -> str:
    """Reduce a word to lower-case letters and digits, without accents and punctuation.

    English writes "organisation" with s and with z: both come out with z.
    """
    letters = unicodedata.normalize("NFKD", word.casefold())
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w]+|_", " ", letters).replace("organis", "organiz").split())


def _root(word: str) -> str:
    """Reduce a word to its plain form, each part without its plural."""
    return " ".join(_singular(part) for part in plain(word).split())


def _singular(word: str) -> str:
    """Drop the plural ending of English, French and Spanish from longer words."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    """Give every known word in its plain form; where two sectors claim one, the first wins."""
    known: dict[str, str] = {}
    for sector, words in _WORDS.items():
        for word in words.split(","):
            known.setdefault(_root(word), sector)
    return known
