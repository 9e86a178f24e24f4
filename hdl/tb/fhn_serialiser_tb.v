// fhn_serialiser: words of 1 to 5 bytes, lowest byte first, with a reader that comes and goes: every byte once, in order, and none changes while
// it waits.
`timescale 1ns / 1ps
module fhn_serialiser_tb;
    localparam WORDS = 2000;
    reg clk = 0, clear = 1;
    always #5 clk = !clk;
    reg word_valid = 0, byte_ready = 0;
    reg [39:0] word = 0;
    reg [2:0] bytes = 1;
    wire word_ready, byte_valid;
    wire [7:0] data;
    fhn_serialiser #(.WORD_BITS(40)) dut (
        .clk_i(clk), .clear_i(clear), .word_valid_i(word_valid), .word_i(word), .word_bytes_i(bytes), .word_ready_o(word_ready),
        .byte_valid_o(byte_valid), .byte_o(data), .byte_ready_i(byte_ready)
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
    reg [7:0] due[0:8*WORDS-1], waiting;
    reg was_waiting = 0;
    integer n, i, length = 0, taken = 0, seed = 6;
    always @(negedge clk) if (!clear) begin
        if (was_waiting) check(byte_valid && data == waiting, "a byte that waits changes");
        byte_ready = $random(seed) % 3 != 0;
        if (byte_valid && byte_ready) begin
            check(taken < length && data == due[taken], "another byte");
            taken = taken + 1;
        end
        was_waiting = byte_valid && !byte_ready;
        waiting = data;
    end

    initial begin
        repeat (2) @(negedge clk);
        clear = 0;
        for (n = 0; n < WORDS; n = n + 1) begin
            @(posedge clk) #1;
            word_valid = 1;
            word = {$random(seed), $random(seed)};
            bytes = 1 + n % 5;
            while (!word_ready) @(posedge clk) #1;
            for (i = 0; i < bytes; i = i + 1) due[length+i] = word[8*i+:8];
            length = length + bytes;
            @(posedge clk) #1 word_valid = 0;
            repeat (n % 3) @(posedge clk);
        end
        repeat (40) @(posedge clk);
        check(taken == length && !byte_valid && word_ready, "bytes are missing");
        // A word that is cleared away is gone.
        #1 {word_valid, byte_ready} = 2'b10;
        @(posedge clk) #1 {word_valid, clear} = 2'b01;
        @(posedge clk) #1 check(!byte_valid, "clear leaves a byte");
        if (failures == 0) $display("PASS fhn_serialiser (%0d checks)", checks);
        else begin
            $display("FAIL fhn_serialiser: %0d failures", failures);
            $fatal(0);
        end
        $finish(0);
    end
endmodule
