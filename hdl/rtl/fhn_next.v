// Xn of one step, in one clock and without a multiplier: what fhn_step computes, for words of up to 8 bits.
//
// X - r is a table over X; so is d over f where f is short. Where all runs could be followed (NarrowTable in src/Kernels/FitzHughNagumo), Yh has
// as few bits as they need, no clamp is built where none of them saturates, and at 3 bits Xn is one table over the few pairs of Yh and X that
// occur.
`include "fhn_constants.vh"
module fhn_next #(
    parameter W = `FHN_W,
    parameter YH_BITS = `FHN_YH_BITS,
    /* verilator lint_off UNUSEDPARAM */  // the table of 3-bit words has it in its entries
    parameter SATURATES = 1  // 0: X saturates in no run
    /* verilator lint_on UNUSEDPARAM */
) (
    input  wire signed [      W-1:0] x_i,       // Q1.F
    input  wire signed [YH_BITS-1:0] yh_i,      // Q(YH_BITS-F-1).F
    output wire signed [      W-1:0] xn_o,      // Q1.F
    output wire                      clamped_o  // X would have left [-XMAX, XMAX]
);
`ifdef FHN_NEXT
    localparam ENTRIES = 1 << (YH_BITS + W);
    localparam [W*ENTRIES-1:0] NEXT = `FHN_NEXT;
    wire [YH_BITS+W-1:0] entry = {yh_i, x_i};
    genvar bit_number;
    generate
        for (bit_number = 0; bit_number < W; bit_number = bit_number + 1) begin : g_bit
            localparam [ENTRIES-1:0] PART = NEXT[bit_number*ENTRIES+:ENTRIES];
            assign xn_o[bit_number] = PART[entry];
        end
    endgenerate
    assign clamped_o = 1'b0;
`else
    localparam G_BITS = W + 1;  // |X - r| < 2 by the bound of X
    localparam F_BITS = (G_BITS > YH_BITS ? G_BITS : YH_BITS) + 1;
    localparam C = 65536 * `FHN_G + `FHN_CL;
    localparam D_BITS = F_BITS + 1 + (C > 65536 ? $clog2(C) - 16 : 0);  // holds X + d too
    localparam signed [31:0] BOUND = `FHN_XMAX;
    localparam signed [31:0] LOWER = -BOUND;

    function [G_BITS-1:0] x_less_r(input integer value);
        integer q, r;
        /* verilator lint_off UNUSEDSIGNAL */  // numbers of 32 bits, small ones
        integer less;
        /* verilator lint_on UNUSEDSIGNAL */
        begin
            q = (value * value) >>> `FHN_P;
            r = ((q * value) >>> `FHN_P) <<< `FHN_U;
            less = value - r;
            x_less_r = less[G_BITS-1:0];
        end
    endfunction

    localparam ENTRIES = W > 8 ? 2 : 1 << W;  // some tools look at this module where the format is a wide one and nothing uses it
    wire [G_BITS-1:0] g_of_x[0:ENTRIES-1];
    genvar word;
    generate
        for (word = 0; word < ENTRIES; word = word + 1) begin : g_word
            localparam integer X = word < 1 << (W - 1) ? word : word - (1 << W);
            assign g_of_x[word] = X <= BOUND && X >= LOWER ? x_less_r(X) : {G_BITS{1'bx}};  // X is within its bound
        end
    endgenerate

    wire [W-1:0] entry = x_i;
    wire signed [G_BITS-1:0] g = g_of_x[entry];
    wire signed [F_BITS-1:0] f = {{(F_BITS - G_BITS) {g[G_BITS-1]}}, g} - {{(F_BITS - YH_BITS) {yh_i[YH_BITS-1]}}, yh_i};
    wire signed [31:0] f_long = {{(32 - F_BITS) {f[F_BITS-1]}}, f};
    /* verilator lint_off UNUSEDSIGNAL */  // d has D_BITS
    wire signed [31:0] d = (f_long * C) >>> 16;
    /* verilator lint_on UNUSEDSIGNAL */
    /* verilator lint_off UNUSEDSIGNAL */  // what no run reaches is looked at by the clamp alone
    wire signed [D_BITS-1:0] Xu = {{(D_BITS - W) {x_i[W-1]}}, x_i} + d[D_BITS-1:0];
    /* verilator lint_on UNUSEDSIGNAL */
    generate
        if (SATURATES != 0) begin : g_clamp
            wire above = Xu > $signed(BOUND[D_BITS-1:0]);
            wire below = Xu < $signed(LOWER[D_BITS-1:0]);
            assign clamped_o = above || below;
            assign xn_o = above ? BOUND[W-1:0] : below ? LOWER[W-1:0] : Xu[W-1:0];
        end else begin : g_no_clamp
            assign clamped_o = 1'b0;
            assign xn_o = Xu[W-1:0];
        end
    endgenerate
`endif
endmodule
