# shellcheck shell=bash
# shellcheck disable=SC2154,SC2178  # rtl and tb are those of tools/hdl, place that of its jobs
# tools/hdl mutate: faults put into the modules one by one. The proof that is named must not hold with it, so no proof is an empty one; where there is
# no proof of that name, the testbench must fail.

# PROOF FILE: what stands there => what is put in its place, everywhere in the file.
mutants() {
  cat <<'END'
receive_resync cobs_decode.v: if (byte_i == 8'd0) begin => if (byte_i == 8'd0 && left == 8'd0) begin
receive_resync frame_check.v: if (rst_i || judged) begin => if (rst_i || (judged && good)) begin
receive_resync frame_check.v: !rst_i && !judged && (lost => !rst_i && (lost
receive_frame frame_check.v: crc == RESIDUE => crc[30:0] == RESIDUE[30:0]
receive_frame frame_check.v: && !too_long => && length < LONGEST
receive_frame frame_check.v: good <= !broken_i && => good <=
request_queue request_queue.v: rewind_i ? committed : tail_next => tail_next
request_queue request_queue.v: used[AT_BITS-1:2] != => used[AT_BITS-1:1] !=
request_queue request_queue.v: head != committed => head != tail
fhn_fifo fhn_fifo.v: fill >= NEARLY_FULL => fill > NEARLY_FULL + 1
fhn_fifo fhn_fifo.v: = filled && !byte_valid_o => = filled
cobs cobs_encode.v: fills <= length == FULL - 8'd1 => fills <= length == FULL
cobs cobs_encode.v: head != gap => head != tail
cobs cobs_encode.v: used[RING_BITS-1:3] != {(RING_BITS - 3) {1'b1}} => 1'b1
cobs cobs_decode.v: zero_due <= byte_i != FULL => zero_due <= 1'b1
uart_rx_bytes uart_rx.v: line_dead <= line_dead && !rx => line_dead <= line_dead
uart_rx_bytes uart_rx.v: HALF_A_BIT = ONE_BIT >> 1 => HALF_A_BIT = ONE_BIT
uart_tx_bits uart_tx.v: bits_left == 4'd2 => bits_left == 4'd3
reply_frames reply_frames.v: damaged && !(told_damaged && (overflow || answers)) && !(told_overflow && answers); => damaged;
reply_frames reply_frames.v: tell_beat <= !greet_i && beat_i; => tell_beat <= !greet_i && !damaged && beat_i;
reply_frames reply_frames.v: close <= streamed[9] || => close <=
fhn_gain_per_cell fhn_gain_per_cell.v: c_i[15] ? => c_i[14] ?
fhn_reply fhn_reply.v: .byte_valid_i(serial_valid && ends_told_i) => .byte_valid_i(serial_valid)
fhn_reply fhn_reply.v: fifo_ready && ends_told_i => fifo_ready
fhn_reply fhn_reply.v: = !packed_valid && !serial_valid => = !serial_valid
fhn_reply fhn_reply.v: .clear_i(rst_i || clear_i) => .clear_i(clear_i)
fhn_reply fhn_reply.v: counts_valid ? 3'd4 => counts_valid ? 3'd3
fhn_square fhn_square.v: 8'd196, 8'd169 => 8'd196, 8'd168
fhn_multiply fhn_multiply.v: B_BITS > 3 ? 4 : 3 => 4
END
}

# plant FILE OLD NEW: the modules with a fault, in $place/rtl.
plant() {
  local file="$1" old="$2" new="$3" sound text
  sound="$(<"$rtl/$file")"
  text="${sound//"$old"/"$new"}"
  [ "$text" != "$sound" ] || { say "$file has no '$old' any more"; return 1; }
  mkdir "$place/rtl"
  cp -r . "$place/rtl"
  say "$text" >"$place/rtl/$file"
}

# fail_bench NAME FILE OLD NEW: the faulty module still compiles, and its testbench says that it fails.
fail_bench() {
  local name="$1" text
  plant "${@:2}" || return 1
  # shellcheck disable=SC2046
  (cd "$place/rtl" && iverilog -g2005 $(rtl="$place/rtl" includes_of w16-k8-e0) -o "$place/$name" -s "${name}_tb" "$tb/${name}_tb.v" -f files.f) || return 1
  text="$(vvp -n "$place/$name" 2>&1)"
  say "$text"
  [[ "$text" == *"FAIL $name:"* ]]
}

# refute FILE OLD NEW PROOF OF...: the faulty module still compiles, and its proof does not hold.
refute() {
  local text
  plant "${@:1:3}" || return 1
  shift 3
  local rtl="$place/rtl"
  compile "$@" || return 1
  # It must be the proof that failed, not a tool.
  text="$(solve "$1" "$4")"
  say "$text"
  [[ "$text" == *'Does not hold: '* ]]
}

mutate() {
  local line name file old new text of
  need yosys yosys-abc iverilog vvp
  while read -r line; do
    read -r name file <<<"${line%%: *}"
    text="${line#*: }"
    old="${text%% => *}" new="${text#* => }"
    if [ ! -f "$checkout/hdl/formal/$name.v" ]; then
      check "mutant of $name: $new" "hdl/tb/${name}_tb.v" fail_bench "$name" "$file" "$old" "$new"
      continue
    fi
    read -r -a of <<<"$(proof_of "$name")"
    check "mutant of $name: $new" hdl/formal refute "$file" "$old" "$new" "$name" "${of[@]}"
  done < <(mutants)
}
