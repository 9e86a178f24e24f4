// request_queue against a list, with frames of random length that are committed or taken back at random, and a reader that pauses at random.
`timescale 1ns / 1ps
module request_queue_tb;
    localparam DEPTH = 64, FRAMES = 3000;
    reg clk = 0, rst = 1;
    always #5 clk = !clk;

    reg write = 0, commit = 0, rewind = 0, take = 0;
    reg [8:0] data = 0;
    wire room, valid;
    wire [8:0] out;
    request_queue #(.WIDTH(9), .DEPTH(DEPTH)) dut (
        .clk_i(clk), .rst_i(rst), .write_i(write), .data_i(data), .commit_i(commit), .rewind_i(rewind), .room_o(room),
        .valid_o(valid), .data_o(out), .take_i(take)
    );

    reg [8:0] list[0:262143];
    integer written = 0, committed = 0, taken = 0, frames = 0, left = 0, lost = 0, full = 0, failures = 0, seed = 3;

    always @(negedge clk) if (!rst) begin
        if (left == 0) left = 1 + $unsigned($random(seed)) % 40;
        left = left - 1;
        write = 1;
        data = $random(seed);
        if (!room) begin
            lost = 1;
            full = full + 1;
        end else begin
            list[written] = data;
            written = written + 1;
        end
        commit = left == 0 && !lost && $random(seed) % 4 != 0;
        rewind = left == 0 && !commit;
        if (left == 0) begin
            frames = frames + 1;
            lost = 0;
            if (rewind) written = committed;
        end
        take = valid && (frames[5] || $random(seed) % 8 == 0);
        if (take) begin
            if (taken >= committed || out !== list[taken]) failures = failures + 1;
            taken = taken + 1;
        end
        if (commit) committed = written;
        if (frames == FRAMES) begin
            if (failures == 0 && full > 100 && taken > 5000) $display("PASS request_queue (%0d words, %0d times full)", taken, full);
            else begin
                $display("FAIL request_queue: %0d failures, %0d words, %0d times full", failures, taken, full);
                $fatal(0);
            end
            $finish(0);
        end
    end
    initial #40 rst = 0;
endmodule
