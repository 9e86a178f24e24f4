// The array alone behind three pins, to see how fast it is and how much logic it takes: all inputs come from one shift register, all outputs fold
// into a bit.
`include "fhn_constants.vh"
module fhn_array_fit #(
    parameter LANES = 4,
    parameter CELLS_PER_LANE = 256,
    parameter VOTE = 0,
    parameter SIGNATURE = 1,
    parameter FABRIC = 0
) (
    input  wire clk,
    input  wire in,
    output reg  out
);
    localparam S_BITS = `FHN_W + `FHN_E;
    localparam BITS = 1 + 1 + 16 + S_BITS + 3 + 1 + 16 + 16 + 1 + 16 + 16 + 32 + 32 + 32 + 16 + 8 + 1;
    reg [BITS-1:0] inputs;
    wire [28:0] outputs;
    always @(posedge clk) begin
        inputs <= {inputs[BITS-2:0], in};
        out <= ^outputs;
    end

    wire rst, s_valid, s_bank, bank, ends_told, readout_valid, start, byte_ready;
    wire [15:0] s_cell, readout_word, readout_data, cells, image_cells;
    wire [S_BITS-1:0] s_data;
    wire [7:0] classes;
    wire [15:0] features;
    wire [31:0] transient, steps, stride;
    assign {rst, s_valid, s_cell, s_data, s_bank, bank, ends_told, readout_valid, readout_word, readout_data, start, features, cells, transient,
        steps, stride,
        image_cells, classes, byte_ready} = inputs;

    fhn_array #(
        .LANES(LANES),
        .CELLS_PER_LANE(CELLS_PER_LANE),
        .VOTE(VOTE),
        .SIGNATURE(SIGNATURE),
        .FABRIC(FABRIC)
    ) array (
        .clk_i(clk),
        .rst_i(rst),
        .s_valid_i(s_valid),
        .s_cell_i(s_cell),
        .s_data_i(s_data),
        .s_bank_i(s_bank),
        .bank_i(bank),
        .ends_told_i(ends_told),
        .readout_valid_i(readout_valid),
        .readout_word_i(readout_word),
        .readout_data_i(readout_data),
        .start_i(start),
        .features_i(features),
        .cells_i(cells),
        .transient_i(transient),
        .steps_i(steps),
        .stride_i(stride),
        .image_cells_i(image_cells),
        .classes_i(classes),
        .busy_o(outputs[0]),
        .byte_valid_o(outputs[1]),
        .byte_o(outputs[9:2]),
        .byte_ready_i(byte_ready),
        .done_o(outputs[10]),
        .saturated_o(outputs[26:11]),
        .drained_o(outputs[27]),
        .waits_o(outputs[28])
    );
endmodule
