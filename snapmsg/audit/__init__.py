"""What existing messages say: which of the four parts each has and where, and how they say it.

`read` understands one text; an `Auditor` adds what the rules on wording say; the reports are
`as_text`, `as_page` and `as_data`, and `sentence` is the audit in one.
"""

from snapmsg.audit.auditing import LONGEST, Audited, Auditor, Message, Remark
from snapmsg.audit.reading import Reading, Timing, read
from snapmsg.audit.summary import Tally, sentence, tally, worst_first
from snapmsg.audit.text import understood

__all__ = [
    "LONGEST",
    "Audited",
    "Auditor",
    "Message",
    "Reading",
    "Remark",
    "Tally",
    "Timing",
    "read",
    "sentence",
    "tally",
    "understood",
    "worst_first",
]
