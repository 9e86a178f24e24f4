// Holds a word back by a fixed number of clocks, 0 or more.
module fhn_delay #(
    parameter BITS = 1,
    parameter CLOCKS = 1
) (
    input  wire            clk_i,
    input  wire [BITS-1:0] data_i,
    output wire [BITS-1:0] data_o  // data_i of CLOCKS clocks ago
);
    generate
        if (CLOCKS == 0) begin : g_none
            assign data_o = data_i;
            wire unused_clk = &{1'b0, clk_i};  // nothing to clock
        end else begin : g_row
            reg  [    BITS*CLOCKS-1:0] row;
            wire [BITS*(CLOCKS+1)-1:0] row_and_next = {row, data_i};
            always @(posedge clk_i) row <= row_and_next[BITS*CLOCKS-1:0];
            assign data_o = row_and_next[BITS*(CLOCKS+1)-1:BITS*CLOCKS];
        end
    endgenerate
endmodule
