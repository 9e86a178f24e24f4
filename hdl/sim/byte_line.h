// The byte line: whole bytes pass beside the UART's shift registers (bytes/uart_rx.v, bytes/uart_tx.v), each as soon as the board has it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>

#include "board_model.h"

namespace sim {

class ByteLine {
 public:
    // As the board sends at best: a byte every fourth clock (reply_frames).
    static constexpr unsigned CLOCKS_A_BYTE = 4;

    void give(uint8_t byte) { waiting_.push_back(byte); }
    std::size_t waiting() const { return waiting_.size(); }
    bool idle() const { return waiting_.empty() && pause_ == 0; }

    // One clock of board and line. True where the board has sent a byte; byte() tells it.
    bool clock(BoardModel &board) {
        const bool gives = pause_ == 0 && !waiting_.empty();
        if (gives) {
            board.line_in(waiting_.front());
            waiting_.pop_front();
            pause_ = CLOCKS_BETWEEN;
        }
        pause_ -= pause_ > 0 ? 1 : 0;
        const bool sends = !board.clock(!gives);
        byte_ = board.line_out();
        return sends;
    }
    uint8_t byte() const { return byte_; }

 private:
    // What follows the receiver takes some clocks for each byte: as many as a line of 2 clocks a bit leaves it.
    static constexpr unsigned CLOCKS_BETWEEN = 20;

    std::deque<uint8_t> waiting_;
    unsigned pause_ = 0;
    uint8_t byte_ = 0;
};

}  // namespace sim
