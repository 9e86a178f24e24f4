// One lane: it computes a step of one cell in each clock. The cell's registers come from block RAM (fhn_states) and go back there, each as
// soon as it is known: the signature first, then Y, then X.
//
// What is done with a row is said in the clock in which its registers are valid:
//   init      the initial state is written, whatever was read
//   advance   the cell makes a step
//   record    the signature takes X in
//   none      the row was only read, for a sample
//
// With PER_CELL, fhn_states writes the initial state of each cell instead, and the noise generator's next words are written at once.
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
    parameter FABRIC = 0,
    parameter PER_CELL = 0,
    parameter J = 8,
    parameter NARROW_F = 0
) (
    input  wire                      clk_i,
    input  wire                      valid_i,            // a row is here
    input  wire                      init_i,
    input  wire                      advance_i,
    input  wire                      record_i,
    input  wire                      used_i,             // 0 where the lane has no cell in this row: nothing is counted
    input  wire signed [      W-1:0] x_i,                // Q1.F
    input  wire [YH_BITS+K+E-1:0]    y_i,                // Y, Q(YH_BITS-F-1).(F+E+K)
    input  wire                      saturated_i,        // X was clamped in an earlier step of this run
    input  wire [31:0]               signature_i,
    input  wire signed [    W+E-1:0] s_i,                // Q1.(F+E)
    input  wire [15:0]               c_i,                // with PER_CELL: C, 2 products and a clock later than the registers
    input  wire [31:0]               generator_i,        // v, u
    input  wire                      stuck_i,            // a stuck cell: it has no noise
    input  wire [ 7:0]               turn_i,             // n mod 8, one bit a number
    input  wire signed [15:0]        more_x_i,           // A_x and -A_x, LSBs of X
    input  wire signed [15:0]        less_x_i,
    input  wire signed [15:0]        more_y_i,           // A_y and -A_y, units of 2^J LSBs of Y
    input  wire signed [15:0]        less_y_i,
    output wire [31:0]               generator_o,        // moved on, at once
    output wire                      signature_write_o,
    output wire [31:0]               signature_o,
    output wire                      y_write_o,
    output wire                      y_init_o,           // with y_write_o: of an initial state
    output reg  [YH_BITS+K+E-1:0]    y_o,
    output reg                       x_write_o,
    output reg                       x_init_o,
    output reg  signed [      W-1:0] x_o,
    output reg                       saturated_o,
    output reg                       newly_saturated_o,  // for the first time in this run
    output reg                       done_o              // the row has left the lane, with or without a write
);
    localparam L = K + E;
    localparam MULTIPLY = FABRIC != 0 ? 4 : 2;
    localparam [31:0] X0_WORD = X0, YH0_WORD = YH0, YL0_WORD = YL0;

    // Noise.
    wire signed [15:0] noise_x, noise_y;
    generate
        if (PER_CELL != 0) begin : g_noise
            fhn_noise #(
                .X_CLOCKS(MULTIPLY)
            ) noise (
                .clk_i(clk_i),
                .u_i(generator_i[15:0]),
                .v_i(generator_i[31:16]),
                .stuck_i(stuck_i),
                .turn_i(turn_i),
                .more_x_i(more_x_i),
                .less_x_i(less_x_i),
                .more_y_i(more_y_i),
                .less_y_i(less_y_i),
                .u_o(generator_o[15:0]),
                .v_o(generator_o[31:16]),
                .noise_x_o(noise_x),
                .noise_y_o(noise_y)
            );
        end else begin : g_no_noise
            assign generator_o = 32'd0;
            assign noise_x = 16'sd0;
            assign noise_y = 16'sd0;
            wire unused = &{1'b0, generator_i, stuck_i, turn_i, more_x_i, less_x_i, more_y_i, less_y_i};  // no noise
        end
    endgenerate

    // The step. A lane without a cell is taken as saturated before, so that it is never counted.
    wire valid, init, advance, saturated_before, clamped;
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
        .FABRIC(FABRIC),
        .PER_CELL(PER_CELL),
        .J(J),
        .NARROW_F(NARROW_F)
    ) step (
        .clk_i(clk_i),
        .x_i(x_i),
        .yh_i(y_i[YH_BITS+L-1:L]),
        .yl_i(y_i[L-1:0]),
        .s_i(s_i),
        .along_i({valid_i, init_i, advance_i, saturated_i || !used_i}),
        .c_i(c_i),
        .noise_x_i(noise_x),
        .noise_y_i(noise_y),
        .yhn_o(yhn),
        .yln_o(yln),
        .xn_o(xn),
        .clamped_o(clamped),
        .along_o({valid, init, advance, saturated_before})
    );

    always @(posedge clk_i) begin
        done_o <= valid;
        x_write_o <= valid && (init || advance);
        x_init_o <= init;
        x_o <= PER_CELL == 0 && init ? X0_WORD[W-1:0] : xn;
        saturated_o <= !init && (saturated_before || clamped);
        newly_saturated_o <= valid && advance && clamped && !saturated_before;
    end

    // Y comes 2 clocks after the inputs of the step, or 3.
    wire y_valid, y_init;
    fhn_delay #(
        .BITS(2),
        .CLOCKS(PER_CELL != 0 && J != L ? 3 : 2)
    ) delay_y (
        .clk_i(clk_i),
        .data_i({valid_i && (init_i || advance_i), init_i}),
        .data_o({y_valid, y_init})
    );
    fhn_delay #(
        .BITS(2),
        .CLOCKS(1)
    ) delay_y_write (
        .clk_i(clk_i),
        .data_i({y_valid, y_init}),
        .data_o({y_write_o, y_init_o})
    );
    always @(posedge clk_i) y_o <= PER_CELL == 0 && y_init ? {YH0_WORD[YH_BITS-1:0], YL0_WORD[L-1:0]} : {yhn, yln};

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
