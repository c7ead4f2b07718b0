"""English: the sentences of replies."""

from knigge.languages.replies import Replies

REPLIES = Replies(
    sentences={
        "thanks.topic": (
            "Thank you for your message and your question {topic}.",
            "Thanks for writing with your question {topic}.",
        ),
        "thanks.subject": ("Thank you for your message “{topic}”.",),
        "thanks": ("Thank you for your message.", "Thank you for writing to me."),
        "thanks.request": ("Thank you for your contact request.", "Thank you for your request."),
        "accept.yes": (
            "I am happy to help with that and will get back to you.",
            "I will gladly look into it and get back to you.",
        ),
        "accept.invitation": ("I gladly accept the invitation. The best place for the details is right here.",),
        "accept.request": ("I gladly accept; please feel welcome to write to me here.",),
        "ask_back.unclear": (
            "Before I say yes I would like to understand it better.",
            "One thing is missing for me to answer you properly.",
        ),
        "ask_back.after": ("Then I will gladly let you know.", "Then I can give you a proper answer."),
        "decline.no": (
            "It does not suit me at present, so I am going to say no.",
            "I am afraid I cannot help with this at present, so I have to say no.",
            "I have read it, and I will say no this time.",
        ),
        "decline.wish": ("I wish you every success with it.", "I wish you all the best with your plans."),
        "behalf": ("I am answering on behalf of {principal}.",),
        "behalf.signature": ("on behalf of {principal}",),
    },
    questions={
        "text": ("What is it about, and what brought you to me?",),
        "what": ("What exactly is it about?", "What exactly would you like from me?"),
        "why_me": ("What brought you to me of all people?", "What made you think of me for this?"),
        "who": ("May I ask who you are and what you do?",),
        "job": ("Which company and which role is it, and what in my work made you think of me?",),
        "more": ("What would be the first small step you would like from me?",),
    },
    topics=(r"\bquestion\s+(?P<topic>(?:about|on|regarding)\s+[^.,;:!?()\n]{3,50})(?=[.,;:!?\n])",),
    personal=r"\b(?:you|your|yours|me|my|mine|i|we|us|our)\b",
    job=r"\b(?:role|position|opportunit\w+|job|candidates?|hiring|vacancy)\b",
    invitation=r"\b(?:invit\w+)\b",
    subject="Re: ",
)
