// The receiver of the byte line: the harness hands over whole bytes, in the place of rtl/uart_rx.v. Low rx_i says that `given` holds one.
module uart_rx #(
    /* verilator lint_off UNUSEDPARAM */  // it has no bits
    parameter CLOCKS_PER_BIT = 1
    /* verilator lint_on UNUSEDPARAM */
) (
    input  wire       clk_i,
    input  wire       rst_i,
    input  wire       rx_i,
    output reg        valid_o,
    output reg  [7:0] byte_o
);
    /* verilator lint_off UNDRIVEN */
    reg [7:0] given;  // written by the harness alone (public_bytes.vlt)
    /* verilator lint_on UNDRIVEN */
    always @(posedge clk_i) begin
        valid_o <= !rst_i && !rx_i;
        byte_o  <= given;
    end
endmodule
