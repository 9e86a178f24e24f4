// Words that come with `pack`, each an X, turn into bytes of signs: bit c mod 8 is 1 where X >= 0, a byte ends after 8 cells or after the
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
    reg [7:0] signs_so_far;
    reg [7:0] mask;  // of the next: the only bit that is set
    reg whole;  // the byte is ready to go
    wire take = word_valid_i && word_pack_i && word_ready_o;

    assign word_ready_o = word_ready_i && !whole;
    assign word_valid_o = whole || (word_valid_i && !word_pack_i);
    assign word_o = whole ? {{(WORD_BITS - 8) {1'b0}}, signs_so_far} : word_i;
    assign word_bytes_o = whole ? 3'd1 : word_bytes_i;

    always @(posedge clk_i)
        if (clear_i || (whole && word_ready_i)) begin
            signs_so_far <= 8'd0;
            mask <= 8'd1;
            whole <= 1'b0;
        end else if (take) begin
            signs_so_far <= signs_so_far | (mask & {8{!word_i[WORD_BITS-1]}});
            mask <= mask << 1;
            whole <= word_last_i || mask[7];
        end
endmodule
