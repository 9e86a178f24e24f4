# shellcheck shell=bash
# shellcheck disable=SC2154,SC2001  # checkout and rtl are those of tools/hdl, place that of its jobs
# tools/hdl prove: the proofs of hdl/formal by induction, with yosys and its ABC, a solver of circuits as and-gates and registers. Each has a cover too: a
# proof about nothing would fail it. Where one does not hold, yosys-smtbmc and z3 say which assertion it is.

# A proof's module and sources, how many clocks its induction supposes, how far its cover goes, and a parameter. Sources with a / stand in hdl.
proof_of() {
  local receiver=cobs_decode.v,frame_check.v,formal/models/receiver.v
  case "$1" in
    uart_tx_bits) say "uart_tx uart_tx.v 2 165 CLOCKS_PER_BIT=16" ;;
    uart_rx_bytes) say "uart_rx_bytes_proof uart_rx.v 1 400 CLOCKS_PER_BIT=16" ;;
    request_queue) say "request_queue_proof request_queue.v,formal/models/fhn_ram.v 1 10 DEPTH=2048" ;;
    fhn_fifo) say "fhn_fifo_proof fhn_fifo.v,formal/models/fhn_ram.v 1 12 ADDRESS_BITS=9" ;;
    cobs) say "cobs_proof cobs_encode.v,cobs_decode.v,formal/models/fhn_ram_words.v 1 40" ;;
    receive_resync) say "receive_resync_proof $receiver,crc32.v 2 30" ;;
    receive_frame) say "receive_frame_proof $receiver,crc32.v 1 45" ;;
    reply_frames) say "reply_frames_proof reply_frames.v,formal/models/crc32.v 6 50" ;;
    fhn_gain_per_cell) say "fhn_gain_per_cell_proof fhn_gain_per_cell.v,fhn_multiply.v,fhn_delay.v 3 5" ;;
    *) return 1 ;;
  esac
}

# Steps of one proof; the first that fails ends it.
prove_steps() {
  compile "$@" || return 1
  solve "$1" "$4"
  case $? in
    0) reach "$1" "$5" ;;
    1) name_assertion "$1" "$4"; return 1 ;;
    *) return 1 ;;
  esac
}

# The module, flattened: PROOF.il.
compile() {
  local name="$1" top="$2" sources="$3" parameter="${6:-}" paths='' file
  for file in ${sources//,/ }; do
    case "$file" in
      */*) paths="$paths $checkout/hdl/$file" ;;
      *) paths="$paths $rtl/$file" ;;
    esac
  done
  # A proof that looks at registers of one module may stand inside that, and a macro calls for it. It must not be named as the module's file: that
  # would include itself. Others name registers as \module.register, with the attribute hierconn.
  case "$top" in
    *_proof) paths="$paths $checkout/hdl/formal/$name.v" ;;
    *) paths="-I$checkout/hdl/formal -DPROVE_${name^^} $paths" ;;
  esac
  yosys -q -p "read_verilog -formal -I$rtl/generated $paths; ${parameter:+chparam -set ${parameter/=/ } $top}
    prep -flatten -top $top; async2sync; write_rtlil $place/$name.il"
}

# as_circuit PROOF FILE.aig X COMMANDS: PROOF.il as and-gates and registers, with the assertions that COMMANDS leave, and every x as -X says. Registers
# without a first value begin with any (-zinit). Outputs go, since ABC would take them for assertions.
as_circuit() {
  local outputs assertions
  yosys -q -p "read_rtlil $place/$1.il; $4; delete -output o:*; opt_clean; memory_map; simplemap; techmap; setundef -$3; dffunmap; simplemap; aigmap
    write_aiger -zinit $2" || return 1
  # Its first line: aig, variables, inputs, registers, outputs, gates, assertions.
  read -r _ _ _ _ outputs _ assertions _ < <(head -n 1 "$2")
  [ "$outputs" = 0 ] && [ "${assertions:-0}" -gt 0 ] && return 0
  say "$1 has $outputs outputs and ${assertions:-no} assertions, where it must have none and some."
  return 1
}

# abc_says FILE.aig COMMANDS: what ABC says. Assumptions become part of the outputs (fold): one is 1 where all held so far and its assertion does not.
abc_says() { yosys-abc -c "read_aiger $1; fold; strash; $2" 2>&1 | grep -v '^$'; }

# solve PROOF CLOCKS: the induction. From reset no assertion fails in the first CLOCKS + 1 clocks; and where none failed in CLOCKS clocks, whatever the
# registers were at first and every x is in any clock, none fails in the next. All assertions are one (orpos), rewritten (dc2), which halves the time. 1 where
# that does not hold, 2 where it cannot be asked.
solve() {
  local circuit="$place/$1.aig" clocks=$(($2 + 1)) text
  as_circuit "$1" "$circuit" anyseq "delete t:\$cover" || return 2
  text="$(abc_says "$circuit" "orpos; bmc3 -F $clocks")"
  say "$text"
  case "$text" in
    *"No output asserted in $clocks frames"*) ;;
    *'was asserted in frame'*) say 'Does not hold: an assertion fails after reset.'; return 1 ;;
    *) return 2 ;;
  esac
  text="$(abc_says "$circuit" "orpos; dc2; dc2; strash; ind -F $clocks -C 0")"
  say "$text"
  case "$text" in
    *'Networks are equivalent'*) ;;
    *'Networks are UNDECIDED'*) say 'Does not hold: what is asserted in a clock does not follow from the clocks before.'; return 1 ;;
    *) return 2 ;;
  esac
}

# name_assertion PROOF CLOCKS: which assertion fails, by z3, which takes longer but knows the line; within four minutes.
name_assertion() {
  yosys -q -p "read_rtlil $place/$1.il; write_smt2 -wires $place/$1.smt2"
  timeout 120 yosys-smtbmc --noprogress --unroll -s z3 -t $(($2 + 1)) "$place/$1.smt2" &&
    timeout 120 yosys-smtbmc --noprogress --unroll -s z3 -i -t "$2" "$place/$1.smt2"
}

# reach PROOF CLOCKS: each cover comes within so many clocks. As a circuit, a cover is the assertion that it never does, which must fail; an x is 0.
reach() {
  local circuit="$place/$1-cover.aig" text
  as_circuit "$1" "$circuit" zero "chformal -assert -remove; techmap -map $checkout/hdl/formal/models/never.v" || return 1
  text="$(abc_says "$circuit" "bmc3 -a -F $2")"
  say "$text"
  [[ "$text" == *'outputs are found to be SAT'* ]] || { say "A cover is not reached within $2 clocks."; return 1; }
}

prove() {
  local name text of
  need yosys yosys-abc yosys-smtbmc z3
  if [ -n "${1:-}" ] && [ ! -f "$checkout/hdl/formal/$1.v" ]; then
    refuse_name proof "$1" hdl/formal "$checkout"/hdl/formal/*.v
  fi
  for name in "$root"/hdl/formal/${1:-*}.v; do
    name="$(basename "$name" .v)"
    text="$(proof_of "$name")" || { complain "tools/lib/hdl-prove.sh does not say how to prove $name."; exit 2; }
    read -r -a of <<<"$text"
    check "prove $name (induction, ${of[2]} clocks)" hdl/formal prove_steps "$name" "${of[@]}"
  done
}
