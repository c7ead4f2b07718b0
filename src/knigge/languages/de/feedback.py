"""German: how people answer a message."""

from knigge.languages.feedback import Feedback

_MONTH = r"(?:januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)"
_DAY = rf"(?:\d{{1,2}}\.\s?(?:{_MONTH}|\d{{1,2}}\.)(?:\s?\d{{4}}|\d{{2}})?|(?:montag|dienstag|mittwoch|donnerstag|freitag),?\s+(?:dem\s+|den\s+)?\d{{1,2}}\.\s?(?:{_MONTH}|\d{{1,2}}\.)(?:\s?\d{{4}})?)"
_TIME = (
    rf"(?:im\s+(?:{_MONTH}|frühjahr|frühling|sommer|herbst|winter|neuen\s+jahr|nächsten\s+(?:jahr|monat|quartal)|kommenden\s+jahr)|"
    rf"(?:ab|nach)\s+(?:dem\s+)?{_DAY}|ab\s+{_MONTH}|(?:anfang|mitte|ende)\s+(?:{_MONTH}|des\s+jahres|nächsten\s+jahres)|"
    r"nach\s+(?:den\s+ferien|ostern|pfingsten|weihnachten|der\s+messe|dem\s+(?:sommer|jahreswechsel|urlaub)|meinem\s+urlaub)|"
    r"in\s+(?:ein\s+paar|einigen|zwei|drei|vier|sechs|\d{1,2})\s+(?:wochen|monaten)|in\s+(?:einem|einem\s+halben)\s+(?:jahr|monat)|"
    r"nächste[sn]?\s+(?:jahr|monat|quartal|woche)|kommende[sn]?\s+(?:jahr|woche|monat))"
)
# A day that is named is no putting off by itself.
_ON = rf"am\s+{_DAY}"
_HOUR = r"(?:\s+(?:um|ab|gegen)\s+(?:\d{1,2}(?:[:.]\d\d)?(?:\s+uhr)?|\w+\s+uhr|halb\s+\w+))"
_WEEKDAY = (
    r"(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)(?:vormittag|mittag|nachmittag|abend)?"
)
_AGREED = rf"(?:(?:(?:am|diesen|kommenden|nächsten)\s+)?(?:{_WEEKDAY}\b(?:,?\s+(?:dem\s+|den\s+)?{_DAY})?|{_DAY}){_HOUR}?|(?:über)?morgen{_HOUR}|{_TIME})"
# What invites somebody in or lets them call is no putting off either.
_INVITED = r"(?<!\bkomm\s)(?<!\bkommen\ssie\s)(?<!\bruf\s)(?<!\brufen\ssie\s)(?<!\bmich\s)(?<!\buns\s)"

