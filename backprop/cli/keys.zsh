# Examples and keys as zsh completes them.
_backprop_names() { backprop examples 2>/dev/null | cut -d' ' -f1 }
_backprop_examples() { compadd -- ${(f)"$(_backprop_names)"} }
_backprop_keys() {
  if [[ $PREFIX == *:* ]]; then
    compadd -- ${(f)"$(backprop keys "${PREFIX%%:*}" 2>/dev/null)"}
  else
    compadd -S : -- ${(f)"$(_backprop_names)"}
  fi
}
