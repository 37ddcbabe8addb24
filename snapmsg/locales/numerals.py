"""Numbers and sums of money as languages write them. Exact: nothing is rounded.

All spaces are plain ones. A no-break space is not in the GSM-7 alphabet: one of them would more
than halve what a text message holds, while a plain one can at worst end a line before a unit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from snapmsg.values import Money, minor_units


@dataclass(frozen=True, slots=True)
class Numerals:
    """How a language writes numbers: `1.250,50`, and sums: `1.250,50 €`.

    Groups of three are set apart from `fewest` digits on. `sum` places a currency's sign, `coded`
    the code (ISO 4217) of one that has no sign in `signs`.
    """

    group: str = "."
    point: str = ","
    fewest: int = 4
    sum: str = "{minus}{digits} {sign}"
    coded: str = "{minus}{digits} {sign}"
    signs: Mapping[str, str] = field(default_factory=lambda: {"EUR": "€", "GBP": "£", "USD": "$"})

    def number(self, number: Decimal, decimals: int | None = None) -> str:
        """At least `decimals` places, and all that the number has."""
        return ("-" if number < 0 else "") + self._digits(number, decimals or 0)

    def money(self, money: Money) -> str:
        """With the decimals of the currency, and all that the amount has."""
        sign = self.signs.get(money.currency)
        return (self.coded if sign is None else self.sum).format(
            minus="-" if money.amount < 0 else "",
            digits=self._digits(money.amount, minor_units(money.currency)),
            sign=sign or money.currency,
        )

    def _digits(self, number: Decimal, decimals: int) -> str:
        places = max(0, -int(number.as_tuple().exponent), decimals)
        whole, _, rest = f"{abs(number):,.{places}f}".partition(".")
        apart = len(whole.replace(",", "")) >= self.fewest
        return whole.replace(",", self.group if apart else "") + (self.point + rest if rest else "")
