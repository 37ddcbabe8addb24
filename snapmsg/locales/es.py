"""Spanish: of Spain by default, with Mexican words, numbers and sums for `es-MX`.

Customers are “usted”. “A más tardar” holds for a day and for a clock time, and unlike “antes del
viernes” it leaves no doubt whether Friday counts. Days of the opening hours are “días laborables”
in Spain and “días hábiles” in Mexico.

Outside the GSM-7 alphabet are á, í, ó and ú (é, ñ, ü, ¿ and ¡ are in it): “días” and “más tardar”
make a text message UCS-2, with 70 characters in a part instead of 160.
"""

import re
from dataclasses import replace
from datetime import time

from snapmsg.locales import Locale, Words
from snapmsg.locales.aloud import Aloud
from snapmsg.locales.finding import Table, finders
from snapmsg.locales.language import Language
from snapmsg.locales.numerals import Numerals
from snapmsg.locales.speech import Speech, counted, phrased
from snapmsg.promise import Unit

_LABELS = {
    "status": "Situación",
    "next_steps": "Próximos pasos",
    "approximate_time": "Plazo aproximado",
    "planned_outcome": "Resultado previsto",
    "opening": "Introducción",
    "closing": "Cierre",
    "subject": "Asunto",
    "preheader": "Vista previa",
    "reference": "Asunto",
    "components": "Afecta a",
    "pause": "(pausa)",
    "investigating": "Lo estamos investigando",
    "identified": "Conocemos la causa",
    "monitoring": "Solucionado, y seguimos atentos",
    "resolved": "Resuelto",
    "us": "Nosotros",
    "you": "Usted",
    "they": "Terceros",
}
_WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip


def _units(one: str, more: str) -> dict[Unit, tuple[str, str]]:
    return {
        Unit.MINUTE: ("minuto", "minutos"),
        Unit.HOUR: ("hora", "horas"),
        Unit.WORKING_HOUR: (f"hora {one}", f"horas {more}"),
        Unit.DAY: ("día", "días"),
        Unit.WORKING_DAY: (f"día {one}", f"días {more}"),
        Unit.WEEK: ("semana", "semanas"),
        Unit.MONTH: ("mes", "meses"),
    }


def _clock(clock: time) -> str:
    return f"{clock.hour}:{clock.minute:02}"


def _at(clock: time) -> str:
    return f"{'a la' if clock.hour == 1 else 'a las'} {_clock(clock)}"


_SPEECH = Speech(
    weekdays=_WEEKDAYS,
    months=_MONTHS,
    clock=_clock,
    at=_at,
    day_month=lambda day, month: f"{day} de {month}",
    with_year="{date} de {year}",
    by="a más tardar {}",
    weekday="el {}",
    weekday_at="el {}",
    on="el {}",
    on_at="el {}",
    today="a más tardar hoy",
    today_at="hoy",
    tomorrow="mañana",
    week_end="antes de que acabe la semana",
    month_end="antes de que acabe el mes",
    end_of="antes de que acabe {}",
    midnight="a más tardar a medianoche",
    dated="el {weekday} {date}",
    dated_at="el {weekday} {date} {at}",
    news="Próxima actualización: {}",
)

# “Padres e hijos”, but “agua y hielo”; “e Ibiza”, but “y iPhone”, which starts with another sound.
_SOUNDS_I = re.compile(r"[¡¿“«\"'(]*(?:[IÍí]|i(?![A-Z])|[hH][ií](?![aeo]))")


