// X + d with d = (f * C) >> 16, floored, for the C of each cell: one product. X and d come out as two words, which fhn_step adds.
//
// C has 16 bits without a sign, and a multiplier takes signed ones. With C' = C as a signed word, C = C' + 2^16 (C >> 15), so
//   (f * C) >> 16 = ((f * C') >> 16) + (C >= 2^15 ? f : 0)
// and the last term is added to X while the product is made. Equal to fhn_gain's result where C is.
module fhn_gain_per_cell #(
    parameter F_BITS = 16,
    parameter X_BITS = 17,
    parameter ALONG_BITS = 1,
    parameter FABRIC = 0,  // 1 on parts without DSP blocks
    parameter SUM_BITS = (X_BITS > F_BITS ? X_BITS : F_BITS) + 1  // not to be set
) (
    input  wire                         clk_i,
    input  wire signed [    F_BITS-1:0] f_i,      // Q(F_BITS-F-1).F
    input  wire        [          15:0] c_i,      // C = round(2^16 dt/eps), 0 for a cell that is stuck
    input  wire signed [    X_BITS-1:0] x_i,      // the scale of f
    input  wire        [ALONG_BITS-1:0] along_i,
    output wire signed [  SUM_BITS-1:0] x_o,      // 2 clocks later, or 4 with FABRIC
    output wire signed [    F_BITS-1:0] d_o,      // likewise
    output wire        [ALONG_BITS-1:0] along_o
);
    localparam MULTIPLY = FABRIC != 0 ? 4 : 2;

    wire signed [15:0] c_signed = c_i;  // C'
    /* verilator lint_off UNUSEDSIGNAL */  // the bits below the shift are dropped
    wire signed [F_BITS+15:0] product;
    /* verilator lint_on UNUSEDSIGNAL */
    fhn_multiply #(
        .A_BITS(F_BITS),
        .B_BITS(16),
        .FABRIC(FABRIC)
    ) multiply (
        .clk_i(clk_i),
        .a_i(f_i),
        .b_i(c_signed),
        .product_o(product)
    );
    assign d_o = product[F_BITS+15:16];

    reg signed [SUM_BITS-1:0] x_with_f;
    always @(posedge clk_i)
        x_with_f <= {{(SUM_BITS - X_BITS) {x_i[X_BITS-1]}}, x_i} + (c_i[15] ? {{(SUM_BITS - F_BITS) {f_i[F_BITS-1]}}, f_i} : {SUM_BITS{1'b0}});
    fhn_delay #(
        .BITS(SUM_BITS),
        .CLOCKS(MULTIPLY - 1)
    ) delay_x (
        .clk_i(clk_i),
        .data_i(x_with_f),
        .data_o(x_o)
    );
    fhn_delay #(
        .BITS(ALONG_BITS),
        .CLOCKS(MULTIPLY)
    ) delay_along (
        .clk_i(clk_i),
        .data_i(along_i),
        .data_o(along_o)
    );
endmodule
