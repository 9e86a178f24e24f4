// The command line of fhn-sim.
#pragma once

#include <cstdint>
#include <string>

#include "../../tools/refdevice/host/line.h"
#include "faults.h"

namespace sim {

struct Options {
    bool tcp = false;               // else a pseudo-terminal
    line_place place{};             // where TCP listens
    bool until_stdin_closes = false;
    bool skip_idle = true;
    bool own_time = false;          // no wall clock: time is what is computed and slept
    Fault fault;                    // what goes wrong on purpose
    std::string stats;              // file, or empty
    std::string trace;              // file, or empty
    uint64_t trace_from = 0, trace_to = UINT64_MAX;  // clocks
};

// Reads the arguments. Returns -1 to go on, else the exit code; then it has told why.
int read_options(int argc, char **argv, Options &options);

}  // namespace sim
