# Examples and keys as bash completes them.
_backprop_names() { backprop examples 2>/dev/null | cut -d' ' -f1; }
_backprop_examples() { compgen -W "$(_backprop_names)" -- "$1"; }
_backprop_keys() {
  case $1 in
    *:*) compgen -W "$(backprop keys "${1%%:*}" 2>/dev/null)" -- "$1" ;;
    *) compgen -S : -W "$(_backprop_names)" -- "$1" ;;
  esac
}

# Bash breaks a key into words at its colon: here they are put together, and what stands already is left out again.
_backprop() {
  local line=${COMP_LINE:0:COMP_POINT} COMP_WORDS COMP_CWORD word
  read -ra COMP_WORDS <<< "$line"
  [[ $line == *[[:space:]] ]] && COMP_WORDS+=('')
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  _shtab_backprop
  word=${COMP_WORDS[COMP_CWORD]}
  COMPREPLY=("${COMPREPLY[@]#"${word%"${word##*[:@=]}"}"}")
  [[ ${COMPREPLY[0]-} == *: ]] && compopt -o nospace
}
