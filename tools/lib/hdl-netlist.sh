# shellcheck shell=bash
# shellcheck disable=SC2154  # rtl, tb and vectors are those of tools/hdl, place that of its jobs
# tools/hdl netlist: the array's netlist after synthesis for the iCE40, in the array's testbench.

cells=/usr/share/yosys/ice40/cells_sim.v

# netlist_at ARRAY FORMAT LANES CELLS_PER_LANE DSP VOTE [PRESET]: synthesis, then the array's testbench on the netlist. Of an array of lanes
# only the first jobs are run, since its netlist is slow; with VOTE those that vote too. With a PRESET the jobs have per-cell parameters.
netlist_at() {
  check "netlist $1 $2 LANES=$3 ${5:-without DSP} VOTE=$6${7:+ $7}" hdl/tb/fhn_array_tb.v netlist_one "$@"
}

netlist_one() {
  local array="$1" format="$2" lanes="$3" cells_per_lane="$4" dsp="$5" vote="$6" preset="${7:-}" jobs=16 per_cell=0 file text
  local fabric=0 kind=() set_per_cell=()
  file="+vectors=$vectors/job-$format.csv"
  if [ -n "$preset" ]; then
    per_cell=1
    file="+per_cell +vectors=$vectors/jobs-per-cell-$preset-$format.csv"
  fi
  [ -n "$dsp" ] || fabric=1
  if [ "$array" = fhn_array ]; then jobs=3 set_per_cell=(-set PER_CELL "$per_cell"); else kind=(-DPARALLEL); fi
  yosys -q -p "verilog_defaults -add $(includes_of "$format"); read_verilog $(tr '\n' ' ' <files.f)
    chparam -set LANES $lanes -set CELLS_PER_LANE $cells_per_lane -set VOTE $vote -set FABRIC $fabric ${set_per_cell[*]} $array
    synth_ice40 $dsp -top $array; rename -top $array; write_verilog -noattr $place/netlist.v" || return 1
  # shellcheck disable=SC2046
  iverilog -g2012 -DNETLIST "${kind[@]}" -DNO_ICE40_DEFAULT_ASSIGNMENTS $(includes_of "$format") -o "$place/netlist" -s fhn_array_tb \
    -Pfhn_array_tb.LANES="$lanes" -Pfhn_array_tb.CELLS_PER_LANE="$cells_per_lane" -Pfhn_array_tb.VOTE="$vote" -Pfhn_array_tb.PER_CELL="$per_cell" \
    "$tb/fhn_array_tb.v" "$place/netlist.v" "$cells" || return 1
  # shellcheck disable=SC2086
  text="$(says_pass vvp -n "$place/netlist" $file +jobs="$jobs")" || { say "$text"; return 1; }
  say "PASS netlist $array $format LANES=$lanes ${dsp:-without DSP} VOTE=$vote${preset:+ $preset}: $(grep -o '[0-9]* jobs' <<<"$text")"
}

netlist() {
  need yosys iverilog vvp
  netlist_at fhn_array w16-k8-e0 2 8 -dsp 1
  netlist_at fhn_array w4-k8-e6 2 16 '' 0
  netlist_at fhn_array w16-k8-e0 2 8 -dsp 0 lab
  netlist_at fhn_array w8-k8-e6 1 16 '' 0 harsh
  netlist_at fhn_parallel w4-k8-e6 6 1 '' 1
  netlist_at fhn_parallel w3-k8-e3 8 1 '' 0
}

