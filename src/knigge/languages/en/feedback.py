"""English: how people answer a message."""

from knigge.languages.feedback import Feedback

_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_DAY = rf"(?:(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:\s+\d{{4}})?|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})"
_TIME = (
    rf"(?:in\s+(?:early\s+|late\s+|mid-?)?(?:{_MONTH}|spring|summer|autumn|the\s+(?:spring|summer|autumn|fall|winter|new\s+year))|"
    rf"(?:after|from)\s+(?:{_DAY}|{_MONTH}|easter|christmas|the\s+(?:holidays|summer|new\s+year|fair|conference)|my\s+(?:leave|holiday|vacation))|"
    r"next\s+(?:week|month|year|quarter|spring|summer|autumn|fall|winter|term)|in\s+(?:a\s+few|two|three|four|six|a\s+couple\s+of|\d{1,2})\s+(?:weeks|months)|"
    r"in\s+(?:a|half\s+a)\s+(?:month|year)|in\s+the\s+new\s+year|later\s+(?:this|in\s+the)\s+year)"
)
# A day that is named is no putting off by itself.
_ON = rf"on\s+{_DAY}"
_HOUR = r"(?:,?\s+(?:at|from|around|about)\s+(?:\d{1,2}(?:[:.]\d\d)?(?:\s?[ap]\.?m\b\.?|\s+o'clock)?|noon|half\s+past\s+\w+|\w+\s+o'clock))"
_WEEKDAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?:\s+(?:morning|afternoon|evening))?"
_AGREED = rf"(?:(?:(?:on|this|next)\s+)?(?:{_WEEKDAY}\b(?:,?\s+{_DAY})?|{_DAY}){_HOUR}?|tomorrow{_HOUR}|{_TIME}|in\s+{_MONTH})"

