"""When, as people say it without a figure: `by lunchtime`, `overnight`, `before Christmas`.

A locale's own finder has the times that can be reckoned with. These answer the question too, and
stand for a time where one is asked for; anywhere else most of them are only words. English has the
most of them, each of the other languages what is said first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from snapmsg.rule.find import ENGLISH, lowered

_COUNT = "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_UNIT = "(?:minute|hour|day|week|month|quarter|year|fortnight)"
_WORKING = "(?:(?:working|business) )?"
_WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = "(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_SEASON = "(?:spring|summer|autumn|winter)(?: (?:holidays?|term|break))?"
_MEAL = "(?:breakfast|lunch|tea|dinner|supper|bed)(?: ?time)?"
_DAYTIME = "(?:morning|afternoon|evening|night)"
_LIGHT = "(?:dawn|daybreak|sunrise|sunset|dusk|nightfall|closing time|opening time)"
_FEAST = (
    "(?:christmas|xmas|easter|(?:lunar |chinese )?new year|boxing day|ramadan|eid|diwali|hanukkah"
    "|passover|thanksgiving|hallowe'?en|whitsun|pentecost|bank holiday|hogmanay|midsummer)"
)
_EVENT = (
    "(?:flight|trip|journey|train|departure|arrival|stay|visit|appointment|event|wedding|funeral"
    "|hearing|exam|operation|party|holiday|move|next bill|check-in|check-out)"
)
_END = r"(?=[.,;:!?)]|$| (?:on|today|tomorrow|sharp|in the|each|every|and|or|at the)\b)"
_NOT_OF_AN_EVENT = "(?!,? (?:when|once|after|if|as|upon|on|it|that)\\b)"
_BY = "(?:by|before|after|at|until|till|over|around|from|during|on|in|this|next)"

_PHRASES = (
    rf"(?:next|same|following|first) {_WORKING}(?:day|weekday|{_DAYTIME}|week|month|hour)",
    rf"(?:half|(?:a )?quarter) (?:past|to) (?:{_COUNT}|\d{{1,2}})",
    rf"(?:five|ten|twenty|twenty-five) (?:minutes )?past (?:{_COUNT}|\d{{1,2}})",
    rf"{_COUNT} o'clock|{_COUNT} in the {_DAYTIME}|{_COUNT} at night",
    rf"(?:at|by|before|until|till|from) (?:{_COUNT}|\d{{1,2}})"
    rf"(?: (?:to|until|till|and) (?:{_COUNT}|\d{{1,2}}))?{_END}",
    rf"(?:from|between) \d{{1,2}} ?(?:to|until|till|and|-|–) ?\d{{1,2}}{_END}",
    rf"{_BY} (?:(?:the|your|my|early|late|mid) )*"
    rf"(?:{_MEAL}|{_LIGHT}|{_SEASON}|{_FEAST})(?! eggs?\b)",
    rf"(?:{_BY} )?(?:this|next|later this|the (?:coming|whole)|over the|at the|before the|by the) "
    rf"(?:week|weekend|month|quarter|year|{_SEASON})(?! before)",
    "weekend",
    rf"within the {_UNIT}|within (?:seconds|minutes|hours|days)",
    r"overnight(?! (?:bag|case|train|bus|stay|shift|guests?)\b)",
    rf"(?:once|twice|{_COUNT} times|\d{{1,2}} times) (?:a|an|each|every|per) {_UNIT}",
    rf"(?:every|each) (?:(?:other|second|single) )?{_WORKING}(?:{_UNIT}|{_DAYTIME}|{_WEEKDAY})",
    r"(?:hourly|daily|nightly|weekly|fortnightly|monthly)"
    r"(?=[.,;:!?]|$| (?:until|till|while|from|by|at|and|if)\b)",
    rf"(?:{_WEEKDAY}|{_DAYTIME}|weekend)s",
    rf"(?:straight away|right away|right now|at once|immediately|instantly|on the spot)"
    rf"{_NOT_OF_AN_EVENT}",
    "^now(?=[.!]?$)|from now on",
    rf"first thing|in the (?:early |late )?{_DAYTIME}",
    rf"(?:mid|early|late)(?: in)?[- ](?:the )?(?:week|month|{_DAYTIME}|{_SEASON}|{_MONTH})",
    rf"a {_UNIT} or (?:two|so)|an hour or (?:two|so)|half an? {_UNIT}",
    "(?:a|three)[- ]quarters? of an hour",
    rf"a couple of {_WORKING}(?:more )?{_UNIT}s",
    "one (?:minute|hour|week|month|fortnight)",
    rf"(?:an?|one) {_WORKING}{_UNIT} at (?:the )?(?:most|latest)",
    rf"^(?:about |around |roughly )?an? {_WORKING}{_UNIT}(?=[.!]?$)",
    rf"(?:before|in time for) (?:your|the) {_EVENT}",
    "by return(?: of post)?|turn of the (?:year|month)",
    r"(?:today|tonight|tomorrow)'s (?:post|train|delivery|van|flight|round|bus|ferry|boat)",
    rf"(?:first|second|third|fourth|last) (?:half|quarter|week|days?|weekend|{_WEEKDAY}) of",
)
_ABROAD: Mapping[str, tuple[str, ...]] = {
    "de": (
        "(?:nächste[nr]?|selben|gleichen|folgenden|übernächsten) "
        "(?:werktag|arbeitstag|tag|morgen|woche|wochenende|vormittag|abend)",
        r"um halb \w+|viertel (?:vor|nach|über) \w+|über nacht|von heute auf morgen",
        "(?:vor|bis|an|zu|über|nach) (?:(?:dem|den|zum) )?"
        "(?:weihnachten|ostern|pfingsten|silvester|neujahr|heiligabend|feiertagen|wochenende)",
        "sofort(?!,? (?:wenn|sobald|nachdem))|noch heute",
        "(?:ein|zwei|drei)mal (?:pro|am|im|in der|die) (?:stunde|tag|woche|monat)",
        "jede[nrs]? (?:stunde|tag|werktag|morgen|abend|woche|monat)|täglich|stündlich|wöchentlich",
        "(?:bis|am|zu|gegen) (?:mittag|vormittag|nachmittag|abend)",
    ),
    "fr": (
        "prochain jour (?:ouvré|ouvrable)|jour (?:ouvré |ouvrable )?suivant",
        "le jour même|lendemain",
        "dans la (?:nuit|journée|matinée|soirée|semaine)|ce (?:matin|soir)|cette (?:nuit|semaine)",
        "(?:avant|après|d'ici|pour|à) (?:le |la |les |l')?"
        "(?:noël|pâques|pentecôte|toussaint|nouvel an|week-end|été|fêtes|rentrée)",
        "(?:tout de suite|immédiatement)(?! (?:quand|lorsque|dès|après))|sur-le-champ",
        "(?:une|deux|trois) fois par (?:heure|jour|semaine|mois)",
        "tous les (?:jours|matins|soirs|mois)|chaque (?:heure|jour|semaine|matin|soir|mois)",
        "toutes les (?:heures|semaines)|midi",
        r"à (?:une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|\d{1,2}) heures?",
    ),
    "es": (
        "(?:siguiente|próximo|mismo) día|día (?:hábil |laborable )?siguiente|hoy mismo",
        "(?:antes de|para|después de|en) (?:la |el )?"
        "(?:navidad|nochebuena|semana santa|pascua|año nuevo|fin de semana|verano|reyes)",
        "(?:de inmediato|inmediatamente)(?! (?:cuando|después|tras))|ahora mismo|en el acto",
        "(?:una vez|dos veces|tres veces) (?:por|a la|al) (?:hora|día|semana|mes)",
        "todos los (?:días|meses)|cada (?:hora|día|semana|mañana|tarde|mes)|a diario",
        "a las? (?:una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)",
        "(?:a|al) mediodía",
        "por la (?:mañana|tarde|noche)|de un día para otro",
    ),
    "nl": (
        "(?:volgende|zelfde|dezelfde|eerstvolgende) (?:werkdag|dag|ochtend|avond)",
        r"om half \w+|kwart (?:voor|over) \w+|vannacht|'s (?:nachts|ochtends|middags|avonds)",
        "(?:voor|met|na|tot|rond) (?:de |het )?(?:kerst|pasen|pinksteren|weekend|zomer|feestdagen)",
        "(?:meteen|onmiddellijk)(?! (?:als|wanneer|zodra|nadat))|nog vandaag",
        "(?:een|één|eén|twee|drie) keer per (?:uur|dag|week|maand)",
        "(?:elke?|iedere?) (?:uur|dag|werkdag|ochtend|avond|week|maand)|dagelijks|wekelijks",
    ),
    "pt": (
        "(?:próximo|mesmo) dia|dia (?:útil )?seguinte|hoje mesmo|ainda hoje",
        "(?:antes|depois) d[oa] (?:natal|páscoa|ano novo|fim de semana|verão|carnaval)",
        "até (?:ao? )?(?:natal|páscoa|ano novo|fim de semana)",
        "(?:imediatamente|de imediato)(?! (?:quando|após|depois))|agora mesmo",
        "(?:uma vez|duas vezes|três vezes) (?:por|ao|à) (?:hora|dia|semana|mês)",
        "todos os (?:dias|meses)|cada (?:hora|dia|semana|mês)|diariamente|todas as semanas",
        "às (?:duas|três|quatro|cinco|seis|sete|oito|nove|dez|onze)|(?:ao|até ao) meio-dia",
        "de um dia para o outro|durante a noite|d[ae] (?:manhã|tarde)",
    ),
    "cy": (
        "diwrnod (?:gwaith )?(?:nesaf|canlynol)|yr un diwrnod|dros nos|heno|amser cinio",
        "(?:cyn|erbyn|ar ôl) (?:y |yr )?(?:nadolig|pasg|penwythnos|flwyddyn newydd|haf)",
        "ar unwaith(?! (?:pan|ar ôl))|bob (?:awr|dydd|bore|nos|wythnos|mis)",
        "(?:unwaith|dwywaith) (?:y|yr|bob) (?:awr|dydd|wythnos|mis)",
    ),
}
_NOT = {
    "en": r"not|cannot|can't|couldn't|won't|unable|never", "de": r"nicht|kein\w*", "fr": "pas",
    "es": "no", "nl": "niet|geen", "pt": "não", "cy": "nid|ni",
}  # fmt: skip


_BEFORE = 80
"""How far back a denial is looked for, so that many times take no longer."""


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What says when, and what denies it from before in the same clause."""
    said = _PHRASES if language == ENGLISH else _ABROAD.get(language, ("(?!)",))
    denied = rf"\b(?:{_NOT.get(language, '(?!)')})\b[^.,;!?]*$"
    return re.compile(rf"(?<![\w'])(?:{'|'.join(said)})(?!\w)"), re.compile(denied)


@lru_cache(maxsize=8)  # every hit in a sentence asks for it again
def says_when(text: str, language: str = ENGLISH) -> bool:
    """Whether a text says when, in words that are no figure, weekday or date."""
    low = " ".join(lowered(text).split())
    said, denied = _patterns(language)
    return any(
        not denied.search(low, max(0, (at := found.start()) - _BEFORE), at)
        for found in said.finditer(low)
    )
