// Sends bytes: 8 data bits, no parity, 1 stop bit, one after the other without a gap as long as valid_i stays.
module uart_tx #(
    parameter CLOCKS_PER_BIT = 16  // 2 and up
) (
    input  wire       clk_i,
    input  wire       rst_i,
    input  wire       valid_i,
    input  wire [7:0] byte_i,
    output reg        ready_o,
    output wire       tx_o
);
    localparam TIMER_BITS = $clog2(CLOCKS_PER_BIT);
    localparam [31:0] CLOCKS = CLOCKS_PER_BIT;
    localparam [TIMER_BITS:0] ONE_BIT = CLOCKS[TIMER_BITS:0] - {{(TIMER_BITS - 1) {1'b0}}, 2'd2};
    // The last clock of the stop bit is the one in which the next byte is taken.
    localparam [TIMER_BITS:0] STOP_BIT = ONE_BIT - 1'b1;

    reg [           8:0] line;  // what is still to be sent, lowest bit first, ones after it
    reg [           3:0] bits_left;
    reg [TIMER_BITS:0] timer;  // below zero, a bit has ended
    wire bit_ends = timer[TIMER_BITS];

    assign tx_o = line[0];

    always @(posedge clk_i)
        if (rst_i) begin
            line <= 9'h1FF;
            bits_left <= 4'd0;
            ready_o <= 1'b1;
            timer <= ONE_BIT;
        end else if (ready_o) begin
            timer <= ONE_BIT;
            if (valid_i) begin
                line <= {byte_i, 1'b0};
                bits_left <= 4'd10;
                ready_o <= 1'b0;
            end
        end else if (!bit_ends) begin
            timer <= timer - 1'b1;
        end else begin
            line <= {1'b1, line[8:1]};
            bits_left <= bits_left - 1'b1;
            ready_o <= bits_left == 4'd1;
            timer <= (bits_left == 4'd2) ? STOP_BIT : ONE_BIT;
        end

`ifdef PROVE_UART_TX_BITS
`include "uart_tx_bits.v"
`endif
endmodule
