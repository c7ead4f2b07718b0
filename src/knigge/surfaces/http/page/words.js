// Every word that the page shows, in both languages. What the cards say comes from the server, in the language of the text.

import { channels } from "/channels.js";

const en = {
  tabs: "What to do", tongue: "Language of this page",
  tab_write: "Write", tab_received: "Received", tab_brief: "From a brief",
  channel: "Channel", subject: "Subject", your_text: "Your message", findings: "What to mend",
  text_hint: "Write here, or paste your message.",
  keys: "F8 goes to the next mark, Shift+F8 back, Ctrl+. makes its first replacement.",
  copy_text: "Copy", copied: "Copied.", not_copied: "The browser did not let me copy. The text is selected: press Ctrl+C.",
  empty: "What is worth mending shows up here while you write.",
  clean: "Nothing to mend.", read_as: "Read as {language}.", count: "{used} of {most} characters", count_any: "{used} characters", target: ", best up to {target}", checking_failed: "Not checked: ",
  one_finding: "1 finding.", many_findings: "{n} findings.",
  error: "Error", warning: "Warning", suggestion: "Suggestion",
  missing: "Missing", show: "Show “{words}” in the text", instead: "Write “{words}”", remove: "Remove it", why: "Why",
  received_text: "The message you received", received_hint: "Paste the message, or the whole mail with its headers.",
  came_by: "Came by", decision: "Your decision", by_rules: "by the rules", as_accept: "accept", as_ask_back: "ask back",
  as_not_now: "not now", as_decline: "decline", your_name: "Your name, to sign", judge: "Judge it",
  received_empty: "The verdict, its reasons and the reply appear here.", judging: "Reading ...",
  verdict_accept: "Accept", verdict_ask_back: "Ask back", verdict_decline: "Decline", verdict_ignore: "Ignore", verdict_not_now: "Not now",
  why_fraud: "It shows signs of fraud; they decide alone.", why_sum: "The reasons add up to {n}.",
  why_lacking: "It does not say what it is about, or why it comes to you.",
  why_machine: "It orders a program about; such a message is never accepted.",
  why_thin: "The reasons add up to {n}: neither enough for it nor against it.", why_you: "You decided this.",
  reasons: "Reasons", speaks_for: "for it", speaks_against: "against it", no_reasons: "The message holds nothing to weigh.",
  reply: "Reply", reply_label: "The reply, to change or copy", copy_reply: "Copy the reply", no_reply: "No reply: this is spam or fraud.",
  brief_intro: "Say in your own words who writes to whom and why. Nothing is made up; what you leave open stays out.",
  language: "Language", register: "Form of address", formal: "formal", informal: "informal",
  you: "You", them: "To whom", matter: "What about", name_needed: "Name (needed)", role: "Role", organisation: "Organisation",
  email: "E-mail", phone: "Phone", salutation: "Form", open: "open", title: "Title",
  reason: "Why you write, in a sentence (needed)", why_them: "Why to exactly this person", shared: "What you share", shared_name: "Its name", ask: "The one small thing you ask for",
  event: "an event", group: "a group", post: "a post", mutual_contact: "somebody both know", employer: "an employer", school: "a school",
  place: "a place", project: "a project",
  offer: "What is in it for them", make_draft: "Draft it", brief_empty: "The draft appears here. You send it, not this program.",
  drafting: "Drafting ...", draft: "Draft", draft_label: "The draft, to change or copy", copy_draft: "Copy the draft", take: "Go on writing",
  ready: "Ready to send.", not_ready: "Not ready yet.", lacks: "The draft does without", failed: "That did not work: ",
  unreachable: "The server does not answer. Is it still running?",
  promise: "What you paste stays on this server, is not kept and not logged.",
};

