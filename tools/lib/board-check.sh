# shellcheck shell=bash
# The gate's step 'boards': one small array of each family through synthesis, place and route and packer, by 'fhnhw board build'; and the figures of all
# boards are of today's sources, by 'fhnhw board figures --check'.

toolchains="${FHNHW_TOOLCHAINS:-${XDG_DATA_HOME:-$HOME/.local/share}/fhnhw/toolchains}"

# has_router FAMILY: on the path, or fetched.
has_router() {
  local router="nextpnr-$1"
  [ "$1" != gowin ] || router=nextpnr-himbaechel-gowin
  command -v "$router" >/dev/null || [ -x "$toolchains/$1/bin/$router" ]
}

has_ecp5() { has_router ecp5; }

# Fetches the tools of both families that the system has no packages of. Debian's unstable moves on: where it no longer has the versions of
# tools/lib/toolchains, the newest are as good for a check.
ensure_toolchains() {
  local family
  for family in ecp5 gowin; do
    has_router "$family" && continue
    command -v apt-get >/dev/null || return 0
    say "Missing: the FPGA tools of $family."
    tools/fpga-toolchain "$family" 2>/dev/null || tools/fpga-toolchain --newest "$family" || say "Going on; boards of $family are not routed."
  done
}

build_small() {
  say "== $*"
  dotnet src/Host/bin/Release/net10.0/fhnhw.dll board build "$@" || return 1
}

# The PLL of an ECP5 locks with a charge pump and a loop filter as ecppll sets them; left out of the Verilog they would be 0. What was routed has them.
check_ecp5_pll() {
  local word
  for word in 'ICP_CURRENT 01100' 'LPF_RESISTOR 0001000' 'MFG_ENABLE_FILTEROPAMP 1' 'MFG_GMCREF_SEL 10'; do
    grep -qx "word: $word" "$@" || { complain "FAIL the PLL's $word is not in $*."; return 1; }
  done
}

# Figures of older sources fail, but for those that say why.
check_boards() {
  dotnet src/Host/bin/Release/net10.0/fhnhw.dll board figures --check || return 1
  build_small icebreaker --array parallel --bits 3 --extra-bits 3 --cells 8 &&
    build_small colorlight-i5 --lanes 1 && check_ecp5_pll artifacts/boards/colorlight-i5/w16-e0-k8-lanes1/routed-*.config || return 1
  has_router gowin || { say "Boards of gowin are not routed: no archive had the tools."; return 0; }
  build_small tangnano9k --array parallel --bits 3 --extra-bits 3 --cells 8
}
