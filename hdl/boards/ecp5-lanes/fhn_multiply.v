// A signed product, 2 clocks after its operands, in one multiplier of an ECP5: in the place of hdl/rtl/fhn_multiply.v, of which it is the kind without
// FABRIC.
module fhn_multiply #(
    parameter A_BITS = 16,  // up to 18
    parameter B_BITS = 16,  // up to 18
    parameter FABRIC = 0    // 0
) (
    input  wire                            clk_i,
    input  wire signed [       A_BITS-1:0] a_i,
    input  wire signed [       B_BITS-1:0] b_i,
    output wire signed [A_BITS+B_BITS-1:0] product_o
);
    // No tool finds this module.
    generate
        if (FABRIC != 0 || A_BITS > 18 || B_BITS > 18) begin : g_wrong
            an_ecp5_multiplies_words_of_up_to_18_bits_and_not_in_logic stop ();
        end
    endgenerate

    /* verilator lint_off UNUSEDSIGNAL */  // above its bits the product has sign bits
    wire [35:0] product;
    /* verilator lint_on UNUSEDSIGNAL */
    ecp5_multiplier multiplier (
        .clk_i    (clk_i),
        .a_i      ({{(18 - A_BITS) {a_i[A_BITS-1]}}, a_i}),
        .b_i      ({{(18 - B_BITS) {b_i[B_BITS-1]}}, b_i}),
        .product_o(product)
    );
    assign product_o = product[A_BITS+B_BITS-1:0];
endmodule
