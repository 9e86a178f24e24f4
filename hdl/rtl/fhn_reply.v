// The reply's bytes from the words of an array, for both arrays: X to signs where they are asked for, X to votes, words to bytes, and bytes that wait.
module fhn_reply #(
    parameter WORD_BITS = 32,  // the longest word, whole bytes
    parameter X_BITS = 16,
    parameter VOTE = 0,
    parameter READOUT_BITS = 11,
    parameter COUNTER_BITS = 8,
    parameter FABRIC = 0
) (
    input  wire                 clk_i,
    input  wire                 rst_i,
    input  wire                 clear_i,          // rst_i, and until the words before it have run out
    input  wire                 begin_i,          // a job begins
    // a word
    input  wire                 word_valid_i,
    input  wire [WORD_BITS-1:0] word_i,           // sign-extended
    input  wire [          2:0] word_bytes_i,
    input  wire                 word_pack_i,      // an X, of which the sign is to be packed
    input  wire                 word_vote_i,      // an X, which votes
    input  wire                 word_last_i,      // of the pass
    input  wire [   X_BITS-1:0] x_i,              // that X, Q1.F
    output wire                 word_ready_o,
    // votes
    input  wire                 readout_valid_i,
    input  wire [         15:0] readout_word_i,
    input  wire [         15:0] readout_data_i,
    input  wire [         15:0] image_cells_i,
    input  wire [          7:0] classes_i,
    input  wire                 votes_i,          // send the counts
    output wire                 votes_done_o,
    // bytes; a job's first one waits until the end of the job before is told
    input  wire                 ends_told_i,
    output wire                 byte_valid_o,
    output wire [          7:0] byte_o,
    input  wire                 byte_ready_i,
    output wire                 drained_o,        // no byte waits
    output wire                 waits_o,          // a byte finds no room
    output wire                 flushed_o         // no word that was taken is on its way to the bytes, and the job may end
);
    wire signs_ready, vote_ready, serialiser_ready;
    assign word_ready_o = word_vote_i ? vote_ready : signs_ready;

    // X to signs, where they are asked for.
    wire packed_valid;
    wire [WORD_BITS-1:0] packed_word;
    wire [2:0] packed_bytes;
    fhn_signs #(
        .WORD_BITS(WORD_BITS)
    ) signs (
        .clk_i(clk_i),
        .clear_i(clear_i),
        .word_valid_i(word_valid_i && !word_vote_i),
        .word_pack_i(word_pack_i),
        .word_i(word_i),
        .word_bytes_i(word_bytes_i),
        .word_last_i(word_last_i),
        .word_ready_o(signs_ready),
        .word_valid_o(packed_valid),
        .word_o(packed_word),
        .word_bytes_o(packed_bytes),
        .word_ready_i(serialiser_ready)
    );

    // X to votes.
    wire counts_valid;
    wire [31:0] counts_word;
    generate
        if (VOTE != 0) begin : g_vote
            fhn_vote #(
                .X_BITS(X_BITS),
                .READOUT_BITS(READOUT_BITS),
                .COUNTER_BITS(COUNTER_BITS),
                .FABRIC(FABRIC)
            ) vote (
                .clk_i(clk_i),
                .clear_i(clear_i),
                .begin_i(begin_i),
                .readout_valid_i(readout_valid_i),
                .readout_word_i(readout_word_i),
                .readout_data_i(readout_data_i),
                .image_cells_i(image_cells_i),
                .classes_i(classes_i),
                .x_valid_i(word_valid_i && word_vote_i),
                .x_i(x_i),
                .x_last_i(word_last_i),
                .x_ready_o(vote_ready),
                .dump_i(votes_i && !packed_valid),
                .word_valid_o(counts_valid),
                .word_o(counts_word),
                .word_ready_i(serialiser_ready),
                .done_o(votes_done_o)
            );
        end else begin : g_no_vote
            assign vote_ready = 1'b1;
            assign counts_valid = 1'b0;
            assign counts_word = 32'd0;
            assign votes_done_o = 1'b1;
            wire unused = &{1'b0, votes_i, begin_i, x_i, readout_valid_i, readout_word_i, readout_data_i, image_cells_i, classes_i};  // nobody votes
        end
    endgenerate

    // Bytes. Counts come when the last word has gone. A job's first byte waits until the end of the job before is told.
    /* verilator lint_off UNUSEDSIGNAL */  // 32 bits of zeros too many where a word has 32
    wire [WORD_BITS+31:0] counts_long = {{WORD_BITS{1'b0}}, counts_word};
    /* verilator lint_on UNUSEDSIGNAL */
    wire serial_valid, fifo_ready;
    wire serial_ready = fifo_ready && ends_told_i;
    wire [7:0] serial_byte;
    fhn_serialiser #(
        .WORD_BITS(WORD_BITS)
    ) serialiser (
        .clk_i(clk_i),
        .clear_i(clear_i),
        .word_valid_i(packed_valid || counts_valid),
        .word_i(counts_valid ? counts_long[WORD_BITS-1:0] : packed_word),
        .word_bytes_i(counts_valid ? 3'd4 : packed_bytes),
        .word_ready_o(serialiser_ready),
        .byte_valid_o(serial_valid),
        .byte_o(serial_byte),
        .byte_ready_i(serial_ready)
    );
    fhn_fifo fifo (
        .clk_i(clk_i),
        .clear_i(rst_i || clear_i),  // clear is a clock later, and no byte may be offered then
        .byte_valid_i(serial_valid && ends_told_i),
        .byte_i(serial_byte),
        .byte_ready_o(fifo_ready),
        .byte_valid_o(byte_valid_o),
        .byte_o(byte_o),
        .byte_ready_i(byte_ready_i),
        .empty_o(drained_o)
    );
    assign waits_o = serial_valid && !serial_ready;
    assign flushed_o = !packed_valid && !serial_valid && ends_told_i;
endmodule
