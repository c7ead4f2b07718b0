"""English: what `knigge draft` asks for in the terminal, by the field of the brief."""

QUESTIONS = {
    "sender.name": "Your name",
    "sender.role": "Your role, e.g. engineer",
    "sender.organisation": "Your organisation",
    "recipient.name": "Who do you write to (first and last name)?",
    "recipient.title": "Title, e.g. Dr",
    "reason": "Why do you write, in one sentence",
    "why_you": "Why to exactly this person",
    "ask": "The one small thing you ask for",
    "offer": "What is in it for the reader",
    "sender.contact.email": "Your e-mail address",
    "sender.contact.phone": "Your phone number",
    "recipient.salutation": "Form of address",
}
