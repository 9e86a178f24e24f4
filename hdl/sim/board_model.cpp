#include "board_model.h"

#include <algorithm>

#include <verilated.h>
#if VM_TRACE
#include <verilated_vcd_c.h>
#else
class VerilatedVcdC {};
#endif

#include "Vfhn_board.h"
#include "Vfhn_board___024root.h"

namespace sim {

namespace {
constexpr unsigned RESET_CLOCKS = 16, SESSION_LED = 1, JOB_LED = 2;
#if FHN_FAULTS && FHN_SIDE_BY_SIDE
constexpr unsigned UPSET_BIT = 4;
#endif
constexpr uint64_t HEARTBEAT_CLOCKS = uint64_t{FHN_CLOCK_HZ} / 1000 * FHN_HEARTBEAT_MS;
constexpr uint64_t LONGEST_LEAP = 1u << 20;
// What job_watch grants the array between two heartbeats: in so many clocks the longest pass ends, each cell's X weighed by 16 classes.
constexpr int64_t LEAST_CLOCKS_A_HEARTBEAT = 4096 + 32 * FHN_CELLS;

// Nothing in rtl looks at the falling edge: the model need only forget that the clock was high, where this Verilator's has the name for it (a
// twentieth of the time). False where it has none; then the falling edge is evaluated like the other.
template <typename Root>
auto forget_high(Root &root, int) -> decltype(root.__Vtrigrprev__TOP__clk_i = 0, true) {
    root.__Vtrigrprev__TOP__clk_i = 0;
    return true;
}
template <typename Root>
bool forget_high(Root &, long) {
    return false;
}
}

BoardModel::BoardModel() : context_(new VerilatedContext), board_(new Vfhn_board(context_.get())) {
    reset();
    clocks_ = 0;
}

void BoardModel::reset() {
    board_->rst_i = 1;
    for (unsigned i = 0; i < RESET_CLOCKS; i++) {
        clock(true);
    }
    board_->rst_i = 0;
}

// The RAM is written at the falling edge, which is evaluated in a simulator with faults.
void BoardModel::upset(unsigned what) {
#if FHN_FAULTS && FHN_SIDE_BY_SIDE
    auto &root = *board_->rootp;
    root.fhn_board__DOT__g_lanes__DOT__array__DOT__lanes__DOT__fault_slot = 0;
    root.fhn_board__DOT__g_lanes__DOT__array__DOT__lanes__DOT__fault_lane = 0;
    root.fhn_board__DOT__g_lanes__DOT__array__DOT__lanes__DOT__fault_bits = UPSET_BIT;
    root.fhn_board__DOT__g_lanes__DOT__array__DOT__lanes__DOT__fault_what = what;
#else
    (void)what;
#endif
}

BoardModel::~BoardModel() {
#if VM_TRACE
    if (vcd_) {
        vcd_->close();
    }
#endif
    board_->final();
}

uint64_t BoardModel::clock_hz() { return FHN_CLOCK_HZ; }

bool BoardModel::can_trace() {
#if VM_TRACE
    return true;
#else
    return false;
#endif
}

bool BoardModel::trace(const std::string &path, uint64_t from, uint64_t to) {
#if VM_TRACE
    trace_from_ = from;
    trace_to_ = to;
    context_->traceEverOn(true);
    vcd_.reset(new VerilatedVcdC);
    vcd_->set_time_unit("1ns");
    vcd_->set_time_resolution("1ns");
    board_->trace(vcd_.get(), 99);
    vcd_->open(path.c_str());
    return vcd_->isOpen();
#else
    (void)path;
    (void)from;
    (void)to;
    return false;
#endif
}

void BoardModel::begin_trace() {
    if (!trace_begun_) {
        trace_begun_ = true;
        trace_origin_ = clocks_;
    }
}

// The waveform's time is that of the simulated board, in ns. Where it begins and ends is counted in clocks that were computed: a leap, which follows the wall
// clock, would else take a busy machine past the end before the host's job is there.
inline void BoardModel::half(bool level) {
    board_->clk_i = level;
    board_->eval();
#if VM_TRACE
    if (vcd_ && trace_begun_ && traced_ >= trace_from_ && traced_ < trace_to_) {
        constexpr uint64_t HALF_CLOCK_NS = 500000000 / FHN_CLOCK_HZ;
        vcd_->dump((2 * (clocks_ - trace_origin_) + (level ? 0 : 1)) * HALF_CLOCK_NS);
    }
    if (trace_begun_ && !level) {
        traced_++;
    }
#endif
}

bool BoardModel::clock(bool rx) {
    board_->rx_i = rx;
    half(true);
    if (VM_TRACE || FHN_FAULTS || !forget_high(*board_->rootp, 0)) {
        half(false);
    }
    clocks_++;
    return board_->tx_o != 0;
}

#if FHN_BYTE_LINE
void BoardModel::line_in(uint8_t byte) { board_->rootp->fhn_board__DOT__receiver__DOT__given = byte; }
uint8_t BoardModel::line_out() const { return board_->rootp->fhn_board__DOT__sender__DOT__taken; }
#endif

bool BoardModel::job_runs() const { return (board_->led_o & JOB_LED) != 0; }

uint64_t BoardModel::leap_room() const {
    if ((board_->led_o & SESSION_LED) == 0) {
        return LONGEST_LEAP; // without a session, no timer runs
    }
    const uint64_t timer = board_->rootp->fhn_board__DOT__heart__DOT__timer;
    return timer + 2 < HEARTBEAT_CLOCKS ? HEARTBEAT_CLOCKS - 2 - timer : 0;
}

void BoardModel::leap(uint64_t clocks) {
    if ((board_->led_o & SESSION_LED) != 0) {
        auto &timer = board_->rootp->fhn_board__DOT__heart__DOT__timer;
        timer = static_cast<std::remove_reference<decltype(timer)>::type>(timer + clocks);
    }
    clocks_ += clocks;
}

void BoardModel::let_heartbeat_follow(int64_t clocks) {
    auto &timer = board_->rootp->fhn_board__DOT__heart__DOT__timer;
    const int64_t now = timer;
    if (now < timer_then_) {
        timer_moved_ = 0; // a heartbeat has come, or a session has begun
    }
    const int64_t computed = now - timer_moved_;
    const int64_t most = int64_t{HEARTBEAT_CLOCKS} - 2 - std::max<int64_t>(0, LEAST_CLOCKS_A_HEARTBEAT - computed);
    const int64_t then = now > most ? now : std::clamp<int64_t>(now + clocks, 0, most);
    timer_moved_ += then - now;
    timer_then_ = then;
    timer = static_cast<std::remove_reference<decltype(timer)>::type>(then);
}

}  // namespace sim