_FINDERS = finders(
    Table(
        numbers="dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte"
        "|veinticuatro|treinta|cuarenta y ocho|cuarenta y cinco|setenta y dos|sesenta|noventa",
        units="(?:minutos?|horas?|d[ií]as?|semanas?|mes(?:es)?|años?|segundos|trimestres?)"
        "(?: (?:laborables?|hábil(?:es)?|naturales|lectivos|completos))?",
        glued="h|hs|hrs|min",
        between="a|o|u|y|hasta|y las|a las|o las|al|y el|o el",
        weekdays="lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo",
        months="ene(?:ro)?|feb(?:rero)?|marzo|abr(?:il)?|mayo|jun(?:io)?|jul(?:io)?"
        "|ago(?:sto)?|sept?(?:iembre)?|setiembre|oct(?:ubre)?|nov(?:iembre)?|dic(?:iembre)?",
        clock=r"(?:[01]?[0-9]|2[0-3])(?:[:.][0-5][0-9])? ?h(?:s|rs)?\b"
        r"|[0-9]{1,2}(?::[0-5][0-9])? ?[ap]\. ?m\.|[0-9]{1,2}(?::[0-5][0-9])? ?[ap]m\b"
        "|(?<=las )[0-9]{1,2}(?:[:.][0-5][0-9])? (?:horas|de la (?:mañana|tarde|noche))"
        "|(?<=a las )[0-9]{1,2}(?:[:.][0-5][0-9])?(?![0-9:.,][0-9])"
        "|(?<=al )mediodía|(?<=a )medianoche|(?<=a )mediodía",
        day="[0-9]{1,2}(?:º|er|ero)?",
        dates=r"{day} (?:de )?{month}\b{year}",
        year="(?: del?|,)? (?:19|20|21)[0-9]{2}(?![0-9])",
        days=r"(?:durante |en |a lo largo de[l ] ?)el día de hoy|a lo largo del día|durante el día"
        "|(?:(?<!de )|(?<=partir de ))hoy(?: mismo)?|pasado mañana"
        "|(?<!la )(?<!esta )(?<!una )(?<!cada )mañana(?: mismo)?"
        "|esta (?:mañana|tarde|noche|semana)|este (?:mes|fin de semana)"
        "|(?:la|el) (?:semana|mes) (?:que viene|próxim[oa]|entrante)"
        "|la (?:próxima|siguiente) semana|el (?:próximo|siguiente) mes",
        ends="(?:(?:a|el|al|hasta|antes del?|para)? ?(?:finales|fin|fines|final|principios|mediados"
        "|comienzos|inicios) del?|antes de que (?:acabe|termine|finalice))"
        " (?:este |esta |el |la )?(?:próxim[oa] )?"
        r"(?:semana|mes|año|día(?: de (?:hoy|mañana))?|jornada|trimestre|hoy|{weekday}"
        "|{month}{year})",
        lead="en|dentro de|de|en menos de|de menos de|tarda|tardará|tardaremos|unos|como máximo"
        "|máximo de|durante|en tan solo|otra|otro",
        spans="(?:un|una|1) (?:minuto|hora|día|semana|mes|año)(?: (?:laborable|hábil|natural))?"
        "|media hora|hora y media|un par de (?:horas|días|semanas)"
        "|(?:la|el) próxim[oa] (?:hora|día)",
        in_month="en|hasta|para|antes de|durante",
        since="desde|desde el|desde la|desde las|el pasado|la pasada|(?:los )?últimos"
        "|(?:las )?últimas|durante los últimos",
        ago="hace|desde hace|hace unos|hace más de|hace casi|llevamos|lleva|hacía|han? pasado",
        past="pasad[oa]s?|atrás|antes|tarde|seguid[oa]s|de (?:retraso|demora|garantía|antigüedad)",
        opening=r"(?:de )?{weekday}s?(?: ?[-–—] ?| a | al )(?:el )?{weekday}s?"
        r"(?:,? (?:de |entre las )?(?:las )?[0-9:.]{1,5} ?h?(?: ?[-–—] ?| a | y )"
        r"(?:las )?[0-9:.]{1,5}(?: ?h\b)?)?"
        "|{n} {units} (?:al|por|a la) (?:día|semana|mes|año)|24 ?h(?:oras)?/7|los {weekday}s?"
        "|cada {weekday}|todos los {weekday}s?",
        quiet="garantía de {n} {units}|(?:viernes negro|viernes santo|domingo de ramos)"
        "|la noche a la mañana|(?:calle|plaza|avenida|paseo) (?:del? )?{day} de {month}",
        about="en|dentro de|en unos|en unas|en un plazo de|en menos de|unos|aproximadamente"
        "|en torno a|alrededor de|de",
    )
)

