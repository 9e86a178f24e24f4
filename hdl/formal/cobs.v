// cobs_encode into cobs_decode, bounded: frames come out as they went in. Full pieces have two bytes here and the ring sixteen, so that both
// run full within the bound, and bytes two bits: only whether they are zero, and that they
// stay what they are, counts. Both ends run at full speed; cobs_tb has the pauses.
module cobs_proof (
    input wire       clk,
    input wire       valid,
    input wire       is_end,
    input wire [7:0] data,
    input wire       ready
);
    reg rst = 1'b1;
    always @(posedge clk) rst <= 1'b0;

    wire take, coded_valid, out_valid, out_end, out_broken;
    wire [7:0] coded, out;
    cobs_encode #(.FULL(8'd3), .RING_BITS(4)) encoder (
        .clk_i(clk), .rst_i(rst), .valid_i(valid), .end_i(is_end), .byte_i(data), .ready_o(take),
        .valid_o(coded_valid), .byte_o(coded), .ready_i(ready)
    );
    cobs_decode #(.FULL(8'd3)) decoder (
        .clk_i(clk), .rst_i(rst), .valid_i(coded_valid && ready), .byte_i(coded),
        .valid_o(out_valid), .byte_o(out), .end_o(out_end), .broken_o(out_broken)
    );

    // How many bytes and ends went in and came back, and one of them, whichever.
    (* anyconst *) wire [3:0] which;
    reg [8:0] one;
    reg [3:0] in = 0, back = 0;
    always @(posedge clk) if (!rst) begin
        if (valid && take) begin
            if (in == which) one <= is_end ? 9'h100 : {1'b0, data};
            in <= in + 4'd1;
        end
        if (out_valid || out_end) back <= back + 4'd1;
    end

    always @(posedge clk) if (!rst) begin
        assert (!out_end || !out_broken);
        assert (!(out_valid && out_end));
        if ((out_valid || out_end) && back == which) assert (one == (out_end ? 9'h100 : {1'b0, out}));
        if (out_valid || out_end) assert (back != in);
        assume (in != 4'd15 && data[7:2] == 6'd0 && valid && ready);
        cover (out_end && back == 4'd5 && which == 4'd2 && one == 9'd0);
    end
endmodule
