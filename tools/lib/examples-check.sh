# shellcheck shell=bash
# shellcheck disable=SC2154  # root is that of common.sh, place that of jobs.sh
# The gate's step 'examples': each of examples/*.cs and examples/python/run.py runs, and its output has the shape that docs/library.md shows.
# PyTorch is too large to be installed for one example: torch_train.py runs where it is.
# Included by tools/test.

# Of a program in one file: what it needs is built already, and it leaves nothing behind.
run_example() {
  if [ "$1" = currents ]; then run_elsewhere "$@"; else dotnet run -c Release --file "examples/$1.cs" -- "${@:2}"; fi
}

# A copy in a folder of a user's own, which names the checkout's projects by their whole path: nothing there pins what the packages rest on.
run_elsewhere() {
  local text code
  mkdir -p "$place/own" && sed "s,^#:project \.\./,#:project $root/," "examples/$1.cs" >"$place/own/$1.cs" || return 1
  text="$(cd "$place/own" && dotnet run -c Release --file "$1.cs" -- "${@:2}" 2>&1)"
  code=$?
  say "$text"
  ! grep -q ': warning ' <<<"$text" || return 1
  return "$code"
}

# example NAME SHAPE LINES ARGUMENT...: its output has so many lines of the shape, an extended regular expression.
example() {
  local name="$1" shape="$2" lines="$3" output count code
  output="$(run_example "$name" "${@:4}")"
  code=$?
  printf '%s\n' "== $name ${*:4}" "$output"
  [ "$code" -eq 0 ] || { say "FAIL examples/$name.cs: exit code $code."; return 1; }
  count="$(grep -cE "$shape" <<<"$output")"
  [ "$count" -eq "$lines" ] || { say "FAIL examples/$name.cs: $count lines are '$shape', not $lines."; return 1; }
}

check_examples() {
  local number='[-+]?[0-9]+\.[0-9]+' device line result
  example currents "^I = $number  mean of x $number  first samples( $number){5}$" 4 &&
    example train "^epoch [0-9]: loss $number, test $number % by vote, $number % by mean$" 1 cpu builtin 1 &&
    example hardware "^epoch [0-9]: loss $number, test $number % by vote, $number % by mean$" 3 &&
    example loop "^epoch [0-9]: train $number %, test $number %$" 3 || return 1
  make -s -C tools/refdevice || return 1
  artifacts/refdevice/fhn-refdevice --pty >"$place/device" &
  device=$!
  for ((line = 0; line < 600; line++)); do
    [ ! -s "$place/device" ] || break
    sleep 0.1
  done
  example board '^63 currents, [0-9]+ samples, bit-exact$' 1 "serial:$(head -n 1 "$place/device")"
  result=$?
  kill "$device"
  [ "$result" -eq 0 ] || return 1
  dotnet src/Host/bin/Release/net10.0/fhnhw.dll train --data builtin --device cpu --train-images 300 --test-images 100 --epochs 1 --out "$place/run" &&
    /usr/bin/python3 examples/python/run.py "$place/run" | tee "$place/told" && [ "$(grep -c '^cell [0-9]*: I ' "$place/told")" -eq 5 ] &&
    check_torch
}

check_torch() {
  /usr/bin/python3 -c 'import torch' 2>/dev/null || { say 'PyTorch is not installed (python3-torch): examples/python/torch_train.py was not run.'; return 0; }
  dotnet src/Host/bin/Release/net10.0/fhnhw.dll data export "$place/digits" --data builtin &&
    dotnet src/Host/bin/Release/net10.0/fhnhw.dll table --device cpu --hidden 20 --mismatch 0.3 --out "$place/cells.npz" &&
    /usr/bin/python3 examples/python/torch_train.py "$place/cells.npz" "$place/digits" 1 | tee "$place/told" &&
    grep -qE '^epoch 1: test [0-9]+\.[0-9]{2} % by mean$' "$place/told"
}
