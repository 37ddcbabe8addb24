"""Portuguese: of Portugal by default, with Brazilian words, clock times and sums for `pt-BR`.

Customers are addressed without “o senhor” and “a senhora”: in Portugal by the verb alone (“terá
notícias nossas”), in Brazil as “você”. “Até sexta-feira” includes the Friday. Days of the opening
hours are “dias úteis” in both.

Outside the GSM-7 alphabet are ã, õ, á, â, ê, í, ó, ô, ú and ç (à, é and Ç are in it): “até” and
“amanhã”, “mês” and “úteis” decide whether a text message has parts of 160 characters or of 70.
"""

from dataclasses import replace
from datetime import time
from decimal import Decimal

from snapmsg.locales import Locale, Words
from snapmsg.locales.aloud import Aloud
from snapmsg.locales.finding import Table, finders
from snapmsg.locales.language import Language, always
from snapmsg.locales.numerals import Numerals
from snapmsg.locales.speech import Speech, counted, phrased
from snapmsg.promise import Duration, Unit

_LABELS = {
    "status": "Ponto da situação",
    "next_steps": "Próximos passos",
    "approximate_time": "Prazo previsto",
    "planned_outcome": "Resultado previsto",
    "opening": "Abertura",
    "closing": "Fecho",
    "subject": "Assunto",
    "preheader": "Pré-visualização",
    "reference": "Assunto",
    "components": "Afeta",
    "pause": "(pausa)",
    "investigating": "Estamos a investigar",
    "identified": "Já conhecemos a causa",
    "monitoring": "Corrigido, e continuamos atentos",
    "resolved": "Resolvido",
    "us": "Nós",
    "you": "Cliente",
    "they": "Terceiros",
}
_BRAZILIAN_LABELS = _LABELS | {
    "status": "Situação",
    "closing": "Encerramento",
    "preheader": "Prévia",
    "investigating": "Estamos investigando",
    "you": "Você",
}
_WEEKDAYS = (
    "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado",
    "domingo",
)  # fmt: skip
_MONTHS = (
    "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro",
    "outubro", "novembro", "dezembro",
)  # fmt: skip
_COUNT = counted(
    {
        Unit.MINUTE: ("minuto", "minutos"),
        Unit.HOUR: ("hora", "horas"),
        Unit.WORKING_HOUR: ("hora útil", "horas úteis"),
        Unit.DAY: ("dia", "dias"),
        Unit.WORKING_DAY: ("dia útil", "dias úteis"),
        Unit.WEEK: ("semana", "semanas"),
        Unit.MONTH: ("mês", "meses"),
    },
    "a",
)


def _within_brazil(duration: Duration) -> str:
    """“Em até” holds for one number alone."""
    exact = duration.low == duration.high
    return f"{'em até' if exact else 'no prazo de'} {_COUNT(duration)}"


def _speech(*, brazil: bool) -> Speech:
    def clock(at: time) -> str:
        if brazil:
            return f"{at.hour}h{at.minute:02}" if at.minute else f"{at.hour}h"
        return f"{at.hour:02}:{at.minute:02}"

    to = "o" if brazil else "ao"
    return Speech(
        weekdays=_WEEKDAYS,
        months=_MONTHS,
        clock=clock,
        at=lambda at: f"{'à' if at.hour == 1 else 'às'} {clock(at)}",
        day_month=lambda day, month: f"{'1º' if brazil and day == 1 else day} de {month}",
        with_year="{date} de {year}",
        by="até {}",
        today=f"até {to} fim do dia de hoje",
        today_at="hoje",
        tomorrow="amanhã",
        week_end=f"até {to} fim da semana",
        month_end=f"até {to} fim do mês",
        end_of=f"até {to} fim de {{}}",
        midnight="até à meia-noite",
        dated="{weekday}, {date}",
        dated_at="{weekday}, {date}, {at}",
        news="Próxima atualização {}",
    )


def _plural_brazil(number: Decimal | int, one: str, other: str) -> str:
    """The form of a word that goes with a number: `one` below 2 (“1,5 hora”), but not for 0."""
    return one if number and -2 < number < 2 else other


