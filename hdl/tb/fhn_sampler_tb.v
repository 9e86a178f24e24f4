// fhn_sampler: the words of each row that it is given, X, Y, signature or generator, lane by lane and sign-extended, of the last row only the
// lanes with cells; with a reader that comes and goes. The row stays at the RAM's output until the next one is issued, which is not before
// ready_o.
`timescale 1ns / 1ps
module fhn_sampler_tb;
    parameter PER_CELL = 0;
    localparam LANES = 4, X = 5, Y = 37, ROWS = 1200;
    reg clk = 0, clear = 1;
    always #5 clk = !clk;
    reg take = 0, take_y = 0, take_signature = 0, row_last = 0, pack = 0, vote = 0, word_ready = 0;
    reg take_generator = 0, take_plain = 0;
    reg [LANES*32-1:0] generator = 0;
    reg [1:0] last_lane = 0;
    reg [LANES*X-1:0] x = 0;
    reg [LANES*Y-1:0] y = 0;
    reg [LANES*32-1:0] signature = 0;
    wire ready, valid, word_pack, word_vote, last, take_word_of_generator;
    wire [1:0] lane_now;
    // As fhn_lanes gives them.
    reg [X-1:0] x_word;
    reg [Y-1:0] y_word;
    reg [31:0] signature_word;
    always @(posedge clk) begin
        x_word <= x[lane_now*X+:X];
        y_word <= y[lane_now*Y+:Y];
        signature_word <= take_word_of_generator ? generator[lane_now*32+:32] : signature[lane_now*32+:32];
    end
    wire [39:0] word;
    wire [2:0] bytes;
    fhn_sampler #(.LANES(LANES), .LANE_BITS(2), .X_BITS(X), .Y_BITS(Y), .X_BYTES(1), .Y_BYTES(5), .WORD_BITS(40), .PER_CELL(PER_CELL)) dut (
        .clk_i(clk), .clear_i(clear), .take_i(take), .take_y_i(take_y), .take_signature_i(take_signature), .take_generator_i(take_generator),
        .take_plain_i(take_plain), .lane_o(lane_now), .generator_o(take_word_of_generator), .row_last_i(row_last),
        .last_lane_i(last_lane), .pack_i(pack), .vote_i(vote), .ready_o(ready), .x_i(x_word), .y_i(y_word), .signature_i(signature_word),
        .word_valid_o(valid), .word_o(word), .word_bytes_o(bytes), .word_pack_o(word_pack), .word_vote_o(word_vote), .word_last_o(last),
        .word_ready_i(word_ready)
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
    reg [45:0] due[0:LANES*ROWS-1];
    integer length = 0, got = 0, row, lane, lanes, seed = 14;
    reg signed [X-1:0] one_x;
    reg signed [Y-1:0] one_y;
    reg signed [39:0] value;
    reg other;  // than an X that is to be packed or to vote
    always @(negedge clk) if (!clear) begin
        word_ready = $random(seed) % 3 != 0;
        if (valid && word_ready) begin
            check({word_pack, word_vote, last, bytes, word} == due[got] && got < length, "another word");
            got = got + 1;
        end
    end

    task give_row;
        begin
            while (!ready) @(posedge clk) #1;
            take_y = row % 5 == 0;
            take_signature = row % 7 == 3 && !take_y;
            take_generator = PER_CELL != 0 && row % 7 == 5 && !take_y;
            take_plain = PER_CELL != 0 && row % 7 == 2 && !take_y;
            row_last = row % 3 == 0;
            last_lane = $random(seed);
            take = 1;
            @(posedge clk) #1 take = 0;
            x = $random(seed);
            y = {$random(seed), $random(seed), $random(seed), $random(seed), $random(seed)};
            signature = {$random(seed), $random(seed), $random(seed), $random(seed)};
            generator = {$random(seed), $random(seed), $random(seed), $random(seed)};
            lanes = row_last ? last_lane + 1 : LANES;
            for (lane = 0; lane < lanes; lane = lane + 1) begin
                one_x = x[lane*X+:X];
                one_y = y[lane*Y+:Y];
                value = one_x;
                if (take_y) value = one_y;
                if (take_signature) value = {8'd0, signature[lane*32+:32]};
                if (take_generator) value = {8'd0, generator[lane*32+:32]};
                other = take_y || take_signature || take_generator || take_plain;
                due[length] = {pack && !other, vote && !other, row_last && lane == lanes - 1,
                               take_y ? 3'd5 : take_signature || take_generator ? 3'd4 : 3'd1, value};
                length = length + 1;
            end
            if (row % 4 == 0) repeat (12) @(posedge clk) #1;
        end
    endtask

    initial begin
        repeat (2) @(posedge clk);
        #1 clear = 0;
        for (row = 0; row < ROWS; row = row + 1) begin
            // As in a job, what is wanted of X is the same throughout.
            if (row % 300 == 0) begin
                repeat (20) @(posedge clk);
                #1 {pack, vote} = row / 300;
            end
            give_row;
        end
        repeat (40) @(posedge clk);
        check(got == length && ready && !valid, "words are missing");
        if (failures == 0) $display("PASS fhn_sampler PER_CELL=%0d (%0d checks)", PER_CELL, checks);
        else begin
            $display("FAIL fhn_sampler: %0d failures", failures);
            $fatal(0);
        end
        $finish(0);
    end
endmodule
