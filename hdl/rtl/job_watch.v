// Times a job, keeps how it ended until that is told, and stops it where the array hangs. The next job may run before the end of this one is told; it
// ends later, since its bytes wait for that (ends_told_o).
//
// The array hangs when, from one tick to the next, it neither ended a step nor had a byte to give. A byte that waits for the line is not
// its fault.
module job_watch (
    input  wire        clk_i,
    input  wire        rst_i,
    input  wire        start_i,       // only while free_o
    input  wire [ 7:0] tag_i,         // from the clock after start_i on, until done_i
    input  wire        tick_i,
    input  wire        step_i,
    input  wire        byte_valid_i,
    input  wire        waits_i,       // a byte finds no room; not the array's time
    input  wire        done_i,
    input  wire [15:0] saturated_i,   // with done_i
    output reg         running_o,
    output wire        free_o,        // the next job may start
    output wire        all_told_o,    // no job runs, and the end of each is told
    output wire        ends_told_o,   // of all that do not run: this one's bytes may go on
    output reg         stop_o,        // one clock: reset of the array
    // the job whose end is to be told, else the one that runs
    output wire [ 7:0] tag_o,
    output reg         done_o,        // DONE is due
    output reg         stopped_o,     // an ERROR is due in its place
    output reg  [15:0] saturated_o,
    output reg  [31:0] clocks_o,
    input  wire        told_i
);
    reg alive;  // since the last tick
    reg [7:0] ended_tag;
    assign ends_told_o = !done_o && !stopped_o;
    assign free_o = !running_o && !stop_o;
    assign all_told_o = free_o && ends_told_o;
    assign tag_o = ends_told_o ? tag_i : ended_tag;

    always @(posedge clk_i) begin
        stop_o <= 1'b0;
        if (rst_i) begin
            running_o <= 1'b0;
            done_o <= 1'b0;
            stopped_o <= 1'b0;
        end else begin
            if (told_i) begin
                done_o <= 1'b0;
                stopped_o <= 1'b0;
            end
            alive <= start_i || step_i || byte_valid_i || waits_i || (alive && !tick_i);
            if (start_i) running_o <= 1'b1;
            else if (running_o && done_i) begin
                running_o <= 1'b0;
                done_o <= 1'b1;
            end else if (running_o && tick_i && !alive && ends_told_o) begin
                running_o <= 1'b0;
                stop_o <= 1'b1;
                stopped_o <= 1'b1;
            end
        end
    end

    // Counted while the job runs; kept, with what else is told of it, when it ends. Beyond 32 bits the count stays at the most that they hold.
    reg [32:0] clocks;
    always @(posedge clk_i) begin
        if (start_i) clocks <= 33'd1;
        else if (running_o && !waits_i && !clocks[32]) clocks <= clocks + 33'd1;
        if (running_o && ends_told_o) begin
            ended_tag <= tag_i;
            clocks_o <= clocks[31:0] | {32{clocks[32]}};
            saturated_o <= saturated_i;
        end
    end
endmodule
