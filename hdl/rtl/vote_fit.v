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
    output wire        done_o,
    output wire        fits_o          // valid with done_o
);
    reg         loaded;
    reg  [15:0] cells;  // without the images counted so far
    reg  [ 7:0] classes;  // still without their words
    reg  [17:0] words;
    reg  [17:0] counters;

    wire        few = classes_i != 8'd0 && {24'd0, classes_i} <= CLASSES;
    wire        nonsense = image_cells_i == 16'd0 || !few;
    wire        room = {14'd0, words} <= READOUT_WORDS && {14'd0, counters} <= COUNTERS;
    wire        whole = cells < image_cells_i;

    assign done_o = loaded && (nonsense || !room || (whole && classes == 8'd0));
    assign fits_o = !nonsense && room && cells == 16'd0;

    always @(posedge clk_i) begin
        loaded <= run_i;
        if (!loaded) begin
            cells <= cells_i;
            classes <= classes_i;
            words <= 18'd0;
            counters <= 18'd0;
        end else if (!done_o) begin
            if (!whole) begin
                cells <= cells - image_cells_i;
                counters <= counters + {10'd0, classes_i};
            end
            if (classes != 8'd0) begin
                classes <= classes - 8'd1;
                words <= words + {2'd0, image_cells_i} + 18'd2;
            end
        end
    end
endmodule
