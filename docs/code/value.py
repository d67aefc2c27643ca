"""A proved value in a program, where each answer comes from its proof."""

import backprop

value = backprop.value("mazur:E_total")
print("as text: loss", value)
print(f"to four decimals: loss {value:.4f}")
print(f"to thirty decimals: loss {value:.30f}")
print("rounded, as a decimal: loss", round(value, 6))
print(f"as a float: loss {float(value):.12f}")
print("less after an update:", backprop.value("mazur@1:E_total") < value)
