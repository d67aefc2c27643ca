"""A proved value in a program: in three forms, and whether its digits are all there are."""

import backprop

value = backprop.value("mazur:E_total")
print("as text: error", str(value))
print(f"as a float: error {float(value):.12f}")
print("as a decimal: error", value.decimal)
print("exact:", value.exact)
