// What goes wrong on purpose in a simulator that was built for it (FAULTS=1): --fault KIND[@CLOCKS], once the array has worked for so many clocks.
#pragma once

#include <cstdint>
#include <deque>
#include <string>

#include "../../tools/refdevice/core/fhn_frame.h"
#include "board_model.h"

namespace sim {

enum class FaultKind { None, Reset, FlipX, FlipY, FlipS, StuckX, Stale, Greeting, Numbers, Stall, Mute };

struct Fault {
    FaultKind kind = FaultKind::None;
    uint64_t after = 100000; // clocks of work

    // True for a fault in block RAM, which only lanes side by side have.
    bool is_upset() const { return kind >= FaultKind::FlipX && kind <= FaultKind::StuckX; }

    // Reads KIND or KIND@CLOCKS. False where it says nothing known.
    static bool parse(const char *text, Fault &fault);
};

class Faults {
 public:
    explicit Faults(const Fault &fault);

    // One clock of work has passed.
    void work(BoardModel &board) {
        if (fault_.kind == FaultKind::None) {
            return;
        }
        if (worked_ == fault_.after) {
            strike(board);
        } else if (worked_ == fault_.after + 1 && is_flip()) {
            board.upset(0);
        }
        worked_++;
    }

    // Takes a byte of the board's and appends what the host gets of it.
    void send(uint8_t byte, std::deque<uint8_t> &to_host);

    // True for a while in which nothing is given to the host.
    bool stalls() const;

 private:
    void strike(BoardModel &board);
    bool change(); // the frame at hand; false where it is dropped
    bool is_flip() const { return fault_.kind >= FaultKind::FlipX && fault_.kind <= FaultKind::FlipS; }
    bool is_due() const { return worked_ > fault_.after || fault_.kind == FaultKind::Stale || fault_.kind == FaultKind::Greeting; }

    static constexpr std::size_t ROOM = FHN_LONGEST_BOARD_FRAME_BYTES;

    Fault fault_;
    uint64_t worked_ = 0;
    int64_t stalls_until_ = 0; // milliseconds of the machine's clock
    fhn_decoder decoder_;
    uint8_t frame_[ROOM + FHN_CRC_BYTES];
};

}  // namespace sim
