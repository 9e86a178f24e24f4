// One cell of the parallel array: X, Y, and S in a register that is a stage of the scan chain through all cells.
//
//              .-----------------.
//   X, Y ->  fhn_next -> X       |         chain_i -> S -> chain_o
//   X + S -------------> + -> Y -'              ^
//                                       readback word
//
// Between steps the scan chain carries S into the cells and readback words out of them. capture_i loads a readback word into the stage in place of
// S. Each bit of the chain selects, for the same bit of the next stage, between readback word 0 and word 1. So the array fills the chain with zeros or
// with ones before, and a bit of the chain takes a single LC (LUT with flip-flop), which keeps S, shifts and reads back.
`include "fhn_constants.vh"
module fhn_cell #(
    parameter YH_BITS = 3,
    parameter X_READBACK_BITS = `FHN_W,  // bits of X in the readback: all, or the sign alone
    parameter SATURATES = 0,  // 1: X can saturate, and a bit of the readback says whether it did
    parameter SIGNATURE = 0,
    parameter WORD_BITS = `FHN_W + `FHN_E + 1,  // of a stage of the chain: S, or a readback word
    parameter WORDS = 2  // number of readback words
) (
    input  wire                 clk_i,
    input  wire                 init_i,     // with run_i: to the initial state
    input  wire                 run_i,      // a step
    input  wire                 record_i,   // a step of the window: the signature takes X in
    input  wire                 move_i,     // the chain moves
    input  wire                 clear_i,    // with move_i: the chain to 0
    input  wire                 capture_i,  // with move_i: load a readback word, else shift
    input  wire [          2:0] word_i,     // its number, from word 2 on
    input  wire [WORD_BITS-1:0] chain_i,
    output reg  [WORD_BITS-1:0] chain_o
);
    localparam W = `FHN_W;
    localparam L = `FHN_K + `FHN_E;
    localparam S_BITS = W + `FHN_E;
    localparam Y_BITS = YH_BITS + L;
    localparam signed [31:0] X0 = `FHN_X0;
    localparam signed [31:0] YH0 = `FHN_YH0;
    localparam [31:0] YL0 = `FHN_YL0;

    reg signed [W-1:0] x;  // Q1.F
    reg signed [Y_BITS-1:0] y;  // Q(YH_BITS-F-1).(F+e+k)
    wire [S_BITS-1:0] s = chain_o[S_BITS-1:0];  // Q1.(F+e)

    wire signed [W-1:0] xn;
    wire clamped;
    fhn_next #(
        .W(W),
        .YH_BITS(YH_BITS),
        .SATURATES(SATURATES)
    ) next (
        .x_i(x),
        .yh_i(y[Y_BITS-1:L]),
        .xn_o(xn),
        .clamped_o(clamped)
    );

    // y_gain = (X << e) + S: A without Yl, since Y is one word here. X + S is a short adder, that of Y another.
    wire signed [W:0] x_plus_s = {x[W-1], x} + {s[S_BITS-1], s[S_BITS-1-:W]};
    wire signed [S_BITS:0] y_gain;
    generate
        if (`FHN_E > 0) begin : g_low
            assign y_gain = {x_plus_s, s[S_BITS-W-1:0]};
        end else begin : g_no_low
            assign y_gain = x_plus_s;
        end
    endgenerate

    always @(posedge clk_i)
        if (run_i) begin
            if (init_i) begin
                x <= X0[W-1:0];
                y <= {YH0[YH_BITS-1:0], YL0[L-1:0]};
            end else begin
                x <= xn;
                y <= y + {{(Y_BITS - S_BITS - 1) {y_gain[S_BITS]}}, y_gain};
            end
        end

    // The readback words: 0 and 1 are X, Y and, where X can saturate, whether it did; after them comes the signature.
    localparam PAIR_BITS = X_READBACK_BITS + Y_BITS + SATURATES;
    wire [2*WORD_BITS-1:0] pair;
    generate
        if (SATURATES != 0) begin : g_saturates
            reg saturated;
            always @(posedge clk_i) if (run_i) saturated <= !init_i && (saturated || clamped);
            assign pair = {{(2 * WORD_BITS - PAIR_BITS) {1'b0}}, saturated, y, x[W-1-:X_READBACK_BITS]};
        end else begin : g_never_saturates
            assign pair = {{(2 * WORD_BITS - PAIR_BITS) {1'b0}}, y, x[W-1-:X_READBACK_BITS]};
            wire unused_clamped = &{1'b0, clamped};
        end
    endgenerate

    wire [WORD_BITS-1:0] word_of_pair = (pair[2*WORD_BITS-1:WORD_BITS] & chain_i) | (pair[WORD_BITS-1:0] & ~chain_i);
    wire [WORD_BITS-1:0] word;
    generate
        if (SIGNATURE != 0) begin : g_signature
            reg [31:0] signature;
            wire [31:0] appended;
            fhn_signature next_signature (
                .signature_i(signature),
                .x_i({{(16 - W) {x[W-1]}}, x}),
                .signature_o(appended)
            );
            always @(posedge clk_i)
                if (run_i && init_i) signature <= 32'd0;
                else if (run_i && record_i) signature <= appended;
            wire [WORDS*WORD_BITS-1:0] long = {{((WORDS - 2) * WORD_BITS - 32) {1'b0}}, signature, {2 * WORD_BITS{1'b0}}};
            assign word = word_i < 3'd2 ? word_of_pair : long[word_i*WORD_BITS+:WORD_BITS];
        end else begin : g_no_signature
            assign word = word_of_pair;
            wire unused = &{1'b0, word_i, record_i};  // the chain selects between the two words
        end
    endgenerate

    always @(posedge clk_i)
        if (move_i) chain_o <= clear_i ? {WORD_BITS{1'b0}} : capture_i ? word : chain_i;
endmodule
