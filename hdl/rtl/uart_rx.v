// Receives bytes: 8 data bits, no parity, 1 stop bit. A bit is sampled once, in its middle.
//
// A byte without its stop bit is dropped; the frame's CRC then tells. The receiver is free again in the middle of the stop bit, so a
// sender may be faster by the better part of half a bit in ten.
module uart_rx #(
    parameter CLOCKS_PER_BIT = 16  // 4 and up; 2 and 3 where the sender runs on the same clock, as in a simulation
) (
    input  wire       clk_i,
    input  wire       rst_i,
    input  wire       rx_i,
    output reg        valid_o,
    output wire [7:0] byte_o
);
    localparam TIMER_BITS = $clog2(CLOCKS_PER_BIT);
    localparam [TIMER_BITS-1:0] ONE_BIT = CLOCKS_PER_BIT[TIMER_BITS-1:0] - 1'b1;
    localparam [TIMER_BITS-1:0] HALF_A_BIT = ONE_BIT >> 1;

    localparam [3:0] START = 4'd9, STOP = 4'd0;  // data bits are 8 to 1

    // rx_i belongs to another clock: two registers before it is looked at.
    reg [1:0] rx_sync;
    wire rx = rx_sync[1];
    always @(posedge clk_i)
        if (rst_i) rx_sync <= 2'b11;
        else rx_sync <= {rx_sync[0], rx_i};

    reg                  busy;
    reg                  line_dead;  // after a missing stop bit, until the line is high again
    reg [           3:0] position;
    reg [TIMER_BITS-1:0] timer;
    reg [           7:0] data;

    assign byte_o = data;

    always @(posedge clk_i) begin
        valid_o <= 1'b0;
        if (rst_i) begin
            busy <= 1'b0;
            line_dead <= 1'b0;
            position <= START;
            timer <= HALF_A_BIT;
        end else if (!busy) begin
            line_dead <= line_dead && !rx;
            busy <= !rx && !line_dead;
            position <= START;
            timer <= HALF_A_BIT;
        end else if (timer != 0) begin
            timer <= timer - 1'b1;
        end else begin
            timer <= ONE_BIT;
            position <= position - 1'b1;
            case (position)
                START: busy <= !rx;  // a shorter pulse was no start bit
                STOP: begin
                    busy <= 1'b0;
                    valid_o <= rx;
                    line_dead <= !rx;
                end
                default: data <= {rx, data[7:1]};
            endcase
        end
    end
endmodule
