# shellcheck shell=bash
# shellcheck disable=SC2154  # root is that of common.sh, place that of jobs.sh
# The gate's step 'firmware': the firmware of all microcontrollers is built, and what qemu has a machine for runs there, its line on a socket: a Cortex-M4
# (STM32F405, machine netduinoplus2) and a Cortex-M0 (nRF51822, machine microbit), whose instructions are those of the Pico's Cortex-M0+. Each passes
# board conformance; the first also equals the managed array and trains to its weights. Included by tools/test.

firmware_fhnhw() { dotnet "$root/src/Host/bin/Release/net10.0/fhnhw.dll" "$@"; }

# emulate BOARD MACHINE SERIAL...: starts qemu with the board's line on a free port of this machine, and sets `device` and `emulator`.
emulate() {
  local board="$1" machine="$2" port tries
  shift 2
  for tries in 1 2 3 4 5; do
    port=$((20000 + (RANDOM % 20000)))
    qemu-system-arm -M "$machine" -display none -monitor none "$@" -serial "tcp:127.0.0.1:$port,server=on,wait=off" \
      -kernel "$root/artifacts/boards/$board/w16-e0-k8/firmware.elf" >"$place/$board.log" 2>&1 &
    emulator=$!
    device="tcp:127.0.0.1:$port"
    sleep 0.5
    kill -0 "$emulator" 2>/dev/null && return 0
  done
  cat "$place/$board.log"
  complain "FAIL qemu does not start for $board (tried $tries ports)."
  return 1
}

# passes DEVICE BOARD: all rules of the protocol but those about time. qemu's processor has no time to itself on a busy machine: the board's clock
# loses interrupts, and its jobs are now fast, now slow.
passes() {
  local log="$place/$2.conformance"
  firmware_fhnhw board conformance "$1" --untimed >"$log" 2>&1
  grep -E '^[0-9]+ passed, 0 failed' "$log" && return 0
  complain "FAIL $2 on $1:"
  grep -vE '^(PASS|SKIP)' "$log" >&2
  return 1
}

# Equal with the managed array: every bit of some runs, and the weights of a short training.
computes_as_managed() {
  local options=(--data builtin --epochs 1 --train-images 300 --test-images 100 --transient 10 --record 10 --current-bits 5 --seed 5)
  firmware_fhnhw verify cpu "$device" --current-bits 5 --transient 5 --record 5 &&
    firmware_fhnhw train "${options[@]}" --device cpu --out "$place/managed" >/dev/null &&
    firmware_fhnhw train "${options[@]}" --device "$device" --out "$place/firmware" &&
    cmp "$place/managed/weights.npz" "$place/firmware/weights.npz" && say "weights.npz of $device are those of cpu."
}

# Both boards at once: what conformance does is wait, for the most part.
check_firmware() {
  local board result=0 device emulator emulators=() second
  for board in "$root"/firmware/*/board.json; do
    firmware_fhnhw board build "$(basename "$(dirname "$board")")" || return 1
  done
  emulate microbit microbit || return 1
  emulators+=("$emulator")
  passes "$device" microbit &
  second=$!
  if emulate stm32f405 netduinoplus2 -serial null; then
    emulators+=("$emulator")
    { passes "$device" stm32f405 && computes_as_managed; } || result=1
  else
    result=1
  fi
  wait "$second" || result=1
  kill "${emulators[@]}"
  return "$result"
}
