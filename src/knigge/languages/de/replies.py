"""German: the sentences of replies."""

from knigge.languages.replies import Replies

_NOUN = r"(?:(?:der|dem|den|die|das|ein\w*)\s+)?(?:[a-zäöüß]+\s+){0,2}[A-ZÄÖÜ][\w-]+(?:\s+[A-ZÄÖÜ0-9][\w-]*)*"

REPLIES = Replies(
    sentences={
        "thanks.topic": (
            "vielen Dank für [Ihre|deine] Nachricht und [Ihre|deine] Frage {topic}.",
            "danke für [Ihre|deine] Nachricht mit der Frage {topic}.",
            "vielen Dank, dass [Sie sich|du dich] mit der Frage {topic} an {mich} [wenden|wendest].",
            "danke, dass [Sie|du] {mir} [Ihre|deine] Frage {topic} [stellen|stellst].",
        ),
        "thanks.subject": (
            "vielen Dank für [Ihre|deine] Nachricht „{topic}“.",
            "danke für [Ihre|deine] Zeilen zu „{topic}“.",
            "vielen Dank, dass [Sie|du] {mir} wegen „{topic}“ [schreiben|schreibst].",
            "[Ihre|deine] Nachricht „{topic}“ ist angekommen, vielen Dank dafür.",
        ),
        "thanks": (
            "vielen Dank für [Ihre|deine] Nachricht.",
            "danke, dass [Sie|du] {mir} [schreiben|schreibst].",
            "danke für [Ihre|deine] Zeilen.",
            "vielen Dank, dass [Sie sich|du dich] an {mich} [wenden|wendest].",
            "[Ihre|deine] Nachricht ist angekommen, vielen Dank dafür.",
        ),
        "thanks.request": (
            "vielen Dank für [Ihre|deine] Kontaktanfrage.",
            "danke für [Ihre|deine] Anfrage.",
            "danke, dass [Sie sich|du dich] mit {mir} vernetzen [möchten|möchtest].",
            "ich danke [Ihnen|dir] für die Kontaktanfrage.",
        ),
        "thanks.offer": (
            "vielen Dank für [Ihr|dein] Angebot.",
            "danke, dass [Sie|du] {mir} [Ihr|dein] Angebot [vorstellen|vorstellst].",
            "danke für [Ihre|deine] Nachricht und das Angebot darin.",
            "ich danke [Ihnen|dir] für das Angebot.",
        ),
        "thanks.job": (
            "vielen Dank, dass [Sie|du] bei dieser Stelle an {mich} [denken|denkst].",
            "danke für [Ihre|deine] Nachricht zu der Stelle.",
            "danke, dass [Sie|du] {mich} für die Stelle in Betracht [ziehen|ziehst].",
            "ich danke [Ihnen|dir] für die Anfrage zu der Stelle.",
        ),
        "accept.yes": (
            "Das geht gern; ich melde mich dazu bei [Ihnen|dir].",
            "Ich kümmere mich gern darum und melde mich bei [Ihnen|dir].",
            "Ja, gern. Eine Antwort mit allem Weiteren folgt.",
            "Ich sage gern zu und schreibe [Ihnen|dir] dazu noch einmal.",
            "Gern nehme ich mir das vor und gebe [Ihnen|dir] dann Bescheid.",
        ),
        "accept.invitation": (
            "Die Einladung nehme ich gern an. Alles Weitere klären wir am besten hier.",
            "Ich sage gern zu. Die Einzelheiten [schreiben Sie|schreibst du] am besten hierher.",
            "[Ihre|Deine] Einladung kommt gelegen, und die Antwort ist ja. Wie es weitergeht, klären wir am besten hier.",
            "Die Antwort auf [Ihre|deine] Einladung ist ein Ja. Was dafür noch zu wissen ist, [schicken Sie|schickst du] bitte hierher.",
        ),
        "accept.request": (
            "Die Anfrage nehme ich gern an; am besten [schreiben Sie|schreibst du] hier weiter.",
            "Die Anfrage bestätige ich gern, und hier [erreichen Sie|erreichst du] {mich}.",
            "Gern bestätige ich die Anfrage. Wenn [Sie|du] etwas wissen [möchten|möchtest], ist hier der richtige Ort dafür.",
            "Die Antwort ist ein Ja; [schreiben Sie|schreib] gern hier weiter, wenn es etwas zu besprechen gibt.",
        ),
        "ask_back.unclear": (
            "Vor einer Zusage möchte ich die Sache besser verstehen.",
            "Für eine richtige Antwort fehlt noch eine Angabe.",
            "Eines ist noch nicht klar.",
            "Vor einer Entscheidung ist noch eine Frage offen.",
            "Ganz verstanden habe ich das Anliegen noch nicht.",
        ),
        "ask_back.after": (
            "Dann sage ich [Ihnen|dir] gern Bescheid.",
            "Dann melde ich mich gern.",
            "Dann [bekommen Sie|bekommst du] gern eine klare Antwort.",
            "Danach antworte ich [Ihnen|dir] gern.",
        ),
        "who-are-you.unclear": (
            "Leider kann ich die Nachricht noch niemandem zuordnen.",
            "Für eine richtige Antwort fehlt mir noch eine Angabe zu [Ihnen|dir].",
            "Bevor es um die Sache geht, habe ich eine Frage.",
            "Noch weiß ich nicht, mit wem ich es zu tun habe.",
        ),
        "decline.no": (
            "Das passt derzeit leider nicht, deshalb sage ich ab.",
            "Helfen kann ich dabei derzeit leider nicht und sage deshalb ab.",
            "[Ihr|Dein] Anliegen habe ich gelesen und sage dieses Mal ab.",
            "Die Antwort ist dieses Mal leider ein Nein.",
            "Ich sage dieses Mal leider ab.",
        ),
        "decline.wish": (
            "Für [Ihr|dein] Vorhaben wünsche ich [Ihnen|dir] viel Erfolg.",
            "Ich wünsche [Ihnen|dir] damit alles Gute.",
            "Dafür wünsche ich [Ihnen|dir] alles Gute.",
            "Viel Glück wünsche ich [Ihnen|dir] dabei trotzdem.",
        ),
        "decline-vendor.no": (
            "Für {mich} kommt das Angebot nicht in Frage, und eine weitere Nachricht dazu ist nicht nötig.",
            "Ich nehme es nicht an und sage das gleich, damit [Sie|du] keine Zeit mehr darauf [verwenden|verwendest].",
            "Ich habe es gelesen, sage ab und bitte [Sie|dich], dazu nicht mehr zu schreiben.",
            "Die Antwort ist ein klares Nein, damit [Sie|du] planen [können|kannst].",
            "Dafür gibt es hier derzeit keine Verwendung, deshalb sage ich gleich ab.",
        ),
        "decline-vendor.wish": (
            "Ich wünsche [Ihnen|dir] damit mehr Glück bei anderen.",
            "Für [Ihre|deine] Arbeit wünsche ich [Ihnen|dir] viel Erfolg.",
            "Bei anderen wünsche ich [Ihnen|dir] damit viel Erfolg.",
            "Ich wünsche [Ihnen|dir] weiter alles Gute.",
        ),
        "decline-recruiter.no": (
            "Die Stelle kommt für {mich} nicht in Frage, deshalb sage ich ab.",
            "Die Stelle passt für {mich} derzeit nicht.",
            "Ich sage gleich ab, damit [Sie|du] bei der Suche keine Zeit [verlieren|verlierst].",
            "Die Antwort ist dieses Mal ein Nein.",
        ),
        "decline-recruiter.wish": (
            "Ich wünsche [Ihnen|dir] viel Erfolg bei der Suche.",
            "Hoffentlich [finden Sie|findest du] bald, wen [Sie suchen|du suchst].",
            "Ich wünsche [Ihnen|dir] dabei eine glückliche Hand.",
            "Alles Gute für die weitere Suche.",
        ),
        "not-now.no": (
            "Im Augenblick passt es leider nicht.",
            "Gerade ist dafür leider keine Zeit.",
            "Jetzt kann ich dazu leider noch nicht zusagen.",
            "Das geht derzeit leider nicht, ein Nein auf Dauer ist es aber nicht.",
        ),
        "not-now.later": (
            "[Schreiben Sie|Schreib] mir gern später noch einmal.",
            "Wenn es nicht eilt, [melden Sie sich|melde dich] bitte in einigen Monaten wieder.",
            "[Fragen Sie|Frag] gern später noch einmal.",
            "Ist es später noch offen, ist eine zweite Nachricht willkommen.",
        ),
        "to-yes.first": (
            "vielen Dank für [Ihre|deine] Zusage.",
            "danke für das Ja.",
            "vielen Dank, dass [Sie zusagen|du zusagst].",
            "[Ihre|deine] Zusage freut mich, vielen Dank dafür.",
        ),
        "to-yes.next": (
            "Wie es weitergeht, richte ich gern nach [Ihnen|dir]: Was passt [Ihnen|dir] am besten?",
            "Womit fangen wir [Ihrer|deiner] Meinung nach am besten an?",
            "Was [brauchen Sie|brauchst du] dafür als Nächstes von mir?",
            "Den nächsten Schritt überlasse ich gern [Ihnen|dir]; ein kurzer Wink genügt.",
        ),
        "to-yes.next.when": (
            "Den Vorschlag ({when}) habe ich notiert und bestätige ihn [Ihnen|dir] gesondert.",
            "[Sie schreiben|Du schreibst]: {when}. Das prüfe ich und bestätige es [Ihnen|dir].",
            "Die Zeit ({when}) gleiche ich ab und bestätige sie [Ihnen|dir] dann.",
            "Ich sehe nach, wie es damit steht ({when}), und bestätige es [Ihnen|dir].",
        ),
        "to-question.first": (
            "vielen Dank für [Ihre|deine] Rückfrage.",
            "danke, dass [Sie nachfragen|du nachfragst].",
            "danke für [Ihre|deine] Antwort und die Frage darin.",
            "gut, dass [Sie fragen|du fragst], vielen Dank.",
        ),
        "to-question.own": ("{own}",),
        "to-question.more": (
            "Ist damit alles beantwortet?",
            "Wenn noch etwas offen ist, antworte ich gern.",
            "Weitere Fragen beantworte ich gern.",
            "Reicht [Ihnen|dir] das als Antwort?",
        ),
        "to-no.first": (
            "vielen Dank für [Ihre|deine] klare Antwort.",
            "danke, dass [Sie|du] mir so offen [antworten|antwortest].",
            "danke für [Ihre|deine] Antwort.",
            "vielen Dank, dass [Sie|du] trotzdem [antworten|antwortest].",
        ),
        "to-no.leave": (
            "Das verstehe ich gut und lasse es dabei.",
            "Dabei lasse ich es gern bewenden.",
            "Das ist ganz in Ordnung so.",
            "Ich nehme das so an und schreibe dazu nicht weiter.",
        ),
        "to-no.wish": (
            "[Ihnen|Dir] wünsche ich alles Gute.",
            "Ich wünsche [Ihnen|dir] weiter viel Erfolg.",
            "Alles Gute für [Ihre|deine] Arbeit.",
            "Für alles Weitere wünsche ich [Ihnen|dir] das Beste.",
        ),
        "to-not-now.first": (
            "vielen Dank für [Ihre|deine] Antwort.",
            "danke, dass [Sie|du] mir so offen [antworten|antwortest].",
            "danke für die ehrliche Auskunft.",
            "vielen Dank für die Nachricht.",
        ),
        "to-not-now.later": (
            "Es eilt nicht, und ich frage später gern noch einmal.",
            "Das hat Zeit; ein Wort genügt, wenn es [Ihnen|dir] besser passt.",
            "Später passt es genauso gut, nur keine Eile.",
            "Ich warte gern, bis es [Ihnen|dir] besser passt.",
        ),
        "to-not-now.later.when": (
            "Gern komme ich {when} noch einmal darauf zurück.",
            "Es eilt nicht; {when} frage ich gern noch einmal.",
            "Das hat Zeit, {when} passt es genauso gut.",
            "Dann schreibe ich [Ihnen|dir] gern {when} wieder.",
        ),
        "to-angry.first": (
            "es tut mir leid, dass meine Nachricht [Sie|dich] geärgert hat.",
            "ich bitte [Sie|dich] für meine Nachricht um Entschuldigung.",
            "für meine Nachricht entschuldige ich mich bei [Ihnen|dir].",
            "dass meine Nachricht [Ihnen|dir] Ärger gemacht hat, tut mir leid.",
        ),
        "to-angry.thanks": (
            "Danke, dass [Sie|du] es mir offen [sagen|sagst].",
            "Danke für das klare Wort.",
            "Danke, dass [Sie|du] es mich wissen [lassen|lässt].",
            "Danke für die offene Antwort.",
        ),
        "to-angry.leave": (
            "Ich schreibe [Ihnen|dir] dazu nicht weiter.",
            "Weitere Nachrichten von mir kommen nicht.",
            "Von mir kommt dazu nichts mehr.",
            "Dabei bleibt es von meiner Seite.",
        ),
        "behalf": (
            "Ich antworte [Ihnen|dir] im Auftrag von {principal}.",
            "Diese Antwort schreibe ich im Auftrag von {principal}.",
            "Ich schreibe [Ihnen|dir] im Auftrag von {principal}.",
            "Im Auftrag von {principal} antworte ich [Ihnen|dir].",
        ),
        "behalf.signature": ("im Auftrag von {principal}",),
    },
    questions={
        "text": (
            "Worum geht es [Ihnen|dir], und was hat [Sie|dich] zu {mir} geführt?",
            "Was hat [Sie|dich] zu {mir} geführt, und worum geht es?",
            "Worum geht es, und wie [sind Sie|bist du] auf {mich} gekommen?",
            "Was [möchten Sie|möchtest du] besprechen, und was hat [Sie|dich] an {mich} denken lassen?",
        ),
        "what": (
            "Worum geht es [Ihnen|dir] genau?",
            "Was genau [wünschen Sie sich|wünschst du dir] von {mir}?",
            "Was soll dabei genau geschehen?",
            "Was wäre {mir} dabei zugedacht?",
        ),
        "why_me": (
            "Was hat [Sie|dich] mit [Ihrem|deinem] Anliegen gerade zu {mir} geführt?",
            "Warum [wenden Sie sich|wendest du dich] damit gerade an {mich}?",
            "Wie [sind Sie|bist du] damit gerade auf {mich} gekommen?",
            "Was hat [Sie|dich] dabei an {mich} denken lassen?",
        ),
        "who": (
            "Mit wem habe ich es zu tun, und was [machen Sie|machst du] beruflich?",
            "Wer [sind Sie|bist du], und was [machen Sie|machst du] beruflich?",
            "[Würden Sie sich|Würdest du dich] bitte kurz vorstellen?",
            "Darf ich fragen, wer [Sie sind|du bist] und für wen [Sie schreiben|du schreibst]?",
        ),
        "job": (
            "Um welche Stelle und welches Unternehmen geht es, und was hat [Sie|dich] dabei an {mich} denken lassen?",
            "Welche Stelle bei welchem Unternehmen ist es, und warum [denken Sie|denkst du] dabei an {mich}?",
            "Wie heißt das Unternehmen, was ist die Aufgabe, und wie [sind Sie|bist du] auf {mich} gekommen?",
            "Wer sucht da wofür, und was hat [Sie|dich] zu {mir} geführt?",
        ),
        "more": (
            "Was wäre dabei der erste kleine Schritt, den [Sie sich|du dir] von {mir} [wünschen|wünschst]?",
            "Womit wäre [Ihnen|dir] zuerst geholfen?",
            "Was [brauchen Sie|brauchst du] dafür zuerst von {mir}?",
            "Wie sähe ein kleiner Anfang dafür aus?",
        ),
    },
    me={"mir": "mir", "mich": "mich"},
    topics=(
        rf"\bFrage\s+(?P<topic>(?:zu[mr]?|über|nach)\s+{_NOUN}(?:\s+(?:in|im|bei|von|für|ohne|mit|aus|am|an)\s+{_NOUN})*)",
    ),
    personal=r"\b(?:ihr\w*|sie|ihnen|dein\w*|du|dich|dir|mein\w*|mich|mir|unser\w*|uns|wir|ich)\b",
    job=r"\b(?:stelle|position|rolle|karriere|kandidat\w*|vakanz)\b",
    invitation=r"\b(?:einlad\w*|lade\s+(?:ich\s+)?(?:sie|dich)\s+ein)\b",
    recruits=(
        r"\b(?:headhunt\w*|recruiter\w*|personalberat\w*|personalvermitt\w*|kandidat(?:en|innen|in)?|vakan[zt]\w*)\b|"
        r"\b(?:neue|spannende|passende|interessante|attraktive|offene)\w*\s+(?:position|stelle|job|rolle|karriere\w*|heraus\w*)\w*\b|"
        r"\b(?:suche[n]?|besetze[n]?)\s+(?:ich|wir|aktuell|derzeit|momentan|gerade)\b[^.!?\n]{0,80}\b(?:als|position|stelle|entwickler\w*|\w+:in|\(m/w/d\))|"
        r"\(m/w/d\)|\b(?:job|stellen)angebot\w*"
    ),
    applies=r"\b(?:bewerb\w+\s+(?:ich\s+)?mich|ich\s+bewerbe|meine\s+bewerbung|meine[nm]?\s+lebenslauf|initiativbewerbung)\b",
    casual="",
    subject="AW: ",
)
