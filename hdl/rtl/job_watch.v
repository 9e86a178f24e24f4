// Times a job, keeps how it ended until that is told, and stops it where the array hangs.
//
// The array hangs when, from one tick to the next, it neither ended a step nor had a byte to give. A byte that waits for the wire is not
// its fault.
module job_watch (
    input  wire        clk_i,
    input  wire        rst_i,
    input  wire        start_i,
    input  wire        tick_i,
    input  wire        step_i,
    input  wire        byte_valid_i,
    input  wire        done_i,
    output reg         running_o,
    output reg         stop_o,        // one clock: reset of the array
    output reg         done_o,        // DONE is due
    output reg         stopped_o,     // an ERROR is due in its place
    output reg  [31:0] clocks_o,
    input  wire        told_i
);
    reg alive;  // since the last tick

    always @(posedge clk_i) begin
        stop_o <= 1'b0;
        if (rst_i) begin
            running_o <= 1'b0;
            done_o <= 1'b0;
            stopped_o <= 1'b0;
        end else if (start_i) begin
            running_o <= 1'b1;
            alive <= 1'b1;
        end else if (running_o) begin
            alive <= step_i || byte_valid_i || (alive && !tick_i);
            if (done_i) begin
                running_o <= 1'b0;
                done_o <= 1'b1;
            end else if (tick_i && !alive) begin
                running_o <= 1'b0;
                stop_o <= 1'b1;
                stopped_o <= 1'b1;
            end
        end else if (told_i) begin
            done_o <= 1'b0;
            stopped_o <= 1'b0;
        end
    end

    always @(posedge clk_i)
        if (start_i) clocks_o <= 32'd0;
        else if (running_o) clocks_o <= clocks_o + 32'd1;
endmodule