const de = {
  tabs: "Was du tun willst", tongue: "Sprache der Seite",
  tab_write: "Schreiben", tab_received: "Erhalten", tab_brief: "Aus Stichworten",
  channel: "Kanal", subject: "Betreff", your_text: "Deine Nachricht", findings: "Was zu bessern ist",
  text_hint: "Schreib hier, oder füge deine Nachricht ein.",
  keys: "F8 geht zur nächsten Stelle, Umschalt+F8 zurück, Strg+. setzt den ersten Vorschlag ein.",
  copy_text: "Kopieren", copied: "Kopiert.", not_copied: "Der Browser lässt das Kopieren nicht zu. Der Text ist markiert: drücke Strg+C.",
  empty: "Was sich bessern lässt, erscheint hier, während du schreibst.",
  clean: "Nichts zu bessern.", read_as: "Gelesen als {language}.", count: "{used} von {most} Zeichen", count_any: "{used} Zeichen", target: ", am besten bis {target}", checking_failed: "Nicht geprüft: ",
  one_finding: "1 Hinweis.", many_findings: "{n} Hinweise.",
  error: "Fehler", warning: "Warnung", suggestion: "Vorschlag",
  missing: "Fehlt", show: "„{words}“ im Text zeigen", instead: "„{words}“ einsetzen", remove: "Streichen", why: "Warum",
  received_text: "Die Nachricht, die du erhalten hast", received_hint: "Füge die Nachricht ein, oder die ganze Mail mit ihrem Kopf.",
  came_by: "Kam über", decision: "Deine Entscheidung", by_rules: "nach den Regeln", as_accept: "annehmen", as_ask_back: "nachfragen",
  as_not_now: "jetzt nicht", as_decline: "ablehnen", your_name: "Dein Name, zum Unterschreiben", judge: "Beurteilen",
  received_empty: "Das Urteil, seine Gründe und die Antwort erscheinen hier.", judging: "Ich lese ...",
  verdict_accept: "Annehmen", verdict_ask_back: "Nachfragen", verdict_decline: "Ablehnen", verdict_ignore: "Nicht beachten", verdict_not_now: "Jetzt nicht",
  why_fraud: "Sie zeigt Merkmale von Betrug; die entscheiden allein.", why_sum: "Die Gründe ergeben zusammen {n}.",
  why_lacking: "Sie sagt nicht, worum es geht, oder warum sie an dich geht.",
  why_machine: "Sie gibt einem Programm Befehle; so etwas wird nie angenommen.",
  why_thin: "Die Gründe ergeben zusammen {n}: weder genug dafür noch dagegen.", why_you: "Das hast du entschieden.",
  reasons: "Gründe", speaks_for: "dafür", speaks_against: "dagegen", no_reasons: "Die Nachricht enthält nichts, was zu wägen wäre.",
  reply: "Antwort", reply_label: "Die Antwort, zum Ändern oder Kopieren", copy_reply: "Antwort kopieren",
  no_reply: "Keine Antwort: das ist Spam oder Betrug.",
  brief_intro: "Sag mit eigenen Worten, wer wem warum schreibt. Nichts wird erfunden; was du offen lässt, bleibt weg.",
  language: "Sprache", register: "Anrede", formal: "Sie", informal: "du",
  you: "Du", them: "An wen", matter: "Worum es geht", name_needed: "Name (nötig)", role: "Rolle", organisation: "Firma oder Einrichtung",
  email: "E-Mail", phone: "Telefon", salutation: "Form", open: "offen", title: "Titel",
  reason: "Warum du schreibst, in einem Satz (nötig)", why_them: "Warum gerade an diese Person", shared: "Was euch verbindet", shared_name: "Wie es heißt", ask: "Deine eine kleine Bitte",
  event: "eine Veranstaltung", group: "eine Gruppe", post: "ein Beitrag", mutual_contact: "jemand, den beide kennen", employer: "ein Arbeitgeber",
  school: "eine Schule", place: "ein Ort", project: "ein Projekt",
  offer: "Was die andere Seite davon hat", make_draft: "Entwerfen", brief_empty: "Der Entwurf erscheint hier. Absenden tust du, nicht das Programm.",
  drafting: "Ich entwerfe ...", draft: "Entwurf", draft_label: "Der Entwurf, zum Ändern oder Kopieren", copy_draft: "Entwurf kopieren", take: "Weiterschreiben",
  ready: "Kann so abgehen.", not_ready: "Noch nicht fertig.", lacks: "Der Entwurf kommt aus ohne", failed: "Das ging nicht: ",
  unreachable: "Der Server antwortet nicht. Läuft er noch?",
  promise: "Was du einfügst, bleibt auf diesem Server, wird nicht behalten und nicht protokolliert.",
};

