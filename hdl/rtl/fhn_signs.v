// Words that come with `pack`, each an X, turn into bytes of signs: bit c mod 8 is 1 where X >= 0, a byte ends behind 8 cells or behind the
// pass's last one, and its unused bits are 0. Other words go through as they are.
module fhn_signs #(
    parameter WORD_BITS = 32
) (
    input  wire                 clk_i,
    input  wire                 clear_i,
    input  wire                 word_valid_i,
    input  wire                 word_pack_i,
    input  wire [WORD_BITS-1:0] word_i,
    input  wire [          2:0] word_bytes_i,
    input  wire                 word_last_i,
    output wire                 word_ready_o,
    output wire                 word_valid_o,
    output wire [WORD_BITS-1:0] word_o,
    output wire [          2:0] word_bytes_o,
    input  wire                 word_ready_i
);
    reg [7:0] gathered;  // the signs of the cells before
    reg [2:0] bit_number;
    wire [7:0] with_this = gathered | ({7'd0, !word_i[WORD_BITS-1]} << bit_number);
    wire ends_byte = word_last_i || bit_number == 3'd7;

    assign word_valid_o = word_valid_i && (!word_pack_i || ends_byte);
    assign word_ready_o = word_ready_i || (word_pack_i && !ends_byte);
    assign word_o = word_pack_i ? {{(WORD_BITS - 8) {1'b0}}, with_this} : word_i;
    assign word_bytes_o = word_pack_i ? 3'd1 : word_bytes_i;

    always @(posedge clk_i)
        if (clear_i) begin
            gathered <= 8'd0;
            bit_number <= 3'd0;
        end else if (word_valid_i && word_pack_i && word_ready_o) begin
            gathered <= ends_byte ? 8'd0 : with_this;
            bit_number <= ends_byte ? 3'd0 : bit_number + 1'b1;
        end
endmodule
