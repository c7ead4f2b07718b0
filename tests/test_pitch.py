"""The sign `pitch`: found where something is offered unasked, and not where an honest writer uses the same words."""

from __future__ import annotations

import pytest

from knigge import check

PITCHES = [
    pytest.param("de", "email", "Mit Feldmann Digital helfen wir Möbelhäusern\nund kleinen Händlern, online mehr zu verkaufen. Passt ein Gespräch am Montag?", id="we help firms"),
    pytest.param("de", "linkedin-message", "Hallo Tim, ich unterstütze Coaches dabei, ihre Termine zu füllen. Ist das gerade ein Thema?", id="I support coaches"),
    pytest.param("de", "email", "Guten Tag Frau Lenz, wir haben eine kleine Software gebaut, die jeden Urlaubsantrag liest und Ihrem Büro 12 Stunden im Monat spart.", id="we built what saves hours"),
    pytest.param("de", "linkedin-message", "Hallo Nina, gern mache ich für dich eine kostenlose Analyse. Danach weißt du, woran es hakt.", id="free check"),
    pytest.param("de", "email", "Sehr geehrte Damen und Herren, wer bis Ostern bestellt, bekommt 15 % Rabatt auf jeden Strandkorb.", id="discount"),
    pytest.param("de", "email", "Guten Tag Herr Voß, unsere Plattform senkt Ihre Druckkosten um ein Drittel.", id="our platform cuts costs"),
    pytest.param("de", "xing-message", "Hallo Jonas, ich habe eine spannende Position für Sie, mehr gern am Telefon.", id="exciting position"),
    pytest.param("de", "linkedin-inmail", "Guten Tag Frau Kaya, für einen namhaften Kunden aus München suche ich eine Leiterin Einkauf.", id="for a client unnamed"),
    pytest.param("de", "email", "Liebe Gründer, sichern Sie sich einen Platz in unserem Webinar zum Thema Preise. Plätze sind begrenzt!", id="webinar"),
    pytest.param("de", "email", "Guten Tag! Sparen Sie schon ab dem ersten Tag Heizkosten.", id="imperative at the start of a sentence"),
    pytest.param("de", "linkedin-message", "Hey Sara, es geht um ein zweites Einkommen von zu Hause. Schreib mir für Infos.", id="second income"),
    pytest.param("de", "email", "Viele Personalabteilungen verlieren jede Woche einen Tag an Papier. Darf ich Ihnen zeigen, wie es ohne geht?", id="problem and promise"),
    pytest.param("en", "email", "Hi Dana, we help growing shops and small retailers get found online. Could we talk on Monday?", id="we help retailers"),
    pytest.param("en", "email", "Hello Mark, our platform saves your payroll team two days a month. Worth a quick chat?", id="our platform saves days"),
    pytest.param("en", "linkedin-message", "Hi Lee, I work with founders to build a sales team that runs without them.", id="I work with founders to"),
    pytest.param("en", "linkedin-message", "Hi Kim, we've built a tool that automates the reports your managers dread. Shall I show you on Tuesday?", id="we built what automates"),
    pytest.param("en", "email", "Dear Ms Boyd, start your free trial today and get 20% off the first year.", id="free trial and discount"),
    pytest.param("en", "email", "Dear Mr Quist, grow your business with our calendar. Click here to get started.", id="grow your business"),
    pytest.param("en", "linkedin-inmail", "I am working with an airline group, a famous company that is looking for a head of audit.", id="working with a company unnamed"),
    pytest.param("en", "linkedin-inmail", "Hi Ravi, an exciting career opportunity with a market leader has just come in.", id="exciting opportunity"),
    pytest.param("en", "email", "Hi Petra, we are thrilled to invite you to our leadership day. Seats are limited, so secure your spot.", id="event advertised"),
    pytest.param("en", "email", "Dear Sir, we are manufacturers of brass fittings in Pune. Our latest price list is attached.", id="price list"),
    pytest.param("en", "email", "Hi Tom, earn $900 a week in your spare time. No risk to you.", id="earn at no risk"),
]  # fmt: skip

