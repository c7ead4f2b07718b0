"""German: what `knigge draft` asks for in the terminal, by the field of the brief."""

QUESTIONS = {
    "sender.name": "Ihr Name",
    "sender.role": "Ihre Rolle, z. B. Ingenieurin",
    "sender.organisation": "Ihre Firma oder Einrichtung",
    "recipient.name": "An wen schreiben Sie (Vor- und Nachname)?",
    "recipient.title": "Titel, z. B. Dr.",
    "reason": "Warum schreiben Sie, in einem Satz",
    "why_you": "Warum gerade an diese Person",
    "ask": "Ihre eine kleine Bitte",
    "offer": "Was der andere davon hat",
    "sender.contact.email": "Ihre E-Mail-Adresse",
    "sender.contact.phone": "Ihre Telefonnummer",
    "register": "Sie oder du",
    "recipient.salutation": "Anrede",
}
