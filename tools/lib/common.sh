# shellcheck shell=bash
# Shared by the scripts in tools: where the project is, a .NET SDK that can build it, and installing what is missing.

# shellcheck disable=SC2034  # used by the scripts that include this
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
sdk_major=10
opencl_packages=(ocl-icd-libopencl1 pocl-opencl-icd)
simulator_packages=(verilator g++ make)
# What the checks alone need: HDL tools, C compilers (clang also for GPUs and, with its libraries, for fuzzing), a bridge from serial to TCP, a
# browser, fonts for the figures, two more drivers of OpenCL, Slurm, a compiler and an emulator of microcontrollers.
# Mesa's driver gives no device unless RUSTICL_ENABLE names one.
check_packages=(shellcheck gcc libc6-dev iverilog yosys nextpnr-ice40 fpga-icestorm fpga-icestorm-chipdb openfpgaloader z3 ser2net
  chromium fonts-dejavu-core clang libclang-rt-dev oclgrind mesa-opencl-icd slurm-wlm munge python3-numpy
  gcc-arm-none-eabi libnewlib-arm-none-eabi qemu-system-arm zsh)

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
export DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

say() { printf '%s\n' "$*"; }

complain() { printf '%s\n' "$*" >&2; }

# True where this dotnet has an SDK of the version that global.json asks for, or a later one. The folders beside it tell at once; asking
# dotnet itself, which takes as long as a short command of fhnhw, is for installations that keep them elsewhere.
has_sdk() {
  local folder version
  for folder in "$(dirname "$(readlink -f "$1")")"/sdk/*/; do
    version="$(basename "$folder")"
    [ "${version%%.*}" -ge "$sdk_major" ] 2>/dev/null && return 0
  done
  version="$("$1" --list-sdks 2>/dev/null | cut -d. -f1 | sort -n | tail -n 1)" || return 1
  [ -n "$version" ] && [ "$version" -ge "$sdk_major" ]
}

# Puts a dotnet that can build the project on PATH; fails where there is none.
find_dotnet() {
  local candidate
  for candidate in "$(command -v dotnet || true)" "$root/.dotnet/dotnet" "$HOME/.dotnet/dotnet"; do
    if [ -n "$candidate" ] && [ -x "$candidate" ] && has_sdk "$candidate"; then
      DOTNET_ROOT="$(dirname "$(readlink -f "$candidate")")"
      PATH="$(dirname "$candidate"):$PATH"
      export DOTNET_ROOT PATH
      return 0
    fi
  done
  return 1
}

# True where an OpenCL loader and at least one driver are registered.
has_opencl() {
  # grep reads to the end: with -q it would leave, and 'pipefail' would take ldconfig's broken pipe for a missing library.
  { ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null; } | grep 'libOpenCL\.so\.1' >/dev/null || return 1
  [ -n "${OCL_ICD_FILENAMES:-}" ] || compgen -G '/etc/OpenCL/vendors/*.icd' >/dev/null
}

# Prints what stands before a command that needs root: nothing, sudo, or fails where there is neither.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    printf ''
  elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    printf 'sudo '
  else
    return 1
  fi
}

# Runs a command that needs root, saying so first; its output is shown only where it fails. Dry, it only says.
# The first argument is what as_root printed.
run_as_root() {
  local prefix="$1" log result
  shift
  say "> ${prefix}$*"
  [ -z "${dry_run:-}" ] || return 0
  log="$(mktemp)"
  # shellcheck disable=SC2086
  ${prefix}env DEBIAN_FRONTEND=noninteractive "$@" >"$log" 2>&1
  result=$?
  [ "$result" -eq 0 ] || cat "$log" >&2
  rm -f "$log"
  return "$result"
}

# Refreshes the lists of packages once, where there are rights to.
apt_update() {
  local prefix
  [ -z "${updated:-}" ] && prefix="$(as_root)" || return 0
  updated=1
  run_as_root "$prefix" apt-get update -qq || complain "apt-get update failed; going on with the lists at hand."
}

# Installs Debian packages, saying so first; without rights it prints the command and fails.
apt_install() {
  local prefix
  if ! prefix="$(as_root)"; then
    say "Not installed, for lack of rights: $*. To have them, run: sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
    return 1
  fi
  apt_update
  run_as_root "$prefix" apt-get install -qq -y --no-install-recommends "$@"
}

# Installs the SDK: Debian or Ubuntu's package where there is one, else by Microsoft's script, for this user alone.
install_dotnet() {
  local package="dotnet-sdk-$sdk_major.0" needed=()
  if command -v apt-get >/dev/null; then
    apt_update
    if apt-cache policy "$package" 2>/dev/null | grep 'Candidate: [0-9]' >/dev/null; then
      apt_install "$package" && return 0
    fi
    [ -e /etc/ssl/certs/ca-certificates.crt ] || needed+=(ca-certificates)
    command -v curl >/dev/null || command -v wget >/dev/null || needed+=(curl)
    [ "${#needed[@]}" -eq 0 ] || apt_install "${needed[@]}" || return 1
  fi
  run_install_script https://dot.net/v1/dotnet-install.sh --channel "$sdk_major.0" --install-dir "$HOME/.dotnet"
}

# Fetches a script and runs it with the arguments behind its address.
run_install_script() {
  local address="$1" script result fetch
  shift
  if command -v curl >/dev/null; then
    fetch="curl -fsSL --proto =https --tlsv1.2 --max-time 60"
  else
    fetch='wget -qO- --https-only --timeout=60'
  fi
  say "> $fetch $address | bash -s -- $*"
  [ -z "${dry_run:-}" ] || return 0
  script="$(mktemp)"
  $fetch "$address" >"$script" && bash "$script" "$@" >/dev/null
  result=$?
  rm -f "$script"
  return "$result"
}

# The commands among the arguments that are not here.
missing_commands() {
  local command missing=()
  for command in "$@"; do
    PATH="$PATH:/usr/sbin:/sbin" command -v "$command" >/dev/null || missing+=("$command")
  done
  printf '%s' "${missing[*]}"
}

# Makes sure of what the simulated board is built with (wanted).
ensure_simulator() {
  [ -n "$(missing_commands verilator g++ make)" ] || return 0
  if command -v apt-get >/dev/null; then
    say "Missing: Verilator and a C++ compiler (they make the simulated board)."
    apt_install "${simulator_packages[@]}" || say "Going on without the simulated board."
  else
    say "Verilator, g++ or make is missing; going on without the simulated board."
  fi
}

# True where clang has the library that drives a fuzzer.
has_libfuzzer() { [ -e "$(clang -print-file-name="libclang_rt.fuzzer-$(uname -m).a" 2>/dev/null)" ]; }

# True where Debian's Python has NumPy, for the examples in Python.
has_numpy() { /usr/bin/python3 -c 'import numpy' 2>/dev/null; }

# Makes sure of what the checks need (wanted: a check without its tools is a skip).
ensure_checks() {
  if [ -z "$(missing_commands shellcheck gcc iverilog yosys nextpnr-ice40 icepack openFPGALoader z3 ser2net chromium clang oclgrind \
    slurmctld munged arm-none-eabi-gcc qemu-system-arm zsh)" ] &&
    has_libfuzzer && has_numpy && [ -e /etc/OpenCL/vendors/rusticl.icd ]; then
    return 0
  fi
  command -v apt-get >/dev/null || return 0
  say "Missing: programs that the checks use."
  apt_install "${check_packages[@]}" || say "Going on; what cannot be checked is skipped."
}

# Makes sure of the SDK (needed) and of OpenCL (wanted); says what it installs, and nothing where all is there.
ensure_tools() {
  if ! find_dotnet; then
    say "Missing: the .NET SDK $sdk_major."
    if ! command -v apt-get >/dev/null && ! command -v curl >/dev/null && ! command -v wget >/dev/null; then
      complain "The .NET SDK $sdk_major is missing; install it from https://dotnet.microsoft.com/download and run this again."
      return 2
    fi
    if ! install_dotnet || { [ -z "${dry_run:-}" ] && ! find_dotnet; }; then
      complain "The .NET SDK $sdk_major could not be installed; install it from https://dotnet.microsoft.com/download and run this again."
      return 2
    fi
  fi
  if ! has_opencl; then
    if command -v apt-get >/dev/null; then
      say "Missing: an OpenCL device (PoCL makes one of the processor)."
      apt_install "${opencl_packages[@]}" || say "Going on without OpenCL, on the managed array."
    else
      say "No OpenCL device found; going on with the managed array (PoCL gives one: portablecl.org)."
    fi
  fi
}

# Builds the host program where a source, or a folder in which one came or went, is newer than it.
build_host() {
  local program="$root/src/Host/bin/Release/net10.0/fhnhw.dll" log
  if [ -f "$program" ] && [ -z "$(find "$root/src" "$root"/*.props "$root/global.json" \
    \( -name bin -o -name obj \) -prune -o -newer "$program" -print -quit)" ]; then
    return 0
  fi
  [ -f "$program" ] || complain "Building fhnhw; the first time takes a minute or two, and fetches packages."
  log="$(mktemp)"
  if ! dotnet build "$root/src/Host/FhnHw.Host.csproj" -c Release -v quiet --nologo >"$log" 2>&1; then
    if grep -q 'error NU1301' "$log"; then
      complain "The program's packages could not be fetched from NuGet; check the network and the certificates (package ca-certificates), and run this again."
    fi
    complain "The program does not build:"
    grep -oE '(error|warning) [A-Z]+[0-9]+:.*' "$log" | sort -u >&2 || cat "$log" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
  touch "$program"
}

# The version of the packages and the program.
version_here() { sed -n 's/.*<Version>\(.*\)<.*/\1/p' "$root/Directory.Build.props"; }

# nearest WORD NAME...: the name that was probably meant: one that has the word in it, or the fewest letters to change or swap, no more than a third of its own;
# nothing where none is near.
nearest() {
  local word="$1"
  shift
  printf '%s\n' "$@" | awk -v word="$word" '
    function least(a, b, c) { return a < b ? (a < c ? a : c) : (b < c ? b : c) }
    function letters(a, b, i, j, d) {
      for (i = 0; i <= length(a); i++) d[i, 0] = i
      for (j = 0; j <= length(b); j++) d[0, j] = j
      for (i = 1; i <= length(a); i++)
        for (j = 1; j <= length(b); j++) {
          d[i, j] = least(d[i - 1, j] + 1, d[i, j - 1] + 1, d[i - 1, j - 1] + (substr(a, i, 1) != substr(b, j, 1)))
          if (i > 1 && j > 1 && substr(a, i - 1, 2) == substr(b, j, 1) substr(b, j - 1, 1)) d[i, j] = least(d[i, j], d[i - 2, j - 2] + 1, d[i, j])
        }
      return d[length(a), length(b)]
    }
    { apart = index($0, word) && length(word) > 2 ? 0.5 : letters(word, $0) }
    apart <= length($0) / 3 && (near == "" || apart < best) { best = apart; near = $0 }
    END { if (near != "") print near }'
}

# Waits until no other script builds in artifacts/build, and keeps others waiting until this shell ends.
hold_build_folder() {
  mkdir -p "$root/artifacts"
  exec {build_lock}>"$root/artifacts/build.lock"
  ! command -v flock >/dev/null || flock "$build_lock"
}

# A dotnet that builds there. It knows nothing of the lock: its compiler's server, which lives on for ten minutes, would hold it as long.
dotnet_there() { dotnet "$@" {build_lock}>&-; }
