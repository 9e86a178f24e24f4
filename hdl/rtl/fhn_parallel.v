// The array of narrow words: each cell has its own datapath, and all cells make a step in every clock. It has the ports of fhn_array and
// gives bit-exact the same replies.
//
//   S in a RAM -> scan chain of cells -> gather -> signs -> serialiser -> fifo -> bytes
//   control -----^                    `-> vote ---------^
//
// Cell 0 is at the end of the scan chain, where words come out; S goes in at the other end, S of cell 0 first.
`include "fhn_constants.vh"
module fhn_parallel #(
    parameter LANES = 100,  // cells, 2 to 512
    parameter CELLS_PER_LANE = 1,  // must be 1: each cell has its own datapath
    parameter VOTE = 0,  // 1: counts votes, of up to 16 classes
    parameter READOUT_BITS = 11,  // log2 of the readout's words
    parameter COUNTER_BITS = 8,  // log2 of the votes' counters: images x classes
    parameter SIGNATURE = 1,  // 1: keeps signatures, 32 flip-flops a cell
    parameter TRACE = 1,  // 1: gives X, else its sign alone
    parameter FABRIC = 0,  // 1 on parts without DSP blocks; only votes ask
    parameter S_BITS = `FHN_W + `FHN_E  // not to be set
) (
    input  wire                     clk_i,
    input  wire                     rst_i,
    input  wire                     s_valid_i,
    /* verilator lint_off UNUSEDSIGNAL */  // no more cells than there are
    input  wire [             15:0] s_cell_i,
    /* verilator lint_on UNUSEDSIGNAL */
    input  wire signed [S_BITS-1:0] s_data_i,          // Q1.(F+E)
    input  wire                     s_bank_i,
    input  wire                     bank_i,
    input  wire                     readout_valid_i,
    input  wire [             15:0] readout_word_i,
    input  wire [             15:0] readout_data_i,
    input  wire                     start_i,
    input  wire [             15:0] features_i,
    input  wire [             15:0] cells_i,
    input  wire [             31:0] transient_i,
    input  wire [             31:0] steps_i,
    input  wire [             31:0] stride_i,
    input  wire [             15:0] image_cells_i,
    input  wire [              7:0] classes_i,
    output wire                     busy_o,
    output wire                     step_o,
    input  wire                     ends_told_i,
    output wire                     byte_valid_o,
    output wire [              7:0] byte_o,
    input  wire                     byte_ready_i,
    output wire                     drained_o,
    output wire                     waits_o,
    output wire                     done_o,
    output wire [             15:0] saturated_o
);
    localparam CELLS = LANES;
    localparam CELL_BITS = $clog2(CELLS);
    localparam W = `FHN_W;
    localparam L = `FHN_K + `FHN_E;
