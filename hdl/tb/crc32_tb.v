// crc32 against the value that zip and Ethernet give for a known text, against the division of polynomials done bit by bit over whole messages, and
// for what frame_check relies on: after a message and its own CRC the register always holds the same, wherever it started.
`timescale 1ns / 1ps
module crc32_tb;
    reg clk = 1'b0, start = 1'b0, takes = 1'b0, shift = 1'b0;
    reg [7:0] data = 8'd0;
    reg [31:0] from = 32'hFFFFFFFF;
    wire [31:0] crc;
    wire ones = from == 32'hFFFFFFFF;
    crc32 dut (
        .clk_i(clk), .begin_i(start), .ones_i(ones), .start_i(ones ? 32'd0 : from), .take_i(takes), .byte_i(data), .shift_i(shift), .crc_o(crc)
    );

    integer failures = 0, checks = 0;
    task check(input good, input [8*50-1:0] what);
        begin
            checks = checks + 1;
            if (good !== 1'b1) begin
                failures = failures + 1;
                if (failures < 6) $display("%0s, at %0t", what, $time);
            end
        end
    endtask
    task clock;
        begin
            #1 clk = 1'b1;
            #1 clk = 1'b0;
        end
    endtask
    task begins;
        start = 1'b1;
    endtask
    task take(input [7:0] value);
        begin
            data = value;
            {takes, shift} = 2'b11;
            clock;
            {start, takes, shift} = 3'b000;
            data = ~value;
            clock;  // nobody takes this one
        end
    endtask

    // Long division, highest power first, of a message of 16 bytes: bits go in as they go on the wire, lowest first.
    function [31:0] divided(input [31:0] from_bits, input [127:0] message);
        integer i;
        begin
            divided = from_bits;
            for (i = 0; i < 128; i = i + 1) divided = {divided[30:0], 1'b0} ^ ((divided[31] ^ message[i]) ? 32'h04C11DB7 : 32'd0);
        end
    endfunction
    function [31:0] mirrored(input [31:0] value);
        integer i;
        for (i = 0; i < 32; i = i + 1) mirrored[i] = value[31-i];
    endfunction

    reg [8*9-1:0] text = "123456789";
    reg [127:0] message;
    reg [31:0] sum;
    integer n, i, seed = 5;
    initial begin
        begins;
        for (i = 8; i >= 0; i = i - 1) take(text[8*i+:8]);
        check(~crc == 32'hCBF43926, "123456789 has another CRC");
        for (n = 0; n < 300; n = n + 1) begin
            message = {$random(seed), $random(seed), $random(seed), $random(seed)};
            from = n % 3 == 0 ? 32'hFFFFFFFF : $random(seed);  // the start of a session
            begins;
            for (i = 0; i < 16; i = i + 1) take(message[8*i+:8]);
            check(crc == mirrored(divided(mirrored(from), message)), "not the rest of a division");
            sum = ~crc;
            if (n % 2 == 1) begin
                shift = 1'b1;
                clock;
                shift = 1'b0;
                check(crc == ~sum >> 8, "not shifted");
                begins;
                for (i = 0; i < 16; i = i + 1) take(message[8*i+:8]);
            end
            for (i = 0; i < 4; i = i + 1) take(sum[8*i+:8]);
            check(crc == 32'hDEBB20E3, "another residue after a message with its CRC");
        end
        if (failures == 0) $display("PASS crc32 (%0d checks)", checks);
        else begin
            $display("FAIL crc32: %0d failures", failures);
            $fatal(0);
        end
        $finish(0);
    end
endmodule
