// fhn_signs: X to bits, 8 to a byte, the last byte of a pass filled up with zeros; other words, between passes, go through; a reader that comes
// and goes.
`timescale 1ns / 1ps
module fhn_signs_tb;
    localparam PASSES = 300;
    reg clk = 0, clear = 1;
    always #5 clk = !clk;
    reg valid = 0, pack = 0, last = 0, ready = 0;
    reg [31:0] word = 0;
    reg [2:0] bytes = 0;
    wire take, out_valid;
    wire [31:0] out;
    wire [2:0] out_bytes;
    fhn_signs dut (
        .clk_i(clk), .clear_i(clear), .word_valid_i(valid), .word_pack_i(pack), .word_i(word), .word_bytes_i(bytes), .word_last_i(last),
        .word_ready_o(take), .word_valid_o(out_valid), .word_o(out), .word_bytes_o(out_bytes), .word_ready_i(ready)
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
    reg [34:0] due[0:65535];
    integer length = 0, got = 0, pass, c, cells, seed = 2;
    reg [7:0] signs;
    always @(negedge clk) if (!clear) begin
        ready = $random(seed) % 3 != 0;
        #1 if (out_valid && ready) begin
            check({out_bytes, out} == due[got], "another word");
            got = got + 1;
        end
    end

    task expect_word(input [2:0] n, input [31:0] value);
        begin
            due[length] = {n, value};
            length = length + 1;
        end
    endtask
    // Offers a word until it is taken.
    task offer;
        reg taken;
        begin
            valid = 1;
            taken = 0;
            while (!taken) begin
                #8 taken = take;
                @(posedge clk) #1;
            end
            valid = 0;
        end
    endtask

    initial begin
        repeat (2) @(posedge clk);
        #1 clear = 0;
        for (pass = 0; pass < PASSES; pass = pass + 1) begin
            cells = 1 + pass % 19;
            pack = pass % 4 != 0;
            signs = 0;
            for (c = 0; c < cells; c = c + 1) begin
                word = $random(seed);
                if (c % 5 == 4) word = 0;  // X = 0 counts as not negative
                bytes = 1 + c % 4;
                last = c == cells - 1;
                if (pack) signs[c%8] = $signed(word) >= 0;
                if (!pack) expect_word(bytes, word);
                else if (c % 8 == 7 || last) begin
                    expect_word(1, signs);
                    signs = 0;
                end
                offer;
                if ($random(seed) % 4 == 0) @(posedge clk) #1;
            end
        end
        repeat (20) @(posedge clk);
        check(got == length, "words are missing");
        if (failures == 0) $display("PASS fhn_signs (%0d checks)", checks);
        else begin
            $display("FAIL fhn_signs: %0d failures", failures);
            $fatal(0);
        end
        $finish(0);
    end
endmodule
