# Completions of fhnhw for bash: source <(fhnhw completions bash)
_fhnhw() {
  local line="${COMP_LINE#"${COMP_WORDS[0]}"}" point
  point=$((COMP_POINT - ${#COMP_WORDS[0]}))
  line="${line# }"
  mapfile -t COMPREPLY < <(compgen -W "$("${COMP_WORDS[0]}" "[suggest:$((point - 1))]" "$line" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}")
}
complete -o default -F _fhnhw fhnhw
