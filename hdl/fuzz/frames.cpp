// Gives damaged frames to the Verilated board, byte by byte: frames COUNT [FIRST]. Each must be dropped as the model says, and the greeting to the
// HELLO behind it must come.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "Vfhn_board.h"
#include "Vfhn_board___024root.h"
#include "verilated.h"

#include "frame_judge.h"
#include "frame_model.h"

namespace {

constexpr unsigned LONGEST = 2048;          // QUEUE
constexpr unsigned CLOCKS_A_BYTE = 4;       // frame_check needs three
constexpr unsigned MOST_CLOCKS = 4000000;   // a job that runs meanwhile is ended by the HELLO
constexpr size_t GREETING = 54;             // kind, tag, payload

class Board {
 public:
    Board() : board_(new Vfhn_board(&context_)) {
        board_->rx_i = 1;
        board_->rst_i = 1;
        for (int n = 0; n < 8; n++) clock(nullptr);
        board_->rst_i = 0;
        for (int n = 0; n < 64; n++) clock(nullptr);
    }

    // A byte, and the clocks until the next.
    void give(uint8_t byte, judge_log *log) {
        board_->rootp->fhn_board__DOT__receiver__DOT__given = byte;
        board_->rx_i = 0;
        clock(log);
        board_->rx_i = 1;
        for (unsigned n = 1; n < CLOCKS_A_BYTE; n++) clock(log);
    }

    void clock(judge_log *log) {
        board_->clk_i = 0;
        board_->eval();
        board_->clk_i = 1;
        board_->eval();
        if (!board_->tx_o && sent_ < sizeof out_) out_[sent_++] = board_->rootp->fhn_board__DOT__sender__DOT__taken;
        if (log != nullptr) look(log);
    }

    void forget_sent() { sent_ = 0; }

    // True where the greeting to this HELLO stands in what was sent.
    bool greeted(const uint8_t *hello) {
        Answer answer{hello, false};
        if (sent_ > 0 && out_[sent_ - 1] == 0) frame_model_cut(out_, sent_, LONGEST, 0, look_for_answer, &answer);
        return answer.found;
    }

 private:
    struct Answer {
        const uint8_t *hello;
        bool found;
    };

    static void look_for_answer(void *context, const uint8_t *frame, size_t count) {
        auto *answer = static_cast<Answer *>(context);
        if (frame != nullptr && count == GREETING && frame[0] == 0x81 && frame[1] == answer->hello[1] &&
            std::memcmp(frame + 2, answer->hello + 2, 4) == 0) {
            answer->found = true;
        }
    }

    // What frame_check says in this clock: a frame is judged a clock before its last byte is written. A HELLO is not written: its tag and nonce are
    // told.
    void look(judge_log *log) {
        const auto *root = board_->rootp;
        if (request_ended_) {
            request_ended_ = false;
            if (root->fhn_board__DOT__check__DOT__write_o) keep(root->fhn_board__DOT__check__DOT__byte_o);
            judge_add(log, frame_, length_);
            length_ = 0;
        } else if (ended_) {
            length_ = 0;
        } else if (root->fhn_board__DOT__check__DOT__write_o) {
            keep(root->fhn_board__DOT__check__DOT__byte_o);
        }
        ended_ = false;
        if (root->fhn_board__DOT__check__DOT__hello_o) {
            uint8_t hello[6] = {1, root->fhn_board__DOT__check__DOT__hello_tag_o};
            for (int n = 0; n < 4; n++) hello[2 + n] = uint8_t(root->fhn_board__DOT__check__DOT__hello_nonce_o >> (8 * n));
            judge_add(log, hello, sizeof hello);
            ended_ = true;
        } else if (root->fhn_board__DOT__check__DOT__damaged_o) {
            judge_add(log, nullptr, 0);
            ended_ = true;
        } else if (judged()) {
            request_ended_ = true;
        }
    }

    bool judged() const { return board_->rootp->fhn_board__DOT__check__DOT__judged; }

    void keep(uint8_t byte) {
        if (length_ < sizeof frame_) frame_[length_++] = byte;
    }

    VerilatedContext context_;
    std::unique_ptr<Vfhn_board> board_;
    uint8_t out_[1 << 15];
    size_t sent_ = 0;
    uint8_t frame_[4096];
    size_t length_ = 0;
    bool ended_ = false, request_ended_ = false;
};

}  // namespace

int main(int argc, char **argv) {
    const uint64_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 10000, from = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 0;
    static damage_stream stream;
    static judge_log log;
    Board board;
    uint32_t session = 0;
    for (uint64_t number = from; number < from + count; number++, session = damage_session(&stream)) {
        damage_make(number, session, &stream);
        log.count = 0;
        board.forget_sent();
        for (size_t n = 0; n < stream.count; n++) board.give(stream.bytes[n], &log);
        for (int n = 0; n < 8; n++) board.clock(&log);
        const char *wrong = judge(&stream, &log, LONGEST);
        unsigned clocks = 0;
        while (wrong == nullptr && !board.greeted(stream.second)) {
            for (int n = 0; n < 64; n++) board.clock(&log);
            if ((clocks += 64) > MOST_CLOCKS) wrong = "the second sound frame was not answered";
        }
        if (wrong != nullptr) {
            std::printf("FAIL  frames-rtl: stream %llu (%s): %s\n", static_cast<unsigned long long>(number), damage_kind_name(stream.kind), wrong);
            return 1;
        }
    }
    std::printf("PASS  frames-rtl: %llu damaged frames, none taken, the next sound one answered\n", static_cast<unsigned long long>(count));
    return 0;
}
