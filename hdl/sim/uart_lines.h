// The two wires of a serial line, one clock at a time, with the same clocks a bit as the board's UART.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>

namespace sim {

// Drives the board's rx: 8 data bits, no parity, 1 stop bit, bytes without gaps while there are any.
class UartDriver {
 public:
    explicit UartDriver(unsigned clocks_a_bit) : clocks_a_bit_(clocks_a_bit) {}

    void give(uint8_t byte) { waiting_.push_back(byte); }
    std::size_t waiting() const { return waiting_.size(); }
    bool idle() const { return bits_left_ == 0 && waiting_.empty(); }

    // The level in the next clock.
    bool clock() {
        if (timer_ > 0) {
            timer_--;
            return level_;
        }
        if (bits_left_ == 0) {
            if (waiting_.empty()) {
                return true;
            }
            shift_ = static_cast<uint16_t>(0x200 | waiting_.front() << 1); // stop bit, data, start bit
            waiting_.pop_front();
            bits_left_ = 10;
        }
        level_ = (shift_ & 1) != 0;
        shift_ >>= 1;
        bits_left_--;
        timer_ = clocks_a_bit_ - 1;
        return level_;
    }

 private:
    const unsigned clocks_a_bit_;
    std::deque<uint8_t> waiting_;
    unsigned timer_ = 0;
    unsigned bits_left_ = 0;
    uint16_t shift_ = 0;
    bool level_ = true;
};

// Samples the board's tx in the middle of each bit.
class UartMonitor {
 public:
    explicit UartMonitor(unsigned clocks_a_bit) : clocks_a_bit_(clocks_a_bit) {}

    bool idle() const { return !busy_; }

    // Takes the level of a clock. True where a byte is complete; byte() tells it.
    bool clock(bool level) {
        if (!busy_) {
            if (!level) {
                busy_ = true;
                bit_ = 0;
                timer_ = clocks_a_bit_ / 2;
            }
            return false;
        }
        if (--timer_ > 0) {
            return false;
        }
        timer_ = clocks_a_bit_;
        if (bit_++ == 0) {
            busy_ = !level; // a pulse was no start bit
            return false;
        }
        if (bit_ <= 9) {
            shift_ = static_cast<uint8_t>(shift_ >> 1 | (level ? 0x80 : 0));
            return false;
        }
        busy_ = false;
        return level;
    }

    uint8_t byte() const { return shift_; }

 private:
    const unsigned clocks_a_bit_;
    bool busy_ = false;
    unsigned timer_ = 0;
    unsigned bit_ = 0;
    uint8_t shift_ = 0;
};

}  // namespace sim
