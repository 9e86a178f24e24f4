// Counts votes: at each sample and for each image, the class with the largest sum of bias and weights times X over the image's cells, the lowest on
// a tie (docs/protocol.md, READOUT and votes). X comes cell by cell; each is multiplied by all classes' weights, a class a clock, into the classes'
// sums in RAM. The readout's words lie in the order in which they are needed: biases, then cell by cell the classes' weights.
//
//   clock  0 word read -> 1 X * weight .. product, sum read -> sum -> written, compared
//
// A class's sum is read again no earlier than 4 clocks later, when it has been written: fewer classes are filled up to 4 clocks. The image's last
// cell takes two clocks a class, in which its final sum stands still: one to compare it with the largest so far, one to take its place.
module fhn_vote #(
    parameter X_BITS = 16,
    parameter READOUT_BITS = 11,  // log2 of the readout's words
    parameter CLASS_BITS = 4,  // log2 of the most classes
    parameter COUNTER_BITS = 8,  // log2 of the counters, one an image and class
    parameter FABRIC = 0
) (
    input  wire                     clk_i,
    input  wire                     clear_i,
    input  wire                     begin_i,          // a job begins: counters to 0
    input  wire                     readout_valid_i,
    input  wire [             15:0] readout_word_i,
    input  wire [             15:0] readout_data_i,
    input  wire [             15:0] image_cells_i,
    input  wire [              7:0] classes_i,
    input  wire                     x_valid_i,
    input  wire signed [X_BITS-1:0] x_i,              // Q1.F
    input  wire                     x_last_i,         // the sample's last cell
    output wire                     x_ready_o,
    input  wire                     dump_i,           // send the counts; stays until done_o
    output wire                     word_valid_o,
    output wire [             31:0] word_o,
    input  wire                     word_ready_i,
    output wire                     done_o            // all are sent
);
    localparam MULTIPLY = FABRIC != 0 ? 4 : 2;  // clocks of a product
    localparam [3:0] IDLE = 4'd0, CLEAR = 4'd1, BIAS = 4'd2, TAKE = 4'd3, WEIGH = 4'd4, DRAIN = 4'd5, READ = 4'd6, COUNT = 4'd7,
        DUMP_READ = 4'd8, DUMP_SEND = 4'd9;
    localparam [CLASS_BITS:0] FEWEST_CLOCKS = 4;

    reg [3:0] state;
    reg [READOUT_BITS-1:0] address;  // of the readout's next word
    reg [CLASS_BITS:0] class_number;
    reg half;  // of a bias: the upper one
    reg [15:0] cell_number;  // in the image, the first being 1
    reg at_last, last_cell, last_image;  // at_last: of cell_number, a clock later
    reg signed [X_BITS-1:0] x;
    reg [2:0] draining;
    reg [COUNTER_BITS-1:0] image_counter;  // the image's first
    reg [COUNTER_BITS-1:0] index;  // of a counter that is cleared or sent
    reg [COUNTER_BITS-1:0] last_index;  // the last in use, known after the first sample
    reg [CLASS_BITS:0] last_class, last_clock;  // from the number of classes; a job's first X comes clocks later

    reg second;  // of a class's two clocks
    wire weigh = state == WEIGH && class_number <= last_class && !second;
    wire class_ends = !last_cell || second;
    wire [COUNTER_BITS-1:0] next_image = image_counter + {{(COUNTER_BITS - CLASS_BITS - 1) {1'b0}}, last_class} + 1'b1;
    assign x_ready_o = state == TAKE;
    assign word_valid_o = state == DUMP_SEND;
    assign done_o = state == IDLE;

    /* verilator lint_off UNUSEDSIGNAL */  // classes and words are checked before
    wire [7:0] classes_less_1 = classes_i - 8'd1;
    wire [15:0] readout_word = readout_word_i;
    /* verilator lint_on UNUSEDSIGNAL */
    always @(posedge clk_i) begin
        last_class <= classes_less_1[CLASS_BITS:0];
        last_clock <= last_class < FEWEST_CLOCKS - 1'b1 ? FEWEST_CLOCKS - 1'b1 : last_class;
        at_last <= cell_number == image_cells_i;
        second <= state == WEIGH && last_cell && !second;
    end

    always @(posedge clk_i)
        if (clear_i) state <= IDLE;
        else if (begin_i) begin
            state <= CLEAR;
            index <= {COUNTER_BITS{1'b0}};
            image_counter <= {COUNTER_BITS{1'b0}};
            address <= {READOUT_BITS{1'b0}};
            class_number <= {CLASS_BITS + 1{1'b0}};
            cell_number <= 16'd1;
            half <= 1'b0;
        end else
            case (state)
                CLEAR: begin
                    index <= index + 1'b1;
                    if (&index) state <= BIAS;
                end
                BIAS: begin
                    address <= address + 1'b1;
                    half <= !half;
                    if (half) class_number <= class_number + 1'b1;
                    if (half && class_number == last_class) state <= TAKE;
                end
                TAKE: begin
                    x <= x_i;
                    last_cell <= at_last;
                    last_image <= x_last_i;
                    class_number <= {CLASS_BITS + 1{1'b0}};
                    if (x_valid_i) begin
                        cell_number <= cell_number + 1'b1;
                        state <= WEIGH;
                    end else if (dump_i) state <= DUMP_READ;
                end
                WEIGH: begin
                    draining <= 3'd7;
                    if (class_ends) class_number <= class_number + 1'b1;
                    if (weigh) address <= address + 1'b1;
                    if (class_ends && class_number == last_clock) state <= last_cell ? DRAIN : TAKE;
                end
                DRAIN: begin
                    draining <= draining - 1'b1;
                    if (draining == 3'd0) state <= READ;
                end
                READ: state <= COUNT;
                COUNT: begin
                    address <= {READOUT_BITS{1'b0}};
                    class_number <= {CLASS_BITS + 1{1'b0}};
                    cell_number <= 16'd1;
                    image_counter <= last_image ? {COUNTER_BITS{1'b0}} : next_image;
                    last_index <= next_image - 1'b1;
                    state <= BIAS;
                end
                DUMP_READ: state <= DUMP_SEND;
                DUMP_SEND:
                if (word_ready_i) begin
                    index <= index + 1'b1;
                    state <= index == last_index ? IDLE : DUMP_READ;
                end
                default: state <= IDLE;
            endcase

    // The readout's words.
    wire [15:0] word;
    fhn_ram #(
        .BITS(16),
        .ADDRESS_BITS(READOUT_BITS)
    ) ram_readout (
        .clk_i(clk_i),
        .write_i(readout_valid_i),
        .write_address_i(readout_word[READOUT_BITS-1:0]),
        .data_i(readout_data_i),
        .read_i(state == BIAS || weigh),
        .read_address_i(address),
        .data_o(word)
    );

    // A bias in halves, after its read.
    reg low_here, high_here;
    reg [15:0] low;
    reg [CLASS_BITS-1:0] bias_class;
    always @(posedge clk_i) begin
        low_here <= state == BIAS && !half;
        high_here <= state == BIAS && half;
        bias_class <= class_number[CLASS_BITS-1:0];
        if (low_here) low <= word;
    end

    // Sums: the product is there MULTIPLY + 1 clocks after the read of its weight, and the class's sum must be, too.
    wire signed [16+X_BITS-1:0] product;
    fhn_multiply #(
        .A_BITS(16),
        .B_BITS(X_BITS),
        .FABRIC(FABRIC)
    ) multiply (
        .clk_i(clk_i),
        .a_i(word),
        .b_i(x),
        .product_o(product)
    );
    wire read_sum, read_last;
    wire [CLASS_BITS-1:0] read_class;
    fhn_delay #(
        .BITS(CLASS_BITS + 2),
        .CLOCKS(MULTIPLY)
    ) delay_read (
        .clk_i(clk_i),
        .data_i({weigh, last_cell, class_number[CLASS_BITS-1:0]}),
        .data_o({read_sum, read_last, read_class})
    );
    wire write_sum, write_last;
    wire [CLASS_BITS-1:0] write_class;
    fhn_delay #(
        .BITS(CLASS_BITS + 2),
        .CLOCKS(2)
    ) delay_write (
        .clk_i(clk_i),
        .data_i({read_sum, read_last, read_class}),
        .data_o({write_sum, write_last, write_class})
    );
    wire [31:0] sum_before;
    wire signed [31:0] product_long;
    generate
        if (X_BITS < 16) assign product_long = {{(16 - X_BITS) {product[16+X_BITS-1]}}, product};
        else assign product_long = product;
    endgenerate
    reg signed [31:0] sum;
    always @(posedge clk_i) sum <= sum_before + product_long;
    fhn_ram #(
        .BITS(32),
        .ADDRESS_BITS(CLASS_BITS)
    ) ram_sums (
        .clk_i(clk_i),
        .write_i(write_sum || high_here),
        .write_address_i(high_here ? bias_class : write_class),
        .data_i(high_here ? {word, low} : sum),
        .read_i(read_sum),
        .read_address_i(read_class),
        .data_o(sum_before)
    );

    // The largest of the final sums.
    reg signed [31:0] best;
    reg [CLASS_BITS-1:0] winner;
    reg compared, larger;
    always @(posedge clk_i) begin
        compared <= write_sum && write_last;
        larger <= write_class == {CLASS_BITS{1'b0}} || sum > best;
        if (compared && larger) begin
            best <= sum;
            winner <= write_class;
        end
    end

    // Counters.
    wire [COUNTER_BITS-1:0] won = image_counter + {{(COUNTER_BITS - CLASS_BITS) {1'b0}}, winner};
    fhn_ram #(
        .BITS(32),
        .ADDRESS_BITS(COUNTER_BITS)
    ) ram_counters (
        .clk_i(clk_i),
        .write_i(state == CLEAR || state == COUNT),
        .write_address_i(state == CLEAR ? index : won),
        .data_i(state == CLEAR ? 32'd0 : word_o + 1'b1),
        .read_i(state == READ || state == DUMP_READ),
        .read_address_i(state == READ ? won : index),
        .data_o(word_o)
    );
endmodule
