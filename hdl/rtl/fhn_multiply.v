// A signed product, 2 clocks after its operands, or 4 with FABRIC.
//
// FABRIC = 0: operands and product are registered around one multiplication, which is how a DSP block is inferred (SB_MAC16 takes up to
// 16 x 16 bits, registers included).
// FABRIC = 1: for parts without DSP blocks, rows of one logic cell a bit. Row j adds a where bit j of b is 1: the cell's carry chain adds always,
// and its LUT takes the sum or leaves what was there. A quarter of the rows lies between two registers, from the operands as they come to the
// product. Three rows have no quarters: a register of the operands comes before them.
module fhn_multiply #(
    parameter A_BITS = 16,
    parameter B_BITS = 16,  // 3 or more; with FABRIC as many rows, so the shorter operand
    parameter FABRIC = 0
) (
    input  wire                            clk_i,
    input  wire signed [       A_BITS-1:0] a_i,
    input  wire signed [       B_BITS-1:0] b_i,
    output reg  signed [A_BITS+B_BITS-1:0] product_o
);
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
            localparam PARTS = B_BITS > 3 ? 4 : 3;
            wire signed [A_BITS-1:0] a_first;
            wire signed [B_BITS-1:0] b_first;
            if (PARTS == 4) begin : g_now
                assign {a_first, b_first} = {a_i, b_i};
                wire unused = &{1'b0, a, b};  // no register of the operands
            end else assign {a_first, b_first} = {a, b};
            genvar row;
            for (row = 0; row < B_BITS; row = row + 1) begin : g_row
                localparam LATER = row > 0 && row * PARTS / B_BITS > (row - 1) * PARTS / B_BITS;
                // upper: the sum so far from bit `row` on, before this row; lower: the bits that no later row changes, with this row's.
                wire signed [A_BITS-1:0] added, upper;
                wire signed [A_BITS:0] so_far = {upper[A_BITS-1], upper};
                wire signed [A_BITS:0] result;
                wire [row:0] lower;
                wire [B_BITS-1:row] taken;  // the bits of b from this row's on
                if (row == 0) begin : g_first
                    assign {added, taken, upper} = {a_first, b_first, {A_BITS{1'b0}}};
                    assign lower = result[0];
                end else if (LATER) begin : g_later
                    reg signed [A_BITS-1:0] added_late, upper_late;
                    reg [row-1:0] lower_late;
                    reg [B_BITS-1:row] taken_late;
                    always @(posedge clk_i) begin
                        added_late <= g_row[row-1].added;
                        upper_late <= g_row[row-1].result[A_BITS:1];
                        lower_late <= g_row[row-1].lower;
                        taken_late <= g_row[row-1].taken[B_BITS-1:row];
                    end
                    assign {added, taken, upper} = {added_late, taken_late, upper_late};
                    assign lower = {result[0], lower_late};
                end else begin : g_next
                    assign {added, taken, upper} = {g_row[row-1].added, g_row[row-1].taken[B_BITS-1:row], g_row[row-1].result[A_BITS:1]};
                    assign lower = {result[0], g_row[row-1].lower};
                end
                if (row < B_BITS - 1) begin : g_add
                    wire signed [A_BITS:0] sum = so_far + added;
                    assign result = taken[row] ? sum : so_far;
                end else begin : g_sign
                    // The upper bit of b counts negative: so_far - added = ~(~so_far + added).
                    wire signed [A_BITS:0] sum = ~so_far + added;
                    assign result = ~(taken[row] ? sum : ~so_far);
                end
            end
            always @(posedge clk_i) product_o <= {g_row[B_BITS-1].result[A_BITS:1], g_row[B_BITS-1].lower};
        end
    endgenerate
endmodule
