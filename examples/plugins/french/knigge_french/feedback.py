"""French: how people answer a message."""

from knigge.languages.feedback import Feedback

_MONTH = r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
_DAY = rf"(?:(?:le\s+)?(?:1er|\d{{1,2}})\s+{_MONTH}(?:\s+\d{{4}})?|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|lundi|mardi|mercredi|jeudi|vendredi)"
_TIME = (
    rf"(?:en\s+{_MONTH}|après\s+(?:{_DAY}|les\s+(?:vacances|fêtes)|l['’]été|pâques|noël)|dans\s+(?:quelques|deux|trois|six|\d{{1,2}})\s+"
    r"(?:jours|semaines|mois)|la\s+semaine\s+prochaine|le\s+mois\s+prochain|l['’]année\s+prochaine|à\s+la\s+rentrée|au\s+printemps|à\s+l['’]automne|cet\s+automne|plus\s+tard)"
)

FEEDBACK = Feedback(
    said=(
        (
            "out-of-office",
            (
                r"\babsente?\s+(?:du\s+bureau|jusqu)",
                r"\b(?:réponse|message)\s+automatique\b",
                r"\bd['’]absence\b",
                r"\ben\s+congés?\b",
                r"\bde\s+retour\s+(?:au\s+bureau\s+)?(?:le|à\s+partir)",
            ),
        ),
        (
            "angry",
            (
                r"\bcessez\b|\barrêtez\s+de\b",
                r"\bne\s+m['’]écrivez\s+plus\b|\bne\s+me\s+contactez\s+plus\b",
                r"\bfichez-moi\b|\blaissez-moi\s+tranquille\b",
                r"\binadmissible\b|\bscandaleu\w+|\bharcèlement\b|\bhonteu\w+",
                r"\bperte\s+de\s+temps\b",
            ),
        ),
        (
            "not-now",
            (
                rf"\b(?:réécri\w+|récri\w+|écri\w+|recontact\w+|rappel\w+|relanc\w+|reven\w+|redemand\w+)\b[^.!?\n]{{0,40}}{_TIME}",
                r"\bpas\s+(?:en\s+ce\s+moment|pour\s+l['’]instant|avant)\b",
                r"\bdébordée?s?\b|\btrop\s+de\s+travail\b",
                r"\b(?:pas|mauvais)\s+(?:le\s+)?(?:bon\s+)?moment\b",
            ),
        ),
        (
            "no",
            (
                r"\bmalheureusement\b",
                r"\bpas\s+intéressée?\b|\bne\s+m['’]intéresse\s+pas\b",
                r"\bje\s+(?:dois\s+)?déclin\w+|\bje\s+préfère\s+ne\s+pas\b|\bsans\s+suite\b",
                r"\bnon\s+merci\b|\bne\s+(?:peux|pourrai|souhaite)\s+pas\b",
            ),
        ),
        (
            "yes",
            (
                r"\bavec\s+plaisir\b|\bvolontiers\b",
                r"\bd['’]accord\b|\bc['’]est\s+oui\b|\boui\s*[,!.]",
                r"\bcela\s+me\s+convient\b|\bj['’]accepte\b",
            ),
        ),
        ("question", (r"[^.!?\n]+\?",)),
    ),
    later=rf"(?P<when>\b{_TIME})",
    back=rf"\b(?:jusqu['’]au|de\s+retour(?:\s+au\s+bureau)?|à\s+partir\s+du)\s+(?:le\s+)?(?P<when>{_DAY}|\d{{1,2}}\s+{_MONTH})",
)
