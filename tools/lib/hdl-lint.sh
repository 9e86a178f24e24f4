# shellcheck shell=bash
# shellcheck disable=SC2154  # rtl, checkout, formats and narrow are those of tools/hdl
# tools/hdl lint: verilator -Wall at several sets of parameters.

# lint_at FORMAT TOP [-GNAME=VALUE...]
lint_at() {
  local format="$1" top="$2"
  shift 2
  # shellcheck disable=SC2046
  check "lint $top $format $*" '' verilator --lint-only -Wall "$@" $(includes_of "$format") --top-module "$top" -f "$rtl/files.f"
}

# Parameters that no board can have are told in words.
refuses() {
  local words="$1" said
  shift
  # shellcheck disable=SC2046
  said="$(verilator --lint-only -Wall "$@" $(includes_of w16-k8-e0) --top-module fhn_board -f files.f 2>&1)" && { say "It took $*."; return 1; }
  grep -qF "$words" <<<"$said" || { say "$said"; return 1; }
}
lint_refuses() { check "lint fhn_board refuses ${*:2}" '' refuses "$@"; }

# The board of a fast simulation: the modules of hdl/sim in the places of those of the same names.
lint_fast_at() {
  local format="$1" sim="$checkout/hdl/sim" modules
  mapfile -t modules < <(grep -vE '^(uart_rx|uart_tx|fhn_lanes)\.v$' "$rtl/files.f")
  # shellcheck disable=SC2046
  check "lint fhn_board $format, as hdl/sim builds it" 'hdl/sim' verilator --lint-only -Wall $(includes_of "$format") --top-module fhn_board -GLANES=8 \
    -GQUEUE=4096 "${modules[@]}" "$sim"/bytes/*.v "$sim"/side_by_side/*.v
}

# lint_boards [NAME]: the top module of each board, or of one, with its family's PLL, and stand-ins for those of the parts, at the size of the board that
# hdl/rtl/generated has. A board without board.json is of Xilinx, which no tool here makes a bitstream for; one that takes another's files is linted by name.
lint_boards() {
  local folder board family top files modules
  for folder in "$checkout"/hdl/boards/${1:-*}/; do
    board="$(basename "$folder")" files="$(board_key "$folder" files)" top="$(board_key "$folder" top)" family="$(board_key "$folder" family)"
    if [ -n "$files" ] && [ $# -eq 0 ]; then continue; fi
    top="$checkout/hdl/boards/${files:-$board}/${top:-top}.v"
    if [ ! -f "$top" ]; then
      [ $# -eq 0 ] && continue
      complain "There is no ${top#"$checkout/"}, which hdl/boards/$board/board.json names."
      exit 2
    fi
    mapfile -t modules <"$rtl/files.f"
    [ "$(board_key "$folder" modules)" != ecp5-lanes ] || mapfile -t modules < <(with_ecp5_lanes)
    # shellcheck disable=SC2046
    check "lint $board" 'hdl/boards hdl/tb/pll_models.v hdl/tb/ecp5_models.v' verilator --lint-only -Wall $(includes_of w16-k8-e0) \
      --top-module "$(basename "$top" .v)" "$tb/pll_models.v" "${modules[@]}" "$checkout/hdl/boards/pll/${family:-xilinx}_pll.v" "$top"
  done
}

# board_key FOLDER KEY: a word of its board.json; nothing where it has none.
board_key() { sed -nE "s/.*\"$2\": *\"([A-Za-z0-9_.-]+)\".*/\1/p" "$1/board.json" 2>/dev/null | head -n 1; }

# hdl/fhnhw.core, FuseSoC's list: it has the modules of files.f, all headers of the standard cell, and nothing that is not there; these files and no
# others are linted, and make the testbench of its target sim.
core_is_whole() {
  local hdl="$checkout/hdl" modules bench
  mapfile -t modules < <(core_files rtl '\.v$')
  mapfile -t bench < <(core_files tb '\.v$')
  diff <(sed -n 's,^.,rtl/&,p' "$rtl/files.f" | sort) <(printf '%s\n' "${modules[@]}" | sort) || return 1
  diff <(cd "$hdl" && printf '%s\n' rtl/generated/*.vh) <(core_files rtl/generated '\.vh' | sort) || return 1
  cd "$hdl" || return 1
  verilator --lint-only -Wall -Irtl/generated --top-module fhn_board "${modules[@]}" || return 1
  mapfile -t modules < <(printf '%s\n' "${modules[@]}" | grep -v '^rtl/fhn_array\.v$')
  iverilog -g2005 -t null -Irtl/generated -s fhn_board_tb "${modules[@]}" "${bench[@]}"
}

# core_files FOLDER PATTERN: the files of the core in a folder, a line each.
core_files() { sed -nE "s,^ +- ($1/[a-z0-9_]+\.vh?)(:.*)?\$,\1,p" "$checkout/hdl/fhnhw.core" | grep -E "$2"; }

lint() {
  local format
  need verilator iverilog
  if [ -n "${1:-}" ] && [ ! -f "$checkout/hdl/boards/$1/top.v" ] && [ ! -f "$checkout/hdl/boards/$1/board.json" ]; then
    refuse_name board "$1" hdl/boards "$checkout"/hdl/boards/*/README.md
  fi
  lint_boards "$@"
  [ $# -eq 0 ] || return 0
  lint_refuses 'LANES is 3; give a power of two, 1 to 128.' -GLANES=3
  lint_refuses 'CELLS_PER_LANE is 48; give a power of two' -GCELLS_PER_LANE=48
  lint_refuses 'A parallel array of 600 x 1 cells' -GPARALLEL=1 -GLANES=600 -GCELLS_PER_LANE=1
  lint_refuses 'X has 16 bits; a parallel array is for words of 3 to 8' -GPARALLEL=1 -GLANES=20 -GCELLS_PER_LANE=1
  lint_refuses 'QUEUE is 1000; give a power of two' -GQUEUE=1000
  lint_refuses 'queue_is_too_small_for_a_job_of_all_cells' -GQUEUE=64
  lint_refuses 'BAUD is 1000001; CLOCK_HZ, 48000000, must be a whole multiple' -GBAUD=1000001
  lint_refuses 'HEARTBEAT_MS is 0; give 1 to 65535.' -GHEARTBEAT_MS=0
  check 'lint hdl/fhnhw.core' 'hdl/fhnhw.core hdl/tb' core_is_whole
  for format in "${formats[@]}"; do
    lint_at "$format" fhn_array
    lint_at "$format" fhn_array -GLANES=1 -GCELLS_PER_LANE=16 -GFABRIC=1 -GSIGNATURE=0
    lint_at "$format" fhn_array -GLANES=8 -GCELLS_PER_LANE=128 -GVOTE=1
    lint_at "$format" fhn_array -GLANES=2 -GVOTE=1 -GFABRIC=1
    # Per-cell parameters, where C has 16 bits.
    if [ "$format" != w16-k6-e0 ]; then
      lint_at "$format" fhn_array -GPER_CELL=1
      lint_at "$format" fhn_array -GPER_CELL=1 -GLANES=1 -GCELLS_PER_LANE=16 -GFABRIC=1 -GSIGNATURE=0
      lint_at "$format" fhn_array -GPER_CELL=1 -GLANES=8 -GVOTE=1
      lint_at "$format" fhn_board -GPER_CELL=1 -GCELLS_PER_LANE=32
    fi
    lint_at "$format" fhn_board
    lint_fast_at "$format"
    lint_at "$format" fhn_board -GLANES=4 -GCELLS_PER_LANE=256 -GQUEUE=4096 -GVOTE=1 -GSIMULATED=1 -GSIGNATURE=0
  done
  for format in "${narrow[@]}"; do
    lint_at "$format" fhn_parallel
    lint_at "$format" fhn_parallel -GLANES=37 -GSIGNATURE=0 -GTRACE=0
    lint_at "$format" fhn_parallel -GLANES=20 -GVOTE=1
    lint_at "$format" fhn_board -GPARALLEL=1 -GLANES=300 -GCELLS_PER_LANE=1 -GSIGNATURE=0
  done
}
