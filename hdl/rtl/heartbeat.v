// Says when the next HEARTBEAT is due.
module heartbeat #(
    parameter PERIOD = 12_000_000  // clocks
) (
    input  wire clk_i,
    input  wire rst_i,
    input  wire open_i,  // a session is open
    output reg  due_o,
    input  wire sent_i
);
    localparam TIMER_BITS = $clog2(PERIOD);
    localparam [TIMER_BITS-1:0] LAST = PERIOD[TIMER_BITS-1:0] - 1'b1;

    reg [TIMER_BITS-1:0] timer;

    always @(posedge clk_i)
        if (rst_i || !open_i) begin
            timer <= 0;
            due_o <= 1'b0;
        end else if (timer == LAST) begin
            timer <= 0;
            due_o <= 1'b1;
        end else begin
            timer <= timer + 1'b1;
            if (sent_i) due_o <= 1'b0;
        end
endmodule
