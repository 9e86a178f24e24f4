// fhn_vote against sums and counts done one by one: bias and weights, signed, of 1 to 16 classes; several images a sample; ties, which the lowest
// class wins; counters that begin at 0 with each job; a readout that stays from one job to the next.
`timescale 1ns / 1ps
module fhn_vote_tb;
    parameter FABRIC = 0;
    reg clk = 0, clear = 1, start = 0, load = 0, x_valid = 0, x_last = 0, dump = 0, take = 0;
    always #5 clk = !clk;
    reg [15:0] word_at = 0, word = 0, image_cells = 1;
    reg [7:0] classes = 1;
    reg signed [15:0] x = 0;
    wire x_ready, count_valid, done;
    wire [31:0] count;
    fhn_vote #(.FABRIC(FABRIC)) dut (
        .clk_i(clk), .clear_i(clear), .begin_i(start), .readout_valid_i(load), .readout_word_i(word_at), .readout_data_i(word),
        .image_cells_i(image_cells), .classes_i(classes), .x_valid_i(x_valid), .x_i(x), .x_last_i(x_last), .x_ready_o(x_ready),
        .dump_i(dump), .word_valid_o(count_valid), .word_o(count), .word_ready_i(take), .done_o(done)
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
    reg signed [15:0] readout[0:2047];
    reg signed [31:0] sums[0:15];
    integer counts[0:255], seed = 21, n, c, k, image, sample, winner, got;

    task load_readout(input integer spread);
        for (n = 0; n < classes * (image_cells + 2); n = n + 1) begin
            word = $random(seed) % spread;
            if (n < 2 * classes && n % 2 == 1) word = readout[n-1] < 0 ? 16'hFFFF : 16'h0000;
            readout[n] = word;
            {load, word_at} = {1'b1, n[15:0]};
            @(negedge clk) load = 0;
        end
    endtask

    task job(input integer images, input integer samples);
        begin
            for (n = 0; n < 256; n = n + 1) counts[n] = 0;
            start = 1;
            @(negedge clk) start = 0;
            for (sample = 0; sample < samples; sample = sample + 1)
                for (image = 0; image < images; image = image + 1) begin
                    for (k = 0; k < classes; k = k + 1) sums[k] = {readout[2*k+1], readout[2*k]};
                    for (c = 0; c < image_cells; c = c + 1) begin
                        x = $random(seed);
                        for (k = 0; k < classes; k = k + 1) sums[k] = sums[k] + readout[2*classes+c*classes+k] * x;
                        x_valid = 1;
                        x_last = image == images - 1 && c == image_cells - 1;
                        while (!x_ready) @(negedge clk);
                        @(negedge clk) {x_valid, x_last} = 0;
                        if (c % 3 == 1) repeat (9) @(negedge clk);
                    end
                    winner = 0;
                    for (k = 1; k < classes; k = k + 1) if (sums[k] > sums[winner]) winner = k;
                    counts[image*classes+winner] = counts[image*classes+winner] + 1;
                end
            dump = 1;
            got = 0;
            while (!done) begin
                take = $random(seed);
                if (count_valid && take) begin
                    check(count == counts[got], "another count");
                    got = got + 1;
                end
                @(negedge clk);
            end
            {dump, take} = 0;
            check(got == images * classes, "another number of counts");
            @(negedge clk);
        end
    endtask

    initial begin
        repeat (2) @(negedge clk);
        clear = 0;
        {image_cells, classes} = {16'd5, 8'd3};
        load_readout(20000);
        job(3, 12);
        job(2, 5);
        {image_cells, classes} = {16'd7, 8'd16};
        load_readout(900);
        job(16, 3);
        {image_cells, classes} = {16'd9, 8'd2};
        load_readout(900);
        job(1, 40);
        {image_cells, classes} = {16'd1, 8'd1};
        load_readout(30000);
        job(6, 2);
        {image_cells, classes} = {16'd4, 8'd10};
        load_readout(1);  // all zero: a tie of all classes
        job(2, 4);
        load_readout(3);  // few weights, so many ties
        job(1, 60);
        if (failures == 0) $display("PASS fhn_vote (%0d checks)", checks);
        else begin
            $display("FAIL fhn_vote: %0d failures", failures);
            $fatal(0);
        end
        $finish(0);
    end
endmodule
