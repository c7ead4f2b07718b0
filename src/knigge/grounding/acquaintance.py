"""A text into what it claims of the two people: that they met, spoke, wrote, worked together, or were told of one another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from knigge.domain import Span

# What a claim says, words of which it holds one or more (they are looked for first), and how: expressions without
# nested repetition, so that they stay linear in the text.
_CLAIMS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "de": (
        ("agreed", "sprochen vereinbart abgemacht versprochen zugesagt angekündigt verabredet", r"wie\s+(?:\w+\s+){0,3}?(?:be-?sprochen|vereinbart|abgesprochen|abgemacht|versprochen|zugesagt|angekündigt|verabredet)"),
        ("agreed", "versprochen zugesagt versprach", r"(?:habe|hatte)\s+ich\s+(?:Ihnen|dir)[^.!?]{0,60}(?:versprochen|zugesagt)|versprach\s+ich|ich\s+versprach"),
        ("agreed", "vereinbarung abmachung absprache verabredung", r"(?:unsere[rnm]?|der|die)\s+(?:Vereinbarung|Abmachung|Absprache|Verabredung)"),
        ("talked", "telefon call videogespräch", r"(?:unsere[mnrs]?|das|dem|im|am|beim)\s+(?:(?:[a-zäöüß]+)\s+){0,2}(?:Telefonat|Telefongespräch|Videocall|Call|Zoom-Call|Videogespräch)s?"),
        ("met", "gespräch unterhaltung begegnung treffen kennenlernen austausch wiedersehen plausch", r"(?:unser(?:e[mnrs]?)?)\s+(?:(?:[a-zäöüß]+)\s+){0,2}(?:Gespräch|Unterhaltung|Begegnung|Treffen|Kennenlernen|Austausch|Wiedersehen|Plausch)s?"),
        ("met", "freut schön", r"(?:hat|war)\s+(?:mich\s+)?(?:sehr\s+)?(?:ge)?(?:freut|schön),?\s+(?:Sie|dich|Ihnen|dir)\s+[^.!?]{0,50}(?:kennenzulernen|zu\s+treffen|zu\s+sehen|wiederzusehen|zu\s+begegnen|zu\s+sprechen)"),
        ("met", "uns", r"(?:seit|als)\s+wir\s+uns\s+[^.!?]{0,40}(?:gesehen|getroffen|gesprochen|begegnet|kennengelernt|unterhalten)(?:\s+haben)?"),
        ("met", "uns", r"(?:wir\s+(?:haben|hatten|sind)\s+uns|(?:haben|hatten|sind)\s+wir\s+uns|kennen\s+wir\s+uns|wir\s+kennen\s+uns)\b[^.!?,]{0,60}?(?:kennengelernt|getroffen|gesehen|begegnet|unterhalten|gesprochen|ausgetauscht|schon|bereits|ja|flüchtig|persönlich|von\s+früher|aus|seit|vom)\b"),
        ("met", "trafen begegneten saßen sprachen unterhielten mir uns", r"(?:wir\s+trafen\s+uns|trafen\s+wir\s+uns|wir\s+begegneten\s+uns|wir\s+saßen|wir\s+sprachen|wir\s+unterhielten\s+uns|saßen\s+wir|sprachen\s+wir|unterhielten\s+wir|Sie\s+(?:sagten|erzählten|erwähnten)\s+mir|(?:haben\s+Sie|hast\s+du)\s+(?:mir|uns)\s+[^.!?]{0,40}(?:erzählt|gesagt|empfohlen|geraten|angeboten|versprochen|zugesagt|gezeigt))"),
        ("met", "erinner", r"erinner(?:n|st)\s+(?:Sie\s+sich|du\s+dich)\s+(?:noch\s+)?(?:an\s+(?:mich|uns|unser)|daran)"),
        ("met", "damals neulich letztens dort kürzlich zuletzt gestern einmal", r"(?:Sie|du)\s+(?:mir|uns)\s+(?:damals|neulich|letztens|dort|kürzlich|zuletzt|gestern|einmal)"),
        ("wrote", "mail schreiben brief anfrage kommentar", r"(?:Ihr|[Dd]ein|[Mm]ein|[Uu]nser)(?:e[mnrs]?)?\s+(?:(?:letzte|freundliche|nette|kurze|frühere|erste|jüngste|schnelle)[nrsm]?\s+){0,2}(?:E-Mail|Mail|Schreiben|Brief|Anfrage|Kommentar)(?!-)\b(?=\s+(?:vom|von|auf|zu|an\s+mich|habe|hat|letzte|hatte|ist)|[.,!])"),
        ("wrote", "nachricht antwort rückmeldung zusage", r"(?:Ihr|[Dd]ein|[Mm]ein)(?:e[mnrs]?)?\s+(?:letzte|freundliche|nette|frühere|erste|jüngste|schnelle|ausführliche)[nrsm]?\s+(?:Nachricht|Antwort|Rückmeldung|Zusage)|(?:Ihr|[Dd]ein)e[mnrs]?\s+(?:Nachricht|Antwort|Rückmeldung|Zusage)\s+(?:vom|von)\b|(?:für|über|auf|in)\s+(?:Ihre|[Dd]eine)[rn]?\s+Nachricht"),
        ("wrote", "geschrieben gemailt angefragt erwähnt geantwortet wechsel korrespondenz chat", r"wie\s+(?:(?:bereits|schon|zuletzt|neulich)\s+){0,2}(?:geschrieben|gemailt|angefragt|erwähnt)|(?:Sie|du)\s+(?:hatten|hattest|haben|hast)\s+mir\s+(?:[a-zäöüß]+\s+){0,3}(?:geschrieben|geantwortet|gemailt)|(?:unser(?:e[mnr]?)?)\s+(?:[a-zäöüß]+\s+){0,2}(?:Schriftwechsel|Mailwechsel|Briefwechsel|E-Mail-Wechsel|Korrespondenz|Chat)"),
        ("referred", "empfohlen verwiesen geraten erzählt genannt hingewiesen vermittelt herz aufmerksam gegeben geschickt gesagt", r"(?:hat|haben|hatte|hatten)\s+(?:mir|mich|uns)\s+(?:[^.!?,]{0,50}?\s)?(?:empfohlen|verwiesen|geraten|erzählt|genannt|hingewiesen|vermittelt|ans\s+Herz\s+gelegt|gegeben|aufmerksam\s+gemacht|weitergegeben|geschickt|gesagt)"),
        ("referred", "empfahl riet nannte erzählte verwies vermittelte meinte sagte gab", r"(?:empfahl|riet|nannte|erzählte|verwies|vermittelte|meinte|sagte|gab)\s+(?:mir|mich|uns)\b"),
        ("referred", "empfehlung vermittlung anraten rat tipp hinweis", r"(?:auf|durch)\s+(?:(?:die|eine|den|wärmste|ausdrückliche)\s+)?(?:Empfehlung|Vermittlung|Anraten|Rat|Tipp|Hinweis)\s+(?:von|eines|einer|des|der|Ihre[srn]?|deine[srn]?|meine[srn]?)(?:\s+[^\s.,!?]+){0,2}"),
        ("referred", "kolleg chef mitarbeit assisten vorgesetzt partner bruder schwester frau mann freund nachbar vorgänger nachfolger sekret", r"(?:Ihr|[Dd]ein)(?:e[mnrs]?)?\s+(?:frühere[rnms]?\s+|ehemalige[rnms]?\s+|geschätzte[rnms]?\s+)?(?:Kolleg(?:e|en|in)|Chef(?:in)?|Mitarbeiter(?:in)?|Assistent(?:in)?|Vorgesetzte[rn]?|Partner(?:in)?|Bruder|Schwester|Frau|Mann|Freund(?:in)?|Nachbar(?:in)?|Vorgänger(?:in)?|Nachfolger(?:in)?|Sekretariat|Sekretärin|Assistenz)\b"),
        ("role", "als", r"als\s+(?-i:[A-ZÄÖÜ])[\w-]+\s+(?:bei|beim|im|am|an|in|der|des|von)\s+(?:(?:der|dem)\s+)?(?-i:[A-ZÄÖÜ])[\w-]+"),
        ("handed", "gezeigt weiter gegeben geliehen geschickt überlassen vorgelesen gebracht vorgespielt", r"(?:hat|haben)\s+(?:mir|uns)\s+(?:Ihr|[Dd]ein)(?:e[nr]?)?\s+(?!Namen?\b|Adresse|Nummer|Kontakt|Visitenkarte)[^.!?,]{1,60}\s(?:gezeigt|weitergeleitet|weitergegeben|gegeben|geliehen|geschickt|zugeschickt|überlassen|vorgelesen|gebracht|vorgespielt)"),
        ("visited", "besuch aufenthalt einkauf urlaub rundgang essen praktikum", r"(?:bei|während|seit|nach|von|auf)\s+(?:meine|unsere)[mnrs]?\s+(?:[a-zäöüß]+\s+){0,2}(?:Besuch|Aufenthalt|Einkauf|Urlaub|Rundgang|Abendessen|Mittagessen|Praktikum)s?"),
        ("fame", "gefördert finanziert unterstützt bezuschusst gesponsert beauftragt empfohlen voll stehende", r"(?:gefördert|finanziert|unterstützt|bezuschusst|gesponsert|beauftragt|empfohlen)\s+(?:von|vom|durch)|(?:von|vom|durch)\s+(?:(?:der|dem|den|die|das)\s+)?(?-i:[A-ZÄÖÜ])[^.!?,]{1,50}\s(?:gefördert|finanziert|unterstützt|bezuschusst|gesponsert)|(?:bis\s+auf\s+den\s+letzten\s+Platz\s+)voll(?:e[nms])?\s+(?:Haus|Saal)|stehende[rn]?\s+Applaus"),
        ("works", "neu jüngste letzte erste nächste zweite kommende", r"(?:Ihr|[Dd]ein)e?[mnrs]?\s+(?:neue|jüngste|letzte|erste|nächste|zweite|kommende)[mnrs]?\s+(?:Buch|Film|Vortrag|Kurs|Podcast|Artikel|Beitrag|Ausstellung|Studie|Album|Roman|Projekt|Stück)s?"),
        ("contact", "gemeinsame", r"(?:unser(?:e[mnr]?)?\s+)?gemeinsame[nrms]?\s+(?:\d+\s+|viele\s+)?(?:Bekannte[nrm]?|Freund(?:e|in|en|innen)?|Kontakte?n?|Kolleg(?:e|en|in))"),
        ("worked", "zusammen gemeinsam miteinander kolleg", r"(?:zusammen|gemeinsam|miteinander)\s+(?:bei|für|an|am|in|im)?\s*(?:[^.!?,]{0,40}?\s)?(?:gearbeitet|arbeiteten|entwickelt|gebaut|geleitet|umgesetzt)|(?:frühere|ehemalige|alte)[rns]?\s+Kolleg(?:e|en|in|innen)"),
        ("shared", "zeit jahre", r"(?:unsere|unserer)\s+(?:gemeinsamen?\s+)?(?:Zeit|Jahre)\s+(?:bei|in|im|am|an)"),
        ("school", "zusammen gemeinsam miteinander beide kommiliton stud schul klassenkamerad alumn gleichen selb derselb dieselb", r"(?:zusammen|gemeinsam|miteinander|beide)\s+(?:[^.!?,]{0,40}?\s)?(?:studiert|promoviert|gelernt|zur\s+Schule\s+gegangen)|(?:Kommiliton|Studienkolleg|Studienfreund|Schulfreund|Klassenkamerad|Alumn)\w+|(?:gleichen|selben|derselben|dieselbe)\s+(?:Universität|Uni|Hochschule|Schule)"),
        ("group", "gruppe community beide gemeinsam mitglied in", r"(?:gleichen|selben|derselben|dieselbe|unserer)\s+(?:[\w-]+-)?(?:Gruppe|Community)|(?:wir\s+sind|sind\s+wir)\s+(?:ja\s+)?(?:beide\s+|ja\s+)*(?:Mitglied(?:er)?|in\s+der)|(?:beide|gemeinsam)\s+(?:Mitglied(?:er)?|in\s+der\s+Gruppe)"),
        ("event", "beide", r"(?:wir\s+waren|waren\s+wir)\s+(?:doch\s+|ja\s+)?beide\s+(?:auf|bei|beim|in|im|am)"),
        ("place", "beide gleichen selb derselb nachbar", r"(?:wir\s+)?(?:kommen|stammen|wohnen|leben)\s+(?:wir\s+)?(?:ja\s+)?beide\s+(?:aus|in)(?:\s+[A-ZÄÖÜ]\w+)?|(?:gleichen|selben|derselben)\s+(?:Stadt|Gegend|Region|Straße|Ecke|Dorf)|(?:Nachbarn|Nachbarschaft)"),
        ("long", "seit jahrelang langjährig lange", r"(?:schon\s+)?seit\s+(?:(?:vielen|mehreren|einigen|etlichen)\s+)?(?:Jahren|Langem|langem|Monaten|Jahrzehnten|langer\s+Zeit|jeher)|jahrelang\w*|langjährig\w*|(?:schon|bereits)\s+lange(?=\s+(?:mit|Ihr|dein|verfolg|auf))"),
        ("follower", "treue begeisterte regelmäßige als folge abonniert", r"(?:treue[rnm]?\s+|begeisterte[rnm]?\s+|regelmäßige[rnm]?\s+)(?:Leser(?:in)?|Hörer(?:in)?|Kund(?:e|in)|Fan|Follower(?:in)?|Abonnent(?:in)?|Zuschauer(?:in)?)|als\s+(?:Ihr(?:e)?|dein(?:e)?)\s+(?:\w+\s+)?(?:Kund(?:e|in)|Leser(?:in)?|Fan|Hörer(?:in)?)|(?:folge|verfolge)\s+(?:ich\s+)?(?:Ihnen|Ihre[nmr]?|dir|deine[nmr]?)|abonniert"),
        ("family", "mein unser", r"(?:mein|meine[mnrs]?|unser|unsere[mnrs]?)\s+(?:(?:verstorbene|ältere|jüngere|große|kleine)[rnms]?\s+)?(?:Frau|Mann|Ehemann|Ehefrau|Partner(?:in)?|Bruder|Schwester|Vater|Mutter|Sohn|Tochter|Onkel|Tante|Freund(?:in)?|Chef(?:in)?|Kolleg(?:e|en|in)|Vorgesetzte[rn]?|Nachbar(?:in)?|Großvater|Großmutter|Opa|Oma|Enkel(?:in)?|Neffe|Nichte|Cousine?|Schwager|Schwägerin|Lehrer(?:in)?|Lehrling|Azubi|Auszubildende[rn]?|Praktikant(?:in)?|Steuerberater(?:in)?|Anwalt|Anwältin|Arzt|Ärztin|Vermieter(?:in)?|Kund(?:e|in)|Doktorvater|Betreuer(?:in)?|Professor(?:in)?)\b"),
        ("boast", "führend preisgekrönt ausgezeichnet mehrfach nummer zertifi garant nachweislich erfolgreich größte renommiert bewährt", r"(?:markt|welt|branchen)?führend\w*|preisgekrönt\w*|ausgezeichnete[rns]?\s+(?=[A-ZÄÖÜ])|mehrfach\s+\w+|Nummer\s+eins|\w*zertifiziert\w*|garantiert\w*|Garantie|nachweislich|erfolgreichste[rnsm]?|größte[rnsm]?\s+(?=[A-ZÄÖÜ])|renommiert\w*|bewährte[nmrs]?"),
    ),
    "en": (
        ("agreed", "as promised agreement arrangement", r"as\s+(?:(?:we|you|i|previously|already|recently|just)\s+)?(?:discussed|agreed|promised|arranged|planned|announced)|(?:you|i)\s+(?:had\s+)?promised|(?:our|the)\s+(?:agreement|arrangement)"),
        ("talked", "call zoom catch-up coffee lunch dinner phone", r"(?:our|the|your)\s+(?:(?:[a-z]+)\s+){0,2}(?:call|phone\s+call|video\s+call|zoom\s+call|zoom|catch-up|coffee|lunch|dinner)\b|(?:spoke|talked|speaking|chatted)\s+(?:on|over)\s+the\s+phone"),
        ("met", "our", r"our\s+(?:(?:[a-z]+)\s+){0,2}(?:conversation|chat|talk|meeting|encounter|discussion|exchange)s?\b"),
        ("met", "you", r"(?:(?:great|good|nice|lovely|pleasure|wonderful|delight|fun)\s+)(?:to\s+(?:meet|see|speak|talk|chat)|meeting|seeing|speaking|talking|chatting)(?:\s+(?:with|to))?\s+you(?:\s+again)?|enjoyed\s+(?:meeting|talking|speaking|chatting)\s+(?:with\s+|to\s+)?you"),
        ("met", "we you remember", r"(?:when|since|after|where)\s+(?:we|you\s+and\s+i)\s+(?:last\s+|first\s+|briefly\s+)?(?:met|spoke|talked|chatted|saw)|(?:we|you\s+and\s+i)(?:'ve|\s+have|\s+had)?\s+(?:briefly\s+|once\s+|already\s+|both\s+|first\s+)?(?:met|spoke|spoken|talked|chatted|sat|crossed\s+paths)|(?:you|we)\s+(?:may|might|will|probably)\s+(?:not\s+)?remember\s+(?:me|our|that)|you\s+(?:kindly|once)\s+(?:looked|helped|gave|showed|offered|answered|read|let|lent)|you\s+(?:helped|showed|lent|offered)\s+(?:me|us)\b|you\s+(?:told|said\s+to|mentioned\s+to|asked|advised|encouraged)\s+me\b|remember\s+me\s+from"),
        ("met", "we you", r"(?:we|you\s+and\s+i)\s+(?:already\s+|both\s+)?(?:go\s+(?:back|way\s+back)|know\s+each\s+other)|we\s+(?:had|shared)\s+(?:a|an|some)\s+(?:[a-z]+\s+){0,2}(?:chat|conversation|talk|word|call|meeting|coffee|exchange)"),
        ("wrote", "mail letter comment quiry message reply note response as you our", r"(?:your|my)\s+(?:(?:last|kind|previous|recent|first|quick|earlier|latest)\s+){0,2}(?:e-?mail|letter|comment|enquiry|inquiry)(?=\s+(?:of|from|on|about|to\s+me|last|in|was|and|yesterday|today|this)\b|[.,!])|(?:your|my)\s+(?:last|kind|previous|recent|first|quick|earlier|latest)\s+(?:message|reply|note|response)|your\s+(?:message|reply)\s+(?:of|from|last|on)\b|as\s+i\s+(?:wrote|mentioned|said)|you\s+(?:wrote|emailed|replied)\s+(?:to\s+me|back)|(?:our)\s+(?:(?:[a-z]+)\s+){0,2}(?:correspondence|thread|emails|messages)"),
        ("follow-up", "up", r"(?:following|follow)\s+up\s+on\s+(?:my|our|your)(?:\s+[a-z]+){0,2}"),
        ("referred", "told referred recommended suggested pointed introduced advised urged encouraged directed gave passed mentioned highly recommendation suggestion advice introduction touch", r"(?:has|have|had)?\s*\b(?:told|referred|recommended|suggested|pointed|introduced(?=\s+(?:me|us)\s+to\s+you\b|\s+(?!me\b|us\b))|advised|urged|encouraged|directed)\s+(?:me|us|you\s+(?:to\s+me|as|for|highly)|that\s+i|i\s+(?:contact|write|get)|your\s+name)\b|gave\s+me\s+your|passed\s+(?:on\s+|me\s+)your|mentioned\s+(?:your\s+name|you\b)|speaks?\s+(?:very\s+)?highly\s+of|(?:was|were|been)\s+(?:referred|recommended|introduced|pointed)\s+(?:to\s+you\s+)?by|(?:on|at)\s+the\s+(?:recommendation|suggestion|advice)\s+of|thanks\s+to\s+an?\s+introduction|put\s+(?:me|us)\s+in\s+touch"),
        ("referred", "your", r"your\s+(?:(?:former|old|ex|good)[\s-]+)?(?:colleague|boss|manager|assistant|supervisor|partner|brother|sister|wife|husband|friend|neighbour|predecessor|successor|secretary|co-founder|cofounder|coworker|teammate)s?\b"),
        ("role", "as", r"as\s+(?:(?:an?|the|your)\s+)?[a-z-]+(?:\s+[a-z-]+){0,3}\s+(?:at|of|for|with)\s+(?:the\s+)?(?-i:[A-Z])[\w'’-]+"),
        ("handed", "me us", r"(?:showed|gave|sent|forwarded|lent|handed|read)\s+(?:me|us)\s+your\s+(?!name|address|number|contact|details)[a-z]+"),
        ("visited", "visit stay trip tour dinner lunch internship when ate dined", r"(?:on|during|since|after|from)\s+(?:my|our)\s+(?:[a-z]+\s+){0,2}(?:visit|stay|trip|tour|dinner|lunch|internship)s?|when\s+i\s+(?:last\s+|first\s+|recently\s+)?(?:visited|stayed|toured|dined|ate)|i\s+(?:recently\s+|once\s+)?(?:visited|toured|stayed\s+at|dined\s+at|ate\s+at)"),
        ("fame", "funded supported sponsored backed endorsed commissioned subsidi house standing packed", r"(?:funded|supported|sponsored|backed|endorsed|commissioned|subsidi[sz]ed)\s+by|full\s+house|standing\s+ovations?|packed\s+(?:house|room|hall)"),
        ("works", "your", r"your\s+(?:new|latest|recent|last|first|next|forthcoming|second|upcoming)\s+(?:talk|book|film|show|course|paper|podcast|article|album|exhibition|novel|study|series)s?"),
        ("contact", "mutual common shared", r"(?:(?:our|a|\d+|several|some|many|of)\s+)?(?:mutual|common|shared)\s+(?:friend|connection|contact|acquaintance|colleague)s?"),
        ("worked", "together former old ex fellow alongside under with for worked", r"(?:worked|working|collaborated)\s+(?:closely\s+)?together|(?:former|old|ex)[\s-]+colleagues?|fellow\s+(?:employee|colleague)s?|worked\s+(?:alongside|under|with|for)\s+you"),
        ("shared", "our", r"our\s+(?:time|years|days|evenings)\s+(?:together\s+)?(?:at|in)"),
        ("school", "together fellow classmate alumn same both", r"(?:studied|graduated|trained)\s+together|fellow\s+(?:students?|alum\w*|graduates?)|classmates?|alumn\w+|(?:same|both\s+(?:attended|went\s+to|studied\s+at|graduated\s+from))\s+(?:university|school|college)?|we\s+both\s+(?:studied|graduated|attended|went\s+to)"),
        ("group", "same both fellow", r"(?:the\s+)?same\s+(?:[\w-]+\s+)?(?:group|community|network|association)|(?:we\s+are|we're)\s+both\s+(?:members?|in|part)|both\s+members|fellow\s+members?"),
        ("event", "both fellow", r"we\s+(?:were\s+)?both\s+(?:at|attended|joined|spoke\s+at)|fellow\s+(?:attendee|speaker|participant)s?"),
        ("place", "same fellow neighbo", r"(?:we|we're|we\s+are)\s+(?:both\s+)?(?:live|come|are|based)?\s*(?:both\s+)?(?:from|in)\s+the\s+same\s+(?:city|town|area|street|region|village)|same\s+(?:city|town|street|region|village|neighbourhood)|neighbou?rs?\b|fellow\s+(?-i:[A-Z])\w+"),
        ("long", "for long years decade months", r"for\s+(?:(?:many|several|some|quite\s+some|a\s+few|a\s+number\s+of)\s+)?(?:years|decades|months|ages)|for\s+(?:a|some)\s+(?:long\s+)?(?:time|while)(?:\s+now)?|long[\s-]?(?:time|standing)|(?:over|in)\s+the\s+years|over\s+the\s+(?:last|past)\s+(?:few\s+)?(?:years|decade|months)"),
        ("follower", "reader listener customer fan follow subscri user client supporter", r"(?:loyal|regular|avid|keen|faithful|big|huge|devoted)\s+(?:reader|listener|customer|fan|follower|subscriber|user)|(?:a|your)\s+(?:happy\s+|paying\s+)?(?:subscriber|customer|follower|fan|client|supporter)\s+(?:of|since|and)|(?:i|i've|i\s+have)\s+(?:been\s+)?follow(?:ed|ing)\s+(?:you|your)(?:\s+[a-z]+)?|subscribed?\s+to\s+your(?:\s+[a-z]+)?|as\s+your\s+(?:customer|client|reader)"),
        ("family", "my our", r"(?:my|our)\s+(?:(?:late|older|younger|elder|former|old|first|own)\s+)?(?:wife|husband|partner|brother|sister|father|mother|son|daughter|uncle|aunt|friend|boss|colleague|manager|supervisor|neighbour|neighbor|professor|advis[eo]r|tutor|girlfriend|boyfriend|cousin|mentor|grandfather|grandmother|grandson|granddaughter|nephew|niece|teacher|apprentice|trainee|intern|landlord|landlady|lawyer|doctor|vet|matron|accountant)s?\b"),
        ("boast", "leading winning class one no. certified accredited guarant proven renowned selling largest biggest fastest successful", r"(?:market|world|industry)?[\s-]?leading|award[\s-]winning|world[\s-]class|number\s+one|no\.\s?1|certified|accredited|guaranteed?|proven|renowned|best[\s-]selling|(?:the\s+)?(?:largest|biggest|fastest-growing|most\s+successful)"),
    ),
}  # fmt: skip
# Which relation, and which kind of common ground, of a brief carries which claim; its own sentences may carry any.
CARRIED: dict[str, frozenset[str]] = {
    "met": frozenset({"met", "worked", "contact:offline"}),
    "talked": frozenset(),
    "agreed": frozenset(),
    "wrote": frozenset({"wrote", "contact:online", "received"}),
    "follow-up": frozenset({"wrote", "contact:online", "received", "met", "worked", "contact:offline"}),
    "referred": frozenset({"mutual_contact"}),
    "handed": frozenset(),
    "visited": frozenset(),
    "contact": frozenset({"mutual_contact"}),
    "worked": frozenset({"worked", "employer"}),
    "shared": frozenset({"worked", "employer", "school", "project", "group", "event", "place"}),
    "school": frozenset({"school"}),
    "group": frozenset({"group"}),
    "event": frozenset({"event", "school", "employer", "group", "place", "project"}),
    "place": frozenset({"place"}),
}
# What the reader told, nobody else did.
_BY_READER = re.compile(
    r"\b(?:you|Sie|du)\s+(?:\w+\s+){0,2}$|\b(?:have|had|haben|hatten|hast|hattest)\s+(?:you|Sie|du)\b"
)
# A message that is still to come is no claim.
_HOPED = re.compile(r"(?:forward\s+to|glad\s+of|happy\s+about|freu|gespannt|warte|hoffe)[^.!?]*$", re.I)

_DENIED = re.compile(r"\b(?:nicht|nie|niemals|not|never|haven['’]t|yet to)\b", re.I)
# A condition is no claim either: "if you told me who it was".
_IF = re.compile(r"\b(?:if|whether|unless|wenn|falls|ob)\s(?:you\s)?$", re.I)


@cache
def _patterns(lang: str) -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    return tuple(
        (kind, tuple(words.split()), re.compile(rf"(?<!\w)(?:{source})(?!\w)", re.I))
        for kind, words, source in _CLAIMS.get(lang, ())
    )


def claimed(view: str, lang: str) -> Iterator[tuple[str, Span]]:
    """Yield what a text claims of the two people, by kind, and where."""
    low = view.lower()
    for kind, words, pattern in _patterns(lang):
        if not any(word in low for word in words):
            continue
        for match in pattern.finditer(view):
            if _DENIED.search(match[0]):
                continue
            before = view[max(0, match.start() - 50) : match.start()]
            if kind == "wrote" and _HOPED.search(before):
                continue
            if kind in ("met", "referred") and _IF.search(before):
                continue
            if kind == "referred" and (_BY_READER.search(before) or _BY_READER.match(match[0])):
                continue
            yield kind, match.span()
