// Words to bytes, the lowest byte first. A word is taken when the one before is gone: a clock is lost a word, and the chain of ready signals
// ends here.
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
    reg [2:0] left;

    assign byte_o = word[7:0];
    assign word_ready_o = !byte_valid_o;

    always @(posedge clk_i)
        if (clear_i) byte_valid_o <= 1'b0;
        else byte_valid_o <= byte_valid_o ? !(byte_ready_i && left == 3'd1) : word_valid_i;

    always @(posedge clk_i)
        if (word_ready_o) begin
            left <= word_bytes_i;
            word <= word_i;
        end else if (byte_ready_i) begin
            left <= left - 1'b1;
            word <= {8'd0, word[WORD_BITS-1:8]};
        end
endmodule
