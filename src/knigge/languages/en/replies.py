"""English: the sentences of replies."""

from knigge.languages.replies import Replies

_TITLED = r"(?i:mr|mrs|ms|mx|miss|dr|prof|professor|sir|madam|hiring|team|all|there|everyone|colleagues?)\b"

REPLIES = Replies(
    sentences={
        "thanks.topic": (
            "Thank you for your message and your question {topic}.",
            "Thanks for writing with your question {topic}.",
            "Thank you for turning to {me} with your question {topic}.",
            "Your question {topic} has arrived, thank you for it.",
        ),
        "thanks.subject": (
            "Thank you for your message “{topic}”.",
            "Thanks for writing to {me} about “{topic}”.",
            "Your message “{topic}” has arrived, thank you.",
            "Thank you for your lines on “{topic}”.",
        ),
        "thanks": (
            "Thank you for your message.",
            "Thank you for writing to {me}.",
            "Thanks for getting in touch.",
            "Your message has arrived, thank you.",
            "Thank you for your note.",
        ),
        "thanks.request": (
            "Thank you for your contact request.",
            "Thank you for your request.",
            "Thanks for asking to connect.",
            "Thank you for wishing to connect with {me}.",
        ),
        "thanks.offer": (
            "Thank you for your offer.",
            "Thanks for telling {me} about your offer.",
            "Thank you for your message and the offer in it.",
            "Your offer has arrived, thank you.",
        ),
        "thanks.job": (
            "Thank you for thinking of {me} for this role.",
            "Thank you for your message about the role.",
            "Thanks for considering {me} for the position.",
            "Thank you for getting in touch about the position.",
        ),
        "accept.yes": (
            "Yes, gladly; I will get back to you about it.",
            "I will gladly look into it and get back to you.",
            "Yes, with pleasure. An answer with the rest will follow.",
            "The answer is yes, and I will write to you about it again.",
            "I am glad to say yes and will let you know the rest.",
        ),
        "accept.invitation": (
            "I gladly accept the invitation. The best place for the details is right here.",
            "The answer to your invitation is yes. Please write the details here.",
            "Your invitation is welcome, and I say yes to it. Shall we settle the rest right here?",
            "Yes to your invitation, with pleasure. What else there is to know can be written here.",
        ),
        "accept.request": (
            "I gladly accept; please feel welcome to write here.",
            "I am glad to accept the request, and this is a good place to write.",
            "The answer is yes; write here whenever there is something to talk about.",
            "The request is gladly accepted. If you would like to know something, this is the place for it.",
        ),
        "ask_back.unclear": (
            "Before a yes I would like to understand the matter better.",
            "One thing is missing for a proper answer.",
            "One thing is not clear yet.",
            "There is one question before a decision.",
            "I have not quite understood the matter yet.",
        ),
        "ask_back.after": (
            "Then I will gladly let you know.",
            "Then I can give you a proper answer.",
            "A clear answer will follow then.",
            "After that I will gladly answer.",
        ),
        "who-are-you.unclear": (
            "I cannot quite place your message yet.",
            "One thing about you is missing for a proper answer.",
            "Before we come to the matter, there is one question.",
            "So far I do not know whom I am writing to.",
        ),
        "decline.no": (
            "It does not suit at present, so I am going to say no.",
            "I am afraid I cannot help with this at present, so I have to say no.",
            "I have read your message, and I will say no this time.",
            "The answer is no this time, I am afraid.",
            "On reflection I have to say no, I am afraid.",
        ),
        "decline.wish": (
            "I wish you every success with it.",
            "I wish you all the best with your plans.",
            "I do hope that it works out for you elsewhere.",
            "I wish you luck with it all the same.",
        ),
        "decline-vendor.no": (
            "The offer is not for {me}, and there is no need for another message about it.",
            "I will not take it up, and say so at once to save you time.",
            "Having read it, I say no and ask you not to write about it again.",
            "The answer is a clear no, so that you can plan.",
            "There is no use for it here at present, so I say no at once.",
        ),
        "decline-vendor.wish": (
            "I wish you good business.",
            "I wish you every success with your work.",
            "I hope that others will find it useful.",
            "All the best for your business.",
        ),
        "decline-recruiter.no": (
            "The role is not for {me}, so I say no.",
            "An application is not something for {me} at present.",
            "I say no at once, so that you lose no time with your search.",
            "The answer is no this time.",
        ),
        "decline-recruiter.wish": (
            "I wish you success with your search.",
            "I hope that you will soon find the person you are looking for.",
            "I wish you all the best for the rest of your search.",
            "I wish you luck with filling the position.",
        ),
        "not-now.no": (
            "It does not suit at the moment, I am afraid.",
            "There is no time for it just now, I am afraid.",
            "It is too early for a yes, I am afraid.",
            "It is not possible at present, though this no need not last.",
        ),
        "not-now.later": (
            "You are welcome to write again later.",
            "It may well suit in a few months, so do write again then.",
            "Do ask again later.",
            "If it is still open later, a second message is welcome.",
        ),
        "to-yes.first": (
            "Thank you for saying yes.",
            "Thank you for your kind yes.",
            "Thanks for your yes.",
            "I am glad of your yes, thank you.",
        ),
        "to-yes.next": (
            "I will gladly go by what suits you: what would that be?",
            "Where would you like to begin?",
            "What do you need from me next?",
            "The next step is gladly yours to choose; a word is enough.",
        ),
        "to-yes.next.when": (
            "I have noted the time ({when}) and will confirm it separately.",
            "You wrote: {when}. I will check that and confirm it.",
            "I will look at the time you name ({when}) and confirm it then.",
            "I will check my side ({when}) and confirm it after that.",
        ),
        "to-question.first": (
            "Thank you for your question.",
            "Thank you for asking.",
            "Thanks for your answer and the question in it.",
            "It is good that you ask, thank you.",
        ),
        "to-question.own": ("{own}",),
        "to-question.more": (
            "Does that answer it?",
            "If anything is still open, I will gladly answer.",
            "I am glad to answer more questions.",
            "Is that enough for an answer?",
        ),
        "to-no.first": (
            "Thank you for your clear answer.",
            "Thank you for answering so openly.",
            "Thanks for your answer.",
            "Thank you for answering all the same.",
        ),
        "to-no.leave": (
            "I quite understand and will leave it there.",
            "That is perfectly all right.",
            "I take that as it is and will not write about it again.",
            "I will gladly leave it at that.",
        ),
        "to-no.wish": (
            "I wish you all the best.",
            "I wish you every success with your work.",
            "All the best with what you have in hand.",
            "I wish you well with everything else.",
        ),
        "to-not-now.first": (
            "Thank you for your answer.",
            "Thank you for telling me so openly.",
            "Thanks for letting me know.",
            "Thank you for your message.",
        ),
        "to-not-now.later": (
            "It is not urgent, and I will gladly ask again later.",
            "It can wait; a word is enough when it suits you better.",
            "Later is just as good, there is no hurry.",
            "I will gladly wait until it suits you better.",
        ),
        "to-not-now.later.when": (
            "I will gladly come back to it {when}.",
            "It is not urgent; I will gladly ask again {when}.",
            "It can wait, and {when} is just as good.",
            "Then I will write to you again {when}.",
        ),
        "to-angry.first": (
            "I am sorry that my message annoyed you.",
            "I apologise for my message.",
            "I am truly sorry for my message.",
            "I am sorry for the trouble that my message caused you.",
        ),
        "to-angry.thanks": (
            "Thank you for saying so openly.",
            "Thank you for the clear word.",
            "Thank you for letting me know.",
            "Thanks for your open answer.",
        ),
        "to-angry.leave": (
            "I will not write to you about it again.",
            "There will be no more messages from me.",
            "You will hear no more of it from me.",
            "I will leave it there.",
        ),
        "behalf": (
            "I am answering on behalf of {principal}.",
            "I am writing to you on behalf of {principal}.",
            "This answer is written on behalf of {principal}.",
            "On behalf of {principal} I am answering you.",
        ),
        "behalf.signature": ("on behalf of {principal}",),
    },
    questions={
        "text": (
            "What is it about, and what brought you to {me}?",
            "What brought you to {me}, and what is it about?",
            "What would you like to talk about, and what made you think of {me}?",
            "What do you have in mind, and how did you come across {me}?",
        ),
        "what": (
            "What exactly is it about?",
            "What exactly would you like from {me}?",
            "What is meant to happen, exactly?",
            "What would be asked of {me}, exactly?",
        ),
        "why_me": (
            "What brought you to {me} with this?",
            "What made you think of {me} for this?",
            "How did you come to choose {me} for this?",
            "Why did you turn to {me} with this?",
        ),
        "who": (
            "May I ask who you are and what you do?",
            "Who are you, if I may ask, and what do you do?",
            "Would you please introduce yourself in a line?",
            "May I ask your name and for whom you are writing?",
        ),
        "job": (
            "Which company and which role is it, and what made you think of {me}?",
            "Which role is it, at which company, and why did you think of {me}?",
            "What is the company called, what is the task, and what brought you to {me}?",
            "Who is looking for whom there, and how did you come to think of {me}?",
        ),
        "more": (
            "What would be the first small step you would like from {me}?",
            "What would help you first?",
            "What do you need from {me} first?",
            "What would a small start look like?",
        ),
    },
    me={"me": "me"},
    topics=(r"\bquestion\s+(?P<topic>(?:about|on|regarding)\s+[^.,;:!?()\n]{3,50})(?=[.,;:!?\n])",),
    personal=r"\b(?:you|your|yours|me|my|mine|i|we|us|our)\b",
    job=r"\b(?:role|position|opportunit\w+|job|candidates?|hiring|vacancy)\b",
    invitation=r"\b(?:invit\w+)\b",
    recruits=(
        r"\brecruiters?\b|\bheadhunt\w+|\bcandidates?\b|\bhiring\b|\bjob\s+(?:offer|opening)s?\b|\bvacanc(?:y|ies)\b|"
        r"\b(?:a|an|the|this|new|open|engineer\w*|developer|manager)\s+(?:role|position)s?\b|\b(?:great|good|strong|perfect)\s+fit\s+for\b|"
        r"\b(?:job|career|exciting|great)\s+opportunit(?:y|ies)\b|\byou(?:'re|\s+are)\s+looking\s+for\s+opportunities\b|"
        r"\bopportunity\b[^.!?\n]{0,60}[.!?]?\s+my\s+client\b|\blooking\s+for\s+an?,?\s+\W?(?:\w+\s+)?(?:engineer|developer|manager|designer)"
    ),
    applies=(
        r"\bi(?:'m|\s+am|\s+have|'ve)?\s+(?:(?:recently|just|already|also)\s+)?(?:appl(?:y|ied|ying)\b|(?:\w+\s+)?interested\s+in\s+(?:your|the|joining))|"
        r"\bmy\s+(?:application|cv|résumé|resume)\b"
    ),
    casual=rf"(?i:hi|hey|hiya)\b(?!\s+{_TITLED})|(?i:hello|dear|good\s+\w+)\s+(?!{_TITLED})[A-Z][\w'’-]+\s*[,!.:-]*\s*$",
    subject="Re: ",
)