`ifdef FHN_YH_RUNS
    localparam YH_BITS = `FHN_YH_RUNS;  // what all runs need
    localparam SATURATES = `FHN_SATURATES;
`else
    localparam YH_BITS = `FHN_YH_BITS;
    localparam SATURATES = 1;
`endif
    localparam Y_BITS = YH_BITS + L;
    localparam CHARGE = Y_BITS < 8 * `FHN_Y_BYTES;  // what Y gains fits into its bytes
    localparam X_READBACK_BITS = TRACE != 0 ? W : 1;
    localparam PAIR_BITS = X_READBACK_BITS + Y_BITS + SATURATES;
    localparam HALF_BITS = (PAIR_BITS + 1) / 2;
    localparam WORD_BITS = HALF_BITS > S_BITS ? HALF_BITS : S_BITS;
    localparam SIGNATURE_WORDS = SIGNATURE != 0 ? (32 + WORD_BITS - 1) / WORD_BITS : 0;
    localparam WORDS = 2 + SIGNATURE_WORDS;
    localparam GATHERED = SIGNATURE_WORDS > 2 ? SIGNATURE_WORDS : 2;  // readback words that make one word for the link
    localparam GATHER_BITS = GATHERED * WORD_BITS;
    localparam LINK_BITS = 8 * (`FHN_Y_BYTES > 4 ? `FHN_Y_BYTES : SIGNATURE != 0 || VOTE != 0 ? 4 : `FHN_Y_BYTES);

    // A cell for each lane, and of words as many bits as a table has room for; no tool finds these modules.
    generate
        if (CELLS_PER_LANE != 1) begin : g_cells_per_lane
            a_parallel_array_has_one_cell_per_lane stop ();
        end
        if (W > 8) begin : g_wide
            a_parallel_array_is_for_words_of_up_to_8_bits stop ();
        end
    endgenerate

    wire starts, init, run, record, move, chain_clear, capture, fill, fill_bit, read, gather, saturated_valid, start_valid;
    wire word_valid, word_y, word_signature, word_last, word_ready, votes, votes_done, flushed;
    wire [2:0] readback_word;
    wire [CELL_BITS-1:0] cell_number;
    fhn_parallel_control #(
        .CELL_BITS(CELL_BITS),
        .CELLS(CELLS),
        .SATURATES(SATURATES),
        .SIGNATURE(SIGNATURE),
        .VOTE(VOTE),
        .LAST_WORD(WORDS - 1)
    ) control (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .start_i(start_i),
        .features_i(features_i),
        .cells_i(cells_i),
        .transient_i(transient_i),
        .steps_i(steps_i),
        .stride_i(stride_i),
        .busy_o(busy_o),
        .done_o(done_o),
        .begin_o(starts),
        .init_o(init),
        .run_o(run),
        .record_o(record),
        .move_o(move),
        .clear_o(chain_clear),
        .capture_o(capture),
        .word_o(readback_word),
        .fill_o(fill),
        .fill_bit_o(fill_bit),
        .read_o(read),
        .cell_o(cell_number),
        .gather_o(gather),
        .saturated_valid_o(saturated_valid),
        .start_valid_o(start_valid),
        .word_valid_o(word_valid),
        .word_y_o(word_y),
        .word_signature_o(word_signature),
        .word_last_o(word_last),
        .word_ready_i(word_ready),
        .votes_o(votes),
        .votes_done_i(votes_done),
        .flushed_i(flushed)
    );
    assign step_o = run;

    // S of two jobs, written cell by cell and read pass by pass.
    wire [S_BITS-1:0] s;
    fhn_ram #(
        .BITS(S_BITS),
        .ADDRESS_BITS(CELL_BITS + 1)
    ) ram_s (
        .clk_i(clk_i),
        .write_i(s_valid_i),
        .write_address_i({s_bank_i, s_cell_i[CELL_BITS-1:0]}),
        .data_i(s_data_i),
        .read_i(read),
        .read_address_i({bank_i, cell_number}),
        .data_o(s)
    );

    // The cells, cell 0 last.
    wire [WORD_BITS-1:0] chain[0:CELLS];  // the output of each, and what goes in
    assign chain[CELLS] = fill ? {WORD_BITS{fill_bit}} : {{(WORD_BITS - S_BITS) {1'b0}}, s};
    genvar number;
    generate
        for (number = 0; number < CELLS; number = number + 1) begin : g_cell
            fhn_cell #(
                .YH_BITS(YH_BITS),
                .X_READBACK_BITS(X_READBACK_BITS),
                .SATURATES(SATURATES),
                .SIGNATURE(SIGNATURE),
                .WORD_BITS(WORD_BITS),
                .WORDS(WORDS)
            ) one (
                .clk_i(clk_i),
                .init_i(init),
                .run_i(run),
                .record_i(record),
                .move_i(move),
                .clear_i(chain_clear),
                .capture_i(capture),
                .word_i(readback_word),
                .chain_i(chain[number+1]),
                .chain_o(chain[number])
            );
        end
    endgenerate

    // Each cell's readback words but the last, the newest on top.
    wire [GATHER_BITS-WORD_BITS-1:0] gathered;
    wire [GATHER_BITS-1:0] together = {chain[0], gathered};
    fhn_ram #(
        .BITS(GATHER_BITS - WORD_BITS),
        .ADDRESS_BITS(CELL_BITS)
    ) ram_gather (
        .clk_i(clk_i),
        .write_i(gather),
        .write_address_i(cell_number),
        .data_i(together[GATHER_BITS-1:WORD_BITS]),
        .read_i(read),
        .read_address_i(cell_number),
        .data_o(gathered)
    );

    // X comes in readback word 0, Y in the rest of it and in word 1, the signature in the words after; each is on top of what was gathered.
    wire signed [X_READBACK_BITS-1:0] x = together[GATHER_BITS-WORD_BITS+:X_READBACK_BITS];
    /* verilator lint_off UNUSEDSIGNAL */  // the unused bits of the pair
    wire [2*WORD_BITS-1:0] pair = together[GATHER_BITS-1-:2*WORD_BITS];
    /* verilator lint_on UNUSEDSIGNAL */
    wire signed [Y_BITS-1:0] y = pair[X_READBACK_BITS+:Y_BITS];
    wire [LINK_BITS-1:0] x_long = {{(LINK_BITS - X_READBACK_BITS) {x[X_READBACK_BITS-1]}}, x};
    wire [LINK_BITS-1:0] y_long;
    generate
        if (CHARGE != 0) begin : g_charge
            // Y at the window's start, kept until its end, for `charge`; otherwise 0 is subtracted.
            wire [Y_BITS-1:0] y_start;
            fhn_ram #(
                .BITS(Y_BITS),
                .ADDRESS_BITS(CELL_BITS)
            ) ram_start (
                .clk_i(clk_i),
                .write_i(start_valid),
                .write_address_i(cell_number),
                .data_i(y),
                .read_i(read),
                .read_address_i(cell_number),
                .data_o(y_start)
            );
            wire [Y_BITS-1:0] less = y_start & {Y_BITS{features_i[5]}};
            wire [Y_BITS:0] gained = {y[Y_BITS-1], y} - {less[Y_BITS-1], less};
            assign y_long = {{(LINK_BITS - Y_BITS - 1) {gained[Y_BITS]}}, gained};
        end else begin : g_no_charge
            assign y_long = {{(LINK_BITS - Y_BITS) {y[Y_BITS-1]}}, y};
            wire unused_start = &{1'b0, start_valid};
        end
    endgenerate
    wire [LINK_BITS-1:0] word;
    wire [2:0] word_bytes;
    localparam [2:0] Y_BYTES = `FHN_Y_BYTES;
    generate
        if (SIGNATURE != 0) begin : g_signature
            wire [31:0] signature = together[GATHER_BITS-SIGNATURE_WORDS*WORD_BITS+:32];
            /* verilator lint_off UNUSEDSIGNAL */  // 32 bits of zeros too many where a word has 32
            wire [LINK_BITS+31:0] signature_long = {{LINK_BITS{1'b0}}, signature};
            /* verilator lint_on UNUSEDSIGNAL */
            assign word = word_y ? y_long : word_signature ? signature_long[LINK_BITS-1:0] : x_long;
            assign word_bytes = word_y ? Y_BYTES : word_signature ? 3'd4 : 3'd1;
        end else begin : g_no_signature
            assign word = word_y ? y_long : x_long;
            assign word_bytes = word_y ? Y_BYTES : 3'd1;
            wire unused_signature = &{1'b0, word_signature};
        end
    endgenerate

    wire word_x = !word_y && !word_signature;
    wire word_vote = VOTE != 0 && word_x && features_i[4];
    fhn_reply #(
        .WORD_BITS(LINK_BITS),
        .X_BITS(W),
        .VOTE(VOTE),
        .READOUT_BITS(READOUT_BITS),
        .COUNTER_BITS(COUNTER_BITS),
        .FABRIC(FABRIC)
    ) reply (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .clear_i(rst_i),
        .begin_i(starts),
        .word_valid_i(word_valid),
        .word_i(word),
        .word_bytes_i(word_bytes),
        .word_pack_i(word_x && features_i[2]),
        .word_vote_i(word_vote),
        .word_last_i(word_last),
        .x_i(x_long[W-1:0]),
        .word_ready_o(word_ready),
        .readout_valid_i(readout_valid_i),
        .readout_word_i(readout_word_i),
        .readout_data_i(readout_data_i),
        .image_cells_i(image_cells_i),
        .classes_i(classes_i),
        .votes_i(votes),
        .votes_done_o(votes_done),
        .ends_told_i(ends_told_i),
        .byte_valid_o(byte_valid_o),
        .byte_o(byte_o),
        .byte_ready_i(byte_ready_i),
        .drained_o(drained_o),
        .waits_o(waits_o),
        .flushed_o(flushed)
    );

    // Saturated cells, counted in the last pass.
    generate
        if (SATURATES != 0) begin : g_saturates
            reg [15:0] count;
            always @(posedge clk_i)
                if (starts) count <= 16'd0;
                else if (saturated_valid && pair[X_READBACK_BITS+Y_BITS]) count <= count + 16'd1;
            assign saturated_o = count;
        end else begin : g_never_saturates
            assign saturated_o = 16'd0;
            wire unused_saturated = &{1'b0, saturated_valid};
        end
    endgenerate
endmodule
