// All lanes with their registers, for a fast simulation: in every clock the same at its ports as rtl/fhn_lanes.v with cells that are all equal
// (PER_CELL = 0) and multipliers of DSP blocks (FABRIC = 0); tb/fhn_lanes_tb.v compares the two.
//
// The registers are those of fhn_lane and fhn_step, with the same names, but each holds the words of all lanes side by side, and one loop over the
// lanes makes the clock's sums. A compiler turns such a loop into vector instructions, where sixteen lanes cost little more than one. Words are
// numbers of 32 bits, as wide as no sum of fhn_step is. The gain is one product, which is what fhn_gain's digits add up to, and waits as long.
//
// Stages stand from the last to the first, and a value is assigned at once (=): so each stage reads what the one before held until now. No other
// block reads these registers; what leaves the module is assigned at the clock's end (<=).
/* verilator lint_off BLKSEQ */  // see above
/* verilator lint_off WIDTH */  // a product of 64 bits is cut to the 32 that hold it
/* verilator lint_off UNUSEDSIGNAL */  // a job has no more cells than there are, and some registers have bits that nobody reads
`include "fhn_constants.vh"
`ifndef FHN_LANES_MODULE
`define FHN_LANES_MODULE fhn_lanes
`endif
module `FHN_LANES_MODULE #(
    parameter LANES = 4,
    parameter CELLS_PER_LANE = 256,
    parameter SIGNATURE = 1,
    parameter FABRIC = 0,
    parameter PER_CELL = 0,
    parameter Y_BITS = `FHN_YH_BITS + `FHN_K + `FHN_E,  // not to be set, nor the next
    parameter S_BITS = `FHN_W + `FHN_E,
    parameter LANE_BITS = $clog2(LANES),
    parameter LANE_PORT_BITS = LANES > 1 ? LANE_BITS : 1,
    parameter SLOT_BITS = $clog2(CELLS_PER_LANE)
) (
    input  wire                      clk_i,
    input  wire                      clear_i,
    input  wire                      s_valid_i,
    input  wire [              15:0] s_cell_i,
    input  wire signed [ S_BITS-1:0] s_data_i,
    input  wire                      s_bank_i,
    input  wire                      bank_i,
    input  wire [               3:0] per_cell_valid_i,
    input  wire [              15:0] per_cell_c_i,
    input  wire signed [ `FHN_W-1:0] per_cell_x_i,
    input  wire        [ Y_BITS-1:0] per_cell_y_i,
    input  wire [              31:0] per_cell_generator_i,
    input  wire                      per_cell_i,
    input  wire [              14:0] noise_x_i,
    input  wire [              14:0] noise_y_i,
    input  wire                      issue_i,
    input  wire [     SLOT_BITS-1:0] slot_i,
    input  wire [     SLOT_BITS-1:0] last_slot_but_one_i,
    input  wire                      one_slot_i,
    input  wire [LANE_PORT_BITS-1:0] last_lane_i,
    input  wire                      valid_i,
    input  wire                      init_i,
    input  wire                      advance_i,
    input  wire                      record_i,
    input  wire [               7:0] turn_i,
    input  wire                      partial_i,
    output reg                       row_done_o,
    input  wire [LANE_PORT_BITS-1:0] lane_i,
    input  wire                      generator_i,
    output reg  signed [ `FHN_W-1:0] x_o,
    output reg  [        Y_BITS-1:0] y_o,
    output reg  [              31:0] signature_o,
    output reg  [              15:0] saturated_o
);
    localparam SLOTS = CELLS_PER_LANE;
    localparam L = `FHN_K + `FHN_E;
    localparam [31:0] LAST_LANE = LANES - 1;
    localparam signed [31:0] C = 65536 * `FHN_G + `FHN_CL;
    localparam signed [31:0] UPPER = `FHN_XMAX, LOWER = -UPPER, X0 = `FHN_X0, YH0 = `FHN_YH0, YL0 = `FHN_YL0;
    localparam signed [31:0] LOW_MASK = (1 << L) - 1, POLYNOMIAL = 32'sh04C11DB7;
    localparam signed [63:0] C_LONG = C;
    wire [31:0] last_lane = {{(32 - LANE_PORT_BITS) {1'b0}}, last_lane_i};

    generate
        if (PER_CELL != 0 || FABRIC != 0) begin : g_other
            these_lanes_are_for_equal_cells_and_dsp_blocks stop ();
        end
    endgenerate

    // Clocks of the gain: one a signed digit of C (fhn_gain), but for a lowest digit that is f itself.
    localparam [31:0] C1 = C, C3 = 3 * C;
    localparam [31:0] PLUS = (C3 & ~C1) >> 1, DIGITS = (C3 ^ C1) >> 1;
    function integer clocks_of_gain(input [31:0] digits, input [31:0] plus);
        integer n, lowest;
        begin
            clocks_of_gain = 0;
            lowest = -1;
            for (n = 0; n < 24; n = n + 1)
                if (digits[n]) begin
                    clocks_of_gain = clocks_of_gain + 1;
                    if (lowest < 0) lowest = n;
                end
            if (plus[lowest] && lowest <= 16) clocks_of_gain = clocks_of_gain - 1;
        end
    endfunction
    localparam GAIN = clocks_of_gain(DIGITS, PLUS);
    localparam HELD = GAIN > 0 ? GAIN : 1;
    localparam X_CLOCKS = 5 + GAIN;  // until d is there

    // Slots that are written next.
    reg x_write, y_write, signature_write;
    wire [SLOT_BITS-1:0] x_slot, y_slot, signature_slot;
    fhn_slot #(
        .BITS(SLOT_BITS)
    ) next_x (
        .clk_i(clk_i),
        .clear_i(clear_i),
        .next_i(x_write),
        .last_but_one_i(last_slot_but_one_i),
        .one_slot_i(one_slot_i),
        .slot_o(x_slot)
    );
    fhn_slot #(
        .BITS(SLOT_BITS)
    ) next_y (
        .clk_i(clk_i),
        .clear_i(clear_i),
        .next_i(y_write),
        .last_but_one_i(last_slot_but_one_i),
        .one_slot_i(one_slot_i),
        .slot_o(y_slot)
    );
    fhn_slot #(
        .BITS(SLOT_BITS)
    ) next_signature (
        .clk_i(clk_i),
        .clear_i(clear_i),
        .next_i(signature_write),
        .last_but_one_i(last_slot_but_one_i),
        .one_slot_i(one_slot_i),
        .slot_o(signature_slot)
    );

    // What is done with a row, held back: bit n is n + 1 clocks old. Until X is compared it takes X_CLOCKS and 2 more.
    localparam ALONG = X_CLOCKS + 2;
    reg [ALONG-1:0] valid, init, advance;
    always @(posedge clk_i) begin
        valid <= {valid[ALONG-2:0], valid_i};
        init <= {init[ALONG-2:0], init_i};
        advance <= {advance[ALONG-2:0], advance_i};
        row_done_o <= valid[ALONG-1];
        x_write <= valid[ALONG-1] && (init[ALONG-1] || advance[ALONG-1]);
        y_write <= valid[1] && (init[1] || advance[1]);
        signature_write <= valid_i && (init_i || record_i);
    end
    wire x_init = init[ALONG-1];
    wire y_init = init[1];
    wire moves = issue_i || valid_i || valid != {ALONG{1'b0}} || x_write;
    wire counts = valid[ALONG-1] && advance[ALONG-1];

    // Block RAM.
    reg signed [31:0] s_words[0:2*SLOTS-1][0:LANES-1];
    reg signed [31:0] x_words[0:SLOTS-1][0:LANES-1];
    reg signed [31:0] yh_words[0:SLOTS-1][0:LANES-1];
    reg signed [31:0] yl_words[0:SLOTS-1][0:LANES-1];
    reg signed [31:0] signature_words[0:SLOTS-1][0:LANES-1];
    reg signed [31:0] saturated_words[0:SLOTS-1][0:LANES-1];
    // its outputs
    reg signed [31:0] s[0:LANES-1];
    reg signed [31:0] x[0:LANES-1];
    reg signed [31:0] yh[0:LANES-1];
    reg signed [31:0] yl[0:LANES-1];
    reg signed [31:0] signature[0:LANES-1];
    reg signed [31:0] saturated[0:LANES-1];
    // and what is written
    reg signed [31:0] x_next[0:LANES-1];
    reg signed [31:0] yh_next[0:LANES-1];
    reg signed [31:0] yl_next[0:LANES-1];
    reg signed [31:0] signature_next[0:LANES-1];
    reg signed [31:0] saturated_next[0:LANES-1];

    // The step.
    reg signed [31:0] xx[0:LANES-1];
    reg signed [31:0] q[0:LANES-1];
    reg signed [31:0] x_with_q[0:LANES-1];
    reg signed [31:0] qx[0:LANES-1];
    reg signed [31:0] x_less_yh[0:3][0:LANES-1];
    reg signed [31:0] f[0:LANES-1];
    reg signed [31:0] d[0:HELD-1][0:LANES-1];
    reg signed [31:0] x_late[0:X_CLOCKS-1][0:LANES-1];
    reg signed [31:0] saturated_late[0:ALONG-1][0:LANES-1];
    reg signed [31:0] Xu[0:LANES-1];
    reg signed [31:0] Xu_late[0:LANES-1];
    reg signed [31:0] x_plus_s[0:LANES-1];
    reg signed [31:0] yl_late[0:LANES-1];
    reg signed [31:0] yh_late[0:1][0:LANES-1];
    reg signed [31:0] A[0:LANES-1];

    reg [15:0] newly_1, newly_2, newly_3;
    // A loop's variables are its own and always set, so that a compiler may keep them in registers.
    reg [31:0] written_x, written_y, written_signature, lane, n, read;
    reg signed [31:0] newly;
    always @(posedge clk_i) begin
        // The sampled lane's words.
        x_o <= x[lane_i][`FHN_W-1:0];
        y_o <= {yh[lane_i][`FHN_YH_BITS-1:0], yl[lane_i][L-1:0]};
        signature_o <= SIGNATURE != 0 ? signature[lane_i] : 32'd0;

        // The count of clamped cells, as late as fhn_saturation's.
        newly_1 <= 16'd0;
        if (clear_i) begin
            newly_2 <= 16'd0;
            newly_3 <= 16'd0;
            saturated_o <= 16'd0;
        end else begin
            newly_2 <= newly_1;
            newly_3 <= newly_2;
            saturated_o <= saturated_o + newly_3;
        end

        // Where no row is on its way, nothing changes that is looked at.
        if (moves) begin
            // Back into RAM.
            if (x_write)
                for (written_x = 0; written_x < LANES; written_x = written_x + 1) begin
                    x_words[x_slot][written_x] = x_next[written_x];
                    saturated_words[x_slot][written_x] = saturated_next[written_x];
                end
            if (y_write)
                for (written_y = 0; written_y < LANES; written_y = written_y + 1) begin
                    yh_words[y_slot][written_y] = yh_next[written_y];
                    yl_words[y_slot][written_y] = yl_next[written_y];
                end
            if (SIGNATURE != 0 && signature_write)
                for (written_signature = 0; written_signature < LANES; written_signature = written_signature + 1)
                    signature_words[signature_slot][written_signature] = signature_next[written_signature];

            // Xn = clamp(Xu, -XMAX, XMAX), and how many are clamped for the first time
            newly = 0;
            for (lane = 0; lane < LANES; lane = lane + 1) begin
                x_next[lane] = x_init ? X0 : Xu_late[lane] > UPPER ? UPPER : Xu_late[lane] < LOWER ? LOWER : Xu_late[lane];
                saturated_next[lane] = x_init ? 0 : saturated_late[ALONG-1][lane] | (Xu_late[lane] > UPPER ? 1 : 0) | (Xu_late[lane] < LOWER ? 1 : 0);
                newly = newly + (saturated_next[lane] & ~saturated_late[ALONG-1][lane]);
            end
            if (counts) newly_1 <= newly[15:0];

            // Xu = X + d
            for (lane = 0; lane < LANES; lane = lane + 1) begin
                Xu_late[lane] = Xu[lane];
                Xu[lane] = x_late[X_CLOCKS-1][lane] + (GAIN == 0 ? (f[lane] * C_LONG) >>> 16 : d[HELD-1][lane]);
            end
            for (n = HELD - 1; n > 0; n = n - 1) for (lane = 0; lane < LANES; lane = lane + 1) d[n][lane] = d[n-1][lane];

            for (lane = 0; lane < LANES; lane = lane + 1) begin
                // d = (f * C) >> 16, f = X - r - Yh, r = ((q * X) >> P) << U, q = (X * X) >> P
                d[0][lane] = (f[lane] * C_LONG) >>> 16;
                f[lane] = x_less_yh[3][lane] - ((qx[lane] >>> `FHN_P) <<< `FHN_U);
                x_less_yh[3][lane] = x_less_yh[2][lane];
                qx[lane] = q[lane] * x_with_q[lane];
                x_less_yh[2][lane] = x_less_yh[1][lane];
                q[lane] = xx[lane] >>> `FHN_P;
                x_with_q[lane] = x_late[1][lane];
                x_less_yh[1][lane] = x_less_yh[0][lane];
                xx[lane] = x_late[0][lane] * x_late[0][lane];
                x_less_yh[0][lane] = x[lane] - yh[lane];
            end

            // What waits: X until d is there, and whether X was clamped before until it is compared
            for (n = X_CLOCKS - 1; n > 0; n = n - 1) for (lane = 0; lane < LANES; lane = lane + 1) x_late[n][lane] = x_late[n-1][lane];
            for (n = ALONG - 1; n > 0; n = n - 1)
                for (lane = 0; lane < LANES; lane = lane + 1) saturated_late[n][lane] = saturated_late[n-1][lane];

            for (lane = 0; lane < LANES; lane = lane + 1) begin
                // A lane without a cell is taken as saturated before, so that it is never counted.
                saturated_late[0][lane] = saturated[lane] | (partial_i && lane > last_lane ? 1 : 0);
                x_late[0][lane] = x[lane];
                // A = Yl + (X << e) + S, Yhn = Yh + (A >> L), Yln = A & (2^L - 1)
                yh_next[lane] = y_init ? YH0 : yh_late[1][lane] + (A[lane] >>> L);
                yl_next[lane] = y_init ? YL0 : A[lane] & LOW_MASK;
                yh_late[1][lane] = yh_late[0][lane];
                A[lane] = yl_late[lane] + x_plus_s[lane];
                yh_late[0][lane] = yh[lane];
                yl_late[lane] = yl[lane];
                x_plus_s[lane] = (x[lane] <<< `FHN_E) + s[lane];
                // the signature (fhn_signature)
                signature_next[lane] = init_i ? 0 : (signature[lane] <<< 1) ^ (POLYNOMIAL & (signature[lane] >>> 31)) ^ (x[lane] & 32'sh0000FFFF);
            end

            // Out of RAM.
            if (issue_i)
                for (read = 0; read < LANES; read = read + 1) begin
                    s[read] = s_words[{bank_i, slot_i}][read];
                    x[read] = x_words[slot_i][read];
                    saturated[read] = saturated_words[slot_i][read];
                    yh[read] = yh_words[slot_i][read];
                    yl[read] = yl_words[slot_i][read];
                    signature[read] = signature_words[slot_i][read];
                end
        end
        if (s_valid_i)
            s_words[{s_bank_i, s_cell_i[LANE_BITS+SLOT_BITS-1:LANE_BITS]}][s_cell_i[LANE_PORT_BITS-1:0] & LAST_LANE[LANE_PORT_BITS-1:0]] =
                {{(32 - S_BITS) {s_data_i[S_BITS-1]}}, s_data_i};
    end

`ifdef FHN_FAULTS
    // What a fault does to block RAM, for tests of what a host makes of it (hdl/sim/faults.h): bits of a word change once, or are held at 1.
    localparam [31:0] FLIP_X = 1, FLIP_Y = 2, FLIP_S = 3, HOLD_X = 4;
    reg [31:0] fault_what, fault_slot, fault_lane, fault_bits;
    always @(negedge clk_i)
        case (fault_what)
            FLIP_X: x_words[fault_slot[SLOT_BITS-1:0]][fault_lane] = x_words[fault_slot[SLOT_BITS-1:0]][fault_lane] ^ fault_bits;
            FLIP_Y: yh_words[fault_slot[SLOT_BITS-1:0]][fault_lane] = yh_words[fault_slot[SLOT_BITS-1:0]][fault_lane] ^ fault_bits;
            FLIP_S: s_words[{bank_i, fault_slot[SLOT_BITS-1:0]}][fault_lane] = s_words[{bank_i, fault_slot[SLOT_BITS-1:0]}][fault_lane] ^ fault_bits;
            HOLD_X: x_words[fault_slot[SLOT_BITS-1:0]][fault_lane] = x_words[fault_slot[SLOT_BITS-1:0]][fault_lane] | fault_bits;
            default: ;
        endcase
`endif

    // Equal cells have none of these.
    wire unused = &{1'b0, per_cell_valid_i, per_cell_c_i, per_cell_x_i, per_cell_y_i, per_cell_generator_i, per_cell_i, noise_x_i, noise_y_i, turn_i,
        generator_i};
endmodule
/* verilator lint_on UNUSEDSIGNAL */
/* verilator lint_on WIDTH */
/* verilator lint_on BLKSEQ */
