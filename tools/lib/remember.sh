# shellcheck shell=bash
# shellcheck disable=SC2154  # root is that of common.sh
# Remembers which checks passed, in the user's cache: a check whose sources, tools and arguments are those of then is not run again. Never used with --ci.

memory="${XDG_CACHE_HOME:-$HOME/.cache}/fhnhw/checks"

# hash_of PATH...: of the names and contents of files and folders, from the project's folder.
hash_of() { [ $# -eq 0 ] || (cd "$root" && find "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-32); }

# hash_text: of standard input.
hash_text() { sha256sum | cut -c1-32; }

# recall KEY: prints what was said when this check passed; fails where it is not remembered.
recall() { [ -s "$memory/$1" ] && cat "$memory/$1" 2>/dev/null && touch "$memory/$1"; }

# remember KEY TEXT; what nobody asked for in a month is forgotten.
remember() {
  mkdir -p "$memory"
  say "$2" >"$memory/$1.$$" && mv "$memory/$1.$$" "$memory/$1"
}

forget_old() { [ ! -d "$memory" ] || find "$memory" -type f -mtime +30 -delete; }
