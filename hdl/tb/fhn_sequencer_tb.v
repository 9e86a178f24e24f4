// fhn_sequencer against the list of its phases: every row of every pass in order, with what is to be done with it; samples at the right passes;
// no slot issued while its last row is on its way, and none while the sampler is busy; the end when all has gone. With PER_CELL, registers after
// the votes, and n mod 8 of each step.
`timescale 1ns / 1ps
module fhn_sequencer_tb;
    parameter PER_CELL = 0;
    localparam LANE_BITS = 1, SLOT_BITS = 4, PIPELINE = 13;
    reg clk = 0, rst = 1, start = 0, sampler_ready = 1, votes_done = 0, flushed = 0;
    always #5 clk = !clk;
    reg [15:0] features = 0;
    reg [15:0] cells = 1;
    reg [31:0] transient = 0, steps = 1, stride = 1;
    wire busy, done, step, clear, starts, issue, row_last, sample, sample_y, sample_signature, valid, init, advance, record, partial, votes;
    wire [SLOT_BITS-1:0] slot, last_slot_but_one;
    wire one_slot, sample_generator, sample_plain;
    wire [7:0] turn;
    reg [2:0] first = 0;
    wire [LANE_BITS-1:0] last_lane;
    reg [PIPELINE-1:0] pipeline = 0;
    fhn_sequencer #(.LANE_BITS(LANE_BITS), .SLOT_BITS(SLOT_BITS), .VOTE(1), .PER_CELL(PER_CELL)) dut (
        .clk_i(clk), .rst_i(rst), .start_i(start), .features_i(features), .cells_i(cells), .transient_i(transient), .steps_i(steps),
        .stride_i(stride),
        .busy_o(busy), .done_o(done), .step_o(step), .clear_o(clear), .begin_o(starts), .issue_o(issue), .slot_o(slot),
        .last_slot_but_one_o(last_slot_but_one),
        .one_slot_o(one_slot), .first_i(first), .sample_generator_o(sample_generator), .sample_plain_o(sample_plain), .turn_o(turn),
        .last_lane_o(last_lane), .row_last_o(row_last), .sample_o(sample), .sample_y_o(sample_y), .sample_signature_o(sample_signature),
        .valid_o(valid), .init_o(init), .advance_o(advance), .record_o(record), .partial_o(partial), .row_done_i(pipeline[PIPELINE-1]),
        .sampler_ready_i(sampler_ready), .votes_o(votes), .votes_done_i(votes_done), .flushed_i(flushed)
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
    // A row: what is sampled (1 X, 2 Y, 3 signature, 4 X as it is, 5 the generator), then init, advance, record; and of a step its turn.
    reg [5:0] due[0:65535];
    reg [2:0] due_turn[0:65535];
    reg [2:0] next_turn, was_turn;
    integer length, rows, at, passes, begins, dones, since_vote, n, seed = 17;
    reg [15:0] under_way;  // slots
    reg [5:0] was;
    reg was_issue = 0, was_last = 0;
    integer slots[0:PIPELINE];
    reg registers = 0;

    task expect_pass(input [5:0] what);
        begin
            repeat (rows) begin
                due[length] = what;
                due_turn[length] = next_turn;
                length = length + 1;
            end
            if (what[1]) next_turn = next_turn + 1;
        end
    endtask

    always @(negedge clk) begin
        #1;
        if (!rst && !clear) begin
            check(valid == was_issue, "valid_o is not issue_o a clock later");
            check(step == (was_issue && was_last), "step_o is not the end of a pass a clock later");
        end
        if (valid && was_issue) check({init, advance, record} == was[2:0] && partial == was_last, "another order to the lanes");
        if (PER_CELL && valid && was_issue && advance) check(turn == 8'd1 << was_turn, "another turn");
        if (pipeline[PIPELINE-1]) under_way[slots[PIPELINE-1]] = 0;
        was_issue = issue;
        if (issue) begin
            was = due[at];
            was_turn = due_turn[at];
            was_last = row_last;
            check(at < length && sampler_ready && busy, "a row too many, or none may be issued");
            check(slot == at % rows && row_last == (at % rows == rows - 1) , "another slot");
            check(!under_way[slot], "a slot whose last row is on its way");
            check(sample == (was[5:3] != 0), "a sample too many or too few");
            if (sample) check({sample_y, sample_signature, sample_plain, sample_generator} == (was[5:3] == 1 ? 4'd0 : 4'd8 >> (was[5:3] - 2)),
                "another kind of sample");
            check((rows == 1 || last_slot_but_one == rows - 2) && one_slot == (rows == 1) && last_lane == (cells - 1) % 2, "another last cell");
            under_way[slot] = 1;
            at = at + 1;
        end
        for (n = PIPELINE; n > 0; n = n - 1) slots[n] = slots[n-1];
        slots[0] = slot;
        begins = begins + starts;
        dones = dones + done;
        if (votes) check(at == length - (registers ? 2 * rows : 0) && under_way == 0 && features[4], "votes before all rows are through");
        since_vote = votes ? since_vote + 1 : 0;
    end
    reg issued, sampled;
    always @(posedge clk) begin
        {issued, sampled} = {issue, sample};
        #1 pipeline = {pipeline[PIPELINE-2:0], issued};
        sampler_ready = sampled ? 0 : sampler_ready || $random(seed) % 4 == 0;
        votes_done = since_vote > 5;
        flushed = $random(seed) % 8 == 0 && sampler_ready;
    end

    task job(input [7:0] f, input [15:0] c, input integer t, input integer s, input integer every, input stopped);
        integer p;
        begin
            {features, cells} = {f, c};
            first = $random(seed);
            next_turn = first;
            registers = PER_CELL != 0 && f[7];
            transient = t;
            steps = s;
            stride = every;
            rows = (c + 1) / 2;
            {length, at, begins, dones, since_vote} = 0;
            under_way = 0;
            expect_pass(6'b000_100);
            for (p = 0; p < t; p = p + 1) expect_pass(6'b000_010);
            if (f[0]) expect_pass(6'b010_000);
            for (p = 0; p < s; p = p + 1) expect_pass((p % every == 0 && (f & 8'h16) != 0) ? 6'b001_011 : 6'b000_011);
            if (f[0]) expect_pass(6'b010_000);
            if (f[3]) expect_pass(6'b011_000);
            if (registers) begin
                expect_pass(6'b100_000);
                expect_pass(6'b101_000);
            end
            start = 1;
            @(posedge clk) #1 start = 0;
            if (stopped) begin
                repeat (90) @(posedge clk);
                #1 rst = 1;
                @(posedge clk) #1 rst = 0;
                check(!busy && clear, "a reset does not stop the job");
            end else begin
                while (!done) @(posedge clk) #1;
                check(!busy && at == length && begins == 1 && under_way == 0, "the end before all rows, or twice");
                repeat (3) @(posedge clk) #1;
                check(dones == 1, "done_o is not one clock");
            end
        end
    endtask

    initial begin
        repeat (2) @(posedge clk);
        #1 rst = 0;
        job(8'h02, 1, 0, 6, 1, 0);
        job(8'h0B, 3, 7, 20, 3, 0);
        job(8'h02, 32, 5, 40, 1, 1);
        job(8'h02, 32, 2, 9, 4, 0);
        job(8'h00, 31, 3, 3, 1, 0);
        job(8'h19, 24, 0, 10, 7, 0);
        job(8'h05, 13, 1, 5, 100, 0);
        job(8'h08, 26, 4, 30, 1, 0);
        job(8'hC0, 11, 3, 21, 1, 0);
        job(8'hD9, 24, 2, 10, 7, 0);
        job(8'hC4, 1, 0, 9, 1, 0);
        if (failures == 0) $display("PASS fhn_sequencer PER_CELL=%0d (%0d checks)", PER_CELL, checks);
        else begin
            $display("FAIL fhn_sequencer: %0d failures", failures);
            $fatal(0);
        end
        $finish(0);
    end
endmodule