FEEDBACK = Feedback(
    said=(
        (
            "out-of-office",
            (
                r"\bout\s+of\s+(?:the\s+)?office\b",
                r"\b(?:cannot|can't|can\s+not)\s+be\s+reached\b",
                r"\bread\s+(?:my\s+)?e?-?mail\s+again\b",
                r"\boffice\s+is\s+(?:\w+\s+)?closed\b",
                r"\bclosed\s+for\s+the\s+holidays\b",
                r"\bautomatic\s+reply\b",
                r"\bauto-?reply\b",
                r"\b(?:i\s+am|i'm)\s+(?:currently\s+|now\s+)?(?:absent|away|on\s+(?:annual\s+|parental\s+|maternity\s+|sick\s+)?leave|on\s+holiday|on\s+vacation|travelling|traveling)\b",
                r"\blimited\s+access\s+to\s+(?:my\s+)?e-?mail",
                r"\b(?:will\s+be|am)\s+(?:back|returning)\s+(?:in\s+the\s+office\s+)?on\b",
            ),
        ),
        (
            "angry",
            (
                r"\bhow\s+dare\b",
                r"\bannoy\w*\b",
                r"\bstop\s+it\b",
                r"\bput\s+up\s+with\b",
                r"\bwhat\s+a\s+cheek\b",
                r"\bwho\s+do\s+you\s+think\b",
                r"\b(?:do\s+not|don't|never)\s+(?:ever\s+)?(?:contact|e-?mail|write\s+to|message|write)\s+me\s+(?:ever\s+)?(?:again|any\s?more)\b",
                r"\bleave\s+me\s+alone\b",
                r"\bstop\s+(?:sending\s+(?:me|us)|e-?mailing|contacting|messaging|spamming|writing|bothering|this)\b",
                r"\b(?:outrageous|disgraceful|shameless|harass\w*|pathetic|unacceptable)\b",
                r"\breport(?:ed|ing)?\s+(?:you|this)\b",
                r"\bwhere\s+did\s+you\s+(?:even\s+)?get\s+my\b",
                r"\bmy\s+lawyers?\b",
                r"\bthis\s+is\s+spam\b",
                r"\bwaste\s+of\s+(?:my\s+)?time\b",
                r"\b(?:sick|had\s+enough)\s+of\b",
            ),
        ),
        (
            "not-now",
            (
                rf"\b(?:try|ask|write|contact|ping|get\s+back\s+to|get\s+in\s+touch|check\s+back|reach\s+out|come\s+back)\b[^.!?\n]{{0,40}}(?:\b(?:{_TIME}|{_ON})|\blater\b)",
                rf"\b{_TIME}\b[^.!?\n]{{0,40}}\b(?:would|again|better|easier|instead|could|more\s+time)\b",
                r"\bnot\s+(?:until|before)\b",
                rf"\b(?:would|could|is|be)\s+(?:\w+\s+){{0,3}}(?:better|easier|possible)\s+{_TIME}",
                r"\b(?:too|very|really|rather|quite)\s+busy\b",
                r"\bswamped\b",
                r"\b(?:right\s+now|just\s+now|at\s+the\s+moment|this\s+week|currently|today)\b[^.!?\n]{0,50}\b(?:no\s+time|busy|later|snowed|full)\b",
                r"\bno\s+time\b[^.!?\n]{0,30}\b(?:right\s+now|just\s+now|at\s+the\s+moment|this\s+week|today)\b",
                r"\b(?:some|an)other\s+time\b",
                r"\bnot\s+(?:right\s+now|just\s+now|now|yet)\b",
                r"\bbad\s+time\b",
                r"\btoo\s+much\b[^.!?\n]{0,20}\b(?:at\s+the\s+moment|just\s+now|right\s+now|at\s+present)\b",
                rf"\b(?:gladly|happily)\s+{_TIME}\b",
                r"\b(?:round|around)\s+to\s+it\b",
                r"\bbad\s+moment\b",
                r"\blater\s+please\b",
                r"\bplease,?\s+later\b",
                r"\bgive\s+me\s+(?:a\s+few|two|three|some)\s+(?:weeks|days|months|time)\b",
            ),
        ),
        (
            "no",
            (
                r"^\s*(?:[\w ,.'-]{0,30},\s*)?no\b(?!\s+(?:problem|worries|trouble|rush))",
                r"\bno,?\s+(?:thanks|thank\s+you)\b",
                r"\b(?:i|we)(?:'ll|\s+will|'m|\s+am)?\s+(?:have\s+to\s+|must\s+|going\s+to\s+|afraid\s+i\s+)?(?:decline|pass|say\s+no)\b",
                r"\bnot\s+(?:interested|for\s+(?:me|us)|a\s+(?:good\s+)?fit|the\s+right|able\s+to|in\s+a\s+position|hiring|looking)\b",
                r"\b(?:afraid|sorry|unfortunately|regret)\b[^.!?\n]{0,80}\b(?:not|can't|cannot|no|unable|decline|nothing)\b",
                r"\b(?:i|we)\s+(?:can't|cannot)\s+(?:help|do|offer|take)\b",
                r"\bno\s+(?:need|use|interest)\s+(?:for|in|of)\b",
                r"\bdon't\s+(?:need|want|think\s+(?:it|this|i))\b",
                r"\bwell\s+supplied\b",
                r"\bbut\s+no\b",
                r"\brather\s+not\b",
                r"\b(?:do\s+not|don't)\s+have\s+(?:the|a|any)\s+(?:money|budget|funds|capacity|staff|room)\b",
                r"\bdecided\s+(?:otherwise|against|to\s+go\s+with|not)\b",
                r"\b(?:i|we)\s+never\b",
                r"\bas\s+a\s+(?:rule|matter\s+of\s+principle)\b",
                r"\bno\s+chance\b",
                r"\b(?:have|'ve)\s+(?:already\s+)?filled\b",
                r"\b(?:position|role|post|place)\s+(?:is|has\s+been)\s+(?:\w+\s+)?(?:filled|taken)\b",
                r"\bhave\s+to\s+turn\s+\w+\s+down\b",
            ),
        ),
        (
            "question",
            (r"\w[^.!?\n]{0,150}\?",),
        ),
        (
            "yes",
            (
                r"\byes\b",
                r"\b(?:fine|ok|okay|good)\s+(?:with|by|for)\s+(?:me|us)\b",
                r"\b(?:i'm|i\s+am|we\s+are|we're)\s+in\b",
                r"\blet(?:'s|\s+us)\s+do\b",
                r"\b(?:i|we)\s+can\s+do\b",
                r"\b(?:please\s+)?(?:call|ring|phone)\s+me\b",
                r"\bgive\s+me\s+a\s+call\b",
                r"\b(?:i'll|i\s+will|we\s+will|we'll)\s+(?:\w+\s+)?(?:send|help|do|come|join|show|answer|look)\b",
                r"\ball\s?right\b",
                r"\bsure\b",
                r"\b(?:happy|glad|pleased|delighted)\s+to\b",
                r"\bgladly\b",
                r"\bwith\s+pleasure\b",
                r"\bof\s+course\b",
                r"\bsounds\s+(?:good|great|fine|interesting|lovely)\b",
                r"\b(?:i'd|i\s+would)\s+(?:love|be\s+(?:happy|glad))\b",
                r"\b(?:that|this|it)\s+(?:works|is\s+fine|suits)\b",
                r"\bno\s+(?:problem|trouble)\b",
                r"\bcount\s+me\s+in\b",
                r"\b(?:please\s+)?go\s+ahead\b",
                r"\byou\s+(?:may|can)\b",
                r"\battached\b",
                r"\b(?:i|we)\s+(?:accept|agree)\b",
                r"\babsolutely\b",
                r"\bagreed\b",
                r"\bokay\b",
                r"\bcan\s+be\s+arranged\b",
                r"\bwelcome\s+to\s+(?:it|them|use)\b",
                r"\benclosed\b",
                r"\bin\s+touch\s+when\b",
            ),
        ),
        # What is left and denies something.
        (
            "no",
            (
                r"\b(?:i|we|it|that|this)\b[^.!?\n]{0,60}\b(?:not|can't|cannot|won't|don't|doesn't|never|no|nothing)\b",
                r"\bnothing\s+will\b",
                r"\btake\s+me\s+off\b",
                r"\bout\s+of\s+the\s+question\b",
            ),
        ),
    ),
    later=rf"(?P<when>\b(?:{_TIME}|{_ON}))",
    agreed=rf"(?P<when>\b{_AGREED})",
    back=rf"\b(?:until|till|back\s+(?:in\s+the\s+office\s+)?on|return(?:ing)?\s+(?:to\s+the\s+office\s+)?on|from|again\s+on|as\s+of)\s+(?:\w+day,?\s+)?(?P<when>{_DAY})",
)