// What speaks for or against a received message, by the names of good signs and cards.
const reasons = {
  what: ["says what it is about", "sagt, worum es geht"],
  ask: ["asks for something", "bittet um etwas"],
  who: ["says who writes", "sagt, wer schreibt"],
  why_me: ["says why you", "sagt, warum gerade du"],
  common_ground: ["names what you share", "nennt, was euch verbindet"],
  thanks: ["thanks", "dankt"],
  please: ["asks politely", "bittet höflich"],
  way_out: ["leaves you an easy no", "macht dir ein Nein leicht"],
  pitch: ["offers you something you did not ask for", "bietet an, worum du nicht gebeten hast"],
  contact: ["says how to reach them", "sagt, wie man sie erreicht"],
  bulk: ["was sent to many, or by a program", "ging an viele, oder kam von einem Programm"],
  not_to_me: ["is not addressed to you", "ist nicht an dich gerichtet"],
  answers_elsewhere: ["wants answers sent elsewhere", "will Antworten an eine andere Adresse"],
  "be-friendly": ["is curt", "ist schroff"],
  greeting: ["greets nobody", "begrüßt niemanden"],
  "mutual-benefit": ["takes and gives nothing", "nimmt und gibt nichts"],
  "no-blind-referral-ask": ["asks a stranger for a recommendation", "bittet Fremde um eine Empfehlung"],
  "no-disguised-sales": ["sells in disguise", "verkauft verdeckt"],
  "no-empty-synergy": ["holds hollow phrases", "enthält leere Formeln"],
  "no-fake-familiarity": ["acts familiar", "tut vertraut"],
  "no-fake-reply": ["pretends a thread", "täuscht einen Verlauf vor"],
  "no-false-urgency": ["makes up a hurry", "macht künstlich Druck"],
  "no-fraud": ["shows signs of fraud", "zeigt Merkmale von Betrug"],
  "no-hunter-gatherer": ["collects contacts", "sammelt Kontakte"],
  "no-instant-meeting": ["asks for a meeting at once", "will gleich ein Treffen"],
  "no-instructions-to-machines": ["orders a program about", "gibt einem Programm Befehle"],
  "no-mass-mail": ["holds an empty placeholder", "enthält einen leeren Platzhalter"],
  "no-profile-flattery": ["flatters", "schmeichelt"],
  "research-first": ["shows nothing that was read", "zeigt nicht, dass etwas gelesen wurde"],
  "missing-text": ["holds no text", "enthält keinen Text"],
  "missing-what": ["does not say what it is about", "sagt nicht, worum es geht"],
  "missing-why_me": ["does not say why you", "sagt nicht, warum gerade du"],
  "missing-who": ["does not say who writes", "sagt nicht, wer schreibt"],
};

// Fields of a brief, as the draft names those it does without.
const fields = {
  why_you: ["why to this person", "warum an diese Person"], common_ground: ["what you share", "was euch verbindet"],
  ask: ["what you ask for", "worum du bittest"], offer: ["what is in it for them", "was die andere Seite davon hat"],
  "sender.role": ["your role", "deine Rolle"], "sender.organisation": ["your organisation", "deine Firma oder Einrichtung"],
  "sender.contact": ["a way to reach you", "ein Weg, dich zu erreichen"],
  "sender.positioning": ["what you stand for", "wofür du stehst"], subject: ["a subject", "ein Betreff"],
  "recipient.salutation": ["how to address them", "die Form der Anrede"], "recipient.name": ["their name", "der Name"],
  "recipient.title": ["their title", "der Titel"], facts: ["facts", "Tatsachen"],
};

// The channels of the program by their ids; those of a plugin go by their own names.
const names = {
  email: ["E-mail", "E-Mail"], "linkedin-message": ["LinkedIn message", "LinkedIn-Nachricht"],
  "linkedin-note": ["LinkedIn invitation", "LinkedIn-Einladung"], "linkedin-inmail": ["LinkedIn InMail", "LinkedIn InMail"],
  "xing-message": ["XING message", "XING-Nachricht"], "xing-request": ["XING contact request", "XING-Kontaktanfrage"],
  "greeting-card": ["Greeting card", "Glückwunsch"],
};

const tongues = { en, de };
let tongue = "en";

export function say(key, values = {}) {
  return tongues[tongue][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

const pick = (pair, otherwise) => (pair ? pair[tongue === "de" ? 1 : 0] : otherwise);
export const reasonWords = (name) => pick(reasons[name], name);
export const fieldWords = (name) => pick(fields[name], name);
export const languageName = (code) => new Intl.DisplayNames([tongue], { type: "language" }).of(code);
export const current = () => tongue;

// Put the words of a language into the page.
export function speak(chosen) {
  tongue = chosen in tongues ? chosen : "en";
  document.documentElement.lang = tongue;
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", say(element.dataset.label));
  for (const element of document.querySelectorAll("[data-hint]")) element.placeholder = say(element.dataset.hint);
  for (const select of document.querySelectorAll("[data-channels]")) {
    const value = select.value || "email";
    select.replaceChildren(...channels.map(({ id, name }) => new Option(pick(names[id], name), id)));
    select.value = value;
  }
  for (const button of document.querySelectorAll("[data-tongue]")) button.setAttribute("aria-pressed", button.dataset.tongue === tongue);
}