FEEDBACK = Feedback(
    said=(
        (
            "out-of-office",
            (
                r"\babwesenheit\w*",
                r"\bautomatische\s+antwort\b",
                r"\bbetriebsferien\b",
                r"\bwieder\s+(?:im\s+(?:büro|haus|dienst)|erreichbar)\b",
                r"\burlaub\b[^!?\n]{0,60}\bwieder\b",
                r"\bnicht\s+erreichbar\b",
                r"\bbüro\s+ist\s+(?:\w+\s+)?geschlossen\b",
                r"\bnicht\s+im\s+(?:büro|haus|dienst)\b",
                r"\b(?:außer|ausser)\s+haus\b",
                r"\b(?:bin|befinde\s+mich)\s+[^!?\n]{0,60}?(?:im\s+urlaub|in\s+elternzeit|auf\s+dienstreise|abwesend|nicht\s+erreichbar)\b",
                r"\bihre\s+(?:e-?mail|nachricht)\s+wird\s+nicht\s+(?:weitergeleitet|gelesen)\b",
            ),
        ),
        (
            "angry",
            (
                r"\b(?:frechheit|unverschämt\w*|dreist\w*|belästig\w+|unerhört|eine\s+zumutung|abmahn\w+|meinen?\s+anwalt|erstatte\w*\s+(?:ich\s+)?anzeige|anzeige\s+erstatten)\b",
                r"\b(?:schreiben\s+sie|schreib|kontaktieren\s+sie|kontaktiere)\s+(?:mir|mich)?\s*(?:bitte\s+)?(?:nie|niemals|nicht)\s+(?:wieder|mehr)\b",
                r"\b(?:lassen\s+sie|lass)\s+mich\s+(?:bitte\s+|endlich\s+)?in\s+ruhe\b",
                r"\bhören\s+sie\s+(?:bitte\s+|endlich\s+)?(?:damit\s+)?auf\b",
                r"\bwas\s+(?:soll\s+das|bilden\s+sie\s+sich|erlauben\s+sie\s+sich)\b",
                r"\bverbitte\s+(?:ich\s+)?mir\b",
                r"\b(?:melde|zeige)\s+(?:ich\s+)?(?:sie|dich)\b",
                r"\bwas\s+fällt\s+(?:ihnen|dir)\s+ein\b",
                r"\bwoher\s+haben\s+sie\s+(?:überhaupt\s+)?meine\b",
                r"\bverschonen\s+sie\b",
                r"\b(?:mir\s+reicht\s+es|mir\s+reicht's|reicht\s+es\s+mir)\b",
            ),
        ),
        (
            "not-now",
            (
                rf"\b(?:melden\s+sie\s+sich|melde\s+dich|schreiben\s+sie|schreib|fragen\s+sie|frag|versuchen\s+sie|versuch)\b[^.!?\n]{{0,40}}(?:\b(?:{_TIME}|{_ON})|\bspäter|\bdann\s+wieder)",
                rf"\b{_TIME}[^.!?\n]{{0,40}}\b(?:wieder|gern|gerne|besser|eher|noch\s+(?:ein)?mal|mehr\s+(?:zeit|luft))\b",
                rf"\berst\s+(?:wieder\s+)?(?:{_TIME}|{_ON})",
                r"\b(?:im\s+moment|im\s+augenblick|momentan|gerade|derzeit|aktuell|zur\s?zeit|diese\s+woche|heute)\b[^.!?\n]{0,60}\b(?:keine\s+zeit|nicht\s+dazu|zu\s+viel|viel\s+zu\s+tun|schaffe\s+ich|ungünstig|später|land\s+unter)",
                r"\b(?:vielleicht|gern|gerne)\s+(?:ein\s+andermal|ein\s+anderes\s+mal|später)\b",
                r"\b(?:später|danach|hinterher|anschließend)\s+gern\w*\b",
                r"\bbitte\s+(?:erst\s+)?später\b",
                r"\bgerade\s+(?:einfach\s+)?zu\s+viel\b",
                rf"{_INVITED}\bgern\w*\s+(?:(?!vorbei)\w+\s+)?{_TIME}\b(?!\s+(?:bei\s+\w+\s+)?(?:vorbei|an)\b)",
                r"\b(?:im\s+moment|gerade|momentan|derzeit)\s+(?:\w+\s+){0,2}(?:schlecht|nicht\s+dazu)\b",
                r"\bkomme\s+später\s+darauf\s+zurück\b",
            ),
        ),
        (
            "no",
            (
                r"(?<!nicht\s)\bnein\b",
                r"\b(?:leider|bedaure|bedauere)\b[^.!?\n]{0,80}\b(?:nicht|kein\w*|absage\w*|absagen)\b",
                r"\b(?:sage|sagen)\s+(?:ich\s+|wir\s+)?(?:\w+\s+){0,3}ab\b",
                r"\b(?:kein|keinen)\s+(?:interesse|bedarf)\b",
                r"\bpasst\s+(?:\w+\s+){0,4}nicht\b",
                r"\b(?:muss|möchte|kann)\s+(?:\w+\s+){0,4}(?:absagen|ablehnen|passen|nicht\s+(?:helfen|zusagen))\b",
                r"\bkommt\s+(?:\w+\s+){0,4}nicht\s+in\s?frage\b",
                r"\b(?:nicht|niemanden)\s+(?:weiterhelfen|der\s+richtige|die\s+richtige)\b",
                r"\b(?:sind|bin)\s+(?:bereits|schon)\s+versorgt\b",
                r"\b(?:helfe|hilft|können|kann)\s+(?:\w+\s+){0,4}nicht\s+(?:weiter\w*|helfen)\b",
                r"\bnicht\s+(?:interessiert|das\s+richtige)\b",
                r"\bnichts\s+für\s+(?:mich|uns)\b",
                r"\b(?:möchte|möchten|will|wollen|werde|werden)\s+(?:ich|wir)\s+(?:\w+\s+){0,3}nicht\b",
                r"\b(?:ich|wir)\s+(?:möchten?|will|wollen)\s+(?:\w+\s+){0,4}nicht\b",
                r"\bfehlt\s+(?:uns|mir)\b",
                r"\b(?:anders|dagegen|für\s+(?:jemand|etwas)\s+ander\w+)\s+entschieden\b",
                r"\b(?:grundsätzlich|generell|prinzipiell)\s+(?:kein\w*|nicht|nie)\b",
                r"\b(?:wird|gibt|geht|mache\w*|nehme\w*)\s+(?:\w+\s+){0,4}(?:nichts|keine?\w*)\b",
                r"\babsage\b",
                r"\b(?:stelle|platz)\s+ist\s+(?:\w+\s+)?(?:besetzt|vergeben)\b",
            ),
        ),
        (
            "question",
            (r"\w[^.!?\n]{0,150}\?",),
        ),
        (
            "yes",
            (
                r"\bja\b",
                r"\b(?:dann|so|das)\s+(?:\w+\s+)?(?:machen|probieren|versuchen)\s+wir\b",
                r"\b(?:machen|können)\s+wir\s+(?:\w+\s+)?(?:so|machen|gern\w*)\b",
                r"\brufen\s+sie\s+(?:mich\s+)?(?:\w+\s+)?an\b",
                r"\bruf\s+(?:mich\s+)?(?:\w+\s+)?an\b",
                r"\b(?:sehr\s+)?gern(?:e)?\b",
                r"\b(?:mache|mach|helfe|zeige|schicke|sende|nehme|sage|komme|antworte)\s+ich\b",
                r"\bich\s+(?:bin\s+(?:gern\w*\s+)?dabei|sage\s+(?:gern\w*\s+)?zu|helfe|freue\s+mich|schicke|sende)\b",
                r"\b(?:klingt|hört\s+sich)\s+(?:sehr\s+|wirklich\s+)?(?:gut|spannend|interessant|vernünftig)\b",
                r"\bkein\s+problem\b",
                r"\beinverstanden\b",
                r"\b(?:passt|geht)\s+(?:mir\s+|bei\s+mir\s+|für\s+mich\s+)?(?:gut|klar|in\s+ordnung)\b",
                r"\bin\s+ordnung\b",
                r"\bklar\b",
                r"\bdürfen\s+sie\b",
                r"\bdarfst\s+du\b",
                r"\banbei\b",
                r"\bim\s+anhang\b",
                r"\bzusage\b",
                r"\babgemacht\b",
                r"\bokay\b",
                r"\blässt\s+sich\s+(?:\w+\s+)?einrichten\b",
                r"\bmit\s+vergnügen\b",
                r"\bnehme\s+(?:ich\s+)?(?:\w+\s+){0,3}an\b",
            ),
        ),
        # What is left and denies something.
        (
            "no",
            (
                r"\b(?:ich|wir|das|es|dafür|da)\b[^.!?\n]{0,60}\b(?:nicht|kein\w*|nichts|nie)\b",
                r"\bstreichen\s+sie\b",
                r"\bausgeschlossen\b",
            ),
        ),
    ),
    later=rf"(?P<when>\b(?:{_TIME}|{_ON}))",
    agreed=rf"(?P<when>\b{_AGREED})",
    back=(
        rf"\b(?:(?:bis\s+(?:einschließlich\s+|zum\s+)?|ab\s+(?:dem\s+)?|(?:wieder\s+)?am\s+)(?:\w+tag,?\s+(?:dem\s+|den\s+)?)?)(?P<when>{_DAY})"
    ),
)
