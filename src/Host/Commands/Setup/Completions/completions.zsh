# Completions of fhnhw for zsh: source <(fhnhw completions zsh)
_fhnhw() {
  local line="${words[2,-1]}"
  local -a found
  found=("${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}")
  compadd -- $found || _files
}
compdef _fhnhw fhnhw
