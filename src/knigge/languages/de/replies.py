"""German: the sentences of replies."""

from knigge.languages.replies import Replies

_NOUN = r"(?:(?:der|dem|den|die|das|ein\w*)\s+)?(?:[a-zäöüß]+\s+){0,2}[A-ZÄÖÜ][\w-]+(?:\s+[A-ZÄÖÜ0-9][\w-]*)*"

REPLIES = Replies(
    sentences={
        "thanks.topic": (
            "vielen Dank für [Ihre|deine] Nachricht und [Ihre|deine] Frage {topic}.",
            "danke für [Ihre|deine] Nachricht mit der Frage {topic}.",
        ),
        "thanks.subject": ("vielen Dank für [Ihre|deine] Nachricht „{topic}“.",),
        "thanks": (
            "vielen Dank für [Ihre|deine] Nachricht.",
            "danke, dass [Sie|du] mir [schreiben|schreibst].",
        ),
        "thanks.request": ("vielen Dank für [Ihre|deine] Kontaktanfrage.", "danke für [Ihre|deine] Anfrage."),
        "accept.yes": (
            "Das mache ich gern. Ich melde mich bei [Ihnen|dir].",
            "Ich kümmere mich gern darum und melde mich bei [Ihnen|dir].",
        ),
        "accept.invitation": ("Die Einladung nehme ich gern an. Alles Weitere klären wir am besten hier.",),
        "accept.request": ("Die Anfrage nehme ich gern an; am besten [schreiben Sie|schreibst du] mir hier weiter.",),
        "ask_back.unclear": (
            "Bevor ich zusage, möchte ich es besser verstehen.",
            "Damit ich [Ihnen|dir] richtig antworten kann, fehlt mir noch eine Angabe.",
        ),
        "ask_back.after": ("Dann sage ich [Ihnen|dir] gern Bescheid.", "Dann melde ich mich gern."),
        "decline.no": (
            "Das passt derzeit leider nicht, deshalb sage ich ab.",
            "Dabei kann ich derzeit leider nicht helfen und sage deshalb ab.",
            "Ich habe mir [Ihre|deine] Nachricht angesehen und sage dieses Mal ab.",
        ),
        "decline.wish": (
            "Für [Ihr|dein] Vorhaben wünsche ich [Ihnen|dir] viel Erfolg.",
            "Ich wünsche [Ihnen|dir] damit alles Gute.",
        ),
        "behalf": ("Ich antworte [Ihnen|dir] im Auftrag von {principal}.",),
        "behalf.signature": ("im Auftrag von {principal}",),
    },
    questions={
        "text": ("Worum geht es [Ihnen|dir], und was hat [Sie|dich] zu mir geführt?",),
        "what": (
            "Worum geht es [Ihnen|dir] genau?",
            "Was genau [wünschen Sie sich|wünschst du dir] von mir?",
        ),
        "why_me": (
            "Was hat [Sie|dich] mit [Ihrem|deinem] Anliegen gerade zu mir geführt?",
            "Warum [wenden Sie sich|wendest du dich] damit gerade an mich?",
        ),
        "who": ("Mit wem habe ich es zu tun, und was [machen Sie|machst du] beruflich?",),
        "job": (
            "Um welche Stelle und welches Unternehmen geht es, und was hat [Sie|dich] dabei an mich denken lassen?",
        ),
        "more": ("Was wäre dabei der erste kleine Schritt, den [Sie sich|du dir] von mir [wünschen|wünschst]?",),
    },
    topics=(
        rf"\bFrage\s+(?P<topic>(?:zu[mr]?|über|nach)\s+{_NOUN}(?:\s+(?:in|im|bei|von|für|ohne|mit|aus|am|an)\s+{_NOUN})*)",
    ),
    personal=r"\b(?:ihr\w*|sie|ihnen|dein\w*|du|dich|dir|mein\w*|mich|mir|unser\w*|uns|wir|ich)\b",
    job=r"\b(?:stelle|position|rolle|karriere|kandidat\w*|vakanz)\b",
    invitation=r"\b(?:einlad\w*|lade\s+(?:ich\s+)?(?:sie|dich)\s+ein)\b",
    subject="AW: ",
)
