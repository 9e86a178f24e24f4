// greeting, field by field, against the table of docs/protocol.md section 5, at two sets of parameters.
`timescale 1ns / 1ps
module greeting_tb;
    reg [5:0] index = 0;
    reg [31:0] nonce = 32'hDEADBEEF;
    wire [7:0] wide, narrow;
    greeting #(
        .WORD_BITS(16), .DT_EXPONENT(12), .EXTRA_BITS(8), .Y_BYTES(5), .LANES(32'h0180), .CELLS(32'h8001), .QUEUE(32'h4002), .HEARTBEAT_MS(32'h01F4),
        .CLOCK_HZ(32'h02DC6C00), .READOUT_WORDS(32'h0800), .FLAGS(8'h03), .FEATURES(16'hA51F), .CONSTANTS(64'h0123456789ABCDEF),
        .NAME("a board of 16 ch")
    ) wide_one (.index_i(index), .nonce_i(nonce), .byte_o(wide));
    greeting #(
        .WORD_BITS(8), .DT_EXPONENT(8), .EXTRA_BITS(0), .Y_BYTES(3), .LANES(1), .CELLS(256), .NAME("x")
    ) narrow_one (.index_i(index), .nonce_i(nonce), .byte_o(narrow));

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
    reg [8*64-1:0] wide_all, narrow_all;  // the byte of index n at bits 8n and up
    integer n;
    initial begin
        for (n = 0; n < 52; n = n + 1) begin
            index = n;
            #1 {wide_all[8*n+:8], narrow_all[8*n+:8]} = {wide, narrow};
        end
        check(wide_all[8*0+:32] == 32'hDEADBEEF, "nonce");
        check(wide_all[8*4+:8] == 8'd1, "version");
        check(wide_all[8*5+:8] == 8'h03, "flags");
        check(wide_all[8*6+:16] == 16'hA51F && narrow_all[8*6+:16] == 16'h0003, "features");
        check(wide_all[8*8+:8] == 8'd16, "wordBits");
        check(wide_all[8*9+:8] == 8'd12, "dtExponent");
        check(wide_all[8*10+:8] == 8'd8, "extraBits");
        check(wide_all[8*11+:8] == 8'd2 && narrow_all[8*11+:8] == 8'd1, "xBytes: 1 for W up to 8, else 2");
        check(wide_all[8*12+:8] == 8'd3 && narrow_all[8*12+:8] == 8'd1, "sBytes: (W + e) / 8, rounded up");
        check(wide_all[8*13+:8] == 8'd5 && narrow_all[8*13+:8] == 8'd3, "yBytes");
        check(wide_all[8*14+:16] == 16'h0180 && narrow_all[8*14+:16] == 16'd1, "lanes");
        check(wide_all[8*16+:16] == 16'h8001, "cells");
        check(wide_all[8*18+:16] == 16'h4002, "queue");
        check(wide_all[8*20+:16] == 16'd500, "heartbeat");
        check(wide_all[8*22+:32] == 32'd48_000_000, "clock");
        check(wide_all[8*26+:16] == 16'd2048 && narrow_all[8*26+:16] == 16'd0, "readoutWords");
        for (n = 0; n < 8; n = n + 1) check(wide_all[8*(28+n)+:8] == 8'h01 + n * 8'h22, "constants, first digit first");
        check(narrow_all[8*28+:64] == 64'd0, "constants of none");
        check(wide_all[8*36+:8] == "a" && wide_all[8*38+:8] == "b" && wide_all[8*51+:8] == "h", "a name of 16 letters");
        check(narrow_all[8*36+:128] == {120'd0, 8'h78}, "a short name, zeros after it");
        if (failures == 0) $display("PASS greeting (%0d checks)", checks);
        else begin
            $display("FAIL greeting: %0d failures", failures);
            $fatal(0);
        end
        $finish(0);
    end
endmodule
