// The sender of the byte line: the harness takes whole bytes, in the place of rtl/uart_tx.v. tx_o is low in the clock in which `taken` holds one.
module uart_tx #(
    /* verilator lint_off UNUSEDPARAM */  // it has no bits
    parameter CLOCKS_PER_BIT = 1
    /* verilator lint_on UNUSEDPARAM */
) (
    input  wire       clk_i,
    input  wire       rst_i,
    input  wire       valid_i,
    input  wire [7:0] byte_i,
    output wire       ready_o,
    output reg        tx_o
);
    /* verilator lint_off UNUSEDSIGNAL */
    reg [7:0] taken;  // read by the harness (public_bytes.vlt)
    /* verilator lint_on UNUSEDSIGNAL */
    assign ready_o = 1'b1;
    always @(posedge clk_i) begin
        tx_o  <= rst_i || !valid_i;
        taken <= byte_i;
    end
endmodule
