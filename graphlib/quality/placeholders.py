"""Names that stand for nobody in particular: "Confidential", "To be confirmed", "Multiple donors"."""

from __future__ import annotations

import re

import pandas as pd

from graphlib.network import Network
from graphlib.readers.values import flags
from graphlib.sectors import plain

__all__ = ["flagged", "placeholders"]

# Words that hide who it is, in English, French, German, Italian and Spanish, as `plain` writes them.
_HIDDEN = """
    confidential, unknown, anonymous, anonymized, undisclosed, unspecified, not specified, not disclosed,
    not known, not given, not provided, not available, not applicable, not yet known, no name, unnamed,
    nameless, tbc, tbd, tba, to be confirmed, to be determined,
    to be defined, to be decided, to be announced, to be named, to be completed, placeholder, dummy,
    confidentiel, confidentielle, confidentiels, inconnu, inconnue, inconnus, inconnues, anonyme, anonymes,
    non precise, non precisee, non renseigne, non renseignee, non communique, non specifie, non defini,
    non connu, non disponible, a confirmer, a definir, a determiner, a preciser, a completer,
    a renseigner, sans nom,
    unbekannt, unbekannte, unbekannter, vertraulich, anonymer, anonymisiert, keine angabe,
    keine angaben, nicht angegeben, nicht bekannt, nicht benannt, noch offen, noch unbekannt,
    noch zu bestimmen, zu bestatigen, zu bestimmen, wird noch bekannt gegeben, ohne namen,
    sconosciuto, sconosciuta, sconosciuti, confidenziale, riservato, anonimo, anonima, anonimi,
    non specificato, non indicato, non noto, da confermare, da definire, da determinare,
    da completare, senza nome,
    desconocido, desconocida, desconocidos, confidencial, confidenciales, anonimos, sin especificar,
    no especificado, no disponible, por confirmar, por definir, por determinar, a confirmar, sin nombre
"""

# Marks of a blank cell; within a longer name they are something else: "Grumo Nevano (NA)" lies near Naples.
_BLANK = "n a, na, nan, none, null, nil, xxx, nc, k a, n n, n d"

# Words that say "more than one" or "somebody else"; alone or with a common noun they name nobody.
_SEVERAL = """
    various, several, multiple, miscellaneous, misc, others, other, private individuals,
    divers, diverses, plusieurs, multiples, autre, autres, particuliers,
    diverse, verschiedene, mehrere, sonstige, andere, privatpersonen,
    vari, varie, diversi, molteplici, altri, altre, altro, privati cittadini,
    varios, varias, otros, otras, otro, particulares
"""

# Nouns for anybody of a kind, and the words between them.
_COMMON = """
    donor, donors, partner, partners, organization, organizations, company, companies, institution,
    institutions, authority, authorities, country, countries, government, governments, member, members,
    participant, participants, beneficiary, beneficiaries, recipient, recipients, supplier, suppliers,
    person, persons, people, individual, individuals, source, sources, actor, actors, stakeholder,
    stakeholders, ngo, ngos, smes, entity, entities, backer, backers, funder, funders, name, id,
    donateur, donateurs, bailleur, bailleurs, fonds, partenaire, partenaires, organisme, organismes,
    entreprise, entreprises, structure, structures, membre, membres, acteur, acteurs, beneficiaire,
    beneficiaires, pays, personne, personnes, ong, pme, collectivites, financeurs, nom,
    geber, spender, organizationen, unternehmen, mitglied, mitglieder, personen, akteure, lander,
    kommunen, kmu, stellen, einrichtungen, institutionen, forderer,
    donatore, donatori, organizzazione, organizzazioni, impresa, imprese, azienda, aziende, membri,
    soci, paesi, persone, attori, enti, finanziatori, nome,
    donante, donantes, socio, socios, organizacion, organizaciones, empresa, empresas, entidad,
    entidades, miembros, paises, personas, actores, financiadores, nombre,
    and, or, of, the, et, ou, de, des, du, les, und, oder, der, die, e, o, di, dei, delle, y, los, las
"""

_COLUMNS = frozenset(
    plain(word)
    for word in (
        "is placeholder",
        "placeholder",
        "is anonymous",
        "anonymous",
        "anonymised",
        "is dummy",
        "fictif",
        "anonyme",
        "platzhalter",
        "segnaposto",
        "marcador de posición",
    )
)

_LETTERS = re.compile(r"\w(?: \w)*")
"""Letters one by one, an acronym with dots unless it is one of the marks."""

_BRACKETED = re.compile(r"[(\[{<]([^)\]}>]*)[)\]}>]")


def _phrases(words: str) -> re.Pattern[str]:
    """Make the pattern that finds any of these words, the longer ones first."""
    listed = sorted((" ".join(word.split()) for word in words.split(",")), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, listed)) + r")\b")


_HIDING = _phrases(_HIDDEN)
_NAMING_NOBODY = _phrases(f"{_HIDDEN}, {_BLANK}, {_SEVERAL}")
_COMMON_WORDS = frozenset(word.strip() for word in _COMMON.split(","))


def placeholders(network: Network) -> tuple[str, ...]:
    """List the actors that stand for nobody in particular: they join what has nothing in common.

    An actor is one where a column such as ``is_placeholder`` says so; where its name is made of
    words that hide or lump together ("Unknown", "To be confirmed", "Multiple donors", "n/a", "???"),
    alone or with a common noun; or where a word that hides stands in brackets in its name ("National
    NGOs (Confidential)"), which a mere "(NA)" does not do. English, French, German, Italian and
    Spanish are known.

    Parameters
    ----------
    network
        Only names and columns of actors are read; whether ties are directed does not matter.

    Returns
    -------
    tuple of str
        Ids, sorted. A suggestion to be looked at: "Divers" may be the club of divers. Cost: one
        look at each name.
    """
    actors = network.actors
    names = {name: _names_nobody(name) for name in actors["name"].unique()}
    found = actors["name"].map(names).astype(bool) | flagged(actors)
    return tuple(map(str, actors.loc[found, "id"]))


def flagged(actors: pd.DataFrame) -> pd.Series:
    """Tell which rows a column of the data's own calls placeholders."""
    found = actors["id"].isna()
    for name in actors.columns:
        if plain(str(name)) in _COLUMNS:
            cells = actors[name]
            is_number = pd.api.types.is_numeric_dtype(cells)
            found |= cells.fillna(0) != 0 if is_number else flags(cells.astype("str")).isin([True])
    return found


def _names_nobody(name: str) -> bool:
    """Tell whether a name is one of the words for nobody in particular."""
    text = plain(name)
    if not any(letter.isalnum() for letter in text):
        return True
    if _LETTERS.fullmatch(text):
        return text in _BLANK.split(", ")
    if any(_rest(_HIDING, plain(part)) == set() for part in _BRACKETED.findall(name)):
        return True
    return _rest(_NAMING_NOBODY, text) == set()


def _rest(pattern: re.Pattern[str], text: str) -> set[str] | None:
    """Give the words that are neither of the pattern nor common; ``None`` where the pattern is not there."""
    bare, found = pattern.subn(" ", text)
    return set(bare.split()) - _COMMON_WORDS if found else None
