// One lane: what a cell's registers become in a step, one cell a clock. The registers come from block RAM (fhn_states) and go back there,
// each as soon as it is known: the signature first, then Y, then X.
//
// What is done with a row, all of it valid in one clock with the registers:
//   init      the initial state is written, whatever was read
//   advance   the cell makes a step
//   record    the signature takes X in
//   none      the row was only looked at
module fhn_lane #(
    parameter W = 16,
    parameter P = 16,
    parameter U = 4,
    parameter K = 8,
    parameter E = 0,
    parameter G = 0,
    parameter CL = 25600,
    parameter XMAX = 20480,
    parameter YH_BITS = 15,
    parameter X0 = 946,
    parameter YH0 = 945,
    parameter YL0 = 238,
    parameter SIGNATURE = 1,
    parameter FABRIC = 0
) (
    input  wire                      clk_i,
    input  wire                      valid_i,            // a row is here
    input  wire                      init_i,
    input  wire                      advance_i,
    input  wire                      record_i,
    input  wire                      used_i,             // 0 where the lane holds no cell in this row: nothing is counted
    input  wire signed [      W-1:0] x_i,                // Q1.F
    input  wire [YH_BITS+K+E-1:0]    y_i,                // Y, Q(YH_BITS-F-1).(F+E+K)
    input  wire                      held_i,             // X was held at its bound before
    input  wire [31:0]               signature_i,
    input  wire signed [    W+E-1:0] s_i,                // Q1.(F+E)
    output wire                      signature_write_o,
    output wire [31:0]               signature_o,
    output wire                      y_write_o,
    output reg  [YH_BITS+K+E-1:0]    y_o,
    output reg                       x_write_o,
    output reg  signed [      W-1:0] x_o,
    output reg                       held_o,
    output reg                       newly_held_o,       // for the first time in this run
    output reg                       done_o              // the row has left the lane, with or without a write
);
    localparam L = K + E;
    localparam [31:0] X0_WORD = X0, YH0_WORD = YH0, YL0_WORD = YL0;

    // The step. A lane without a cell counts as held already, so that it is never counted.
    wire valid, init, advance, held_before, clamped;
    wire signed [W-1:0] xn;
    wire signed [YH_BITS-1:0] yhn;
    wire [L-1:0] yln;
    fhn_step #(
        .W(W),
        .P(P),
        .U(U),
        .K(K),
        .E(E),
        .G(G),
        .CL(CL),
        .XMAX(XMAX),
        .YH_BITS(YH_BITS),
        .ALONG_BITS(4),
        .FABRIC(FABRIC)
    ) step (
        .clk_i(clk_i),
        .x_i(x_i),
        .yh_i(y_i[YH_BITS+L-1:L]),
        .yl_i(y_i[L-1:0]),
        .s_i(s_i),
        .along_i({valid_i, init_i, advance_i, held_i || !used_i}),
        .yhn_o(yhn),
        .yln_o(yln),
        .xn_o(xn),
        .clamped_o(clamped),
        .along_o({valid, init, advance, held_before})
    );

    always @(posedge clk_i) begin
        done_o <= valid;
        x_write_o <= valid && (init || advance);
        x_o <= init ? X0_WORD[W-1:0] : xn;
        held_o <= !init && (held_before || clamped);
        newly_held_o <= valid && advance && clamped && !held_before;
    end

    // Y comes 2 clocks behind what goes into the step.
    wire y_valid, y_init;
    fhn_delay #(
        .BITS(2),
        .CLOCKS(2)
    ) delay_y (
        .clk_i(clk_i),
        .data_i({valid_i && (init_i || advance_i), init_i}),
        .data_o({y_valid, y_init})
    );
    fhn_delay #(
        .BITS(1),
        .CLOCKS(1)
    ) delay_y_write (
        .clk_i(clk_i),
        .data_i(y_valid),
        .data_o(y_write_o)
    );
    always @(posedge clk_i) y_o <= y_init ? {YH0_WORD[YH_BITS-1:0], YL0_WORD[L-1:0]} : {yhn, yln};

    generate
        if (SIGNATURE != 0) begin : g_signature
            wire [15:0] x_16 = {{(16 - W) {x_i[W-1]}}, x_i};
            wire [31:0] appended;
            fhn_signature signature (
                .signature_i(signature_i),
                .x_i(x_16),
                .signature_o(appended)
            );
            reg [31:0] next;
            reg write;
            always @(posedge clk_i) begin
                next <= init_i ? 32'd0 : appended;
                write <= valid_i && (init_i || record_i);
            end
            assign signature_o = next;
            assign signature_write_o = write;
        end else begin : g_no_signature
            assign signature_o = 32'd0;
            assign signature_write_o = 1'b0;
            wire unused = &{1'b0, signature_i, record_i};  // no register to keep
        end
    endgenerate
endmodule
