"""A German sentence into the places where it says du by an imperative: "Schau mal", "bitte schick mir"."""

from __future__ import annotations

from collections.abc import Iterator

from knigge.domain import Span
from knigge.matching import lazily

# Stems that are no noun and no first person of written German.
_STEMS = """
sag schreib meld gib lass nimm sieh komm denk lies schick frag zeig hilf vergiss bleib probier überleg guck hör erzähl trag
stell bring hol geh nenn wart triff sprich wirf iss trink nutz prüf grüß verzeih merk mach setz such bestell notier reservier
wend klick beeil fühl fahr spar gönn versprich tu bedenk verlass vertrau dreh leg behalt erklär besorg schenk unterschreib
korrigier kopier teste öffne entschuldige verzeihe informier tritt zieh steig lad füll zähl wähl wünsch streich tausch steh
schließ sing stöber freu genieß glaub heb folg klär klingel klopf kümmer lern pack renn schieb send speicher üb unterstütz
verrat verschieb versteh wiederhol wink entscheid empfiehl fass erinner erhol red koch räum wasch schneid begleit beginne
spring abonnier akzeptier aktualisier änder arrangier atm back bastel bedien bemüh benutz beruhig beschreib bestätig bestimm besprich bewahr bewirb bezahl
bieg bind blätter bleib bohr borg brat brems bring brüll bügel buchstabier check deck diskutier dreh drück entdeck entspann entfern erforsch ergänz erklär erläuter erledig
ermutig ersetz erweiter erwähn feil feilsch flick flieg flüster fotografier füg gieß google gratulier grins grübel gründ häkel häng hock hoff horch hüpf ignorier
installier investier jogg kämpf kehr kipp kitzel kleb kletter knet knips knüpf kombinier kommentier konfigurier kontaktier kontrollier koordinier korrigier kritzel kündig kürz küss lach lächel lausch leih lenk lern
liefer lös lösch lüft lüg markier meid miet misch misstrau murmel näh nummerier notier nick organisier park pflanz pfleg pflück pick polier press probier plauder programmier putz quetsch quatsch
reagier recherchier registrier reinig reiß renovier reparier respektier riech rühr rüttel rutsch sammel schäl schalt scann schimpf schluck schlepp schmeck schmeiß schmück schnapp schnitz schraub schreck schubs schüttel schütz schweig
schwimm schwör scroll säg segel servier sieb skizzier sorg sortier spann spazier spül spür stapel stärk stornier streich streichel strick stups studier stürz summ tank tast tauch telefonier trainier trenn tröst tupf turn
überleb überhol überprüf überrasch überred überspring übersetz übertrag überweis überzeug umarm unternimm unterbrich unterscheid unterschätz untersuch verabschied veränder verbesser verbind verbreit verdien vereinbar verfolg vergib vergewisser vergrößer verhandel verkauf verkleiner verkürz verlang
verlänger verleih verlier vermeid vermiet verpack verpass verschenk verschick verschließ verschwend versorg versteck verteil vertief verwechsel verwend verzicht visualisier wackel wander weck weich wickel wirb wisch würz zähm zerreiß zerstör zitier zoom zweifel zwing
gestatte erlaub stimm scheu rat verbring betracht blätter bau kehr greif wag warn
"""
# Nouns too ("Ruf", "Teil"), so that only what follows tells; and forms in -e, which a note may have without its "ich".
_NOUNS = (
    "ruf teil halt kauf versuch besuch spiel lauf schlaf pass antwort druck feier reich start trau beginn rat "
    "fang stoß tanz schrei tipp mail zahl buch plan gewinn vergleich schlag bau blick bericht handel wechsel streit stopp".split()
)
_LONG = """
sage schreibe melde schicke sende frage zeige rufe warte prüfe nutze klicke antworte nenne trage stelle teile beachte bedenke
wähle suche lade lasse bringe hole denke erzähle bestelle überlege probiere schaue lege setze merke bleibe kaufe komme rede
arbeite atme beantworte bearbeite beginne beobachte berate berichte berücksichtige beschränke besuche biete bewerte bewerbe buche chatte drucke ehre entscheide erwarte erzähle
fange feiere finde folge formuliere fotografiere freue fülle gehe genieße gestalte gib glaube halte handle helfe hoffe höre kläre kläre klingle koche konzentriere kündige kümmere leihe leite lerne lese lies lobe
mache mahle miete notiere öffne plane poste räume rechne reise reserviere richte rühre sammle schlage schaffe schalte schenke schneide schütze sorge spare spende speichere spiele starte stecke steige stimme streiche teste
telefoniere trete trinke übe unterschreibe unterstütze verbinde vergleiche verlasse vermeide verrate verschiebe versuche verteile vertraue verwende verzichte wechsle weise wende wiederhole wünsche zähle zeichne ziehe
tanke zahle ziele storniere überrede versichere schildere wundere verdopple unterrichte
gedulde achte rechne zeichne ordne erkundige erinnere gönne nehme
"""
_AFTER_NOUN = r"(?:mich|mir|uns|mal|bitte|doch|an|ihn|ihm|es|gern|gerne|einfach|kurz|ruhig|dir|dich|deine?\w*|die|das|den|auf\s+dich|gut\s+auf|schön)"
_AFTER_LOOK = rf"(?:{_AFTER_NOUN}|vorbei|nach|auf|in|ins|bei|ob|noch|dort|hier|unter)"
_AFTER_LONG = r"(?:mir|uns|mal|bitte|doch|dich|dir|einfach|ruhig|kurz|auf\s+(?:mich|uns))"
_AFTER_BE = (
    r"(?:so|bitte|nicht|doch|mir|herzlich|vorsichtig|willkommen|dabei|ehrlich|gegrüßt|umarmt|lieb|nett|unbesorgt)"
)
_AFTER_HAVE = r"(?:vielen|herzlichen|lieben|Dank|Geduld|Nachsicht|Mut|Spaß|Vertrauen|keine|viel|einen|es|bitte|ein)"
_PLAIN = "|".join(sorted({*_STEMS.split()} - {*_NOUNS}, key=len, reverse=True))
_ORDER = (
    rf"(?:(?:{_PLAIN})(?!\s+(?:ich|Gott|niemals\s+nie|mich\s+(?:bei|wieder|später|noch))\b)(?!['’]?s?\s+ich\b)"
    rf"|(?:{'|'.join(_NOUNS)})(?=\s+{_AFTER_NOUN}\b)|schau(?=,|\s+{_AFTER_LOOK}\b)"
    rf"|(?:{'|'.join(_LONG.split())})(?=\s+{_AFTER_LONG}\b)"
    r"|achte(?=\s+(?:auf|darauf)\b)"
    rf"|werde(?=\s+(?!Sie\b|Ihn|Ihr)(?:[A-ZÄÖÜ]\w+|aktiv|laut)(?:[!.,]|$|\s+(?:bei|in|und|unserer|des)\b))|sei(?=\s+{_AFTER_BE}\b)|hab(?=\s+{_AFTER_HAVE}\b))\b(?!-)"
)
# In a sentence an imperative stands after a mark or one of these; there it is written small, after a colon it need not be.
_BEGINS = lazily(
    rf"(?i:\W*(?:(?:und|oder|aber|dann|also|nun|so|doch|nur|jetzt|zuerst|vorher|danach|gern|einfach)\s+)?)(?P<order>(?i:{_ORDER}))"
)
_GOES_ON = lazily(
    rf"(?:[,;–-]\s+|\b(?:und|oder|sondern|dann)\s+|,\s+(?:und|dann|also|aber|so)\s+)(?P<order>{_ORDER})|:\s+(?P<order2>(?i:{_ORDER}))"
)
_ASKED = lazily(
    rf"\b[Bb]itte\s+(?:(?:doch|mal|noch|kurz|auch)\s+)?(?P<order>{_ORDER}|(?:{'|'.join(['schau', *_NOUNS, *_LONG.split()])})\b(?!\s+ich\b))"
)
# Behind what a sentence begins with ("Bei Interesse schreib mir") only forms that are nothing else count.
_LATER = lazily(rf"\b(?P<order>{_PLAIN})\s+(?:mir|uns|mich|bitte|einfach|mal|doch)\b")
# Who says Sie by an imperative goes on with another one, even where it might be a first person: "Wenden Sie ... und schneide".
_JOINED = lazily(rf"\W*\w+n\s+Sie\b[^.!?]*?\b(?:und|oder)\s+(?P<order>{'|'.join(_LONG.split())})\b(?!\s+ich\b)")
_I = lazily(r"\b(?:ich|Ich)\b")
_WORD = lazily(r"\w+")
_ORDERS = frozenset([*_STEMS.split(), *_NOUNS, *_LONG.split(), "sei", "hab", "schau", "werde"])


def may_order(view: str) -> bool:
    """Say whether a text holds any word that may be an imperative; most hold none."""
    return not _ORDERS.isdisjoint(_WORD.findall(view.lower()))


def imperatives(sentence: str) -> Iterator[Span]:
    """Yield where a sentence orders or asks by an imperative of the singular.

    What says "ich" before "und komm vorbei" goes on about the writer: "ich geh hin und frag nach".
    """
    if match := _BEGINS.match(sentence):
        yield match.span("order")
    if match := _JOINED.match(sentence):
        yield match.span("order")
    for match in _LATER.finditer(sentence):
        if not _I.search(sentence, 0, match.start()):
            yield match.span("order")
    for match in _ASKED.finditer(sentence):
        yield match.span("order")
    for match in _GOES_ON.finditer(sentence):
        joined = match.group().startswith(("und", "oder"))
        if not (joined and _I.search(sentence, 0, match.start())):
            yield match.span("order" if match.group("order") else "order2")
