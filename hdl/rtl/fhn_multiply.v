// A signed product, 2 clocks after its operands, or 3 with FABRIC.
//
// FABRIC = 0: operands and product are registered around one multiplication, which is how a DSP block is inferred (SB_MAC16 takes up to
// 16 x 16 bits, registers included).
// FABRIC = 1: for parts without DSP blocks. b is cut in two and the partial products are registered, so that a logic
// multiplier of half the height is all that lies between two registers.
module fhn_multiply #(
    parameter A_BITS = 16,
    parameter B_BITS = 16,
    parameter FABRIC = 0
) (
    input  wire                            clk_i,
    input  wire signed [       A_BITS-1:0] a_i,
    input  wire signed [       B_BITS-1:0] b_i,
    output reg  signed [A_BITS+B_BITS-1:0] product_o
);
    localparam BITS = A_BITS + B_BITS;

    reg signed [A_BITS-1:0] a;
    reg signed [B_BITS-1:0] b;
    always @(posedge clk_i) begin
        a <= a_i;
        b <= b_i;
    end

    generate
        if (FABRIC == 0) begin : g_dsp
            always @(posedge clk_i) product_o <= a * b;
        end else begin : g_fabric
            localparam LOW = B_BITS / 2;
            wire signed [          LOW:0] b_low = {1'b0, b[LOW-1:0]};
            wire signed [ B_BITS-LOW-1:0] b_high = b[B_BITS-1:LOW];
            reg signed  [   A_BITS+LOW:0] low;   // a times the lower bits of b, which are not negative
            reg signed  [BITS-LOW-1:0]    high;  // a times the upper bits of b, weight 2^LOW
            wire signed [BITS-LOW-1:0]    carried = {{(BITS - A_BITS - 1 - LOW) {low[A_BITS+LOW]}}, low[A_BITS+LOW:LOW]};
            always @(posedge clk_i) begin
                low <= a * b_low;
                high <= a * b_high;
                product_o <= {high + carried, low[LOW-1:0]};
            end
        end
    endgenerate
endmodule
