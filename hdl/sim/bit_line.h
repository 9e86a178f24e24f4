// The serial line as the board has it: bits on the pins rx and tx, through its UART.
#pragma once

#include "board_model.h"
#include "uart_lines.h"

namespace sim {

class BitLine {
 public:
    static constexpr unsigned CLOCKS_A_BYTE = 10 * FHN_CLOCKS_PER_BIT;

    void give(uint8_t byte) { driver_.give(byte); }
    std::size_t waiting() const { return driver_.waiting(); }
    bool idle() const { return driver_.idle() && monitor_.idle(); }

    // One clock of board and line. True where the board has sent a byte; byte() tells it.
    bool clock(BoardModel &board) { return monitor_.clock(board.clock(driver_.clock())); }
    uint8_t byte() const { return monitor_.byte(); }

 private:
    UartDriver driver_{FHN_CLOCKS_PER_BIT};
    UartMonitor monitor_{FHN_CLOCKS_PER_BIT};
};

}  // namespace sim
