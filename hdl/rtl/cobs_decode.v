// Undoes COBS (docs/protocol.md, 2): bytes of the line in, bytes of frames out. It keeps up with a byte a clock.
//
// end_o follows a frame's last byte; empty frames give none. broken_o, with end_o: the frame ended inside a piece.
module cobs_decode #(
    parameter [7:0] FULL = 8'hFF  // as in cobs_encode
) (
    input  wire       clk_i,
    input  wire       rst_i,
    input  wire       valid_i,
    input  wire [7:0] byte_i,
    output reg        valid_o,
    output reg  [7:0] byte_o,
    output reg        end_o,
    output reg        broken_o
);
    reg [7:0] left;  // bytes that the piece still has
    reg       begun;  // not at a frame's start
    reg       zero_due;  // the piece stands for a zero too, which counts only if another piece follows

    always @(posedge clk_i) begin
        valid_o <= 1'b0;
        end_o <= 1'b0;
        if (rst_i) begin
            left <= 8'd0;
            begun <= 1'b0;
            zero_due <= 1'b0;
        end else if (valid_i) begin
            byte_o <= byte_i;
            if (byte_i == 8'd0) begin
                end_o <= begun;
                broken_o <= left != 8'd0;
                left <= 8'd0;
                begun <= 1'b0;
                zero_due <= 1'b0;
            end else if (left == 8'd0) begin
                valid_o <= zero_due;
                byte_o <= 8'd0;
                left <= byte_i - 8'd1;
                begun <= 1'b1;
                zero_due <= byte_i != FULL;
            end else begin
                valid_o <= 1'b1;
                left <= left - 8'd1;
            end
        end
    end
endmodule
