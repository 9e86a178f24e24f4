# shellcheck shell=bash
# shellcheck disable=SC2154  # rtl, tb, vectors, work and narrow are those of tools/hdl
# tools/hdl testbench: the testbenches, under iverilog, or under Verilator where that is faster with its build.

# What testbenches take beside hdl/rtl.
beside='hdl/sim/side_by_side hdl/boards/ecp5-lanes hdl/tb/ecp5_models.v'

# simulate NAME FORMAT PLUSARGS [-PTB.NAME=VALUE...]: a testbench with all sources, or those of $sources, under iverilog; it says PASS itself.
simulate() {
  check "$(label "$@")" "hdl/tb/$1_tb.v $beside" under_iverilog "$@"
}

# The same under Verilator.
simulate_fast() { check "$(label "$@")" "hdl/tb/$1_tb.v $beside" under_verilator "$@"; }

# What a testbench's run is called: its name, the format (of the step the file of vectors has it), other sources, vectors and parameters.
label() {
  local name="$1" format="$2"
  [ "$name" != fhn_step ] || format=''
  say "$name${format:+ $format}${sources:+ of $(hash_text <<<"${sources//"$work"/}" | head -c 4)} ${*:3}" \
    | sed -E "s,\+vectors=\S*/,,; s,-P[a-z_]+_tb\.,,g; s, +, ,g; s, $,,"
}

under_iverilog() {
  local name="$1" format="$2" plusargs="$3"
  shift 3
  # shellcheck disable=SC2046,SC2086
  iverilog -g2005 $(includes_of "$format") -o "$place/$name" -s "${name}_tb" "$@" "$tb/${name}_tb.v" ${sources:--f files.f} || return 1
  # shellcheck disable=SC2086
  says_pass vvp -n "$place/$name" $plusargs
}

# Registers without a first value begin with random bits, the same in every run: Verilator knows no X. Most run so shortly that optimising their code
# takes longer than it saves.
under_verilator() {
  local name="$1" format="$2" plusargs="$3" model="$place/model"
  shift 3
  # shellcheck disable=SC2046,SC2086
  verilator --cc --exe --main --timing -O3 --x-initial unique --x-assign fast -Wno-fatal -Wno-lint -Wno-style -Wno-INITIALDLY \
    --top-module "${name}_tb" --prefix Vtestbench --Mdir "$model" \
    $(includes_of "$format") "${@/#-P"${name}_tb."/-G}" "$tb/${name}_tb.v" ${sources:--f files.f} || return 1
  verilated_library "$model" || return 1
  cp "$work/library/"*.o "$model/" || return 1
  make -s -C "$model" -f Vtestbench.mk VM_PARALLEL_BUILDS=0 OPT_FAST="${optimised:--O0}" OPT_SLOW=-O0 || return 1
  # shellcheck disable=SC2086
  says_pass "$model/Vtestbench" +verilator+rand+reset+2 +verilator+seed+7 $plusargs
}

# Verilator's own library, compiled once for all testbenches by the first that comes; the others wait.
verilated_library() {
  local folder="$work/library" model="$1"
  if mkdir "$folder" 2>/dev/null; then
    if make -s -C "$model" -f Vtestbench.mk OPT_GLOBAL=-O1 verilated.o verilated_timing.o verilated_threads.o \
      && cp "$model"/verilated*.o "$folder/"; then
      : >"$folder/ready"
    else
      : >"$folder/broken"
    fi
  fi
  while [ ! -e "$folder/ready" ]; do
    [ ! -e "$folder/broken" ] || return 1
    sleep 0.2
  done
}

# Runs a testbench: it passes where it ends well and says so.
says_pass() {
  local text
  text="$("$@" 2>&1)" || { say "$text"; return 1; }
  say "$text"
  grep -q '^PASS ' <<<"$text"
}

# The parameters of a file of step vectors: those of its second line, and as many bits of Yh as its rows need.
step_parameters() {
  local W P U k e G CL XMAX bits
  IFS=, read -r W _ P U k e _ G CL XMAX _ < <(sed -n 2p "$1")
  bits="$(awk -F, 'NR > 2 { for (i = 3; i <= 6; i += 3) { v = $i < 0 ? -$i - 1 : $i + 0; if (v > most) most = v } }
    END { for (n = 1; most > 0; n++) most = int(most / 2); print n }' "$1")"
  printf -- '-Pfhn_step_tb.%s\n' "W=$W" "P=$P" "U=$U" "K=$k" "E=$e" "G=$G" "CL=$CL" "XMAX=$XMAX" "YH_BITS=$bits"
}

testbench_fhn_step() {
  local file fabric parameters
  for file in "$vectors"/step-*.csv; do
    mapfile -t parameters < <(step_parameters "$file")
    for fabric in 0 1; do
      simulate fhn_step w16-k8-e0 "+vectors=$file" "${parameters[@]}" "-Pfhn_step_tb.FABRIC=$fabric"
    done
  done
}

# The files of hdl/rtl, with the lanes of an ECP5 and their multipliers in the places of those of the same names, and a stand-in for the part's multiplier.
with_ecp5_lanes() {
  grep -vE '^(fhn_(lanes|sampler|multiply|square)|request_queue)\.v$' "$rtl/files.f"
  printf '%s\n' "$checkout"/hdl/boards/ecp5-lanes/*.v "$tb/ecp5_models.v"
}

testbench_ecp5_multipliers() {
  local sources
  sources="$(with_ecp5_lanes | tr '\n' ' ')"
  simulate ecp5_multipliers w16-k8-e0 ''
}

testbench_request_queue() {
  simulate request_queue w16-k8-e0 ''
  sources="$(with_ecp5_lanes | tr '\n' ' ')" simulate request_queue w16-k8-e0 ''
}

testbench_fhn_lane() {
  simulate fhn_lane w16-k8-e0 "+vectors=$vectors/step-w16-k8-e0.csv"
}

# Every format, and several numbers of lanes; under Verilator three times the jobs, and once under iverilog, which knows X.
testbench_fhn_lanes() {
  local format
  local optimised=-O1
  simulate_fast fhn_lanes w16-k8-e0 '' -Pfhn_lanes_tb.LANES=16 -Pfhn_lanes_tb.SIGNATURE=0 -Pfhn_lanes_tb.JOBS=180
  for format in "${formats[@]}"; do simulate_fast fhn_lanes "$format" '' -Pfhn_lanes_tb.JOBS=180; done
  simulate fhn_lanes w16-k8-e0 '' -Pfhn_lanes_tb.LANES=1
}

# What differs with per-cell parameters, without and with them.
both_ways() {
  simulate "$1" w16-k8-e0 ''
  simulate "$1" w16-k8-e0 '' "-P$1_tb.PER_CELL=1"
}
testbench_fhn_sequencer() { both_ways fhn_sequencer; }
testbench_fhn_sampler() { both_ways fhn_sampler; }
testbench_request_parse() { both_ways request_parse; }
testbench_fhn_states() { both_ways fhn_states; }

testbench_fhn_noise() {
  local file
  for file in "$vectors"/cells-*.csv; do
    simulate fhn_noise w16-k8-e0 "+vectors=$file"
  done
}

# The default format at several numbers of lanes, every other format once. Some of the runs have a RAM that gives X where a word is read in the clock in
# which it is written: the array needs no such word, which a part's RAM does not define.
testbench_fhn_array() {
  local with_x
  with_x="-DRAM_WITH_X $(sed 's/^fhn_ram\.v$//' "$rtl/files.f" | tr '\n' ' ') $tb/fhn_ram_x.v"
  array_at w16-k8-e0 1 VOTE=1
  sources="$with_x" array_at w16-k8-e0 2 VOTE=1 FABRIC=1
  array_at w16-k8-e0 8 VOTE=1
  array_at w16-k8-e0 4 SIGNATURE=0 CELLS_PER_LANE=16
  array_at w16-k6-e0 4 VOTE=1
  array_at w16-k12-e8 4 VOTE=1
  array_at w8-k8-e6 2 VOTE=1
  array_at w4-k8-e6 4 VOTE=1 FABRIC=1
  sources="$(with_ecp5_lanes | tr '\n' ' ')" array_at w16-k8-e0 8 VOTE=1
  sources="$(with_ecp5_lanes | tr '\n' ' ')" array_at w16-k8-e0 16 CELLS_PER_LANE=16
  sources="$(with_ecp5_lanes | tr '\n' ' ')" array_at w8-k8-e6 4 CELLS_PER_LANE=16
  # Lanes with per-cell parameters: ideal jobs as before, then jobs with per-cell parameters.
  array_at w16-k8-e0 2 VOTE=1 PER_CELL=1
  array_at w16-k12-e8 4 PER_CELL=1
  array_at w8-k8-e6 2 PER_CELL=1 FABRIC=1
  per_cell_array_at lab w16-k8-e0 2 VOTE=1
  sources="$with_x" per_cell_array_at harsh w16-k8-e0 4 FABRIC=1 CELLS_PER_LANE=16 SIGNATURE=0
  per_cell_array_at harsh w16-k8-e0 1
  per_cell_array_at harsh w8-k8-e6 8 VOTE=1
  # The other array, on the same jobs.
  local format
  for format in "${narrow[@]}"; do
    sources="-DPARALLEL -f files.f" array_at "$format" 20 CELLS_PER_LANE=1 VOTE=1
  done
  sources="$with_x -DPARALLEL" array_at w3-k8-e3 64 CELLS_PER_LANE=1 SIGNATURE=0
  sources="-DPARALLEL -f files.f" array_at w3-k8-e3 420 CELLS_PER_LANE=1 SIGNATURE=0
  sources="-DPARALLEL -f files.f" array_at w4-k8-e6 13 CELLS_PER_LANE=1 SIGNATURE=0 TRACE=0
}

# array_at FORMAT LANES NAME=VALUE...
array_at() {
  local format="$1" parameters=("LANES=$2" "${@:3}")
  simulate fhn_array "$format" "+vectors=$vectors/job-$format.csv" "${parameters[@]/#/-Pfhn_array_tb.}"
}

# per_cell_array_at PRESET FORMAT LANES NAME=VALUE...: jobs with per-cell parameters.
per_cell_array_at() {
  local format="$2" parameters=("LANES=$3" PER_CELL=1 "${@:4}")
  simulate fhn_array "$format" "+per_cell +vectors=$vectors/jobs-per-cell-$1-$format.csv" "${parameters[@]/#/-Pfhn_array_tb.}"
}

# The board with a stand-in for the array: this testbench is about the link.
testbench_fhn_board() {
  local sources
  sources="$(sed 's/^fhn_array\.v$//' "$rtl/files.f" | tr '\n' ' ') $tb/array_stub.v $tb/link_host.v"
  simulate fhn_board w16-k8-e0 ''
}

# The board with its array; hdl/README.md has what it prints of the line's time.
testbench_board_array() {
  local sources
  sources="$(tr '\n' ' ' <"$rtl/files.f") $tb/link_host.v"
  simulate_fast board_array w16-k8-e0 "+vectors=$vectors/job-w16-k8-e0.csv"
  sources="-DPARALLEL $sources" simulate_fast board_array w3-k8-e3 "+vectors=$vectors/job-w3-k8-e3.csv"
  # With an ECP5's own modules.
  sources="$(with_ecp5_lanes | tr '\n' ' ') $tb/link_host.v" simulate_fast board_array w16-k8-e0 "+vectors=$vectors/job-w16-k8-e0.csv"
}

# The same with per-cell parameters.
testbench_board_per_cell() {
  local sources
  sources="$(tr '\n' ' ' <"$rtl/files.f") $tb/link_host.v"
  simulate_fast board_per_cell w16-k8-e0 "+vectors=$vectors/jobs-per-cell-lab-w16-k8-e0.csv"
  simulate_fast board_per_cell w8-k8-e6 "+vectors=$vectors/jobs-per-cell-harsh-w8-k8-e6.csv"
}

# Without votes and with them, products in DSP blocks or in logic.
testbench_fhn_reply() {
  simulate fhn_reply w16-k8-e0 '' -Pfhn_reply_tb.VOTE=0
  simulate fhn_reply w16-k8-e0 ''
  simulate fhn_reply w16-k8-e0 '' -Pfhn_reply_tb.FABRIC=1
}

# All words of 3 to 16 bits.
testbench_fhn_square() { simulate_fast fhn_square w16-k8-e0 ''; }

testbench_cobs() { simulate cobs w16-k8-e0 "+vectors=$vectors/frames.csv"; }

# tools/hdl wave NAME FILE [NS]: the first run of a testbench, under iverilog, recorded until it ends or so much time has passed. Signals to look at are in
# hdl/waves.
wave() {
  local wave_file wave_until="${3:-100000}" recorded='' shown="$2"
  need iverilog vvp
  wave_file="$(cd "$called_from" && realpath -m "$2")"
  mkdir -p "$(dirname "$wave_file")" || exit 2
  # Of the step, which has vectors of many formats, those of the standard one.
  simulate() {
    [ -z "$recorded" ] && { [ "$1" != fhn_step ] || [[ "$3" == */step-w16-k8-e0.csv ]]; } || return 0
    recorded=1
    record "$@"
  }
  # shellcheck disable=SC2317  # called by the testbenches of whole boards
  simulate_fast() { simulate "$@"; }
  testbench "$1"
}

