// Says when the next HEARTBEAT is due.
module heartbeat #(
    parameter PERIOD = 12_000_000  // clocks
) (
    input  wire clk_i,
    input  wire rst_i,
    output reg  tick_o,  // one clock a period
    output reg  due_o,
    input  wire sent_i
);
    localparam TIMER_BITS = $clog2(PERIOD);
    localparam [31:0] LAST = PERIOD - 2;  // the tick is a clock later

    reg [TIMER_BITS-1:0] timer;

    always @(posedge clk_i)
        if (rst_i) begin
            timer <= 0;
            tick_o <= 1'b0;
            due_o <= 1'b0;
        end else begin
            tick_o <= timer == LAST[TIMER_BITS-1:0];
            timer <= tick_o ? 0 : timer + 1'b1;
            due_o <= tick_o || (due_o && !sent_i);
        end
endmodule
