# shellcheck shell=bash
# NVIDIA's own tools, where a machine has them: ptxas makes machine code of PTX, nvdisasm lists it, ncu (Nsight Compute) profiles kernels.

# Prints the path of one of them; fails where there is none.
find_gpu_tool() {
  local path
  for path in "$(command -v "$1" || true)" /usr/local/cuda*/bin/"$1" /opt/nvidia/nsight-compute/*/"$1"; do
    if [ -n "$path" ] && [ -x "$path" ]; then
      printf '%s' "$path"
      return 0
    fi
  done
  return 1
}

# Makes machine code of PTX, for an architecture such as 80, and prints what ptxas says of each kernel: registers, and what spills into memory.
assemble_ptx() {
  "$(find_gpu_tool ptxas)" -v -arch="sm_$2" -o "$3" "$1" 2>&1
}

# Lists machine code as nvdisasm does.
list_machine_code() {
  "$(find_gpu_tool nvdisasm)" -c "$1"
}

# Prints a line for each loop of a listing that has no loop within it: the kernel, its instructions, and how often each of them is in it. The loop of
# steps is the one with the multiplies (IMAD): a step has three, so that six in a loop are two steps. An instruction takes 16 bytes; what the listing
# leaves out (nvdisasm 11.8 does so with VIMNMX, the minimum and maximum) is counted by the gap in the addresses.
loops_of_listing() {
  awk '
    function number(hex,   value, n) {
      for (n = 1; n <= length(hex); n++) value = value * 16 + index("0123456789abcdef", substr(hex, n, 1)) - 1
      return value
    }
    /^\.text\./ { kernel = $1; sub(/^\.text\./, "", kernel); sub(/:$/, "", kernel); label = ""; next }
    /^\.L_/ { label = $1; sub(/:$/, "", label); count = 0; next }
    match($0, /^[ \t]*\/\*[0-9a-f]+\*\//) {
      address = substr($0, RSTART, RLENGTH); gsub(/[^0-9a-f]/, "", address)
      text = substr($0, RLENGTH + 1); sub(/^[ \t]*/, "", text); sub(/^@!?U?P[0-9T]+ +/, "", text)
      name = text; sub(/[ .;].*/, "", name)
      if (count == 0) begin = number(address)
      names[count++] = name
      if (name == "BRA" && label != "" && count > 1 && index(text, "(" label ")")) {
        parts = 0; delete times
        for (n = 0; n < count; n++) { if (!(names[n] in times)) order[++parts] = names[n]; times[names[n]]++ }
        size = (number(address) - begin) / 16 + 1; line = ""
        for (n = 1; n <= parts; n++) line = line sprintf("%s%d %s", n > 1 ? ", " : "", times[order[n]], order[n])
        if (size > count) line = line sprintf(", %d that are not listed", size - count)
        printf "  %s: a loop of %d instructions: %s\n", kernel, size, line
      }
    }' "$1"
}
