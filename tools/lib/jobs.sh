# shellcheck shell=bash
# Pieces of work side by side. Each has a log of its own, and a process group of its own, so that all of them end when the script does.
# The script that includes this defines ended NAME CODE LOG SECONDS CPU, which is called once for each piece, in the order in which they end.

# shellcheck disable=SC2034  # used by the scripts that include this
cores="$(getconf _NPROCESSORS_ONLN 2>/dev/null || say 2)"
jobs_folder='' jobs_started=0
declare -A job_names=() job_logs=() job_codes=()

# jobs_begin FOLDER: logs stand in this folder; it is removed at the end, with all that still runs.
jobs_begin() {
  jobs_folder="$1"
  mkdir -p "$jobs_folder"
  mkfifo "$jobs_folder/pause"
  trap jobs_end EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
}

# start NAME COMMAND...: begins a piece of work. Its command may be a function, and finds an empty folder in $place.
start() {
  local name="$1" log
  shift
  jobs_started=$((jobs_started + 1))
  log="$jobs_folder/$jobs_started"
  set -m # a process group of its own
  (
    place="$log.place"
    mkdir "$place"
    TIMEFORMAT='%R %U %S'
    { time "$@" >"$log.out" 2>&1 </dev/null; } 2>"$log.time"
    say $? >"$log.code.part"
    mv "$log.code.part" "$log.code"
  ) &
  set +m
  job_names[$!]="$name"
  job_logs[$!]="$log"
}

# Waits until a piece of work has ended and tells the script; false where none runs. A piece that was killed has ended too.
await_one() {
  local pid log name code seconds=0 user=0 system=0
  [ "${#job_names[@]}" -gt 0 ] || return 1
  while :; do
    for pid in "${!job_names[@]}"; do
      if [ -e "${job_logs[$pid]}.code" ] || ! kill -0 "$pid" 2>/dev/null; then break 2; fi
    done
    read -r -t 0.1 <>"$jobs_folder/pause" || true # a rest without a process
  done
  log="${job_logs[$pid]}" name="${job_names[$pid]}"
  unset "job_names[$pid]" "job_logs[$pid]"
  wait "$pid" 2>/dev/null
  code=$?
  [ ! -e "$log.code" ] || code="$(<"$log.code")"
  [ ! -s "$log.time" ] || read -r seconds user system < <(tail -n 1 "$log.time")
  rm -rf "$log.place"
  job_codes[$name]="$code"
  ended "$name" "$code" "$log.out" "$seconds" "$(awk "BEGIN { print $user + $system }")"
}

# Waits until fewer than so many pieces run.
await_room() { while [ "${#job_names[@]}" -ge "$1" ]; do await_one; done; }

await_all() { while await_one; do :; done; }

# await NAME: waits for one piece of work that was started, and returns its exit code.
await() {
  while [ -z "${job_codes[$1]:-}" ] && await_one; do :; done
  return "${job_codes[$1]:-1}"
}

# Ends what still runs: asks first, so that it may tidy up, and then insists.
jobs_end() {
  local pid tries
  trap '' INT TERM HUP
  for pid in "${!job_names[@]}"; do kill -TERM -- "-$pid" 2>/dev/null; done
  for ((tries = 0; tries < ${jobs_grace:-30}; tries++)); do
    any_runs || break
    read -r -t 0.1 <>"$jobs_folder/pause" || true
  done
  for pid in "${!job_names[@]}"; do kill -KILL -- "-$pid" 2>/dev/null; done
  rm -rf "$jobs_folder"
}

any_runs() {
  local pid
  for pid in "${!job_names[@]}"; do
    if kill -0 -- "-$pid" 2>/dev/null; then return 0; fi
  done
  return 1
}
