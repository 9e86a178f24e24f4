# shellcheck shell=bash
# shellcheck disable=SC2154,SC2001  # checkout and rtl are those of tools/hdl, place that of its jobs
# tools/hdl prove: the proofs of hdl/formal with yosys-smtbmc and z3. Each has a cover too: a proof about nothing would fail it.

# A proof's module and sources, how far it goes, whether by induction, how far its cover goes, and a parameter.
proof_of() {
  case "$1" in
    uart_tx_bits) say "uart_tx uart_tx.v 6 induction 42 CLOCKS_PER_BIT=4" ;;
    uart) say "uart_proof uart_tx.v,uart_rx.v 46 bounded 46" ;;
    request_queue) say "request_queue_proof request_queue.v,fhn_ram.v 12 bounded 16" ;;
    request_queue_pointers) say "request_queue request_queue.v,fhn_ram.v 4 induction 28 DEPTH=8" ;;
    cobs) say "cobs_proof cobs_encode.v,cobs_decode.v,fhn_ram.v 16 bounded 24" ;;
    frame_check_verdict) say "frame_check frame_check.v,crc32.v 31 bounded 31 LONGEST=8" ;;
    fhn_gain_per_cell) say "fhn_gain_per_cell_proof fhn_gain_per_cell.v,fhn_multiply.v,fhn_delay.v 4 bounded 5" ;;
    *) return 1 ;;
  esac
}

# Steps of one proof; the first that fails ends it.
prove_steps() {
  local name="$1" top="$2" sources="$3" depth="$4" kind="$5" cover="$6" parameter="${7:-}" files
  files="$(sed "s,[^ ][^ ]*,$rtl/&,g" <<<"${sources//,/ }")"
  # A proof that looks at registers stands inside the module, and a macro calls for it. It must not be named as the module's file: that would
  # include itself.
  case "$top" in
    *_proof) files="$files $checkout/hdl/formal/$name.v" ;;
    *) files="-I$checkout/hdl/formal -DPROVE_${name^^} $files" ;;
  esac
  yosys -q -p "read_verilog -formal -I$rtl/generated $files; ${parameter:+chparam -set ${parameter/=/ } $top}
    prep -flatten -top $top; async2sync; write_smt2 -wires $place/$name.smt2" || return 1
  yosys-smtbmc --noprogress -s z3 -t "$depth" "$place/$name.smt2" || return 1
  [ "$kind" != induction ] || yosys-smtbmc --noprogress -s z3 -i -t "$depth" "$place/$name.smt2" || return 1
  yosys-smtbmc --noprogress -s z3 -c -t "$cover" "$place/$name.smt2"
}

prove() {
  local name text of
  need yosys yosys-smtbmc z3
  if [ -n "${1:-}" ] && [ ! -f "$checkout/hdl/formal/$1.v" ]; then
    complain "There is no proof '$1'; see hdl/formal for their names."
    exit 2
  fi
  for name in "$root"/hdl/formal/${1:-*}.v; do
    name="$(basename "$name" .v)"
    text="$(proof_of "$name")" || { complain "tools/lib/hdl-prove.sh does not say how to prove $name."; exit 2; }
    read -r -a of <<<"$text"
    check "prove $name (${of[3]}, ${of[2]} clocks)" hdl/formal prove_steps "$name" "${of[@]}"
  done
}
