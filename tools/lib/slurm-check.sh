# shellcheck shell=bash
# shellcheck disable=SC2154  # root is that of common.sh, place that of jobs.sh
# A study on a real Slurm of four nodes (tools/slurm-here): its report is that of one machine, byte for byte, also where a node dies, a file is damaged,
# the sweep is cancelled, or whoever waits for it goes away. Boards as generic resources: the reference device on two nodes. Included by tools/test.

slurm_program=src/Host/bin/Release/net10.0/fhnhw.dll
slurm_study=(robustness --quick --sweep adc --epochs 1 --data builtin)

fhnhw_here() { dotnet "$root/$slurm_program" "$@"; }

# study FOLDER OPTION...: the study by Slurm, a job lasting some seconds; what it says goes to FOLDER.log.
study() {
  local folder="$1"
  shift
  fhnhw_here "${slurm_study[@]}" --out "$place/$folder" --slurm --slurm-minutes 0.2 "$@" >>"$place/$folder.log" 2>&1
}

# equal FOLDER: its report is that of one machine.
equal() {
  local file
  for file in result.json report.html; do
    cmp "$place/local/$file" "$place/$1/$file" || { cat "$place/$1.log"; complain "FAIL $1: the report is another one."; return 1; }
  done
}

says() { grep -qE "$2" "$place/$1.log" || { cat "$place/$1.log"; complain "FAIL $1 does not say '$2'."; return 1; }; }

# Waits for something that Slurm or a job does; a busy machine takes several times as long.
until_that() {
  local tries
  for ((tries = 0; tries < 600; tries++)); do
    "$@" && return 0
    sleep 0.1
  done
  complain "FAIL waited in vain for: $*"
  return 1
}

runs() { squeue -h -t RUNNING -o %N | grep . >/dev/null; }
idle() { [ -z "$(squeue -h)" ]; }
has_tasks() { [ "$(find "$place/$1/tasks" -name '*.json' 2>/dev/null | wc -l)" -ge "$2" ]; }

check_slurm() {
  local cluster="$place/cluster" result device devices=()
  ready="$(mktemp -d "$place/ready.XXXX")"
  make -s -C "$root/tools/refdevice" || return 1
  mkdir -p "$cluster/boards"
  for node in node1 node2; do
    "$root/artifacts/refdevice/fhn-refdevice" --pty >"$ready/$node" &
    devices+=("$!")
    until_that test -s "$ready/$node" || return 1
    device="$(head -n 1 "$ready/$node")"
    ln -s "${device#serial:}" "$cluster/boards/$node-0"
    say "$node 0 serial:$cluster/boards/$node-0" >>"$place/devices"
  done
  export SLURM_CONF="$cluster/slurm.conf" FHNHW_BOARDS="$place/devices"
  slurm_checks "$cluster"
  result=$?
  [ ! -e "$cluster/slurm.conf" ] || "$root/tools/slurm-here" stop "$cluster"
  kill "${devices[@]}" 2>/dev/null
  return "$result"
}

slurm_checks() {
  FHNHW_SLURM_BOARDS="node1=1,node2=1" "$root/tools/slurm-here" start "$1" || return 1
  fhnhw_here "${slurm_study[@]}" --device cpu --out "$place/local" || return 1
  slurm_node_dies "$1" && slurm_is_left && slurm_boards
}

# A node dies in mid-run; then a file is damaged, and its task is done again, and no other.
slurm_node_dies() {
  local waiter node file
  study killed --device cpu &
  waiter=$!
  until_that runs && node="$(squeue -h -t RUNNING -o %N | head -n 1)" && "$root/tools/slurm-here" kill "$1" "$node" || return 1
  wait "$waiter" || { cat "$place/killed.log"; return 1; }
  equal killed && says killed "NODE_FAIL on $node" || return 1
  "$root/tools/slurm-here" revive "$1" "$node"
  file="$(find "$place/killed/tasks" -name '*.json' | sort | head -n 1)"
  printf 'X' | dd of="$file" bs=1 seek=300 conv=notrunc status=none
  study killed --device cpu || { cat "$place/killed.log"; return 1; }
  says killed 'is damaged' && says killed ': 1 tasks in 1 jobs' && equal killed
}

# Cancelled, gone on with, left by Ctrl-C, waited for.
slurm_is_left() {
  local waiter code
  study left --device cpu &
  waiter=$!
  until_that runs && fhnhw_here sweep cancel "$place/left" || return 1
  wait "$waiter"
  code=$?
  [ "$code" -eq 130 ] || { complain "FAIL cancelled: exit code $code."; return 1; }
  says left 'was cancelled' || return 1
  until_that idle || return 1
  # By SIGTERM, which the program takes as Ctrl-C: what a shell starts in the background has Ctrl-C ignored.
  dotnet "$root/$slurm_program" "${slurm_study[@]}" --out "$place/left" --slurm --slurm-minutes 0.2 --device cpu >>"$place/left.log" 2>&1 &
  waiter=$!
  until_that runs && kill -TERM "$waiter" || return 1
  wait "$waiter"
  code=$?
  [ "$code" -eq 130 ] || { complain "FAIL left by Ctrl-C: exit code $code."; return 1; }
  says left 'sweep wait' || return 1
  fhnhw_here sweep status "$place/left" --json "$place/status.json" && grep -q '"answers": true' "$place/status.json" || return 1
  fhnhw_here sweep wait "$place/left" >>"$place/left.log" 2>&1 || { cat "$place/left.log"; return 1; }
  equal left
}

# Jobs that ask for a board run on the two nodes that have one, each on its own.
slurm_boards() {
  study boards --device slurm --slurm-options '--gres=fhnhw:1' || { cat "$place/boards.log" "$place"/boards/slurm/*.log; return 1; }
  equal boards && grep -q 'boards/node[12]-0' "$place"/boards/slurm/*.log || return 1
  srun -Q --gres=fhnhw:1 dotnet "$root/$slurm_program" board selftest slurm >"$place/own.log" 2>&1 || { cat "$place/own.log"; return 1; }
  says own 'boards/node[12]-0'
}
