// The array: cells on time-multiplexed lanes, a job at a time (hdl/README.md has the ports). Wiring only, in the order of the data:
//
//   S in block RAM --.
//   sequencer -> states in block RAM -> lanes -> states
//                        `-> sampler -> signs -> serialiser -> fifo -> bytes
//                               `-> vote -------'
//
// With PER_CELL, per-cell parameters: each cell has its words C, X, Y and generator, which are loaded while no job runs.
//
// Cell c lives on lane c mod LANES, in slot c / LANES. Lanes work in lockstep: one sequencer and one address serve them all.
`include "fhn_constants.vh"
module fhn_array #(
    parameter LANES = 4,  // a power of two, up to 128
    parameter CELLS_PER_LANE = 256,  // cells of a lane, a power of two; LANES x CELLS_PER_LANE is at most 65536
    parameter VOTE = 0,  // 1: counts votes, of up to 16 classes
    parameter READOUT_BITS = 11,  // log2 of the readout's words
    parameter COUNTER_BITS = 8,  // log2 of the votes' counters: images x classes
    parameter SIGNATURE = 1,  // 1: keeps signatures
    parameter FABRIC = 0,  // 1 on parts without DSP blocks
    parameter PER_CELL = 0,  // 1: lanes with per-cell parameters
    parameter Y_BITS = (PER_CELL != 0 ? `FHN_YH_PER_CELL : `FHN_YH_BITS) + `FHN_K + `FHN_E,  // not to be set, nor the next
    parameter S_BITS = `FHN_W + `FHN_E  // not to be set
) (
    input  wire                     clk_i,
    input  wire                     rst_i,
    input  wire                     s_valid_i,
    input  wire [             15:0] s_cell_i,
    input  wire signed [S_BITS-1:0] s_data_i,          // Q1.(F+E)
    input  wire                     s_bank_i,
    input  wire                     bank_i,
    input  wire [              3:0] per_cell_valid_i,  // a word of the cell s_cell_i: 1 C, 2 X, 4 Y, 8 the generator
    input  wire [             15:0] per_cell_c_i,
    input  wire signed [`FHN_W-1:0] per_cell_x_i,      // Q1.F
    input  wire        [Y_BITS-1:0] per_cell_y_i,      // F+E+K fraction bits
    input  wire [             31:0] per_cell_generator_i,  // v, u
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
    input  wire [             14:0] noise_x_i,         // A_x, LSBs of X
    input  wire [             14:0] noise_y_i,         // A_y, units of 2^J LSBs of Y
    input  wire [              2:0] first_i,           // n mod 8 of the first step
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
    localparam LANE_BITS = $clog2(LANES);
    localparam LANE_PORT_BITS = LANES > 1 ? LANE_BITS : 1;
    localparam SLOT_BITS = $clog2(CELLS_PER_LANE);
    localparam X_BITS = `FHN_W;
    localparam WORD_BITS = 8 * (`FHN_Y_BYTES > 4 ? `FHN_Y_BYTES : 4);

    // Rows to read, and what to do with them.
    wire clear, starts, issue, row_last, sample, sample_y, sample_signature, sample_generator, sample_plain;
    wire valid, init, advance, record, partial;
    wire one_slot;
    wire [7:0] turn;
    wire [SLOT_BITS-1:0] slot, last_slot_but_one;
    wire [LANE_PORT_BITS-1:0] last_lane;
    wire sampler_ready, votes, votes_done, flushed;
    fhn_sequencer #(
        .LANE_BITS(LANE_BITS),
        .SLOT_BITS(SLOT_BITS),
        .SIGNATURE(SIGNATURE),
        .VOTE(VOTE),
        .PER_CELL(PER_CELL)
    ) sequencer (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .start_i(start_i),
        .features_i(features_i),
        .cells_i(cells_i),
        .transient_i(transient_i),
        .steps_i(steps_i),
        .stride_i(stride_i),
        .first_i(first_i),
        .busy_o(busy_o),
        .done_o(done_o),
        .step_o(step_o),
        .clear_o(clear),
        .begin_o(starts),
        .issue_o(issue),
        .slot_o(slot),
        .last_slot_but_one_o(last_slot_but_one),
        .one_slot_o(one_slot),
        .last_lane_o(last_lane),
        .row_last_o(row_last),
        .sample_o(sample),
        .sample_y_o(sample_y),
        .sample_signature_o(sample_signature),
        .sample_generator_o(sample_generator),
        .sample_plain_o(sample_plain),
        .valid_o(valid),
        .init_o(init),
        .advance_o(advance),
        .record_o(record),
        .turn_o(turn),
        .partial_o(partial),
        .row_done_i(row_done),
        .sampler_ready_i(sampler_ready),
        .votes_o(votes),
        .votes_done_i(votes_done),
        .flushed_i(flushed)
    );

    // The cells: their registers and the lanes.
    wire row_done;
    wire [LANE_PORT_BITS-1:0] sampled_lane;
    wire [X_BITS-1:0] x_word;
    wire [Y_BITS-1:0] y_word;
    wire [31:0] signature_word;
    wire sampled_generator;
    fhn_lanes #(
        .LANES(LANES),
        .CELLS_PER_LANE(CELLS_PER_LANE),
        .SIGNATURE(SIGNATURE),
        .FABRIC(FABRIC),
        .PER_CELL(PER_CELL)
    ) lanes (
        .clk_i(clk_i),
        .clear_i(clear || starts),
        .s_valid_i(s_valid_i),
        .s_cell_i(s_cell_i),
        .s_data_i(s_data_i),
        .s_bank_i(s_bank_i),
        .bank_i(bank_i),
        .per_cell_valid_i(per_cell_valid_i),
        .per_cell_c_i(per_cell_c_i),
        .per_cell_x_i(per_cell_x_i),
        .per_cell_y_i(per_cell_y_i),
        .per_cell_generator_i(per_cell_generator_i),
        .per_cell_i(features_i[6]),
        .noise_x_i(noise_x_i),
        .noise_y_i(noise_y_i),
        .issue_i(issue),
        .slot_i(slot),
        .last_slot_but_one_i(last_slot_but_one),
        .one_slot_i(one_slot),
        .last_lane_i(last_lane),
        .valid_i(valid),
        .init_i(init),
        .advance_i(advance),
        .record_i(record),
        .turn_i(turn),
        .partial_i(partial),
        .row_done_o(row_done),
        .lane_i(sampled_lane),
        .generator_i(sampled_generator),
        .x_o(x_word),
        .y_o(y_word),
        .signature_o(signature_word),
        .saturated_o(saturated_o)
    );

    // Words of a row that is sampled.
    wire sampled_valid, sampled_pack, sampled_vote, sampled_last, sampled_ready, replied;
    wire [WORD_BITS-1:0] sampled_word;
    wire [2:0] sampled_bytes;
    fhn_sampler #(
        .LANES(LANES),
        .LANE_BITS(LANE_PORT_BITS),
        .X_BITS(X_BITS),
        .Y_BITS(Y_BITS),
        .X_BYTES(`FHN_X_BYTES),
        .Y_BYTES(`FHN_Y_BYTES),
        .WORD_BITS(WORD_BITS),
        .PER_CELL(PER_CELL)
    ) sampler (
        .clk_i(clk_i),
        .clear_i(clear),
        .take_i(sample),
        .take_y_i(sample_y),
        .take_signature_i(sample_signature),
        .take_generator_i(sample_generator),
        .take_plain_i(sample_plain),
        .row_last_i(row_last),
        .last_lane_i(last_lane),
        .pack_i(features_i[2]),
        .vote_i(VOTE != 0 && features_i[4]),
        .ready_o(sampler_ready),
        .lane_o(sampled_lane),
        .generator_o(sampled_generator),
        .x_i(x_word),
        .y_i(y_word),
        .signature_i(signature_word),
        .word_valid_o(sampled_valid),
        .word_o(sampled_word),
        .word_bytes_o(sampled_bytes),
        .word_pack_o(sampled_pack),
        .word_vote_o(sampled_vote),
        .word_last_o(sampled_last),
        .word_ready_i(sampled_ready)
    );

    // The reply.
    fhn_reply #(
        .WORD_BITS(WORD_BITS),
        .X_BITS(X_BITS),
        .VOTE(VOTE),
        .READOUT_BITS(READOUT_BITS),
        .COUNTER_BITS(COUNTER_BITS),
        .FABRIC(FABRIC)
    ) reply (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .clear_i(clear),
        .begin_i(starts),
        .word_valid_i(sampled_valid),
        .word_i(sampled_word),
        .word_bytes_i(sampled_bytes),
        .word_pack_i(sampled_pack),
        .word_vote_i(sampled_vote),
        .word_last_i(sampled_last),
        .x_i(sampled_word[X_BITS-1:0]),
        .word_ready_o(sampled_ready),
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
        .flushed_o(replied)
    );
    assign flushed = sampler_ready && !sampled_valid && replied;
endmodule
