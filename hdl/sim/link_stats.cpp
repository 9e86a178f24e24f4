#include "link_stats.h"

#include <algorithm>
#include <cstdio>

namespace sim {

namespace {
constexpr uint8_t DATA = 0x82, DONE = 0x83, HEARTBEAT = 0x85;  // docs/protocol.md; each follows the first COBS code, since no kind is zero
}

void LinkStats::sent(uint8_t byte, uint64_t clock) {
    bytes_out_++;
    bytes_since_first_ += data_seen_ ? 1 : 0;
    if (byte == 0) {
        position_ = 0;
        return;
    }
    if (++position_ == 2) {
        kind_ = byte;
        if (kind_ == DATA && !data_seen_) {
            data_seen_ = true;
            data_first_ = clock - 2 * clocks_a_byte_;
            bytes_since_first_ = 2;
        }
        if (kind_ == DONE) {
            if (last_done_ != 0) {
                between_done_.push_back(clock - last_done_);
            }
            last_done_ = clock;
        }
        if (kind_ == HEARTBEAT) {
            first_beat_ = beats_++ == 0 ? clock : first_beat_;
            last_beat_ = clock;
        }
    }
    if (kind_ == DATA && data_seen_ && position_ >= 2) {
        data_last_ = clock;
        bytes_at_last_ = bytes_since_first_;
    }
}

uint64_t LinkStats::clocks_a_job() const {
    if (between_done_.empty()) {
        return 0;
    }
    const auto middle = between_done_.begin() + static_cast<std::ptrdiff_t>(between_done_.size() / 2);
    std::nth_element(between_done_.begin(), middle, between_done_.end());
    return *middle;
}

bool LinkStats::write(const std::string &path, uint64_t clocks, uint64_t skipped, double seconds) const {
    std::FILE *file = std::fopen(path.c_str(), "w");
    if (file == nullptr) {
        return false;
    }
    const double span = static_cast<double>(data_last_ - data_first_);
    std::fprintf(file,
        "{\n  \"clocks\": %llu,\n  \"idleClocksSkipped\": %llu,\n  \"seconds\": %.3f,\n  \"bytesIn\": %llu,\n  \"bytesOut\": %llu,\n"
        "  \"dataClocks\": %.0f,\n  \"dataBusyShare\": %.5f,\n  \"heartbeats\": %llu,\n"
        "  \"clocksBetweenHeartbeats\": %.1f,\n  \"jobs\": %llu,\n  \"clocksAJob\": %llu\n}\n",
        static_cast<unsigned long long>(clocks), static_cast<unsigned long long>(skipped), seconds,
        static_cast<unsigned long long>(bytes_in_), static_cast<unsigned long long>(bytes_out_),
        span,
        span > 0 ? static_cast<double>(bytes_at_last_) * clocks_a_byte_ / span : 0.0, static_cast<unsigned long long>(beats_),
        beats_ > 1 ? static_cast<double>(last_beat_ - first_beat_) / static_cast<double>(beats_ - 1) : 0.0,
        static_cast<unsigned long long>(between_done_.size() + (last_done_ != 0 ? 1 : 0)), static_cast<unsigned long long>(clocks_a_job()));
    return std::fclose(file) == 0;
}

}  // namespace sim
