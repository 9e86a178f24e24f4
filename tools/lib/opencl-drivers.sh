# shellcheck shell=bash
# Runs the kernels under two other OpenCL drivers: Oclgrind, which simulates a device and reports accesses out of bounds, races and uninitialised
# values, and Mesa's rusticl on the processor. Needs Debian's oclgrind and mesa-opencl-icd, and built tests; included by tools/test.

opencl_tests=tests/Kernels.Tests/bin/Release/net10.0/FhnHw.Kernels.Tests.dll
opencl_class=FullyQualifiedName~OpenClEveryDriverTests

# Prints the library of a driver: where it is installed, or in a folder of LD_LIBRARY_PATH; fails where there is none.
opencl_library() {
  local name="$1" folder path="${LD_LIBRARY_PATH:-}"
  for folder in ${path//:/ } /usr/lib/oclgrind "/usr/lib/$(uname -m)-linux-gnu" /usr/lib64 /usr/lib; do
    if [ -e "$folder/$name" ]; then
      printf '%s' "$folder/$name"
      return 0
    fi
  done
  return 1
}

has_oclgrind() { opencl_library liboclgrind-rt-icd.so >/dev/null; }
has_rusticl() { opencl_library libRusticlOpenCL.so.1 >/dev/null; }

# opencl_run FILTER LEAST: runs tests with the environment as it is; fails where one fails or fewer than LEAST ran.
opencl_run() {
  local output passed result
  output="$(dotnet vstest "$opencl_tests" --TestCaseFilter:"$1" 2>&1)"
  result=$?
  say "$output"
  passed="$(sed -nE 's/.*Passed: +([0-9]+).*/\1/p' <<<"$output" | tail -n 1)"
  [ "$result" -eq 0 ] && [ "${passed:-0}" -ge "$2" ]
}

# opencl_driver FOLDER LIBRARY: a folder that registers this driver alone.
opencl_driver() {
  mkdir -p "$1"
  opencl_library "$2" >"$1/driver.icd" || { complain "FAIL $2 is not installed."; return 1; }
}

# shellcheck disable=SC2154  # jobs.sh sets place
# All forms with races, bounds and calls checked; the form for GPUs with uninitialised values too. (Oclgrind 21.10 takes the halves of an int16 for
# uninitialised.) Then two kernels that are spoilt on purpose, which must be reported.
check_oclgrind() {
  local log="$place/log" failed=0
  opencl_driver "$place/vendors" liboclgrind-rt-icd.so || return 1
  export OCL_ICD_VENDORS="$place/vendors" OCLGRIND_CHECK_API=1 OCLGRIND_DATA_RACES=1 OCLGRIND_LOG="$log" OCLGRIND_MAX_ERRORS=20
  oclgrind_clean 11 "$opencl_class&DisplayName!~FORM_SCALAR&DisplayName!~spoilt" || failed=1
  OCLGRIND_UNINITIALIZED=1 oclgrind_clean 6 "$opencl_class&DisplayName~FORM_SCALAR&DisplayName!~spoilt" || failed=1
  oclgrind_reports 2 'Invalid (write|read)' 'data race' || failed=1
  return "$failed"
}

oclgrind_clean() {
  rm -f "$OCLGRIND_LOG"
  opencl_run "$2" "$1" || { complain "FAIL Oclgrind: a test fails."; return 1; }
  [ ! -s "$OCLGRIND_LOG" ] || { complain "FAIL Oclgrind reports:"; head -n 60 "$OCLGRIND_LOG"; return 1; }
}

# oclgrind_reports TESTS REPORT...: the tests with spoilt kernels run, and each report is in the log, which has room for what the first of them reports.
oclgrind_reports() {
  local report
  rm -f "$OCLGRIND_LOG"
  if ! OCLGRIND_MAX_ERRORS=100000 FHNHW_TEST_SPOILT=1 opencl_run "$opencl_class&DisplayName~spoilt" "$1"; then
    complain "FAIL Oclgrind: a kernel that is spoilt on purpose does not run."
    return 1
  fi

  for report in "${@:2}"; do
    grep -qiE "$report" "$OCLGRIND_LOG" || { complain "FAIL Oclgrind does not report '$report'."; return 1; }
  done
}

# shellcheck disable=SC2154
# The forms that Mesa builds, bit for bit, in short launches where runs are long. It takes long to compile vectors: of those, ideal cells and votes.
# Mesa keeps what it has compiled for the next test, in a folder of this run alone.
check_rusticl() {
  opencl_driver "$place/vendors" libRusticlOpenCL.so.1 || return 1
  export OCL_ICD_VENDORS="$place/vendors" RUSTICL_ENABLE=llvmpipe MESA_SHADER_CACHE_DIR="$place/mesa"
  opencl_run "$opencl_class&(DisplayName~FORM_SCALAR|DisplayName~Votes_over|(DisplayName~A_form&DisplayName~INT16&DisplayName~ideal&DisplayName~16))" 9
}
