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
            // A register each, not one long one, which a simulation would have to shift.
            genvar i;
            for (i = 0; i < CLOCKS; i = i + 1) begin : g_clock
                reg [BITS-1:0] data;
                if (i == 0) begin : g_first
                    always @(posedge clk_i) data <= data_i;
                end else begin : g_next
                    always @(posedge clk_i) data <= g_clock[i-1].data;
                end
            end
            assign data_o = g_clock[CLOCKS-1].data;
        end
    endgenerate
endmodule
