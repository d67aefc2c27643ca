"""A proved value in a program: in three forms, and whether its digits are all there are."""

import backprop

value = backprop.value("mazur:E_total")
print("as text: loss", str(value))
print(f"as a float: loss {float(value):.12f}")
print("as a decimal: loss", value.decimal)
print("exact:", value.exact)
