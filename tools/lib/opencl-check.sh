# shellcheck shell=bash
# Compiles the OpenCL kernels for GPUs and other devices that no machine of the checks has. Needs clang; included by tools/test.

opencl_folder=src/Kernels/OpenCl
opencl_format=(-D PRODUCT_SHIFT=16 -D CUBE_SHIFT=4 -D CURRENT_EXTRA_BITS=0 -D LOW_BITS=8 -D LOW_MASK=255 -D X_MAX=20480 -D 'GAIN_LOW=(25600)'
  -D GAIN_HIGH=0 -D NOISE_SHIFT=8 -D HAS_NOISE -D NOISE_X=3 -D NOISE_Y=2 -D HAS_STUCK -D HAS_HIGH_GAIN
  -D SIGMOID_HALF=8192 -D SIGMOID_C0=1 -D SIGMOID_C1=1 -D SIGMOID_C2=1 -D SIGMOID_C3=1 -D SIGMOID_C4=1)

# Prints the newest clang that is installed; fails where there is none.
find_clang() {
  local name
  for name in clang clang-21 clang-20 clang-19 clang-18 clang-17 clang-16 clang-15 clang-14; do
    if command -v "$name" >/dev/null; then
      printf '%s' "$name"
      return 0
    fi
  done
  return 1
}

# Every form without optimisation, for each target: compiles, and leaves none of its functions (fhn_*) undefined. The forms with 16-bit lanes
# have instructions of x86 and are PoCL's to build; a test of Kernels.Tests does that.
check_opencl() {
  local clang target form part folder failed=0
  clang="$(find_clang)" || return 2
  folder="$(mktemp -d)"
  for target in spir64 amdgcn nvptx64; do
    for form in FORM_SCALAR FORM_INT16; do
      for part in run per_cell_run votes votes_in_groups; do
        opencl_source "$part" >"$folder/kernels.cl"
        if ! "$clang" -x cl -cl-std=CL1.2 -Xclang -finclude-default-header -target "$target" -O0 -S -emit-llvm -D "$form" -D VECTORS=1 \
          "${opencl_format[@]}" "$folder/kernels.cl" -o "$folder/kernels.ll"; then
          complain "FAIL $part in $form for $target does not compile."
          failed=1
        elif grep -E '^declare .*@fhn_' "$folder/kernels.ll"; then
          complain "FAIL $part in $form for $target leaves these functions undefined; write 'static inline'."
          failed=1
        fi
      done
    done
  done
  rm -rf "$folder"
  return "$failed"
}

# Prints what one program consists of.
opencl_source() {
  case "$1" in
    run) cat "$opencl_folder"/fhn_{lanes,step,run}.cl ;;
    per_cell_run) cat "$opencl_folder"/fhn_{lanes,per_cell_step,per_cell_run}.cl ;;
    *) cat "$opencl_folder/fhn_readout.cl" "$opencl_folder/fhn_$1.cl" ;;
  esac
}
