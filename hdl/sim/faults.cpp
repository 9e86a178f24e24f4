#include "faults.h"

#include <chrono>
#include <cstdlib>
#include <cstring>

#include "../../tools/refdevice/core/fhn_frame.c" // COBS and CRC of the reference device, whose C is C++ too

namespace sim {

namespace {

constexpr int64_t STALL_MS = 1000;
constexpr std::size_t HASH_AT = 2 + 28, CELLS_AT = 2 + 16, DATA_AT = 2 + 2; // behind kind and tag

constexpr const char *NAMES[] = {"", "reset", "flip-x", "flip-y", "flip-s", "stuck-x", "stale", "greeting", "numbers", "stall", "mute"};

int64_t milliseconds() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

bool Fault::parse(const char *text, Fault &fault) {
    const char *at = std::strchr(text, '@');
    const std::string name = at == nullptr ? text : std::string(text, at);
    for (int kind = 1; kind <= static_cast<int>(FaultKind::Mute); kind++) {
        if (name == NAMES[kind]) {
            char *end = nullptr;
            fault.kind = static_cast<FaultKind>(kind);
            fault.after = at == nullptr ? fault.after : std::strtoull(at + 1, &end, 10);
            return at == nullptr || (end != at + 1 && *end == '\0');
        }
    }
    return false;
}

Faults::Faults(const Fault &fault) : fault_(fault) { fhn_decoder_start(&decoder_, frame_, ROOM); }

void Faults::strike(BoardModel &board) {
    switch (fault_.kind) {
    case FaultKind::Reset:
        board.reset();
        break;
    case FaultKind::FlipX:
    case FaultKind::FlipY:
    case FaultKind::FlipS:
    case FaultKind::StuckX:
        board.upset(1 + static_cast<unsigned>(fault_.kind) - static_cast<unsigned>(FaultKind::FlipX));
        break;
    case FaultKind::Stall:
        stalls_until_ = milliseconds() + STALL_MS;
        break;
    default:
        break;
    }
}

bool Faults::stalls() const { return stalls_until_ != 0 && milliseconds() < stalls_until_; }

void Faults::send(uint8_t byte, std::deque<uint8_t> &to_host) {
    if (fault_.kind < FaultKind::Stale || fault_.kind == FaultKind::Stall) {
        to_host.push_back(byte);
        return;
    }
    if (fhn_decoder_take(&decoder_, byte) != FHN_FRAME_WHOLE) {
        return; // an empty frame means nothing, and this line damages none
    }
    if (frame_[0] == FHN_GREETING_KIND) {
        decoder_.nonce = fhn_get32(frame_ + 2); // the session of the frames that follow
    }
    if (change()) {
        uint8_t coded[FHN_CODED_BYTES(ROOM)];
        const std::size_t count = fhn_frame_encode(frame_, decoder_.count, decoder_.nonce, coded);
        to_host.push_back(0);
        to_host.insert(to_host.end(), coded, coded + count);
    }
}

bool Faults::change() {
    const uint8_t kind = frame_[0];
    if (!is_due()) {
        return true;
    }
    if (fault_.kind == FaultKind::Stale && kind == FHN_GREETING_KIND) {
        frame_[HASH_AT] ^= 0x10;
    } else if (fault_.kind == FaultKind::Greeting && kind == FHN_GREETING_KIND) {
        frame_[CELLS_AT + 1] ^= 0x10; // 4,096 cells more, or fewer
    } else if (fault_.kind == FaultKind::Numbers && kind == FHN_DATA_KIND && decoder_.count > DATA_AT) {
        frame_[DATA_AT] ^= 0x01;
    }
    return fault_.kind != FaultKind::Mute || kind != FHN_HEARTBEAT_KIND;
}

}  // namespace sim
