// heartbeat: a tick every period to the clock; a beat is due from then on until it was sent, and none before the first period or in reset.
`timescale 1ns / 1ps
module heartbeat_tb;
    localparam PERIOD = 10;
    reg clk = 0, rst = 1, sent = 0;
    always #5 clk = !clk;
    wire tick, due;
    heartbeat #(.PERIOD(PERIOD)) dut (.clk_i(clk), .rst_i(rst), .tick_o(tick), .due_o(due), .sent_i(sent));

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
    integer n;
    reg was_sent = 0;
    initial begin
        repeat (3 * PERIOD) @(negedge clk) check(!due && !tick, "a beat in reset");
        rst = 0;
        for (n = 1; n < 60 * PERIOD; n = n + 1) begin
            @(negedge clk);
            check(tick == (n % PERIOD == PERIOD - 1), "a tick at a wrong time");
            check(due == (n >= PERIOD && !was_sent), "a beat is due at another time");
            // Every other beat is sent at once, the others in the last clock before the next.
            sent = due && (n / PERIOD % 2 == 0 || n % PERIOD == PERIOD - 2);
            was_sent = (was_sent || sent) && n % PERIOD != PERIOD - 1;
        end
        // A beat that nobody sends stays one beat.
        sent = 0;
        repeat (3 * PERIOD) @(negedge clk);
        check(due, "a beat is forgotten");
        sent = 1;
        while (!tick) @(negedge clk);
        @(negedge clk) check(due, "a beat of the clock in which the last was sent is lost");
        @(negedge clk) check(!due, "still due");
        sent = 0;
        rst = 1;
        @(negedge clk) check(!due && !tick, "reset does not end it");
        if (failures == 0) $display("PASS heartbeat (%0d checks)", checks);
        else begin
            $display("FAIL heartbeat: %0d failures", failures);
            $fatal(0);
        end
        $finish(0);
    end
endmodule