_FINDERS = finders(
    Table(
        numbers="dois|duas|três|quatro|cinco|seis|sete|oito|nove|dez|onze|doze|quinze|vinte"
        "|vinte e quatro|trinta|quarenta e oito|quarenta e cinco|setenta e duas|sessenta|noventa",
        units="(?:minutos?|horas?|dias?|semanas?|m[êe]s(?:es)?|anos?|segundos|trimestres?"
        "|quinzenas?)(?: (?:[úu]til|[úu]teis|corridos|seguidos|completos))?",
        glued="h|hs|min|m",
        between="a|ou|e|até",
        weekdays="(?:segunda|ter[çc]a|quarta|quinta|sexta)[- ]feira|s[áa]bado|domingo"
        r"|(?:(?<=até )|(?<=na )|(?<=nesta )|(?<=esta )|(?<=próxima )|(?<=de )|(?<=à ))"
        r"(?:segunda|terça|quarta|quinta|sexta)(?= ?[.,;:!?)]| ?$| às?\b| ou\b| de manhã| à )",
        months="janeiro|jan|fevereiro|fev|março|abril|abr|maio|junho|jun|julho|jul|agosto"
        "|ago|setembro|outubro|novembro|dezembro",
        clock=r"(?:[01]?[0-9]|2[0-3])h(?:[0-5][0-9])?(?:min)?\b|(?<=às )[0-9]{1,2} ?h(?:oras)?\b"
        "|(?<=às )[0-9]{1,2}(?= da (?:manhã|tarde|noite))|meio-dia|meia-noite",
        day="[0-9]{1,2}(?:º)?",
        dates=r"{day} de {month}\b{year}|{day} {month}\b{year}",
        year="(?: de|,)? (?:19|20|21)[0-9]{2}(?![0-9])",
        days="(?:durante |ao longo d)o dia(?: de hoje)?|no dia de hoje|"
        "(?:(?<!de )|(?<=partir de ))hoje(?: mesmo)?|depois de amanhã|amanhã"
        "|esta (?:manhã|tarde|noite|semana)|este mês|(?:a próxima|na próxima) semana"
        "|(?:o próximo|no próximo) mês|(?:a semana|o mês) que vem|na semana que vem"
        "|no mês que vem",
        ends="(?:até |no |antes do |ao |a )?(?:ao |o )?(?:fim|final|finais|início|meio|meados)"
        " d(?:a|o|e|esta|este) (?:próxim[oa] )?(?:mês de )?"
        r"(?:semana|m[êe]s|ano|dia(?: de (?:hoje|amanhã))?|tarde|trimestre|expediente|{weekday}"
        "|{month}{year})",
        lead="em|dentro de|no prazo de|em até|demora|leva|cerca de|mais|no máximo|até|daqui a"
        "|menos de|prazo de|num prazo de",
        spans="(?:um|uma|1) (?:minuto|hora|dia|semana|mês|ano)(?: útil)?|meia hora|hora e meia"
        "|uma hora e meia|(?:a|na) próxima hora|um par de (?:horas|dias)",
        in_month="em|até|para|durante|antes de",
        since="desde|desde o|desde a|desde as|no passado|na passada|os últimos|as últimas"
        "|nos últimos|nas últimas",
        ago="há|há cerca de|há mais de|há quase|faz|faz mais de",
        past="passad[oa]s?|atrás|antes|depois|seguid[oa]s"
        "|de (?:atraso|garantia|antecedência|idade)",
        opening=r"(?:de )?(?:segunda|terça|quarta|quinta|sexta|s[áa]bado|domingo)(?:[- ]feira)?"
        "(?: ?[-–—] ?| a | à | até )(?:segunda|terça|quarta|quinta|sexta|s[áa]bado|domingo)"
        r"(?:[- ]feira)?\b(?:,? (?:das |de |entre as )?[0-9h:.]{1,5}(?: ?[-–—] ?| às | a | e as )"
        "[0-9h:.]{1,5})?"
        "|{n} {units} (?:por|ao|à) (?:dia|semana|mês|ano)|24 ?h(?:oras)?/7|24 horas por dia"
        "|(?:aos|todos os|cada) {weekday}s?|às (?:segundas|terças|quartas|quintas|sextas)"
        "(?:-feiras)?|todas as (?:segundas|terças|quartas|quintas|sextas)(?:-feiras)?",
        quiet="garantia de {n} {units}|sexta-feira (?:santa|negra)|black friday"
        "|(?:rua|avenida|praça) (?:de )?{day} de {month}",
        about="em|dentro de|no prazo de|em até|cerca de|aproximadamente|em cerca de|até|em torno de"
        "|por volta de|num prazo de",
    )
)

