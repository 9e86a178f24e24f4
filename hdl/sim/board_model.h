// The Verilated board: its clock, its two wires, and what tells that it rests.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

class VerilatedContext;
class VerilatedVcdC;
class Vfhn_board;

namespace sim {

class BoardModel {
 public:
    BoardModel();
    ~BoardModel();
    BoardModel(const BoardModel &) = delete;
    BoardModel &operator=(const BoardModel &) = delete;

    // What the board was built with.
    static uint64_t clock_hz();

    // True in a simulator that was built for waveforms.
    static bool can_trace();
    // Records clocks [from, to) into a VCD file, counted from begin_trace(). False where the file cannot be written, and where can_trace() is.
    bool trace(const std::string &path, uint64_t from, uint64_t to);

    // The waveform's clock 0, at the first call: until the host asks for something nothing happens that is worth looking at.
    void begin_trace();

    // One clock with this level on rx; returns the level of tx after it.
    bool clock(bool rx);

    // With the byte line: the byte that low rx brings in the next clock, and the one that low tx has brought.
    void line_in(uint8_t byte);
    uint8_t line_out() const;

    // Holds the reset for some clocks, as a press of a board's button does.
    void reset();

    // From now on a fault in block RAM in each clock, one of the numbers of side_by_side/fhn_lanes.v, in the first cell's word; 0: none.
    void upset(unsigned what);

    uint64_t clocks() const { return clocks_; }
    bool job_runs() const;

    // Clocks that a board at rest may leap over: in them nothing but the heartbeat's timer would change.
    uint64_t leap_room() const;

    // Leaps over so many clocks, leap_room() at most.
    void leap(uint64_t clocks);

    // Moves the heartbeat's timer by so many clocks of the wall, either way, never past the next heartbeat: at work a heartbeat comes by the wall
    // clock, however fast clocks are computed.
    void let_heartbeat_follow(int64_t clocks);

 private:
    void half(bool level);

    std::unique_ptr<VerilatedContext> context_;
    std::unique_ptr<Vfhn_board> board_;
    std::unique_ptr<VerilatedVcdC> vcd_;
    uint64_t clocks_ = 0;
    int64_t timer_then_ = 0;   // the heartbeat's timer when it was moved last
    int64_t timer_moved_ = 0;  // by so many clocks since the last heartbeat
    bool trace_begun_ = false;
    uint64_t trace_origin_ = 0, trace_from_ = 0, trace_to_ = 0, traced_ = 0;
};

}  // namespace sim
