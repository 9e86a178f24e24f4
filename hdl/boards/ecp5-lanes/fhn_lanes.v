// All lanes with their registers, for many lanes of an ECP5: hdl/rtl/fhn_lanes.v with cells that are all equal (PER_CELL = 0), for short wires. A row comes a
// clock later than there, by way of registers of each group of up to eight lanes, which count the slots that they read and write for themselves; fhn_sampler
// knows. S is written by way of registers too (s_memory), and so is the lane that is sampled told, which fhn_sampler says a clock earlier.
`include "fhn_constants.vh"
module fhn_lanes #(
    parameter LANES = 4,  // a power of two, up to 128
    parameter CELLS_PER_LANE = 256,  // a power of two
    parameter SIGNATURE = 1,  // 1: keeps signatures
    parameter FABRIC = 0,  // 1 on parts without DSP blocks
    parameter PER_CELL = 0,  // 1: lanes with per-cell parameters
    parameter Y_BITS = (PER_CELL != 0 ? `FHN_YH_PER_CELL : `FHN_YH_BITS) + `FHN_K + `FHN_E,  // not to be set, nor the next
    parameter S_BITS = `FHN_W + `FHN_E,
    parameter LANE_BITS = $clog2(LANES),
    parameter LANE_PORT_BITS = LANES > 1 ? LANE_BITS : 1,
    parameter SLOT_BITS = $clog2(CELLS_PER_LANE)
) (
    input  wire                      clk_i,
    input  wire                      clear_i,             // reset, and until what is in the pipeline has run out; and once before a job's first row
    // what the cells are given
    input  wire                      s_valid_i,
    /* verilator lint_off UNUSEDSIGNAL */  // a job has no more cells than there are
    input  wire [              15:0] s_cell_i,
    /* verilator lint_on UNUSEDSIGNAL */
    input  wire signed [ S_BITS-1:0] s_data_i,            // Q1.(F+E)
    input  wire                      s_bank_i,
    input  wire                      bank_i,
    input  wire [               3:0] per_cell_valid_i,    // a word of the cell s_cell_i: 1 C, 2 X, 4 Y, 8 the generator
    input  wire [              15:0] per_cell_c_i,
    input  wire signed [ `FHN_W-1:0] per_cell_x_i,        // Q1.F
    input  wire        [ Y_BITS-1:0] per_cell_y_i,        // F+E+K fraction bits
    input  wire [              31:0] per_cell_generator_i,  // v, u
    input  wire                      per_cell_i,          // the job has per-cell parameters
    input  wire [              14:0] noise_x_i,           // A_x, LSBs of X
    input  wire [              14:0] noise_y_i,           // A_y, units of 2^J LSBs of Y
    // a row, in the clock of its issue
    input  wire                      issue_i,
    input  wire [     SLOT_BITS-1:0] slot_i,
    input  wire [     SLOT_BITS-1:0] last_slot_but_one_i,
    input  wire                      one_slot_i,
    input  wire [LANE_PORT_BITS-1:0] last_lane_i,         // the last lane with a cell in the last row
    // the same row a clock later; its registers come another clock later
    input  wire                      valid_i,
    input  wire                      init_i,
    input  wire                      advance_i,
    input  wire                      record_i,
    input  wire [               7:0] turn_i,              // n mod 8 of the step, one bit a number
    input  wire                      partial_i,           // the last row: lanes after the last cell's are not used
    output wire                      row_done_o,          // a row has left the lanes
    // a word of the row that was issued last, two clocks after its lane; the row is here 2 clocks after its issue
    input  wire [LANE_PORT_BITS-1:0] lane_i,
    input  wire                      generator_i,         // its generator in the place of its signature
    output wire signed [ `FHN_W-1:0] x_o,                 // Q1.F
    output wire [        Y_BITS-1:0] y_o,
    output wire [              31:0] signature_o,
    output wire [              15:0] saturated_o          // cells whose X was clamped at least once in the job
);
    localparam X_BITS = `FHN_W;
    localparam YH_BITS = Y_BITS - `FHN_K - `FHN_E;
    localparam [63:0] YH0_WORD = `FHN_YH0, Y0 = (YH0_WORD << (`FHN_K + `FHN_E)) + `FHN_YL0;

    // No tool finds this module.
    generate
        if (PER_CELL != 0 || FABRIC != 0) begin : g_wrong
            lanes_of_an_ecp5_have_multipliers_and_equal_cells stop ();
        end
    endgenerate

    // Registers before the step, all lanes side by side, and after it.
    wire [LANES*X_BITS-1:0] x, x_next;
    wire [LANES*Y_BITS-1:0] y, y_next;
    wire [LANES*32-1:0] signature, signature_next;
    wire [LANES-1:0] saturated, saturated_next, newly_saturated;
    /* verilator lint_off UNUSEDSIGNAL */  // without per-cell parameters a lane has none
    wire [LANES*32-1:0] generator_next;
    /* verilator lint_on UNUSEDSIGNAL */
    /* verilator lint_off UNUSEDSIGNAL */  // lanes work in lockstep: the first speaks for all
    wire [LANES-1:0] lane_done, x_write, x_init, y_write, y_init, signature_write;
    /* verilator lint_on UNUSEDSIGNAL */
    localparam [31:0] LAST_LANE = LANES - 1;

    // All cells are equal: nothing of per-cell parameters is looked at.
    wire unused = &{1'b0, per_cell_valid_i, per_cell_c_i, per_cell_x_i, per_cell_y_i, per_cell_generator_i, per_cell_i, noise_x_i, noise_y_i, turn_i,
        generator_i};

    wire [LANES*S_BITS-1:0] s;
    s_memory #(
        .LANES(LANES),
        .BITS(S_BITS),
        .ADDRESS_BITS(SLOT_BITS + 1)
    ) memory_s (
        .clk_i(clk_i),
        .write_i(s_valid_i),
        .write_lane_i(s_cell_i & LAST_LANE[15:0]),
        .write_address_i({s_bank_i, s_cell_i[LANE_BITS+SLOT_BITS-1:LANE_BITS]}),
        .data_i(s_data_i),
        .reads_i(reads),
        .bank_i(bank_i),
        .read_slots_i(slots),
        .data_o(s)
    );

    // A group's slot begins and goes on with the sequencer's, a clock later.
    localparam NEAR = LANES > 8 ? 8 : LANES;
    wire [LANES/NEAR-1:0] reads, valids, inits, advances, records, clears;
    wire [LANES/NEAR*SLOT_BITS-1:0] slots;
    wire unused_slot = &{1'b0, slot_i};
    genvar near;
    generate
        for (near = 0; near < LANES / NEAR; near = near + 1) begin : g_near
            ecp5_registers #(
                .BITS(6)
            ) row (
                .clk_i (clk_i),
                .data_i({clear_i, issue_i, valid_i, init_i, advance_i, record_i}),
                .data_o({clears[near], reads[near], valids[near], inits[near], advances[near], records[near]})
            );
            wire [SLOT_BITS-1:0] slot;
            assign slots[near*SLOT_BITS+:SLOT_BITS] = slot;
            fhn_slot #(
                .BITS(SLOT_BITS)
            ) next (
                .clk_i(clk_i),
                .clear_i(clears[near]),
                .next_i(reads[near]),
                .last_but_one_i(last_slot_but_one_i),
                .one_slot_i(one_slot_i),
                .slot_o(slot)
            );
            fhn_states #(
                .LANES(NEAR),
                .SLOT_BITS(SLOT_BITS),
                .X_BITS(X_BITS),
                .Y_BITS(Y_BITS),
                .SIGNATURE(SIGNATURE),
                .PER_CELL(0),
                .X0(`FHN_X0),
                .Y0(Y0)
            ) states (
                .clk_i(clk_i),
                .clear_i(clears[near]),
                .last_slot_but_one_i(last_slot_but_one_i),
                .one_slot_i(one_slot_i),
                .read_i(reads[near]),
                .read_slot_i(slot),
                .x_o(x[near*NEAR*X_BITS+:NEAR*X_BITS]),
                .saturated_o(saturated[near*NEAR+:NEAR]),
                .y_o(y[near*NEAR*Y_BITS+:NEAR*Y_BITS]),
                .signature_o(signature[near*NEAR*32+:NEAR*32]),
                .per_cell_i(1'b0),
                .load_x_i(1'b0),
                .load_y_i(1'b0),
                .load_lane_i({NEAR{1'b0}}),
                .load_slot_i({SLOT_BITS{1'b0}}),
                .load_x_word_i({X_BITS{1'b0}}),
                .load_y_word_i({Y_BITS{1'b0}}),
                .x_write_i(x_write[near*NEAR]),
                .x_init_i(x_init[near*NEAR]),
                .x_i(x_next[near*NEAR*X_BITS+:NEAR*X_BITS]),
                .saturated_i(saturated_next[near*NEAR+:NEAR]),
                .y_write_i(y_write[near*NEAR]),
                .y_init_i(y_init[near*NEAR]),
                .y_i(y_next[near*NEAR*Y_BITS+:NEAR*Y_BITS]),
                .signature_write_i(signature_write[near*NEAR]),
                .signature_i(signature_next[near*NEAR*32+:NEAR*32])
            );
        end
    endgenerate

    reg [LANES-1:0] used;
    always @(posedge clk_i) used <= {LANES{1'b1}} >> (partial_i ? LAST_LANE[LANE_PORT_BITS-1:0] - last_lane_i : {LANE_PORT_BITS{1'b0}});
    genvar lane;
    generate
        for (lane = 0; lane < LANES; lane = lane + 1) begin : g_lane
            fhn_lane #(
                .W(`FHN_W),
                .P(`FHN_P),
                .U(`FHN_U),
                .K(`FHN_K),
                .E(`FHN_E),
                .G(`FHN_G),
                .CL(`FHN_CL),
                .XMAX(`FHN_XMAX),
                .YH_BITS(YH_BITS),
                .X0(`FHN_X0),
                .YH0(`FHN_YH0),
                .YL0(`FHN_YL0),
                .SIGNATURE(SIGNATURE),
                .FABRIC(0),
                .PER_CELL(0),
                .J(`FHN_J),
                .NARROW_F(`FHN_YH_BITS <= 15)
            ) one (
                .clk_i(clk_i),
                .valid_i(valids[lane/NEAR]),
                .init_i(inits[lane/NEAR]),
                .advance_i(advances[lane/NEAR]),
                .record_i(records[lane/NEAR]),
                .used_i(used[lane]),
                .x_i(x[lane*X_BITS+:X_BITS]),
                .y_i(y[lane*Y_BITS+:Y_BITS]),
                .saturated_i(saturated[lane]),
                .signature_i(signature[lane*32+:32]),
                .s_i(s[lane*S_BITS+:S_BITS]),
                .c_i(16'd0),
                .generator_i(32'd0),
                .stuck_i(1'b0),
                .turn_i(8'd1),
                .more_x_i(16'sd0),
                .less_x_i(16'sd0),
                .more_y_i(16'sd0),
                .less_y_i(16'sd0),
                .generator_o(generator_next[lane*32+:32]),
                .signature_write_o(signature_write[lane]),
                .signature_o(signature_next[lane*32+:32]),
                .y_write_o(y_write[lane]),
                .y_init_o(y_init[lane]),
                .y_o(y_next[lane*Y_BITS+:Y_BITS]),
                .x_write_o(x_write[lane]),
                .x_init_o(x_init[lane]),
                .x_o(x_next[lane*X_BITS+:X_BITS]),
                .saturated_o(saturated_next[lane]),
                .newly_saturated_o(newly_saturated[lane]),
                .done_o(lane_done[lane])
            );
        end
    endgenerate

    fhn_saturation #(
        .LANES(LANES)
    ) saturation (
        .clk_i(clk_i),
        .clear_i(clears[0]),
        .newly_saturated_i(newly_saturated),
        .count_o(saturated_o)
    );
    assign row_done_o = lane_done[0];

    // The lane's words that are sampled, in two stages: registers a group of up to four lanes, directly behind block RAM, and then the group's. Which of its
    // lanes it is, each group has in registers of its own; which of the groups, every eight bits have.
    localparam GROUP = LANES > 4 ? 4 : LANES;
    localparam GROUPS = LANES / GROUP;
    localparam GROUP_BITS = GROUPS > 1 ? LANE_BITS - 2 : 1;
    localparam IN_GROUP_BITS = GROUP > 1 ? $clog2(GROUP) : 1;
    localparam WORDS_BITS = 32 + Y_BITS + X_BITS;
    reg [GROUP_BITS-1:0] sampled_group;
    generate
        if (GROUPS > 1) begin : g_groups
            always @(posedge clk_i) sampled_group <= lane_i[LANE_PORT_BITS-1:2];
        end else begin : g_one_group
            always @(posedge clk_i) sampled_group <= 1'b0;
        end
    endgenerate
    reg [GROUPS*WORDS_BITS-1:0] groups;  // signature, Y and X of each
    wire [WORDS_BITS-1:0] words;
    genvar part, place;
    generate
        for (lane = 0; lane < GROUPS; lane = lane + 1) begin : g_group
            wire [IN_GROUP_BITS-1:0] lane_in_group;
            ecp5_registers #(
                .BITS(IN_GROUP_BITS)
            ) which (
                .clk_i (clk_i),
                .data_i(lane_i[IN_GROUP_BITS-1:0]),
                .data_o(lane_in_group)
            );
            wire [GROUP*X_BITS-1:0] xs = x[lane*GROUP*X_BITS+:GROUP*X_BITS];
            wire [GROUP*Y_BITS-1:0] ys = y[lane*GROUP*Y_BITS+:GROUP*Y_BITS];
            wire [GROUP*32-1:0] signatures = signature[lane*GROUP*32+:GROUP*32];
            always @(posedge clk_i)
                groups[lane*WORDS_BITS+:WORDS_BITS] <= {
                    signatures[lane_in_group*32+:32], ys[lane_in_group*Y_BITS+:Y_BITS], xs[lane_in_group*X_BITS+:X_BITS]
                };
        end
        for (part = 0; part < WORDS_BITS; part = part + 8) begin : g_part
            wire [GROUP_BITS-1:0] group;
            ecp5_registers #(
                .BITS(GROUP_BITS)
            ) which (
                .clk_i (clk_i),
                .data_i(sampled_group),
                .data_o(group)
            );
            for (place = part; place < WORDS_BITS && place < part + 8; place = place + 1) begin : g_bit
                wire [GROUPS-1:0] of_groups;
                for (lane = 0; lane < GROUPS; lane = lane + 1) begin : g_from
                    assign of_groups[lane] = groups[lane*WORDS_BITS+place];
                end
                assign words[place] = of_groups[group];
            end
        end
    endgenerate
    assign {signature_o, y_o, x_o} = words;
endmodule