_ALOUD = Aloud(
    coins={
        "€": ("euro", "euros", "cêntimo", "cêntimos"),
        "£": ("libra", "libras", "péni", "pence"),
        "$": ("dólar", "dólares", "cêntimo", "cêntimos"),
        "R$": ("real", "reais", "centavo", "centavos"),
        "US$": ("dólar", "dólares", "centavo", "centavos"),
    },
    sum="{whole} e {rest} {cents}",
    minus="menos",
    plus="mais",
    signs={".": "ponto", "/": "barra", "@": "arroba", "-": "hífen", "_": "sublinhado"},
)
_PLACES = {
    "London": "Londres", "Lisbon": "Lisboa", "Brussels": "Bruxelas", "Berlin": "Berlim",
    "Rome": "Roma", "Vienna": "Viena", "Zurich": "Zurique",
    "Athens": "Atenas", "New York": "Nova Iorque", "Tokyo": "Tóquio",
    "Sao Paulo": "São Paulo", "Azores": "Açores", "Mexico City": "Cidade do México",
    "Singapore": "Singapura",
}  # fmt: skip
_WORDS = Words(
    vague=(
        "em breve", "brevemente", "muito em breve", "o mais breve possível",
        "o mais brevemente possível", "com a maior brevidade", "com a maior brevidade possível",
        "com a máxima brevidade", "o mais rápido possível", "o mais rapidamente possível",
        "o mais depressa possível", "o quanto antes", "quanto antes", "assim que possível",
        "logo que possível", "tão logo possível", "assim que pudermos", "logo que pudermos",
        "assim que nos for possível", "logo que nos seja possível", "quando for possível",
        "nos próximos dias", "nas próximas semanas", "dentro de dias", "dentro de alguns dias",
        "daqui a alguns dias", "em alguns dias", "em poucos dias", "dentro em breve",
        "oportunamente", "em tempo útil", "em momento oportuno", "mais tarde", "futuramente",
        "num futuro próximo", "em um futuro próximo", "num prazo razoável", "em prazo razoável",
    ),
    hedges=(
        "esperamos", "vamos tentar", "tentaremos", "procuraremos", "iremos tentar",
        "faremos o possível", "faremos o nosso melhor", "faremos nosso melhor",
        "faremos todo o possível", "talvez", "possivelmente", "provavelmente", "eventualmente",
        "em princípio", "é possível que", "pode ser que", "poderá", "poderão", "poderia",
        "deverá", "deverão", "deve ser", "deveria", "oxalá", "tomara",
    ),
    non_apologies=(
        "desculpa se isto", "desculpa se isso", "desculpas se isto", "desculpas se isso",
        "lamentamos se isto", "lamentamos se isso", "desculpe se isto", "desculpe se isso",
        "se lhe causámos", "se lhe causamos", "se causámos", "se causamos", "caso tenhamos causado",
        "se se sentiu", "se você se sentiu", "caso se tenha sentido", "qualquer incómodo",
        "qualquer incômodo", "quaisquer incómodos", "qualquer inconveniente",
        "quaisquer inconvenientes", "eventuais incómodos", "eventuais transtornos",
        "qualquer transtorno", "quaisquer transtornos", "eventuais inconvenientes",
        "que possa ter causado", "que isto possa causar", "que isso possa causar",
        "lamentamos que se sinta", "sentimos que se sinta",
    ),
    blame=(
        "como já lhe dissemos", "como já informámos", "como já informamos", "como já explicámos",
        "como já explicamos", "conforme já informado", "deveria ter lido", "devia ter lido",
        "você deveria ter", "por sua culpa", "por erro seu", "por lapso seu",
        "você não leu", "você alega", "ao contrário do que afirma",
    ),
    gaps=(
        "nome", "nome do cliente", "apelido", "sobrenome", "seu nome", "data", "hora", "valor",
        "montante", "número", "número da encomenda", "número do pedido", "nº do pedido",
        "encomenda", "pedido", "produto", "morada", "endereço", "e-mail", "telefone", "telemóvel",
        "celular", "empresa", "link", "prazo", "referência", "motivo", "equipa", "equipe",
        "atendente",
    ),
    inexact=(
        "cerca de", "aproximadamente", "quase", "mais de", "menos de", "pelo menos", "no mínimo",
        "antes de", "antes do", "antes das", "depois de", "depois do", "após", "após o", "desde",
        "desde o", "durante", "cada", "a partir de", "a partir do", "por volta de",
        "por volta das", "em torno de", "uns", "umas",
    ),
    counted=("após", "depois", "a partir", "a contar", "desde", "antes", "seguintes", "da data"),
)  # fmt: skip
_PORTUGAL = Language(
    name="português",
    labels=_LABELS,
    promise="Resolveremos isto {promise}.",
    news="Terá notícias nossas {update}, mesmo que nada tenha mudado.",
    after="{within} após {event}",
    yes_no=("sim", "não"),
    duration=_COUNT,
    within=phrased("no prazo de {}", _COUNT),
    speech=_speech(brazil=False),
    numerals=Numerals(group=" ", fewest=5),
    and_word=always("e"),
    aloud=_ALOUD,
    finders=_FINDERS,
    place_time="{clock} (hora de {place})",
    places=_PLACES,
    words=_WORDS,
)
_BRAZIL = replace(
    _PORTUGAL,
    name="português do Brasil",
    labels=_BRAZILIAN_LABELS,
    promise="Vamos resolver isso {promise}.",
    news="Você terá notícias nossas {update}, mesmo que nada tenha mudado.",
    within=_within_brazil,
    speech=_speech(brazil=True),
    numerals=Numerals(
        sum="{minus}{sign} {digits}",
        coded="{minus}{sign} {digits}",
        signs={"BRL": "R$", "EUR": "€", "GBP": "£", "USD": "US$"},
    ),
    plural=_plural_brazil,
    place_time="{clock} (horário de {place})",
)


def locale(code: str) -> Locale:
    """Portuguese as it is written for `pt` or `pt-BR`."""
    return (_BRAZIL if code == "pt-BR" else _PORTUGAL).locale(code)
