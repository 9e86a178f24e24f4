// fhn-sim: the Verilated board behind a pseudo-terminal or a TCP port. Bytes pass as bits on the board's own pins.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <deque>
#include <thread>

#include "../../tools/refdevice/host/line.h"
#if FHN_BYTE_LINE
#include "byte_line.h"
#else
#include "bit_line.h"
#endif
#include "board_model.h"
#include "faults.h"
#include "link_stats.h"
#include "options.h"
#include "pacing.h"

namespace {

#if FHN_BYTE_LINE
using SerialLine = sim::ByteLine;
#else
using SerialLine = sim::BitLine;
#endif

constexpr unsigned CLOCKS_A_ROUND = 4096;         // between two looks at the outside
constexpr unsigned RESTING_CLOCKS = 20000;        // quiet for so long after a byte: at rest, since no request is parsed for longer
constexpr std::size_t MOST_BYTES_WAITING = 1u << 20;  // towards a host that does not read; then the board's time stands still
constexpr auto WAIT_FOR_HOST = std::chrono::milliseconds(1);
constexpr int LONGEST_SLEEP_MS = 50;

volatile std::sig_atomic_t told_to_end = 0;

void on_signal(int) { told_to_end = 1; }

class Simulation {
 public:
    explicit Simulation(const sim::Options &options)
        : options_(options), stats_(SerialLine::CLOCKS_A_BYTE), pacing_(board_.clock_hz(), options.own_time), faults_(options.fault) {}

    int run() {
        if (!options_.trace.empty() && !sim::BoardModel::can_trace()) {
            std::fputs("This simulator was built without waveforms; build it with 'make -C hdl/sim TRACE=1'.\n", stderr);
            return 2;
        }
        if (!options_.trace.empty() && !board_.trace(options_.trace, options_.trace_from, options_.trace_to)) {
            std::fprintf(stderr, "The waveform cannot be written to %s; give a file in a folder that you may write.\n", options_.trace.c_str());
            return 2;
        }
        if (!(options_.tcp ? line_open_tcp(&line_, &options_.place) : line_open_terminal(&line_))) {
            return 3;
        }
        while (told_to_end == 0 && !stdin_closed()) {
            take_bytes();
            if (to_host_.size() >= MOST_BYTES_WAITING) {
                std::this_thread::sleep_for(WAIT_FOR_HOST);
                give_bytes();
                continue;
            }
            clock(CLOCKS_A_ROUND);
            pacing_.pass(CLOCKS_A_ROUND);
            const int64_t behind = static_cast<int64_t>(pacing_.clocks_due()) - CLOCKS_A_ROUND;
            if (options_.skip_idle && quiet_ == 0) {
                board_.let_heartbeat_follow(behind);
            }
            give_bytes();
            if (quiet_ > (asked_ ? RESTING_CLOCKS : 0)) {
                rest();
            }
        }
        line_close(&line_);
        return write_stats();
    }

 private:
    void clock(unsigned count) {
        for (unsigned i = 0; i < count; i++) {
#if FHN_FAULTS
            if (board_.job_runs()) {
                faults_.work(board_);
            }
#endif
            if (serial_.clock(board_)) {
                faults_.send(serial_.byte(), to_host_);
                stats_.sent(serial_.byte(), board_.clocks());
            }
        }
        const bool quiet = serial_.idle() && !board_.job_runs();
        quiet_ = quiet ? quiet_ + count : 0;
    }

    // A little ahead of the driver, so that the kernel's buffer and the host feel how fast the board is.
    void take_bytes() {
        while (serial_.waiting() < CLOCKS_A_ROUND) {
            const int byte = line_read(&line_);
            if (byte < 0) {
                return;
            }
            serial_.give(static_cast<uint8_t>(byte));
            stats_.received(1);
            asked_ = true;
            board_.begin_trace();
            quiet_ = 0;
        }
    }

    void give_bytes() {
        if (faults_.stalls()) {
            return;
        }
        while (!to_host_.empty() && line_write(&line_, &to_host_.front(), 1)) {
            to_host_.pop_front();
        }
        line_flush(&line_);
    }

    // At rest the wall clock leads: leap to where it stands, or sleep until something is due.
    void rest() {
        asked_ = false;
        if (!options_.skip_idle) {
            pacing_.begin();
        }
        while (told_to_end == 0 && !stdin_closed()) {
            take_bytes();
            if (!serial_.idle()) {
                return;
            }
            if (to_host_.size() >= MOST_BYTES_WAITING) {
                return; // of heartbeats alone, in hours
            }
            const uint64_t due = pacing_.clocks_due();
            if (options_.skip_idle) {
                const uint64_t leap = std::min(due, board_.leap_room());
                board_.leap(leap);
                skipped_ += leap;
                if (leap < due) {
                    quiet_ = 0; // a heartbeat is near: its clocks are computed
                    return;
                }
            } else {
                // On a busy machine so many are due that the end is looked for between them.
                for (uint64_t done = 0; done < due && told_to_end == 0 && !stdin_closed(); done += CLOCKS_A_ROUND) {
                    clock(CLOCKS_A_ROUND);
                }
            }
            give_bytes();
            const int milliseconds = std::min(LONGEST_SLEEP_MS, pacing_.milliseconds(board_.leap_room()));
            line_wait(&line_, options_.until_stdin_closes ? STDIN_FILENO : -1, milliseconds);
            pacing_.sleep(milliseconds);
        }
    }

    bool stdin_closed() const {
        return options_.until_stdin_closes && line_input_ended(STDIN_FILENO);
    }

    int write_stats() const {
        if (!options_.stats.empty() && !stats_.write(options_.stats, board_.clocks(), skipped_, pacing_.seconds())) {
            std::fprintf(stderr, "%s cannot be written; check the path.\n", options_.stats.c_str());
            return 2;
        }
        return 0;
    }

    const sim::Options &options_;
    sim::BoardModel board_;
    SerialLine serial_;
    sim::LinkStats stats_;
    sim::Pacing pacing_;
    sim::Faults faults_;
    line line_{};
    std::deque<uint8_t> to_host_;
    bool asked_ = false;  // a byte came since the last rest
    uint64_t quiet_ = 0;
    uint64_t skipped_ = 0;
};

// Ctrl-C reaches all programs of a terminal. One that has an owner leaves it to the owner, who may still want an answer, to end it.
void catch_signals(bool has_owner) {
    struct sigaction action {};
    action.sa_handler = on_signal;
    sigaction(SIGTERM, &action, nullptr);
    if (has_owner) {
        action.sa_handler = SIG_IGN;
    }
    sigaction(SIGINT, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

}  // namespace

int main(int argc, char **argv) {
    sim::Options options;
    const int code = sim::read_options(argc, argv, options);
    if (code >= 0) {
        return code;
    }
    catch_signals(options.until_stdin_closes);
    static Simulation simulation(options);
    return simulation.run();
}
