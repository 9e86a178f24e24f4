// Words to bytes, the lowest byte first.
module fhn_serialiser #(
    parameter WORD_BITS = 32
) (
    input  wire                 clk_i,
    input  wire                 clear_i,
    input  wire                 word_valid_i,
    input  wire [WORD_BITS-1:0] word_i,
    input  wire [          2:0] word_bytes_i,  // how many bytes of it are sent, 1 or more
    output wire                 word_ready_o,
    output reg                  byte_valid_o,
    output wire [          7:0] byte_o,
    input  wire                 byte_ready_i
);
    reg [WORD_BITS-1:0] word;
    reg [2:0] behind;  // bytes behind this one
    reg last;  // none

    assign byte_o = word[7:0];
    assign word_ready_o = !byte_valid_o || (last && byte_ready_i);

    always @(posedge clk_i)
        if (clear_i) byte_valid_o <= 1'b0;
        else if (word_ready_o) begin
            byte_valid_o <= word_valid_i;
            behind <= word_bytes_i - 1'b1;
            last <= word_bytes_i == 3'd1;
            word <= word_i;
        end else if (byte_ready_i) begin
            behind <= behind - 1'b1;
            last <= behind == 3'd1;
            word <= {8'd0, word[WORD_BITS-1:8]};
        end
endmodule
