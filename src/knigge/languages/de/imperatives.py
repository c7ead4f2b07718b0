"""A German sentence into the places where it says du by an imperative: "Schau mal", "bitte schick mir"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knigge.domain import Span
from knigge.matching import lazily

# Stems that are no noun and no first person of written German.
_STEMS = """
sag schreib meld gib lass nimm sieh komm denk lies schick frag zeig hilf vergiss bleib probier überleg guck hör erzähl trag stell bring
hol geh nenn wart triff sprich wirf iss trink nutz prüf grüß verzeih merk mach setz such bestell notier reservier wend klick beeil fühl
fahr spar gönn versprich tu bedenk verlass vertrau dreh leg behalt erklär besorg schenk unterschreib korrigier kopier teste öffne
entschuldige verzeihe informier tritt zieh steig lad füll zähl wähl wünsch streich tausch schließ sing stöber freu genieß glaub heb folg
klär klingel klopf kümmer lern pack renn schieb send speicher üb unterstütz verrat verschieb versteh wiederhol wink entscheid empfiehl
fass erinner erhol red koch räum wasch schneid begleit beginne spring abonnier akzeptier aktualisier änder arrangier atm back bastel
bedien bemüh benutz beruhig beschreib bestätig bestimm besprich bewahr bewirb bezahl bieg bind blätter bohr borg brat brems brüll bügel
buchstabier check deck diskutier drück entdeck entspann entfern erforsch ergänz erläuter erledig ermutig ersetz erweiter erwähn feil
feilsch flick flieg flüster fotografier füg gieß google gratulier grins grübel gründ häkel häng hock hoff horch hüpf ignorier installier
investier jogg kämpf kehr kipp kitzel kleb kletter knet knips knüpf kombinier kommentier konfigurier kontaktier kontrollier koordinier
kritzel kündig kürz küss lach lächel lausch leih lenk liefer lös lösch lüft lüg markier meid miet misch misstrau murmel näh nummerier nick
organisier park pflanz pfleg pflück pick polier press plauder programmier putz quetsch quatsch reagier recherchier registrier reinig reiß
renovier reparier respektier riech rühr rüttel rutsch sammel schäl schalt scann schimpf schluck schlepp schmeck schmeiß schmück schnapp
schnitz schraub schreck schubs schüttel schütz schweig schwimm schwör scroll säg segel servier sieb skizzier sorg sortier spann spazier
spül spür stapel stornier streichel strick stups studier stürz summ tank tast tauch telefonier trainier trenn tröst tupf turn überleb
überhol überprüf überrasch überred überspring übersetz übertrag überweis überzeug umarm unternimm unterbrich unterscheid unterschätz
untersuch verabschied veränder verbesser verbind verbreit verdien vereinbar verfolg vergib vergewisser vergrößer verhandel verkauf
verkleiner verkürz verlang verlänger verleih verlier vermeid vermiet verpack verpass verschenk verschick verschließ verschwend versorg
versteck verteil vertief verwechsel verwend verzicht visualisier wackel wander weck weich wickel wirb wisch würz zähm zerreiß zerstör
zitier zoom zweifel zwing gestatte erlaub stimm scheu verbring betracht greif wag warn addier aktivier analysier applaudier argumentier
bändig beantrag bedeck befestig befolg befrag befrei befüll begreif begrüß beharr behandel beherzig beiß bekämpf belohn bemal bemerk
benachrichtig benenn bereu berühr bescheinig beschleunig beschütz besichtig bestreich bestreu betreu beurteil bewach bewässer beweg
bewunder bezieh blinzel brenn dämpf dehn dekorier delegier dosier dräng droh drossel dusch düng duz siez ebn entleer entnimm entsorg
entwirf entwickel entzieh erfass erfrag erfreu erhitz erhöh ermittel erprob erstell erteil erwäg erwärm fädel färb flieh forder förder
führ fütter gärtner genehmig gewöhn hark heiz hemm hinterfrag hinterlass hinterleg hobel hüll impf integrier isolier jammer kämm klag klau
klemm kni knurr komprimier konservier krabbel kriech krümm leb löffel lutsch mäh mahn marschier massier mecker melk modellier montier
motivier nag nasch neck neig nipp nörgel nuschel pausier pfeif pflüg plapper platzier pürier quäl radel raff rasier räucher rechtfertig
recycel reduzier referier reib roll rühm salb säuber sä saug schab schäm schärf schieß schleich schleif schlender schlüpf schlürf schmor
schmunzel schnall schnarch schnür schnupper schöpf schür schürf schwärm schwärz schweb schwing schwitz senk seufz simulier sink spendier
sperr spick spinn spritz sprüh stammel stampf staubsaug staun stiehl stemm stolper stopf sträub streck streb stülp summier surf
synchronisier tapezier tarn tilg tob tön träum treib trockn tunk tüftel überbring überdenk überflieg überführ übergib überlass übermittel
übernimm überquer übersieh überspiel übertreib überwach umgeh unterzieh variier verabreich veranlass verbann verbirg verbeug verbrenn
verdirb verdräng verdünn verehr vereinfach vererb verfahr verfass verfeiner verfüg vergeh vergieß vergrab verheimlich verhinder
verinnerlich verknüpf verleg verletz vermehr vermiss vermittel vernachlässig vernetz veröffentlich verreis verriegel verrühr versammel
verschaff verschlaf verschnauf verschlüssel versetz versicher versiegel versprüh verständig verstau verstell versteuer verstumm verteidig
vertreib vertritt verwandel verweil verwirf verwirklich verwöhn verzauber verzier verzins vollzieh wälz widersetz widersprich widersteh
widm wieg wring wühl würdig zauder zerbrich zerkleiner zerleg zerr zertrümmer zitter zöger zück zupf zwick zwinker bestück befass
vervollständig verewig vergegenwärtig tummel gruppier blogg formatier brainstorm cancel bekräftig bemutter beschaff besinn bespiel lackier
schmirgel spachtel fräs kleister verfug verleim drechsel gravier stepp säum
befiehl bestiehl birg brich verbrich durchbrich friss umgib ergib verhilf verlies benimm vernimm schilt versieh besieh entsprich stich stirb betritt übertriff erwirb unterwirf schmilz erschrick flicht ficht bemiss
""".split()
# Nouns too ("Ruf", "Teil"), so that only what follows tells.
_NOUNS = """
ruf teil halt kauf versuch besuch spiel lauf schlaf pass antwort druck feier reich start trau beginn rat fang stoß tanz schrei tipp mail
zahl buch plan gewinn vergleich schlag bau blick bericht handel wechsel streit stopp beweis blas eil feg film filter forsch frühstück grab
grill hack hämmer klatsch knack kratz kreuz lager miss nagel opfer öl pinsel polster pump rast ruder ruh salz schaukel scherz schilder
schmier schwenk sitz spitz steiger stempel steuer stör streif streu stütz tadel trommel urteil vermerk verweis widerruf beton beleg
beschwer empfang verbrauch reim stärk umkreis zapf zauber steh duck rück hau
""".split()
# Forms in -e, which a note may have without its "ich", so that only what follows tells; beside these those of the stems.
_LONG = """
beachte schaue arbeite beantworte bearbeite beobachte berate berücksichtige beschränke biete bewerte bewerbe chatte ehre erwarte finde
formuliere gestalte helfe konzentriere leite lese lobe mahle poste rechne reise richte schaffe spende stecke trete weise zeichne ziele
wundere verdopple unterrichte gedulde ordne erkundige nehme beende begründe belade belüfte berechne bereite bürste erbitte erfinde eröffne
errate erstatte erweise falte fische flechte fluche föhne forme gewähre gleite grusle hefte heirate hüte huste jäte juble kennzeichne
kleide knicke koste kuschle läute leuchte lockre lohne lotse nähre pendle pfeffre puste rasple rauche recke reite reize rette ringe röste
scheide schleudre schlichte schmuggle schreite schummle schütte schweiße segne sichre sichte skate speise spotte sticke stifte stochre
streike stutze taufe texte tropfe überarbeite überwinde unterhalte unterlasse verabrede veranstalte verarbeite verbiete verdecke verhalte
verheirate verhüte verkleide verkünde vermute vernichte verordne verpflichte verputze verschrotte versende verwahre verwerte vollende
wachse wedle weigre werkle wette winde zelte zerschneide zügle zünde schwindle befreunde spute faxe streame twittre layoute pitche campe
beschrifte beize löte stanze verlöte leime schmiede webe filze mangle
""".split()
_AFTER_NOUN = (
    r"(?:mich|mir|uns|mal|bitte|doch|an|ihn|ihm|es|gern|gerne|einfach|kurz|ruhig|dir|dich|deine?\w*|die|das|den|ein(?:en?)?|"
    r"rein|raus|rüber|los|auf\s+dich|gut\s+auf|schön)\b"
)
_AFTER_LOOK = rf"(?:{_AFTER_NOUN}|(?:vorbei|nach|auf|in|ins|bei|ob|noch|dort|hier|unter)\b)"
_DROPS_I = "freu meld bedank wunder erkundig entschuldig beeil kümmer befass schäm".split()
# What must follow a word of each kind; of a plain one, what must not.
_NOT_PLAIN = lazily(
    r"-|['’]?s?\s+ich\b|\s+(?:Gott|niemals\s+nie|mich\s+(?:bei|wieder|später|noch|(?:kurz\s+)?vor)|gerade|grad|soeben)\b",
    re.I,
)
# "Grüß Sie": the writer does.
_TO_YOU = lazily(r"\s+(?:Sie|Ihnen)\b")
_MYSELF, _HOPES = lazily(r"\s+mich\b", re.I), lazily(r",|\s+(?:dass|Sie|ihr|es)\b", re.I)
_NOUN_GOES_ON = lazily(rf"\s+{_AFTER_NOUN}(?!-)", re.I)
_LONG_GOES_ON = lazily(r"\s+(?:mir|uns|mal|bitte|doch|dich|dir|einfach|ruhig|kurz|auf\s+(?:mich|uns))\b", re.I)
_PARTED = lazily(
    r"\s+(?!\w{2,}(?:te|en)\b|(?:hat|ist|geht|eilt)\b)(?:[^,.;:!?\n]{1,40}\s)?(?:an|auf|aus|ein|mit|zu|ab|durch|fest|inne)(?=[,.!?;]|$|\s(?:und|oder|wenn|sobald|falls)\b)"
)
_SPECIAL = {
    "schau": lazily(rf",(?!\s+dass\s+ich\b)|\s+{_AFTER_LOOK}", re.I),
    "achte": lazily(r"\s+(?:auf|darauf)\b", re.I),
    "werde": lazily(r"\s+(?!Sie\b|Ihn|Ihr)(?:[A-ZÄÖÜ]\w+|aktiv|laut)(?:[!.,]|$|\s+(?:bei|in|und|unserer|des)\b)"),
    "sei": lazily(
        r"\s+(?:so|bitte|nicht|doch|mir|herzlich|vorsichtig|willkommen|dabei|ehrlich|gegrüßt|umarmt|lieb|nett|unbesorgt)\b",
        re.I,
    ),
    "hab": lazily(
        r"\s+(?:vielen|herzlichen|lieben|Dank|Geduld|Nachsicht|Mut|Spaß|Vertrauen|keine|viel|einen|es|bitte|ein)\b",
        re.I,
    ),
} | dict.fromkeys("ruf fang pass halt teil schlag".split(), _PARTED)
_NOUN_WORDS = frozenset(_NOUNS)
_PLAIN = frozenset(_STEMS) - _NOUN_WORDS
_E_FORMS = (
    frozenset(_LONG)
    | {re.sub(r"e([lr])$", r"\1", word) + "e" for word in (*_STEMS, *_NOUNS) if not word.endswith("e")}
    | {f"{word}e" for word in (*_STEMS, *_NOUNS) if not word.endswith("e")}
)
_ORDERS = _PLAIN | _NOUN_WORDS | _E_FORMS | frozenset(_SPECIAL)
# Where an order stands: at the beginning, after a mark or one of these words, or after "bitte".
_LEAD = lazily(r"\W*(?:(?:und|oder|aber|dann|also|nun|so|doch|nur|jetzt|zuerst|vorher|danach|gern|einfach)\s+)?", re.I)
_AFTER_MARK = lazily(r"(?:,\s+(?:und|dann|also|aber|so)\s+|[,;–-]\s+|\b(?:und|oder|sondern|dann)\s+)$")
_AFTER_COLON = lazily(r":\s+$")
_AFTER_PLEASE = lazily(r"\b[Bb]itte\s+(?:(?:doch|mal|noch|kurz|auch)\s+)?$")
_BEFORE = 24
# Behind what a sentence begins with ("Bei Interesse schreib mir") only forms that are nothing else count.
_BEHIND = lazily(r"!|\s+(?:mir|uns|mich|bitte|einfach|mal|doch)\b")
# No verbs, though they end as one.
_NO_VERBS = (
    r"(?:alle|beide|viele|jede|jene|diese|solche|welche|manche|einige|eine|keine|[mds]eine|ihre|unsere|eure|heute|gerne?|ohne|danke|bitte|habe|würde|"
    r"möchte|könnte|hätte|wäre|solle?)\b"
)
# After "bitte" a verb in -e is an order whatever its stem, where its object follows: no adjective stands before an article.
_ASKED = lazily(
    rf"\b[Bb]itte\s+(?:(?:doch|mal|noch|kurz|auch)\s+)?(?!{_NO_VERBS})(?P<order>[a-zäöüß]{{3,}}e)"
    r"(?=\s+(?:mir|uns|ihn|ihm|es|den|das|dem|einen?|diesen?|dieses|meinen?|unseren?|deinen?)\b)(?!\s+\w+\s+ich\b)"
    r"|^\W*(?P<order2>(?!(?:Könnt|Würd|Hätt|Möcht|Dürft|Wär|Sollt|Müsst|Konnt|Wollt|Hab|Werd|Dank)e)[A-ZÄÖÜ][a-zäöüß]{2,}e)"
    r"(?=\s+(?:(?:mir|uns|ihn|es|das)\s+)?bitte\b(?!\s+(?:ich|um)\b))"
)
# Who says Sie by an imperative goes on with another one, even where it might be a first person: "Wenden Sie ... und schneide".
_SIE_ORDER = lazily(r"\W*\w+n\s+Sie\b")
_JOINED = lazily(
    rf"\b(?:und|oder)\s+(?!{_NO_VERBS})(?P<order>[a-zäöüß]{{3,}}e)\b(?!\s+ich\b)(?P<object>\s+(?:einen?|den|das|die|mir|uns)\b)?"
)
# Who leaves out "ich" goes on without it: "Komm vom Bahnhof und würde gern ...".
_OF_MYSELF = lazily(
    r"\bund\s+(?:würde|werde|habe|bin|möchte|kann|will|muss|wollte|hätte|könnte|wäre|freue\s+mich|melde\s+mich)\b(?!\s+(?:ich|er|sie|es)\b)"
)
_I = lazily(r"\b(?:ich|Ich)\b")
_WORD = lazily(r"\w+")


def may_order(view: str) -> bool:
    """Say whether a text holds any word that may be an imperative; most hold none."""
    return "n Sie " in view or "itte" in view or not _ORDERS.isdisjoint(_WORD.findall(view.lower()))


def imperatives(sentence: str) -> Iterator[Span]:
    """Yield where a sentence orders or asks by an imperative of the singular.

    What says "ich" before "und komm vorbei" goes on about the writer: "ich geh hin und frag nach".
    """
    if "n Sie " in sentence and _SIE_ORDER.match(sentence):
        yield from _joined(sentence)
    if "itte" in sentence:
        yield from (match.span(match.lastgroup or 0) for match in _ASKED.finditer(sentence))
    if _ORDERS.isdisjoint(_WORD.findall(sentence.lower())):
        return
    first = _LEAD.match(sentence)
    for match in _WORD.finditer(sentence):
        word = match[0].lower()
        if word in _ORDERS and _orders(sentence, word, match, first.end() if first else 0):
            yield match.span()


def _joined(sentence: str) -> Iterator[Span]:
    """Yield the first order that goes on one with Sie."""
    head = re.split(r"[.!?]", sentence, maxsplit=1)[0]
    for match in _JOINED.finditer(head):
        if match["object"] or match["order"] in _E_FORMS:
            yield match.span("order")
            return


def _orders(sentence: str, word: str, match: re.Match[str], first: int) -> bool:
    """Say whether a word that may be an order stands as one."""
    start, end = match.span()
    goes_on = _goes_on(sentence, word, end)
    if goes_on and start == first:
        return not _OF_MYSELF.search(sentence, end)
    before = sentence[max(0, start - _BEFORE) : start]
    if goes_on and _AFTER_COLON.search(before):
        return True
    if not match[0].islower():
        return False
    if _AFTER_PLEASE.search(before) and (goes_on or not (word in _PLAIN or sentence[end:].startswith(" ich"))):
        return True
    if goes_on and (mark := _AFTER_MARK.search(before)):
        return not (mark[0].startswith(("und", "oder")) and _I.search(sentence, 0, start))
    return word in _PLAIN and bool(_BEHIND.match(sentence, end)) and not _I.search(sentence, 0, start)


def _goes_on(sentence: str, word: str, end: int) -> bool:
    """Say whether what follows lets a word be an order."""
    if sentence[end : end + 1] == "-":
        return False
    if word in _PLAIN and not (_NOT_PLAIN.match(sentence, end) or _TO_YOU.match(sentence, end)):
        return not (
            (word in _DROPS_I and _MYSELF.match(sentence, end)) or (word == "hoff" and _HOPES.match(sentence, end))
        )
    if word in _SPECIAL and _SPECIAL[word].match(sentence, end):
        return True
    if word in _NOUN_WORDS and _NOUN_GOES_ON.match(sentence, end):
        return True
    return word in _E_FORMS and bool(_LONG_GOES_ON.match(sentence, end))
