// The square of a signed word, 2 clocks after it, in one multiplier of an ECP5: in the place of hdl/rtl/fhn_square.v, of which it is the kind without
// FABRIC.
module fhn_square #(
    parameter BITS = 16,  // up to 18
    parameter FABRIC = 0  // 0
) (
    input  wire                   clk_i,
    input  wire signed [BITS-1:0] a_i,
    output wire [2*BITS-1:0]      square_o
);
    fhn_multiply #(
        .A_BITS(BITS),
        .B_BITS(BITS),
        .FABRIC(FABRIC)
    ) multiply (
        .clk_i(clk_i),
        .a_i(a_i),
        .b_i(a_i),
        .product_o(square_o)
    );
endmodule
