// The per-cell parameters beside X and Y, in block RAM: C, the noise generator, and whether a cell is stuck (C = 0). They are loaded cell by
// cell while no job runs.
//
// C is read when f is there, so that it needs no delay; the generator and the stuck bits are read with X and Y. The generator's next words
// are written at once. In a job without per-cell parameters, the pass of initial states writes the constant C, and there is no noise.
module fhn_per_cell_states #(
    parameter LANES = 4,
    parameter SLOT_BITS = 8,
    parameter C_CLOCKS = 4,  // clocks from valid_i until C is read; it comes one later
    parameter C = 25600  // under 2^16
) (
    input  wire                 clk_i,
    input  wire                 clear_i,              // a job begins: the next row is of slot 0
    input  wire [SLOT_BITS-1:0] last_slot_but_one_i,
    input  wire                 one_slot_i,
    input  wire                 read_i,
    input  wire [SLOT_BITS-1:0] read_slot_i,
    input  wire                 valid_i,              // a clock after read_i
    input  wire                 init_i,               // with it: the row of initial states
    input  wire                 move_i,               // with it: the generator moves
    input  wire                 per_cell_i,           // the job has per-cell parameters
    input  wire                 load_c_i,             // one lane's C, then its generator
    input  wire                 load_generator_i,
    input  wire [    LANES-1:0] load_lane_i,          // one of them
    input  wire [SLOT_BITS-1:0] load_slot_i,
    input  wire [         15:0] load_c_word_i,
    input  wire [         31:0] load_generator_word_i,  // v, u
    input  wire [LANES*32-1:0]  generator_i,          // with valid_i: what is written where move_i is
    output wire [LANES*32-1:0]  generator_o,          // with valid_i
    output wire [   LANES-1:0]  stuck_o,              // with valid_i
    output wire [LANES*16-1:0]  c_o                   // C_CLOCKS + 1 after valid_i
);
    wire [SLOT_BITS-1:0] slot, c_slot;
    fhn_slot #(
        .BITS(SLOT_BITS)
    ) next (
        .clk_i(clk_i),
        .clear_i(clear_i),
        .next_i(valid_i),
        .last_but_one_i(last_slot_but_one_i),
        .one_slot_i(one_slot_i),
        .slot_o(slot)
    );
    fhn_row_ram #(
        .LANES(LANES),
        .BITS(32),
        .ADDRESS_BITS(SLOT_BITS)
    ) ram_generator (
        .clk_i(clk_i),
        .write_i(load_generator_i ? load_lane_i : {LANES{valid_i && move_i}}),
        .write_address_i(load_generator_i ? load_slot_i : slot),
        .data_i(generator_i),
        .given_i(load_generator_i),
        .given_data_i(load_generator_word_i),
        .read_i(read_i),
        .read_address_i(read_slot_i),
        .data_o(generator_o)
    );

    // Stuck cells. Cells are loaded in their order, so a row is written as far as it is known; its last cell completes it.
    reg [LANES-1:0] stuck_lanes;
    reg load_stuck;
    always @(posedge clk_i) begin
        load_stuck <= load_c_i;
        if (load_c_i) stuck_lanes <= (stuck_lanes & ~load_lane_i) | (load_lane_i & {LANES{load_c_word_i == 16'd0}});
    end
    fhn_ram #(
        .BITS(LANES),
        .ADDRESS_BITS(SLOT_BITS)
    ) ram_stuck (
        .clk_i(clk_i),
        .write_i(load_stuck),
        .write_address_i(load_slot_i),
        .data_i(stuck_lanes),
        .read_i(read_i),
        .read_address_i(read_slot_i),
        .data_o(stuck_o)
    );

    // C.
    localparam [31:0] C_WORD = C;
    wire c_valid, c_init;
    reg stopped;  // as in fhn_states
    always @(posedge clk_i) stopped <= clear_i;
    fhn_delay #(
        .BITS(2),
        .CLOCKS(C_CLOCKS)
    ) delay_c (
        .clk_i(clk_i),
        .data_i({valid_i, init_i}),
        .data_o({c_valid, c_init})
    );
    fhn_slot #(
        .BITS(SLOT_BITS)
    ) next_c (
        .clk_i(clk_i),
        .clear_i(clear_i),
        .next_i(c_valid),
        .last_but_one_i(last_slot_but_one_i),
        .one_slot_i(one_slot_i),
        .slot_o(c_slot)
    );
    fhn_row_ram #(
        .LANES(LANES),
        .BITS(16),
        .ADDRESS_BITS(SLOT_BITS)
    ) ram_c (
        .clk_i(clk_i),
        .write_i(load_c_i ? load_lane_i : {LANES{c_valid && c_init && !per_cell_i && !stopped}}),
        .write_address_i(load_c_i ? load_slot_i : c_slot),
        .data_i({LANES * 16{1'b0}}),  // nothing else is written
        .given_i(1'b1),
        .given_data_i(load_c_i ? load_c_word_i : C_WORD[15:0]),
        .read_i(c_valid && !c_init),
        .read_address_i(c_slot),
        .data_o(c_o)
    );
endmodule
