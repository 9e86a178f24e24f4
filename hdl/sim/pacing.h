// The wall clock in clocks of the board: idle time passes in step with it, and heartbeats come by it; busy time is as fast as it is computed.
// With --own-time no wall clock is read: as many clocks are due as were computed and slept, so that a busy machine changes nothing.
#pragma once

#include <chrono>
#include <cstdint>
#include <utility>

namespace sim {

class Pacing {
 public:
    Pacing(uint64_t clock_hz, bool own_time) : clock_hz_(clock_hz), own_time_(own_time), start_(Clock::now()) {}

    // From now on clocks are due.
    void begin() { then_ = Clock::now(); }

    // Clocks that have passed since the last call, or since begin().
    uint64_t clocks_due() {
        if (own_time_) {
            return std::exchange(passed_, 0);
        }
        const auto now = Clock::now();
        const auto due = static_cast<uint64_t>(std::chrono::duration<double>(now - then_).count() * static_cast<double>(clock_hz_));
        then_ += std::chrono::duration_cast<Clock::duration>(
            std::chrono::duration<double>(static_cast<double>(due) / static_cast<double>(clock_hz_)));
        return due;
    }

    // So many clocks were computed, or slept; counts only with --own-time.
    void pass(uint64_t clocks) { passed_ += clocks; }
    void sleep(int milliseconds) { passed_ += clock_hz_ * static_cast<uint64_t>(milliseconds) / 1000; }

    // Milliseconds until so many clocks have passed, rounded up.
    int milliseconds(uint64_t clocks) const { return static_cast<int>(clocks * 1000 / clock_hz_ + 1); }

    double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

 private:
    using Clock = std::chrono::steady_clock;
    const uint64_t clock_hz_;
    const bool own_time_;
    uint64_t passed_ = 0;
    const Clock::time_point start_;
    Clock::time_point then_ = Clock::now();
};

}  // namespace sim
