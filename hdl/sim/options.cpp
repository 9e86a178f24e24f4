#include "options.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace sim {

namespace {

constexpr char HELP[] =
    "fhn-sim: the board's own Verilog, UART bits included, behind a pseudo-terminal or a TCP port.\n"
    "\n"
    "  --pty                  on a pseudo-terminal, whose path is the first line of output (standard)\n"
    "  --tcp [ADDRESS:]PORT   on a port of 127.0.0.1, or of that address, instead, 0 for any; the first line is its number\n"
    "  --stats FILE           writes clocks, bytes and the link's use as JSON at the end\n"
    "  --trace FILE.vcd       records the waveform; in a simulator that was built for it\n"
    "  --trace-from CLOCK     begins it there, counted from the first byte of the host in clocks that are computed\n"
    "  --trace-to CLOCK       ends it there\n"
    "  --no-skip              computes every clock, idle ones too, and heartbeats come by them instead of by the wall clock\n"
    "  --own-time             heartbeats come by the clocks computed and slept, not by the wall clock: the same on a busy machine\n"
    "  --fault KIND[@CLOCKS]  goes wrong once it has worked so many clocks (100000), in a simulator that was built for it: reset, stale,\n"
    "                         greeting, numbers, stall, mute; and, in lanes side by side, flip-x, flip-y, flip-s, stuck-x\n"
    "  --until-stdin-closes   ends itself when its standard input ends\n";

bool whole(const char *text, uint64_t most, uint64_t &value) {
    char *end = nullptr;
    errno = 0;
    if (text == nullptr || text[0] < '0' || text[0] > '9') {
        return false;
    }
    value = std::strtoull(text, &end, 10);
    return *end == '\0' && errno == 0 && value <= most;
}

int complain(const char *about) {
    std::fprintf(stderr, "fhn-sim: '%s' is no option, or lacks a sound value; see --help.\n", about);
    return 2;
}

bool take_switch(const char *name, Options &options) {
    if (std::strcmp(name, "--pty") == 0) {
        options.tcp = false;
    } else if (std::strcmp(name, "--no-skip") == 0) {
        options.skip_idle = false;
    } else if (std::strcmp(name, "--own-time") == 0) {
        options.own_time = true;
    } else if (std::strcmp(name, "--until-stdin-closes") == 0) {
        options.until_stdin_closes = true;
    } else {
        return false;
    }
    return true;
}

bool take_value(const char *name, const char *value, Options &options) {
    uint64_t number = 0;
    if (value == nullptr) {
        return false;
    }
    if (std::strcmp(name, "--tcp") == 0 && line_parse_place(value, &options.place)) {
        options.tcp = true;
    } else if (std::strcmp(name, "--stats") == 0) {
        options.stats = value;
    } else if (FHN_FAULTS && std::strcmp(name, "--fault") == 0 && Fault::parse(value, options.fault) && (FHN_SIDE_BY_SIDE || !options.fault.is_upset())) {
        return true;
    } else if (std::strcmp(name, "--trace") == 0) {
        options.trace = value;
    } else if (std::strcmp(name, "--trace-from") == 0 && whole(value, UINT64_MAX, number)) {
        options.trace_from = number;
    } else if (std::strcmp(name, "--trace-to") == 0 && whole(value, UINT64_MAX, number)) {
        options.trace_to = number;
    } else {
        return false;
    }
    return true;
}

}  // namespace

int read_options(int argc, char **argv, Options &options) {
    for (int i = 1; i < argc; i++) {
        if (std::strcmp(argv[i], "--help") == 0) {
            std::fputs(HELP, stdout);
            return 0;
        }
        if (take_switch(argv[i], options)) {
            continue;
        }
        if (!take_value(argv[i], i + 1 < argc ? argv[i + 1] : nullptr, options)) {
            return complain(argv[i]);
        }
        i++;
    }
    return -1;
}

}  // namespace sim
