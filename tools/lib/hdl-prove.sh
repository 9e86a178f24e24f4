# shellcheck shell=bash
# shellcheck disable=SC2154,SC2001  # checkout and rtl are those of tools/hdl, place that of its jobs
# tools/hdl prove: the proofs of hdl/formal with yosys-smtbmc and z3. Each has a cover too: a proof about nothing would fail it.

# A proof's module and sources, how far it goes, whether by induction, how far its cover goes, and a parameter. Sources with a / stand in hdl.
proof_of() {
  local receiver=cobs_decode.v,frame_check.v,formal/models/receiver.v
  case "$1" in
    uart_tx_bits) say "uart_tx uart_tx.v 6 induction 42 CLOCKS_PER_BIT=4" ;;
    uart_rx_bytes) say "uart_rx_bytes_proof uart_rx.v 1 induction 100 CLOCKS_PER_BIT=4" ;;
    request_queue) say "request_queue_proof request_queue.v,formal/models/fhn_ram.v 1 induction 10 DEPTH=64" ;;
    fhn_fifo) say "fhn_fifo_proof fhn_fifo.v,formal/models/fhn_ram.v 1 induction 12 ADDRESS_BITS=5" ;;
    cobs) say "cobs_proof cobs_encode.v,cobs_decode.v,formal/models/fhn_ram_words.v 1 sat-induction 40" ;;
    receive_resync) say "receive_resync_proof $receiver,crc32.v 2 induction 30" ;;
    receive_frame) say "receive_frame_proof $receiver,crc32.v 1 induction 45" ;;
    reply_frames) say "reply_frames_proof reply_frames.v,formal/models/crc32.v 7 induction 50" ;;
    fhn_gain_per_cell) say "fhn_gain_per_cell_proof fhn_gain_per_cell.v,fhn_multiply.v,fhn_delay.v 4 bounded 5" ;;
    *) return 1 ;;
  esac
}

# Steps of one proof; the first that fails ends it.
prove_steps() { compile "$@" && solve "$1" "$4" "$5" && reach "$1" "$6"; }

compile() {
  local name="$1" top="$2" sources="$3" parameter="${7:-}" paths='' file
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
    prep -flatten -top $top; async2sync; write_smt2 -wires $place/$name.smt2; write_rtlil $place/$name.il
    chformal -assert -remove; write_smt2 -wires $place/$name-cover.smt2"
}

# --unroll names each value once, which z3 would else expand again for each of its uses: ten times faster at `reply_frames`.
solve() {
  if [ "$3" = sat-induction ]; then
    by_sat "$1"
    return
  fi
  yosys-smtbmc --noprogress --unroll -s z3 -t "$2" "$place/$1.smt2" || return 1
  [ "$3" != induction ] || yosys-smtbmc --noprogress --unroll -s z3 -i -t "$2" "$place/$1.smt2"
}

# The induction's step by yosys's own SAT solver, which ends where z3 does not: at `cobs`. It begins with any state, one in reset among them, in which
# nothing is asserted; so the step is all. Says what yosys-smtbmc would.
by_sat() {
  local text
  text="$(yosys -q -p "read_rtlil $place/$1.il; delete t:\$cover; opt -full
    sat -verify -tempinduct -tempinduct-inductonly -prove-asserts -set-assumes -maxsteps 1" 2>&1)" && return 0
  say "$text"
  [[ "$text" != *'proof did fail'* ]] || say 'Status: FAILED'
  return 1
}

# Of a trace that reaches what it must, yosys-smtbmc asks each assertion in each clock; that is proven already, and took longer than to find the trace.
reach() { yosys-smtbmc --noprogress --unroll -s z3 -c -t "$2" "$place/$1-cover.smt2"; }

prove() {
  local name text of
  need yosys yosys-smtbmc z3
  if [ -n "${1:-}" ] && [ ! -f "$checkout/hdl/formal/$1.v" ]; then
    refuse_name proof "$1" hdl/formal "$checkout"/hdl/formal/*.v
  fi
  for name in "$root"/hdl/formal/${1:-*}.v; do
    name="$(basename "$name" .v)"
    text="$(proof_of "$name")" || { complain "tools/lib/hdl-prove.sh does not say how to prove $name."; exit 2; }
    read -r -a of <<<"$text"
    check "prove $name (${of[3]}, ${of[2]} clocks)" hdl/formal prove_steps "$name" "${of[@]}"
  done
}
