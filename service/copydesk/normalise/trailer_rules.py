# ruff: noqa: RUF001 - this file is about the marks that news is typeset with
"""The table of a wire's chrome: slugs and notes above a story, credits, rights and marks below it.

As `chrome_rules`, whose form the rows have.
Must not: hold a form that a story's own line could have, unless it is short and no sentence.
"""

from __future__ import annotations

from typing import Final

from copydesk.normalise.chrome_rules import Rule

__all__ = ["TRAILER_RULES"]

_CREDITED: Final = r"(?:reporting|writing|editing|compiled|compiling|written|edited|production)"
_CREDIT_WORD: Final = (
    r"(?:[A-Z][\w.'-]*|and|in|for|with|by|at|the|from|additional|further|reporting|writing"
    r"|editing|research|graphics|de|la|del|da|di|von|van|der|den|bin|al-\w+|el-\w+|&)"
)

_JOB: Final = r"(?:writers?|reporters?|journalists?|correspondents?|researchers?|staff)"

TRAILER_RULES: Final = (
    Rule(
        "rights-reserved",
        r"(?:.{1,160}[.,] )?all rights reserved\.?(?: .{1,160})?",
        "The Harbour Gazette. All rights reserved.",
        firm=True,
        needs="reserved",
    ),
    Rule(
        "not-to-be-broadcast",
        r".{0,160}may not be published, broadcast, rewritten.{0,100}",
        "Its texts may not be published, broadcast, rewritten or redistributed.",
        firm=True,
        needs="broadcast",
    ),
    Rule(
        "rights",
        r"copyright ?(?:©"
        r"|\(c\)) ?.{0,200}|copyright \d{4}\b[^\"“]{0,160}|copyright [\w' ]{1,40} \d{4}\.?"
        r"|\(c\) ?\d{4}\b.{0,160}|\(c\) [\w' .]{1,40},? \d{4}\.?|©.{0,200}|this (?:material"
        r"|content|article|story) may not be (?:published|reproduced|copied).{0,200}"
        r"|(?:the )?(?:bbc|guardian"
        r"|company|site|publisher) is not responsible for the content of external (?:internet"
        r" )?sites\.?.{0,80}",
        "Copyright 2021 The Harbour Gazette. All rights reserved.",
        firm=True,
    ),
    Rule(
        "agency-trailer",
        rf"[(\[]?(?:[Aa]dditional |[Ff]urther )?(?:(?i:{_CREDITED})(?:(?:,| and|, and"
        rf"| &) (?i:{_CREDITED}))? by)(?:[ ,;:/]+{_CREDIT_WORD}){{1,60}}[.;]?[)\]]?\.?",
        "Reporting by Ana Obeng in Nairobi; Editing by Tom Reyes",
        firm=True,
        cased=True,
        credits_writers=True,
    ),
    Rule(
        "contributors",
        rf"(?:{_CREDIT_WORD}|{_JOB},?)(?:(?:,|;)? (?:{_CREDIT_WORD}"
        rf"|{_JOB})){{1,40}},?(?: also)? contributed(?: reporting)? (?:to|for) this (?:report"
        rf"|story|article|piece)\.?|Contributing: .{{1,120}}|Some (?:information|material) (?:in"
        rf"|for) this (?:report|article|story) (?:was|came|is|were) .{{1,160}}|With (?:reporting"
        rf"|files|information) (?:by|from)(?:(?:,|;)? {_CREDIT_WORD}){{1,20}}\.?",
        "Press Union writer Ana Obeng in Nairobi contributed to this report.",
        firm=True,
        cased=True,
    ),
    Rule(
        "republished",
        r"this (?:story|article|post) (?:was|has been|is|originally"
        r"|first)(?: \w+){0,3} (?:published|appeared|generated|updated|corrected|translated"
        r"|syndicated|republished)[^\"“]{0,200}|\(?this (?:story|article) (?:has not been"
        r"|was not) edited by[^\"“]{0,160}|our standards: [^\"“]{0,80}|(?:read"
        r"|click) (?:the )?(?:original|full) (?:story|article)[^\"“]{0,60}"
        r"|to report an error[^\"“]{0,100}|(?:see|spotted|found) (?:an?|something) (?:error"
        r"|mistake|typo|wrong)\b[^\"“]{0,20}\?[^\"“]{0,100}",
        "This article was originally published on the Gazette site.",
        firm=True,
    ),
    Rule(
        "syndicated-post",
        r"The (?:post|article) [A-Z0-9“‘\"'].{1,200} (?:appeared first|first appeared) on [A-Z]"
        r".{1,80}",
        "The post Ferry pier closes appeared first on Harbour Post.",
        firm=True,
        cased=True,
    ),
    Rule(
        "slug",
        r"[a-z]\d{4}|(?:[a-z] ){0,3}(?:AM|PM|BC)-(?=\S+--\S|.*(?:Writethru|\d\w* ?Ld\b|,\d{4}\Z))"
        r"[A-Z]\S*(?:,? +\S+){0,8}",
        "BC-MO--Tornado, 1st Ld-Writethru,0398",
        cased=True,
    ),
    Rule(
        "note-to-editors",
        r"(?:Eds|EDS|EDITORS)\.?: .{1,400}",
        "Eds: UPDATES with injuries.",
        firm=True,
        cased=True,
    ),
    Rule(
        "initials-of-desk",
        r"[a-z]{2,4}(?:/[a-z]{2,4}){1,4}",
        "amo/tr/jk",
        cased=True,
    ),
    Rule(
        "end-mark",
        r"[([]?[-–—*# ]*(?:ends?|30|more to come|end of (?:story|article"
        r"|release))[-–—*# ]*[)\]]?|\(?more\)",
        "ENDS",
    ),
    Rule(
        "ornament",
        r"[-–—=_*#~.·•|<>«»‹›/\\+×…─━═▪■◆►▼▲← →↑↓^`:;, ]+",
        "* * *",
        firm=True,
    ),
)
