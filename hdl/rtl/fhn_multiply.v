// A signed product, 2 clocks after its operands, or 3 with FABRIC.
//
// FABRIC = 0: operands and product are registered around one multiplication, which is how a DSP block is inferred (SB_MAC16 takes up to
// 16 x 16 bits, registers included).
// FABRIC = 1: for parts without DSP blocks, rows of one logic cell a bit. Row j adds a where bit j of b is 1: the cell's carry chain adds always,
// and its LUT takes the sum or leaves what was there. Half of the rows lie between two registers.
module fhn_multiply #(
    parameter A_BITS = 16,
    parameter B_BITS = 16,  // with FABRIC: as many rows, so the shorter operand
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
            localparam LOW = B_BITS / 2;  // rows before the register
            reg signed [A_BITS-1:0] a_late;
            reg [B_BITS-LOW-1:0] b_late;
            reg signed [A_BITS-1:0] upper_late;
            reg [LOW-1:0] lower_late;
            genvar row;
            for (row = 0; row < B_BITS; row = row + 1) begin : g_row
                // upper: the sum so far from bit `row` on, before this row; lower: the bits that no later row changes, with this row's.
                wire signed [A_BITS-1:0] added, upper;
                wire taken;
                wire signed [A_BITS:0] so_far = {upper[A_BITS-1], upper};
                wire signed [A_BITS:0] result;
                wire [row:0] lower;
                if (row < LOW) assign {added, taken} = {a, b[row]};
                else assign {added, taken} = {a_late, b_late[row-LOW]};
                if (row == 0) begin : g_first
                    assign upper = {A_BITS{1'b0}};
                    assign lower = result[0];
                end else begin : g_next
                    if (row == LOW) begin : g_late
                        assign upper = upper_late;
                        assign lower = {result[0], lower_late};
                    end else begin : g_here
                        assign upper = g_row[row-1].result[A_BITS:1];
                        assign lower = {result[0], g_row[row-1].lower};
                    end
                end
                if (row < B_BITS - 1) begin : g_add
                    wire signed [A_BITS:0] sum = so_far + added;
                    assign result = taken ? sum : so_far;
                end else begin : g_sign
                    // The upper bit of b counts negative: so_far - added = ~(~so_far + added).
                    wire signed [A_BITS:0] sum = ~so_far + added;
                    assign result = ~(taken ? sum : ~so_far);
                end
            end
            always @(posedge clk_i) begin
                a_late <= a;
                b_late <= b[B_BITS-1:LOW];
                upper_late <= g_row[LOW-1].result[A_BITS:1];
                lower_late <= g_row[LOW-1].lower;
                product_o <= {g_row[B_BITS-1].result[A_BITS:1], g_row[B_BITS-1].lower};
            end
        end
    endgenerate
endmodule
