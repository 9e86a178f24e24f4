// Counts what goes over the serial line, in clocks of the board.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace sim {

class LinkStats {
 public:
    explicit LinkStats(unsigned clocks_a_byte) : clocks_a_byte_(clocks_a_byte) {}

    void received(uint64_t bytes) { bytes_in_ += bytes; }

    // A byte that the board has sent, complete at this clock.
    void sent(uint8_t byte, uint64_t clock);

    // The median of the clocks from one DONE to the next: of jobs that stream, pauses of the host left out. 0 before the second.
    uint64_t clocks_a_job() const;

    // Writes all as JSON. False where the file cannot be written.
    bool write(const std::string &path, uint64_t clocks, uint64_t skipped, double seconds) const;

 private:
    const unsigned clocks_a_byte_;
    uint64_t bytes_in_ = 0, bytes_out_ = 0;
    uint64_t position_ = 0;          // of the byte in its coded frame
    uint8_t kind_ = 0;               // of the frame under way
    uint64_t data_first_ = 0;        // the clock in which the first DATA began
    uint64_t data_last_ = 0;         // that in which the last byte of DATA ended
    uint64_t bytes_at_last_ = 0;     // bytes sent from the first of DATA until then
    uint64_t bytes_since_first_ = 0;
    bool data_seen_ = false;
    uint64_t beats_ = 0, first_beat_ = 0, last_beat_ = 0;
    uint64_t last_done_ = 0;                // the clock in which the last DONE began; 0 before the first
    mutable std::vector<uint64_t> between_done_;  // clocks from each DONE to the next
};

}  // namespace sim
