// job_watch: it times a job to the clock, keeps DONE until that is told, and stops a job in which from one tick to the next no step ended and no byte
// waited; a byte that waits for the line keeps it alive. The next job runs while DONE is due.
`timescale 1ns / 1ps
module job_watch_tb;
    reg clk = 0, rst = 1, start = 0, tick = 0, step = 0, waiting = 0, waits = 0, finish = 0, told = 0;
    reg [7:0] tag = 0;
    always #5 clk = !clk;
    wire running, free, all_told, ends_told, stop, done, stopped;
    wire [7:0] job_tag;
    wire [15:0] saturated;
    wire [31:0] clocks;
    job_watch dut (
        .clk_i(clk), .rst_i(rst), .start_i(start), .tick_i(tick), .step_i(step), .byte_valid_i(waiting), .waits_i(waits),
        .done_i(finish), .saturated_i({8'h12, tag}), .tag_i(tag), .running_o(running), .free_o(free), .all_told_o(all_told), .ends_told_o(ends_told),
        .tag_o(job_tag), .saturated_o(saturated), .stop_o(stop), .done_o(done), .stopped_o(stopped), .clocks_o(clocks), .told_i(told)
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
    task begin_job;
        begin
            start = 1;
            @(negedge clk) start = 0;
            tag = tag + 1;
            #1 check(running && !free && !all_told, "no job after start_i");
        end
    endtask
    task tell;
        begin
            told = 1;
            @(negedge clk) told = 0;
            check(!done && !stopped && ends_told && all_told == !running, "told, and due again");
        end
    endtask
    task beat;
        begin
            repeat (5) @(negedge clk);
            tick = 1;
            @(negedge clk) tick = 0;
        end
    endtask

    integer n, stops = 0;
    always @(posedge clk) if (stop) stops <= stops + 1;
    initial begin
        repeat (2) @(negedge clk);
        rst = 0;
        beat;
        beat;
        check(!stop && !stopped, "stops where no job is");
        for (n = 0; n < 20; n = n + 1) begin
            begin_job;
            repeat (n) @(negedge clk);
            finish = 1;
            @(negedge clk) finish = 0;
            check(done && !running && !stopped && free && !ends_told && !all_told, "DONE is not due");
            check(clocks == n + 1 && saturated == {8'h12, tag} && job_tag == tag, "another number of clocks, or of another job");
            // The next runs meanwhile, and does not end.
            begin_job;
            check(done && job_tag == tag - 8'd1, "DONE is forgotten, or of the job that runs");
            waits = 1;
            repeat (3) beat;
            waits = 0;
            check(done && running && clocks == n + 1 && saturated == {8'h12, tag - 8'd1} && job_tag == tag - 8'd1,
                "DONE or its clocks are forgotten");
            tell;
            check(running && job_tag == tag, "the job that runs is forgotten");
            finish = 1;
            @(negedge clk) finish = 0;
            check(done && clocks < 10, "clocks in which a byte waits for room are counted");
            tell;
        end
        // Alive by one step, or one byte, from tick to tick; and from the start to the first tick.
        begin_job;
        for (n = 0; n < 8; n = n + 1) begin
            beat;
            check(running && !stop, "stops a job that goes on");
            {step, waiting} = n[0] ? 2'b10 : 2'b01;
            @(negedge clk) {step, waiting} = 0;
        end
        waiting = 1;  // the line is slow
        repeat (4) beat;
        check(running, "stops a job whose bytes wait");
        waiting = 0;
        beat;
        check(running, "what happened since the last tick does not count");
        beat;
        check(!running && stop && stopped && !done, "lets an array hang");
        @(negedge clk) check(!stop && stopped, "stop is longer than a clock");
        tell;
        check(stops == 1, "more than one stop");
        // The count of clocks stays at its end.
        begin_job;
        dut.clocks = 33'h0FFFF_FFFE;
        repeat (3) @(negedge clk);
        finish = 1;
        @(negedge clk) finish = 0;
        check(done && clocks == 32'hFFFF_FFFF, "a long job's clocks begin anew");
        tell;
        // HELLO forgets everything.
        begin_job;
        finish = 1;
        @(negedge clk) {finish, rst} = 2'b01;
        @(negedge clk) rst = 0;
        check(!running && !done && !stopped, "reset does not forget the job");
        if (failures == 0) $display("PASS job_watch (%0d checks)", checks);
        else begin
            $display("FAIL job_watch: %0d failures", failures);
            $fatal(0);
        end
        $finish(0);
    end
endmodule