_ALOUD = Aloud(
    coins={
        "€": ("euro", "euros", "céntimo", "céntimos"),
        "£": ("libra", "libras", "penique", "peniques"),
        "$": ("dólar", "dólares", "centavo", "centavos"),
    },
    sum="{whole} con {rest} {cents}",
    minus="menos",
    plus="más",
    signs={".": "punto", "/": "barra", "@": "arroba", "-": "guion", "_": "guion bajo"},
)
_PLACES = {
    "London": "Londres", "Lisbon": "Lisboa", "Paris": "París", "Brussels": "Bruselas",
    "Berlin": "Berlín", "Zurich": "Zúrich", "Dublin": "Dublín", "Rome": "Roma", "Dubai": "Dubái",
    "New York": "Nueva York", "Mexico City": "Ciudad de México", "Bogota": "Bogotá",
    "Tokyo": "Tokio", "Canary": "Canarias", "Athens": "Atenas", "Vienna": "Viena",
    "Copenhagen": "Copenhague", "Amsterdam": "Ámsterdam", "Singapore": "Singapur",
}  # fmt: skip
_WORDS = Words(
    vague=(
        "pronto", "muy pronto", "lo antes posible", "lo más pronto posible", "cuanto antes",
        "en breve", "en la mayor brevedad", "a la mayor brevedad", "con la mayor brevedad",
        "a la brevedad", "próximamente", "en los próximos días", "en las próximas semanas",
        "en unos días", "en unos pocos días", "en su momento", "a su debido tiempo",
        "tan pronto como sea posible", "tan pronto como podamos", "tan pronto como nos sea posible",
        "lo antes que podamos", "en cuanto podamos", "en cuanto nos sea posible",
        "en cuanto sea posible", "cuando sea posible", "más adelante", "dentro de poco",
        "con la máxima celeridad", "a la máxima brevedad", "en un futuro próximo",
        "en un plazo razonable",
    ),
    hedges=(
        "esperamos", "confiamos en", "trataremos de", "intentaremos", "procuraremos",
        "haremos lo posible", "haremos todo lo posible", "quizá", "quizás", "tal vez",
        "posiblemente", "probablemente", "es posible que", "puede que", "podría", "podrían",
        "debería", "deberían", "ojalá", "a lo mejor", "nuestra intención es",
    ),
    non_apologies=(
        "sentimos si esto", "lamentamos si esto", "disculpe si esto", "perdone si esto",
        "que esto le haya podido", "si le hemos causado", "si le ha causado",
        "si le han causado", "si se ha sentido",
        "si le ha molestado", "si hemos causado", "las molestias que pueda causar",
        "las molestias que pudiera causar", "las molestias que haya podido causar",
        "las molestias que esto pueda", "las molestias que le hayamos podido causar",
        "cualquier molestia", "cualquier inconveniente", "los posibles inconvenientes",
        "las posibles molestias", "sentimos que se sienta", "lamentamos que se sienta",
    ),
    blame=(
        "como ya le dijimos", "como ya le hemos dicho", "como ya le explicamos",
        "como ya le indicamos", "como ya le informamos",
        "usted debería haber", "debería haber leído", "debió haber", "por no haber leído",
        "usted no nos facilitó", "no nos ha facilitado", "por su culpa", "por un error suyo",
        "usted afirma que", "usted alega", "si hubiera leído", "si hubiese leído",
    ),
    gaps=(
        "nombre", "nombre del cliente", "apellido", "apellidos", "fecha", "hora", "importe",
        "cantidad", "número", "número de pedido", "n.º de pedido", "nº de pedido", "pedido",
        "producto", "dirección", "correo", "correo electrónico", "teléfono", "empresa", "enlace",
        "su nombre", "plazo", "referencia", "motivo", "equipo", "agente",
    ),
    inexact=(
        "unos", "unas", "aproximadamente", "alrededor de", "cerca de", "casi", "más de",
        "menos de", "al menos", "como mínimo", "por lo menos", "antes de", "antes del",
        "después de", "después del", "tras", "tras el", "desde", "desde el", "hasta", "hasta el",
        "durante", "cada", "sobre", "en torno a", "a partir de", "a partir del",
    ),
    counted=("desde", "después", "tras", "a partir", "a contar", "antes", "siguientes", "de la"),
)  # fmt: skip
_SPANISH_COUNT = counted(_units("laborable", "laborables"), "a")
_MEXICAN_COUNT = counted(_units("hábil", "hábiles"), "a")
_SPAIN = Language(
    name="español",
    labels=_LABELS,
    promise="Lo resolveremos {promise}.",
    news="Tendrá noticias nuestras {update}, aunque nada haya cambiado.",
    after="{within} desde {event}",
    yes_no=("sí", "no"),
    duration=_SPANISH_COUNT,
    within=phrased("en un plazo de {}", _SPANISH_COUNT),
    speech=_SPEECH,
    numerals=Numerals(fewest=5),
    and_word=lambda last: "e" if _SOUNDS_I.match(last) else "y",
    aloud=_ALOUD,
    finders=_FINDERS,
    place_time="{clock} (hora de {place})",
    places=_PLACES,
    words=_WORDS,
)
_MEXICO = replace(
    _SPAIN,
    name="español de México",
    duration=_MEXICAN_COUNT,
    within=phrased("en un plazo de {}", _MEXICAN_COUNT),
    numerals=Numerals(
        group=",",
        point=".",
        sum="{minus}{sign}{digits}",
        coded="{minus}{sign} {digits}",
        signs={"EUR": "€", "GBP": "£", "MXN": "$"},
    ),
    aloud=_ALOUD._replace(
        coins={**_ALOUD.coins, "$": ("peso", "pesos", "centavo", "centavos")},
    ),
)


def locale(code: str) -> Locale:
    """Spanish as it is written for `es` or `es-MX`."""
    return (_MEXICO if code == "es-MX" else _SPAIN).locale(code)
