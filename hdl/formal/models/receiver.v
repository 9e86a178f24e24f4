// cobs_decode into frame_check, as fhn_board has them, with what is true of them in every state that bytes can lead to. Bytes come three clocks apart
// or more, which uart_rx_bytes proves.
module receiver #(
    parameter LONGEST = 2048
) (
    input  wire         clk,
    input  wire         rst,
    input  wire         valid,
    input  wire [  7:0] data,
    input  wire         room,
    input  wire [ 31:0] session,   // its nonce
    output wire         write,
    output wire         last,
    output wire [  7:0] written,
    output wire         commit,
    output wire         rewind,
    output wire         damaged,
    output wire         overflow,
    output wire         hello,
    output wire [  7:0] tag,
    output wire [ 31:0] nonce,
    output reg  [  2:0] age,       // clocks since the last byte, up to 7, where it stays
    output wire [ 20:0] decoding,  // the registers' content, as far as it counts: of the decoder,
    output wire [146:0] checking   // and of the check
);
    localparam LENGTH_BITS = $clog2(LONGEST) + 1;
    wire decoded_valid, decoded_end, decoded_broken;
    wire [7:0] decoded;
    cobs_decode decoder (
        .clk_i(clk), .rst_i(rst), .valid_i(valid), .byte_i(data), .valid_o(decoded_valid), .byte_o(decoded), .end_o(decoded_end),
        .broken_o(decoded_broken)
    );
    frame_check #(.LONGEST(LONGEST)) check (
        .clk_i(clk), .rst_i(rst), .valid_i(decoded_valid), .byte_i(decoded), .end_i(decoded_end), .broken_i(decoded_broken), .write_o(write),
        .last_o(last), .byte_o(written), .commit_o(commit), .rewind_o(rewind), .room_i(room), .nonce_i(session), .damaged_o(damaged), .overflow_o(overflow),
        .hello_o(hello), .hello_tag_o(tag), .hello_nonce_o(nonce)
    );
    (* hierconn *) wire [7:0] \decoder.left , \check.held[0] , \check.held[1] , \check.held[2] , \check.held[3] , \check.held[4] ;
    (* hierconn *) wire [LENGTH_BITS-1:0] \check.length ;
    (* hierconn *) wire [3:0] \check.early ;
    (* hierconn *) wire [31:0] \check.crc ;
    (* hierconn *) wire [39:0] \check.fields ;
    (* hierconn *) wire \check.first ;
    (* hierconn *) wire \decoder.begun , \decoder.zero_due , \check.too_long , \check.is_hello , \check.lost , \check.judged , \check.good , \check.hello ;
    wire [3:0] early = \check.early ;

    always @(posedge clk) age <= rst ? 3'd7 : valid ? 3'd1 : age == 3'd7 ? 3'd7 : age + 3'd1;
    always @* assume (!valid || (age >= 3'd3 && !rst));

    // Bytes that a frame has not reached yet do not count.
    assign decoding = {
        \decoder.left , \decoder.begun , \decoder.zero_due , decoded_valid, decoded_end, decoded_valid ? decoded : 8'd0, decoded_end && decoded_broken
    };
    assign checking = {
        {13 - LENGTH_BITS{1'b0}}, \check.length , early, early > 4'd0 ? \check.crc : 32'd0, \check.too_long , \check.is_hello , \check.lost , \check.judged ,
        \check.judged && \check.good , \check.judged && \check.hello , write, write && last, write ? written : 8'd0, commit, rewind,
        early > 4'd0 ? \check.held[0] : 8'd0, early > 4'd1 ? \check.held[1] : 8'd0, early > 4'd2 ? \check.held[2] : 8'd0,
        early > 4'd3 ? \check.held[3] : 8'd0, early > 4'd4 ? \check.held[4] : 8'd0, early > 4'd4 ? \check.fields : early == 4'd4 ?
            {\check.fields [39:8], 8'd0} : early == 4'd3 ? {\check.fields [39:16], 16'd0} : early == 4'd2 ? {\check.fields [39:24], 24'd0} :
            early == 4'd1 ? {\check.fields [39:32], 32'd0} : 40'd0
    };

    wire between = !\decoder.begun && !decoded_end && !\check.judged ;  // nothing of a frame is here, or on its way
    wire fresh = \check.length == 0 && early == 4'd0 && !\check.too_long && !\check.is_hello && !\check.lost ;
    always @* if (!rst) begin
        assert (\decoder.begun || (\decoder.left == 8'd0 && !\decoder.zero_due ));
        assert (!decoded_valid || (age == 3'd1 && \decoder.begun ));
        assert (!decoded_end || (age == 3'd1 && !\decoder.begun ));
        assert (!(decoded_valid && decoded_end));
        assert (!\check.judged || (age == 3'd2 && !\decoder.begun ));
        assert (!(write && !last) || (age == 3'd2 && \decoder.begun ));
        assert (!(write && last) || age == 3'd3);
        assert (!(commit || rewind) || age == 3'd3);
        assert (!between || fresh);
        assert (early != 4'd0 || fresh);
        assert (\check.first == (early == 4'd0));
    end
endmodule
