// Stand-ins for what hdl/boards/ecp5-lanes takes of an ECP5: a flip-flop; the multiplier with its own registers, signed, a clock before and one behind the
// product.
/* verilator lint_off DECLFILENAME */
/* verilator lint_off UNUSEDSIGNAL */
/* verilator lint_off UNUSEDPARAM */
module TRELLIS_FF #(
    parameter GSR = "ENABLED",
    parameter CEMUX = "CE",
    parameter CLKMUX = "CLK",
    parameter LSRMUX = "LSR",
    parameter REGSET = "RESET"
) (
    input  wire CLK, LSR, DI,
    output reg  Q
);
    always @(posedge CLK) Q <= LSR ? 1'b0 : DI;
endmodule

module MULT18X18D #(
    parameter REG_INPUTA_CLK = "NONE",
    parameter REG_INPUTB_CLK = "NONE",
    parameter REG_OUTPUT_CLK = "NONE"
) (
    input  wire CLK0, CE0, RST0, SIGNEDA, SIGNEDB, SOURCEA, SOURCEB,
    input  wire A0, A1, A2, A3, A4, A5, A6, A7, A8, A9, A10, A11, A12, A13, A14, A15, A16, A17,
    input  wire B0, B1, B2, B3, B4, B5, B6, B7, B8, B9, B10, B11, B12, B13, B14, B15, B16, B17,
    input  wire C0, C1, C2, C3, C4, C5, C6, C7, C8, C9, C10, C11, C12, C13, C14, C15, C16, C17,
    output wire P0, P1, P2, P3, P4, P5, P6, P7, P8, P9, P10, P11, P12, P13, P14, P15, P16, P17, P18, P19, P20, P21, P22, P23, P24, P25, P26, P27, P28, P29,
        P30, P31, P32, P33, P34, P35
);
    // No tool finds these modules.
    generate
        if (REG_INPUTA_CLK != "CLK0" || REG_INPUTB_CLK != "CLK0" || REG_OUTPUT_CLK != "CLK0") begin : g_wrong
            this_stand_in_has_all_three_registers stop ();
        end
    endgenerate
    wire signed [17:0] a_now = {A17, A16, A15, A14, A13, A12, A11, A10, A9, A8, A7, A6, A5, A4, A3, A2, A1, A0};
    wire signed [17:0] b_now = {B17, B16, B15, B14, B13, B12, B11, B10, B9, B8, B7, B6, B5, B4, B3, B2, B1, B0};
    reg signed [17:0] a, b;
    reg signed [35:0] product;
    always @(posedge CLK0)
        if (RST0 || !SIGNEDA || !SIGNEDB) {a, b, product} <= 72'd0;
        else if (CE0) begin
            a <= a_now;
            b <= b_now;
            product <= a * b;
        end
    assign {P35, P34, P33, P32, P31, P30, P29, P28, P27, P26, P25, P24, P23, P22, P21, P20, P19, P18, P17, P16, P15, P14, P13, P12, P11, P10, P9, P8, P7,
        P6, P5, P4, P3, P2, P1, P0} = product;
endmodule
