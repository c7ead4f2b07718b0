"""French: its marks, letter forms and forms of address."""

from knigge.languages import Language
from knigge_french.address import registers

LANGUAGE = Language(
    code="fr",
    name="Français",
    common_words=frozenset(
        """
        à afin ai ainsi alors après as au aucun aussi autre aux avais avait avant avec avez avoir avons bien bonjour car ce cela
        ces cet cette chez comme comment cordialement dans de depuis des dont du elle elles en encore entre est et étais était
        été être eu faire fait il ils j'ai j'aimerais je jusqu la le les leur leurs lors lui ma mais me merci mes moi moins mon même
        ne nos notre nous on ont ou où par parce pas pendant peu peut plus pour pourquoi pourriez pouvez puis quand que quel quelle
        qui sa sans se selon serait ses si sommes son sont sous souhaite suis sur tes toi ton toujours tous tout toute très trop tu un
        une vers veuillez voici vos votre voudrais vous y c'est d'un d'une l'an n'est qu'il qu'elle s'il
        """.split()
    ),
    abbreviations=frozenset(
        """
        m. mm. mme. mlle. dr. pr. me. st. ste. av. bd. n. no. p. pp. etc. ex. p.ex. c.-à-d. env. tél. cf. éd. vol. janv. févr. avr.
        juil. sept. oct. nov. déc. lun. mar. mer. jeu. ven. sam. dim. s.a. s.a.r.l. p.-s. p.s. art. chap. fig. max. min. réf.
        """.split()
    ),
    greetings=(
        r"(?:bien\s+)?ch(?:er|ère)s?|bonjour|bonsoir|salut|coucou|mesdames|messieurs|madame|monsieur|mademoiselle|docteur|ma[iî]tre"
    ),
    closings=(
        r"(?:merci[^\n]{0,25}\set\s+)?(?:(?:très|bien)\s+)?cordialement(?:\s+(?:à\s+(?:vous|toi)|vôtre))?|"
        r"(?:(?:je\s+vous\s+prie|veuillez)\s+(?:d['’])?(?:agréer|recevoir|accepter|croire)\b[^\n]{0,140})|"
        r"(?:(?:très|bien)\s+)?(?:amicalement|sincèrement|respectueusement|chaleureusement)(?:\s+(?:à\s+(?:vous|toi)|vôtre))?|"
        r"(?:recevez\s+|avec\s+)?(?:mes\s+)?(?:(?:meilleures|sincères|cordiales|respectueuses|bien\s+cordiales)\s+)?salutations(?:\s+(?:distinguées|"
        r"cordiales|respectueuses|les\s+meilleures))?|bien\s+à\s+(?:vous|toi)|cdlt|avec\s+(?:tous\s+)?mes\s+(?:meilleurs\s+)?(?:vœux|remerciements)|"
        r"avec\s+mes\s+meilleures\s+pensées|amitiés"
    ),
    farewells=(
        r"(?:un\s+grand\s+|grand\s+|mille\s+)?merci(?:s)?(?:\s+(?:d['’]avance|par\s+avance|encore|beaucoup|infiniment|à\s+(?:vous|toi)))?|"
        r"(?:très\s+)?bonne\s+(?:journée|soirée|semaine|fin\s+de\s+(?:journée|semaine))|à\s+(?:bientôt|très\s+bientôt|plus\s+tard)|au\s+plaisir(?:\s+de\s+[^\n.!?,]{3,50})?|"
        r"dans\s+l['’]attente\s+de\s+[^\n.!?,]{3,60},"
    ),
    titles="m mme mlle mm dr pr me st ste",
    locales={
        "fr-FR": "",
        "fr-BE": r"\+32\s?\d|\b(?:bruxelles|liège|namur|louvain|wallonie)\b",
        "fr-CH": r"\+41\s?\d|\b(?:lausanne|genève|neuchâtel|fribourg|romandie)\b",
        "fr-CA": r"\b(?:montréal|québec|courriel|fin de semaine)\b",
    },
    home="knigge_french",
    registers=registers,
    letters="éèêàçùœîôûë",
    forms={"Madame": "Ms", "Monsieur": "Mr", "Mme": "Ms", "Mademoiselle": "Ms", "Mlle": "Ms", "M.": "Mr"},
    needs_form=True,
    subject="Objet\u00a0",
    introductions=r"je\s+m['’]appelle|mon\s+nom\s+est|je\s+suis",
    nobody=r"\b(?:madame,?\s+monsieur|mesdames|messieurs|à\s+tou(?:s|tes)|à\s+qui\s+de\s+droit|cher\s+(?:client|ami|confrère)|chère\s+(?:cliente|amie)|l['’]équipe)\b",
    me=frozenset("je j moi mon ma mes nous notre nos me m".split()),
    you=r"(?i)\b(?:vous|votre|vos|tu|toi|ton|ta|tes|te)\b",
    offers=(
        r"\b(?:offre|proposition)\s+commerciale|\b(?:notre|mon|une)\s+offre\b|\b(?:je|nous)\s+(?:vous\s+)?(?:vends|vendons|propose|proposons)\b|"
        r"\bdémarche\s+commerciale|\ben\s+tant\s+que\s+(?:prestataire|fournisseur|vendeu[rs]e?)\b|\bdevis\b"
    ),
)
