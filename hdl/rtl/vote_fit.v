// Can votes be counted over these cells? Whole images, a readout and counters that have room:
//   cells = images * image_cells,   classes * (image_cells + 2) <= READOUT_WORDS,   images * classes <= COUNTERS
// There is time, so both are found by repeated subtraction and addition.
module vote_fit #(
    parameter READOUT_WORDS = 2048,
    parameter CLASSES = 16,  // the most
    parameter COUNTERS = 256
) (
    input  wire        clk_i,
    input  wire        run_i,          // stays until done_o; low before the next question
    input  wire [15:0] cells_i,
    input  wire [15:0] image_cells_i,
    input  wire [ 7:0] classes_i,
    output reg         done_o,
    output reg         fits_o          // valid with done_o
);
    reg  [15:0] cells;  // without the images counted so far
    reg  [ 7:0] classes;  // still without their words
    reg  [17:0] words;
    reg  [17:0] counters;

    // A clock compares, the next one counts: each alone is a short path.
    reg loaded, compared, nonsense, room, whole, no_cells, no_classes;
    wire judged = nonsense || !room || (whole && no_classes);

    always @(posedge clk_i) begin
        nonsense <= image_cells_i == 16'd0 || classes_i == 8'd0 || {24'd0, classes_i} > CLASSES;
        room <= {14'd0, words} <= READOUT_WORDS && {14'd0, counters} <= COUNTERS;
        whole <= cells < image_cells_i;
        no_cells <= cells == 16'd0;
        no_classes <= classes == 8'd0;
        loaded <= run_i;
        compared <= loaded && !compared;
        if (!loaded) begin
            done_o <= 1'b0;
            cells <= cells_i;
            classes <= classes_i;
            words <= 18'd0;
            counters <= 18'd0;
        end else if (compared && judged) begin
            done_o <= 1'b1;
            fits_o <= !nonsense && room && no_cells;
        end else if (compared) begin
            if (!whole) begin
                cells <= cells - image_cells_i;
                counters <= counters + {10'd0, classes_i};
            end
            if (!no_classes) begin
                classes <= classes - 8'd1;
                words <= words + {2'd0, image_cells_i} + 18'd2;
            end
        end
    end
endmodule