# record NAME FORMAT PLUSARGS [-PTB.NAME=VALUE...]
record() {
  local name="$1" format="$2" plusargs="$3" form=()
  shift 3
  [ "${wave_file##*.}" != fst ] || form=(-fst)
  # shellcheck disable=SC2046,SC2086
  iverilog -g2005 $(includes_of "$format") -o "$work/$name" -DTESTBENCH="${name}_tb" -s "${name}_tb" -s waves "$@" "$tb/waves.v" "$tb/${name}_tb.v" \
    ${sources:--f files.f} || exit 1
  # shellcheck disable=SC2086
  vvp -n "$work/$name" "${form[@]}" "+wave=$wave_file" "+until=$wave_until" $plusargs >"$work/log" || { cat "$work/log"; exit 1; }
  [ -s "$wave_file" ] || { complain "$shown was not written."; exit 1; }
  say "$shown, $(du -k "$wave_file" | cut -f1) kB"
  [ ! -f "$rtl/../waves/$name.gtkw" ] || say "look at it with: gtkwave $shown hdl/waves/$name.gtkw"
  exit 0
}

testbench() {
  local name file heavy='board_per_cell board_array fhn_board fhn_array'
  need iverilog vvp verilator g++ make
  if [ -n "${1:-}" ] && [ ! -f "$tb/$1_tb.v" ]; then
    refuse_name testbench "$1" hdl/tb "$tb"/*_tb.v
  fi
  if [ -z "${1:-}" ]; then for name in $heavy; do "testbench_$name"; done; else heavy=''; fi
  for file in "$tb"/${1:-*}_tb.v; do
    name="$(basename "$file" _tb.v)"
    case " $heavy " in *" $name "*) continue ;; esac
    if declare -F "testbench_$name" >/dev/null; then "testbench_$name"; else simulate "$name" w16-k8-e0 ''; fi
  done
}