HONEST = [
    pytest.param("de", "email", "Sehr geehrte Frau Prof. Adler, in Ihrem Aufsatz sparen Betriebe 20 Prozent Energie. Ich schreibe meine Masterarbeit darüber: worauf stützt sich die Zahl?", id="student on a figure"),
    pytest.param("de", "email", "Guten Tag Herr Thoma, wir haben an der Hochschule ein System entwickelt, das den Wasserverbrauch senkt, und möchten Sie fragen, ob unsere Messwerte zu Ihren passen.", id="researcher on their system"),
    pytest.param("de", "email", "Guten Tag Frau Jansen, auf Ihre Ausschreibung vom 3. Mai: wir bieten die Wartung der sechs Kühlräume als Paket für 4.200 Euro im Jahr an.", id="answer to a tender"),
    pytest.param("de", "email", "Sehr geehrter Herr Lang, vielen Dank für Ihre Anfrage. Wir liefern die Fenster im Mai und bieten Ihnen 3 % Rabatt.", id="answer to an enquiry"),
    pytest.param("de", "email", "Sehr geehrter Herr Dr. Falk, wir laden Sie zu unserer Tagung ein und bitten Sie um einen Vortrag. Die Reisekosten übernehmen wir komplett.", id="invitation to speak, costs paid"),
    pytest.param("de", "email", "Guten Tag Herr Abel, wir laden Sie zu unserem Webinar über Böden ein: würden Sie dort einen Vortrag halten?", id="invitation to speak at a webinar"),
    pytest.param("de", "email", "Hallo Frau Sander, bieten Sie eine kostenlose Erstberatung an? Ich suche Hilfe mit meinem Mietvertrag.", id="customer asks for a free talk"),
    pytest.param("de", "email", "Bitte senden Sie mir ein unverbindliches Angebot für 200 Stühle und Ihre Preisliste.", id="customer asks for an offer"),
    pytest.param("de", "email", "Kann ich mich jetzt noch anmelden, und gibt es für Studierende einen Rabatt?", id="customer wants to register"),
    pytest.param("de", "email", "Guten Tag Herr Ott, ich bewerbe mich als Konditor und suche eine spannende Position in einem kleinen Betrieb.", id="applicant's exciting position"),
    pytest.param("de", "xing-message", "Guten Tag Herr Stahl, ich suche für unser Werk in Gera eine Meisterin. Frau Pohl nannte mir Sie, weil Sie die Anlage in Jena aufgebaut haben.", id="recruiter with a reason"),
    pytest.param("de", "email", "Guten Tag Frau Fink, dank Ihres Beitrags haben wir in der Schule die Heizkosten gesenkt. Dürfen wir den Text abdrucken?", id="thanks for lower costs"),
    pytest.param("de", "email", "Wie erleben Sie als Hebamme den Schichtdienst? Sparen Sie mit der neuen Anlage Zeit?", id="questions that look like imperatives"),
    pytest.param("de", "email", "Guten Tag Herr Rapp, unser Chor sucht Verstärkung im Bass. Wäre das etwas für Sie?", id="choir needs a bass"),
    pytest.param("de", "linkedin-message", "Guten Tag Frau Weiß, unser Verein hilft Betrieben nach dem Hochwasser. Sie verleihen Trockner; können wir zwei bekommen?", id="club helps firms"),
    pytest.param("en", "email", "Dear Dr Marsh, I am a student in Leeds. Your paper uses a free sampling kit. Could you tell me which one?", id="student on a free kit"),
    pytest.param("en", "email", "Dear Ms Boyd, we developed a sensor that reduces errors in river gauges and would like to ask whether our readings look plausible to you.", id="researcher on their sensor"),
    pytest.param("en", "linkedin-message", "Hi Noor, we built a small tool that automates the tide tables, and your script does half of it. May I ask for your feedback?", id="maker asks for feedback"),
    pytest.param("en", "email", "Dear Mr Frost, your tender of 3 May asks for six cold rooms to be serviced. We offer this service to hotels in Fife and to businesses like it.", id="answer to a tender"),
    pytest.param("en", "email", "Dear Ms Quinn, thank you for your enquiry. We sell the blue lamp for 49 euros, and our catalogue is attached.", id="answer to an enquiry"),
    pytest.param("en", "email", "Dear Dr Young, may I invite you to our webinar on soil, and would you give a talk there? We pay a fee of 300 pounds.", id="invitation to speak"),
    pytest.param("en", "email", "Dear support team, my free trial ended yesterday. Do you offer a free demo for schools?", id="customer asks for a demo"),
    pytest.param("en", "email", "Dear Mr Lamb, may I still register now for the course, and is the early-bird price still valid?", id="customer wants to register"),
    pytest.param("en", "email", "Dear Ms Orr, how did you grow your business without a shop? I write a column on crafts.", id="journalist on a business"),
    pytest.param("en", "linkedin-message", "Hi Ted, your plugin helps teams find broken links; on Windows it stops at the first space.", id="user of the reader's own tool"),
    pytest.param("en", "linkedin-inmail", "Hi Priya, I lead the payments team at Corvo. Your talk on retries describes the bug we are fixing, and we have an opening for an engineer on it.", id="recruiter with a reason"),
    pytest.param("en", "email", "Hello Mr Ward, your article says companies save 30 % with night trains. On which data does that rest?", id="reader on a figure"),
    pytest.param("en", "email", "Dear Mr Hughes, you asked on the forum for a loom. We sell ours for 300 euros. Would that suit you?", id="answer to a search"),
    pytest.param("en", "email", "Dear Ms Ray, I work with companies in Kent on their archives. In your book you name a price list of 1911. Where is it kept?", id="archivist on a price list"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "channel", "text"), PITCHES)
def test_what_is_offered_unasked_is_a_pitch(lang: str, channel: str, text: str) -> None:
    assert "pitch" in check(text, channel=channel, lang=lang).signs()


@pytest.mark.parametrize(("lang", "channel", "text"), HONEST)
def test_an_honest_writer_with_the_same_words_makes_no_pitch(lang: str, channel: str, text: str) -> None:
    assert [e.text for e in check(text, channel=channel, lang=lang).evidence if e.sign == "pitch"] == []


def test_a_subject_can_be_the_pitch() -> None:
    assert "pitch" in check("Hello, see below.", subject="20% off all desks", lang="en").signs()
    assert "pitch" not in check("Hello, see below.", subject="How you built the desks", lang="en").signs()
