"""English: the sentences of replies."""

from knigge.languages.replies import Replies

REPLIES = Replies(
    sentences={
        "thanks.topic": (
            "Thank you for your message and your question {topic}.",
            "Thanks for writing with your question {topic}.",
        ),
        "thanks": ("Thank you for your message.", "Thank you for writing to me."),
        "thanks.request": ("Thank you for your contact request.", "Thank you for your request."),
        "accept.clear": (
            "It is good of you to say straight away what it is about.",
            "It is clear what you would like, and it suits me well.",
        ),
        "accept.yes": (
            "I will gladly answer; the easiest way is to stay in touch right here.",
            "I am glad to help with this; please write to me here about it.",
        ),
        "accept.request": ("I gladly accept; please feel welcome to write to me here.",),
        "ask_back.unclear": (
            "Before I say yes I would like to understand it better.",
            "One thing is missing for me to answer you properly.",
        ),
        "ask_back.after": ("Then I will gladly let you know.", "I will gladly decide then."),
        "decline.no": (
            "It does not suit me at present, so I am going to say no.",
            "I do not see a need for it at present, so I have to say no.",
            "I have read it through, and this time I am going to say no.",
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
        "more": ("What would be the first small step you would like from me?",),
    },
    topics=(r"\bquestion\s+(?P<topic>(?:about|on|regarding)\s+[^.,;:!?()\n]{3,50})(?=[.,;:!?\n])",),
    personal=r"\b(?:you|your|yours|me|my|mine|i|we|us|our)\b",
    subject="Re: ",
)
