// The square of a signed word, 2 clocks after it, or 4 with FABRIC, as fhn_multiply has them.
//
// FABRIC = 1: rows of one logic cell a bit, as there, but half as many bits: row j adds the bits of a below j, doubled, where bit j is 1. The
// squares of the single bits need no row: bit j squared is bit j at weight 4^j, which no sum of the rows below reaches, so the rows begin with them.
// In place of the first rows stands a table: the square of the lowest 4 bits takes one logic cell a bit, and one in a row.
module fhn_square #(
    parameter BITS = 16,  // 3 or more
    parameter FABRIC = 0
) (
    input  wire                   clk_i,
    input  wire signed [BITS-1:0] a_i,
    output wire [2*BITS-1:0]      square_o
);
    reg signed [BITS-1:0] a;
    always @(posedge clk_i) a <= a_i;

    generate
        if (FABRIC == 0) begin : g_dsp
            reg signed [2*BITS-1:0] product;
            always @(posedge clk_i) product <= a * a;
            assign square_o = product;
        end else begin : g_fabric
            localparam LOW = BITS < 8 ? BITS / 2 : 4;  // bits of the table
            localparam [127:0] SQUARES = {
                8'd225, 8'd196, 8'd169, 8'd144, 8'd121, 8'd100, 8'd81, 8'd64, 8'd49, 8'd36, 8'd25, 8'd16, 8'd9, 8'd4, 8'd1, 8'd0
            };
            wire [(8<<LOW)-1:0] squares = SQUARES[(8<<LOW)-1:0];
            reg [2*BITS-1:0] product;
            genvar row;
            for (row = LOW; row < BITS; row = row + 1) begin : g_row
                // Between two registers lie fewer and fewer rows, for they grow longer.
                localparam BEFORE = row - 1;
                localparam LATER = (row >= BITS / 2 && BEFORE < BITS / 2) || (row >= BITS * 3 / 4 && BEFORE < BITS * 3 / 4);
                // The square of the bits of a below this row's, and with it; what the row adds to stands from bit row + 1 on.
                wire [2*row-1:0] below;
                wire [2*row+1:0] sum;
                wire [BITS-1:0] bits;  // a
                wire [2*row:0] with_bit = {bits[row], below};
                wire [row-1:0] so_far = with_bit[2*row:row+1];
                wire [BITS-1:0] bits_before;
                wire [2*row-1:0] sum_before;
                if (row == LOW) assign {bits_before, sum_before} = {a, squares[{a[LOW-1:0], 3'b000}+:2*LOW]};
                else assign {bits_before, sum_before} = {g_row[row-1].bits, g_row[row-1].sum};
                if (LATER) begin : g_later
                    reg [BITS-1:0] bits_late;
                    reg [2*row-1:0] below_late;
                    always @(posedge clk_i) {bits_late, below_late} <= {bits_before, sum_before};
                    assign {bits, below} = {bits_late, below_late};
                end else assign {bits, below} = {bits_before, sum_before};
                assign sum[row:0] = with_bit[row:0];
                if (row < BITS - 1) begin : g_add
                    wire [row:0] added = {1'b0, so_far} + {1'b0, bits[row-1:0]};
                    assign sum[2*row+1:row+1] = bits[row] ? added : {1'b0, so_far};
                end else begin : g_sign
                    // The upper bit counts negative: so_far - bits = ~(~so_far + bits).
                    wire [row-1:0] added = ~so_far + bits[row-1:0];
                    assign sum[2*row+1:row+1] = {1'b0, ~(bits[row] ? added : ~so_far)};
                end
            end
            always @(posedge clk_i) product <= g_row[BITS-1].sum;
            assign square_o = product;
        end
    endgenerate
endmodule
