// Times a job, keeps how it ended until that is told, and stops it where the array hangs.
//
// The array hangs when for PATIENCE clocks it neither ended a step nor had a byte to give; a byte that waits for the wire is not its fault.
module job_watch #(
    parameter PATIENCE = 48_000_000  // clocks
) (
    input  wire        clk_i,
    input  wire        rst_i,
    input  wire        start_i,
    input  wire        step_i,
    input  wire        byte_valid_i,
    input  wire        done_i,
    input  wire [15:0] saturated_i,
    output reg         running_o,
    output reg         stop_o,        // one clock: reset of the array
    output reg         done_o,        // DONE is due
    output reg         stopped_o,     // an ERROR is due in its place
    output reg  [15:0] saturated_o,
    output reg  [31:0] clocks_o,
    input  wire        told_i
);
    localparam IDLE_BITS = $clog2(PATIENCE);
    localparam [IDLE_BITS-1:0] LAST = PATIENCE[IDLE_BITS-1:0] - 1'b1;

    reg [IDLE_BITS-1:0] idle;

    always @(posedge clk_i) begin
        stop_o <= 1'b0;
        if (rst_i) begin
            running_o <= 1'b0;
            done_o <= 1'b0;
            stopped_o <= 1'b0;
        end else if (start_i) begin
            running_o <= 1'b1;
            clocks_o <= 32'd0;
            idle <= 0;
        end else if (running_o) begin
            clocks_o <= clocks_o + 1'b1;
            idle <= (step_i || byte_valid_i) ? 0 : idle + 1'b1;
            if (done_i) begin
                running_o <= 1'b0;
                done_o <= 1'b1;
                saturated_o <= saturated_i;
            end else if (idle == LAST) begin
                running_o <= 1'b0;
                stop_o <= 1'b1;
                stopped_o <= 1'b1;
            end
        end else if (told_i) begin
            done_o <= 1'b0;
            stopped_o <= 1'b0;
        end
    end
endmodule
