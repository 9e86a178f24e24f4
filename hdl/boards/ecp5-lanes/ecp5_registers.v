// Flip-flops of an ECP5 by name: of registers that hold the same, yosys would make one, with wires to all that read it.
module ecp5_registers #(
    parameter BITS = 1
) (
    input  wire            clk_i,
    input  wire [BITS-1:0] data_i,
    output wire [BITS-1:0] data_o   // a clock later
);
    genvar i;
    generate
        for (i = 0; i < BITS; i = i + 1) begin : g_bit
            TRELLIS_FF #(
                .GSR("AUTO"),
                .CEMUX("1"),
                .CLKMUX("CLK"),
                .LSRMUX("LSR"),
                .REGSET("RESET")
            ) register (
                .CLK(clk_i),
                .LSR(1'b0),
                .DI (data_i[i]),
                .Q  (data_o[i])
            );
        end
    endgenerate
endmodule
