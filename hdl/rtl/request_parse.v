`include "fhn_protocol.vh"

// Takes requests from the queue, one at a time: checks them, loads S or the readout into the array, and starts the job when the array is free.
// The next job's S goes into the other bank while this one runs. A READOUT waits until no job runs, since the running job may need the present
// readout. So do per-cell parameters, which go straight into the cells' registers. A refused request is skipped to its last byte, and answered
// when every job before it is.
module request_parse #(
    parameter       CELLS = 256,
    parameter       S_BITS = 16,
    parameter       X_BITS = 16,       // this and the next count only with the feature per-cell
    parameter       Y_BITS = 24,
    parameter [15:0] FEATURES = 16'h0003,
    parameter       READOUT_WORDS = 0,
    parameter       CLASSES = 0,       // the most that can vote
    parameter       COUNTERS = 0       // of votes, one an image and class
) (
    input  wire              clk_i,
    input  wire              rst_i,
    input  wire              session_i,
    // from the queue
    input  wire              valid_i,
    input  wire              last_i,
    input  wire [       7:0] byte_i,
    output reg               take_o,
    // to the array
    output reg               s_valid_o,
    output reg               s_bank_o,         // of S: that of the job to come
    output reg  [       3:0] per_cell_valid_o,  // a per-cell word of the cell index_o: 1 C, 2 X, 4 Y, 8 the generator
    output reg               readout_valid_o,
    output reg  [      15:0] index_o,          // cell of S and of its other words, word of the readout
    output wire [S_BITS-1:0] s_data_o,
    output wire [      15:0] per_cell_c_o,
    output wire [X_BITS-1:0] per_cell_x_o,
    output wire [Y_BITS-1:0] per_cell_y_o,
    output wire [      31:0] per_cell_generator_o,
    output wire [      15:0] readout_data_o,
    output reg               start_o,
    output wire [      15:0] features_o,
    output wire [      15:0] cells_o,
    output wire [      31:0] transient_o,
    output wire [      31:0] steps_o,
    output wire [      31:0] stride_o,
    output wire [      15:0] image_cells_o,
    output wire [       7:0] classes_o,
    output wire [      14:0] noise_x_o,        // 0 in jobs without per-cell parameters, as the next two are
    output wire [      14:0] noise_y_o,
    output wire [       2:0] first_o,
    input  wire              array_free_i,     // no job runs
    input  wire              all_told_i,       // nor is the end of one still to be told
    // answers other than those of jobs
    output reg  [       7:0] tag_o,
    output wire              answer_o,
    output reg  [       7:0] error_o,          // 0: ACK
    input  wire              answered_i
);
    localparam HAS_VOTES = (FEATURES & `FHN_VOTES_FEATURE) != 0;
    localparam HAS_PER_CELL = (FEATURES & `FHN_PER_CELL_FEATURE) != 0;
    localparam S_BYTES = (S_BITS + 7) / 8, X_BYTES = (X_BITS + 7) / 8, Y_BYTES = (Y_BITS + 7) / 8;
    localparam PER_CELL_BYTES = (Y_BYTES > `FHN_NOISE_BYTES) ? Y_BYTES : `FHN_NOISE_BYTES;
    localparam LEAST_BYTES = HAS_PER_CELL ? PER_CELL_BYTES : 2;
    localparam WORD_BYTES = (S_BYTES > LEAST_BYTES) ? S_BYTES : LEAST_BYTES;
    localparam PART_BITS = HAS_PER_CELL ? 3 : 2;
    localparam [7:0] NO_ERROR = 8'd0;

    localparam [3:0]
        KIND = 4'd0, TAG = 4'd1, HEAD = 4'd2, CHECK = 4'd3, OFFSET = 4'd4, WORDS = 4'd5, START = 4'd6, SKIP = 4'd7, ANSWER = 4'd8, SETTLE = 4'd9,
            JUDGE = 4'd10, PER_CELL_HEAD = 4'd11;

    reg [3:0] state;
    reg is_hello, is_job, is_readout;

    // A byte is looked at for three clocks, so that what is wrong with it is known, and then taken: accepted or refused.
    reg [1:0] seen;
    reg accept, refuse;
    wire waiting = state == SETTLE || state == JUDGE || state == CHECK || state == START || state == ANSWER || (state == WORDS && (is_readout ||
        per_cell) && !array_free_i);
    wire look = valid_i && !take_o && !waiting && !rst_i;
    wire decide = seen[1] && look;
    always @(posedge clk_i) begin
        seen <= {seen[0] && look, look};
        take_o <= decide;
        accept <= decide && !wrong;
        refuse <= decide && wrong;
    end
    assign answer_o = state == ANSWER && all_told_i;

    // The fields of JOB, as they stand in the frame: the first one ends up lowest.
    reg [8*`FHN_JOB_HEAD_BYTES-1:0] fields;
    assign {classes_o, image_cells_o, stride_o, steps_o, transient_o, cells_o, features_o} = fields;

    // A word of a cell or of the readout, its last byte on top.
    reg [8*WORD_BYTES-1:0] word;
    reg [PART_BITS-1:0] part;  // bytes of it that have come
    assign s_data_o = word[8*(WORD_BYTES-S_BYTES)+:S_BITS];
    assign readout_data_o = word[8*WORD_BYTES-1-:16];
    wire record_ends;  // with this byte all of a cell
    wire [4:0] word_of_cell;  // which word of a cell it is, one bit a word
    wire word_ends;

    // Per-cell parameters: the rest of the head, and the words of each cell.
    wire per_cell;
    wire at_per_cell_head = HAS_PER_CELL && state == PER_CELL_HEAD;
    generate
        if (HAS_PER_CELL) begin : g_per_cell
            reg [8*`FHN_PER_CELL_HEAD_BYTES-1:0] per_cell_fields;
            always @(posedge clk_i)
                if (state == KIND) per_cell_fields <= {8 * `FHN_PER_CELL_HEAD_BYTES{1'b0}};
                else if (accept && at_per_cell_head) per_cell_fields <= {byte_i, per_cell_fields[8*`FHN_PER_CELL_HEAD_BYTES-1:8]};
            assign {first_o, noise_y_o, noise_x_o} = {per_cell_fields[34:32], per_cell_fields[30:16], per_cell_fields[14:0]};
            /* verilator lint_off UNUSEDSIGNAL */
            wire [6:0] zeros = {per_cell_fields[39:35], per_cell_fields[31], per_cell_fields[15]};  // they were looked at as bytes
            /* verilator lint_on UNUSEDSIGNAL */

            reg [4:0] turn;
            reg [2:0] bytes_less_1;
            always @(posedge clk_i) begin
                if (state == KIND) turn <= 5'd1;
                else if (accept && state == WORDS && word_ends) turn <= per_cell ? {turn[3:0], turn[4]} : 5'd1;
                // A byte comes clocks after the one before.
                bytes_less_1 <= !is_job || turn[1] ? 3'd1 : turn[0] ? S_BYTES[2:0] - 3'd1 : turn[2] ? X_BYTES[2:0] - 3'd1 :
                    turn[3] ? Y_BYTES[2:0] - 3'd1 : 3'd3;
            end
            // All known clocks before the next byte is decided on, so that no long path ends there.
            reg is_per_cell, at_last_part, at_record_end;
            always @(posedge clk_i) begin
                is_per_cell <= is_job && (features_o & `FHN_PER_CELL_FEATURE) != 0;
                at_last_part <= part == bytes_less_1;
                at_record_end <= part == bytes_less_1 && (!is_per_cell || turn[4]);
            end
            assign per_cell = is_per_cell;
            assign word_ends = at_last_part;
            assign record_ends = at_record_end;
            assign word_of_cell = turn;
            assign per_cell_c_o = word[8*WORD_BYTES-1-:16];
            assign per_cell_x_o = word[8*(WORD_BYTES-X_BYTES)+:X_BITS];
            assign per_cell_y_o = word[8*(WORD_BYTES-Y_BYTES)+:Y_BITS];
            assign per_cell_generator_o = word[8*WORD_BYTES-1-:32];
        end else begin : g_ideal
            assign {first_o, noise_y_o, noise_x_o} = 33'd0;
            assign per_cell = 1'b0;
            wire [PART_BITS-1:0] last_part = is_job ? S_BYTES[1:0] - 2'd1 : 2'd1;
            assign word_ends = part == last_part;
            assign record_ends = word_ends;
            assign word_of_cell = 5'd1;
            assign per_cell_c_o = 16'd0;
            assign per_cell_x_o = {X_BITS{1'b0}};
            assign per_cell_y_o = {Y_BITS{1'b0}};
            assign per_cell_generator_o = 32'd0;
        end
    endgenerate

    // Are the fields in their ranges? Numbers of steps are looked at when they are the last four bytes that came, the rest in
    // SETTLE and JUDGE.
    wire [31:0] latest = fields[8*`FHN_JOB_HEAD_BYTES-1-:32];
    wire latest_over = latest[31:27] != 5'd0 || (latest[26] && latest[25:0] != 26'd0);  // over 2^26
    reg [4:0] head_bytes;  // bytes of fields so far: 8 after transient, 12 after steps, 16 after stride
    wire after_transient = head_bytes == 5'd8;
    wire [1:0] samplings =
        {1'b0, (features_o & `FHN_TRACE_FEATURE) != 0} + {1'b0, (features_o & `FHN_SIGNS_FEATURE) != 0} + {1'b0,
            (features_o & `FHN_VOTES_FEATURE) != 0};
    reg four_bytes, of_transient, over, zero;  // of `latest`, a clock later: a byte stands for clocks
    reg bad_steps, bad_samplings, no_cells, one_cell, many_cells, bad_feature, bad_value;
    always @(posedge clk_i) begin
        four_bytes <= state == HEAD && head_bytes[1:0] == 2'd0;  // before transient too, which begins anew
        of_transient <= after_transient;
        over <= latest_over;
        zero <= latest == 32'd0;
        if (four_bytes) bad_steps <= over || (!of_transient && (bad_steps || zero));
        bad_samplings <= samplings > 2'd1 || ((features_o & `FHN_ENDS_FEATURE) != 0 && (features_o & `FHN_CHARGE_FEATURE) != 0) ||
            (HAS_PER_CELL && (features_o & `FHN_REGISTERS_FEATURE) != 0 && (features_o & `FHN_PER_CELL_FEATURE) == 0);
        no_cells <= cells_o == 16'd0;
        one_cell <= cells_o == 16'd1;
        many_cells <= {16'd0, cells_o} > CELLS;
        bad_feature <= (features_o & ~FEATURES) != 0;
        bad_value <= bad_steps || bad_samplings || no_cells || many_cells;
    end

    wire votes = HAS_VOTES && (features_o & `FHN_VOTES_FEATURE) != 0;
    wire votes_known, votes_fit;
    reg  readout_ends;
    generate
        if (HAS_VOTES) begin : g_votes
            vote_fit #(
                .READOUT_WORDS(READOUT_WORDS),
                .CLASSES(CLASSES),
                .COUNTERS(COUNTERS)
            ) fit (
                .clk_i(clk_i),
                .run_i(state == CHECK),
                .cells_i(cells_o),
                .image_cells_i(image_cells_o),
                .classes_i(classes_o),
                .done_o(votes_known),
                .fits_o(votes_fit)
            );
            always @(posedge clk_i) readout_ends <= {16'd0, index_o} >= READOUT_WORDS;
        end else begin : g_no_votes
            assign votes_known = 1'b1;
            assign votes_fit = 1'b1;
            always @(posedge clk_i) readout_ends <= 1'b1;
        end
    endgenerate

    // Words to come, or cells of as many words each, and whether the next is the last that may: of JOB all cells, of READOUT not more than so many.
    reg [15:0] words_left;
    reg last_word, two_left;
    always @(posedge clk_i) two_left <= words_left == 16'd2;

    // What is wrong with the byte.
    localparam [4:0] PER_CELL_LAST = `FHN_JOB_HEAD_BYTES + `FHN_PER_CELL_HEAD_BYTES - 1;
    wire noise_high = head_bytes == PER_CELL_LAST - 5'd3 || head_bytes == PER_CELL_LAST - 5'd1;  // the upper byte of an amplitude
    reg [7:0] error;
    wire wrong = error != NO_ERROR;
    always @(posedge clk_i) begin
        error <= NO_ERROR;
        case (state)
            TAG:
            if (!is_hello && !is_job && !is_readout) error <= `FHN_UNKNOWN_KIND_ERROR;
            else if (is_hello) error <= `FHN_BAD_VALUE_ERROR;  // of a length that is not HELLO's
            else if (!session_i) error <= `FHN_NO_SESSION_ERROR;
            else if (is_readout && !HAS_VOTES) error <= `FHN_NOT_SUPPORTED_ERROR;
            else if (last_i) error <= `FHN_BAD_VALUE_ERROR;
            HEAD, OFFSET: if (last_i) error <= `FHN_BAD_VALUE_ERROR;
            WORDS: begin
                if (last_i ? !record_ends || (is_job && !last_word) : record_ends && last_word) error <= `FHN_BAD_VALUE_ERROR;
                if (is_readout && readout_ends) error <= `FHN_BAD_VALUE_ERROR;
            end
            default: error <= NO_ERROR;
        endcase
        if (at_per_cell_head && (last_i || (noise_high && byte_i[7]) || (head_bytes == PER_CELL_LAST &&
            byte_i[7:3] != 5'd0))) error <= `FHN_BAD_VALUE_ERROR;
    end

    always @(posedge clk_i) begin
        if (accept && state == HEAD) fields <= {byte_i, fields[8*`FHN_JOB_HEAD_BYTES-1:8]};
        if (accept && state == WORDS) word <= {byte_i, word[8*WORD_BYTES-1:8]};
        s_valid_o <= accept && state == WORDS && word_ends && is_job && word_of_cell[0];
        per_cell_valid_o <= {4{accept && state == WORDS && word_ends && per_cell}} & word_of_cell[4:1];
        readout_valid_o <= accept && state == WORDS && word_ends && is_readout;
    end

    always @(posedge clk_i)
        if (rst_i) s_bank_o <= 1'b0;
        else if (start_o) s_bank_o <= !s_bank_o;

    always @(posedge clk_i)
        if (state == KIND) index_o <= 16'd0;
        else if (state == OFFSET && accept) index_o <= {byte_i, index_o[15:8]};
        else if ((s_valid_o && !per_cell) || per_cell_valid_o[3] || readout_valid_o) index_o <= index_o + 16'd1;

    always @(posedge clk_i) begin
        start_o <= 1'b0;

        if (rst_i) begin
            state <= KIND;
        end else if (refuse) begin
            tag_o <= (state == TAG) ? byte_i : tag_o;
            error_o <= error;
            state <= last_i ? ANSWER : SKIP;
        end else if (at_per_cell_head) begin
            if (accept) begin
                head_bytes <= head_bytes + 5'd1;
                if (head_bytes == PER_CELL_LAST) state <= WORDS;
            end
        end else
            case (state)
                KIND: begin
                    is_hello <= byte_i == `FHN_HELLO_KIND;
                    is_job <= byte_i == `FHN_JOB_KIND;
                    is_readout <= byte_i == `FHN_READOUT_KIND;
                    error_o <= NO_ERROR;
                    part <= {PART_BITS{1'b0}};
                    head_bytes <= 5'd0;
                    words_left <= `FHN_READOUT_WORDS_AT_ONCE;
                    last_word <= 1'b0;
                    if (accept) state <= TAG;
                end
                TAG:
                if (accept) begin
                    tag_o <= byte_i;
                    state <= is_job ? HEAD : OFFSET;
                end
                HEAD:
                if (accept) begin
                    head_bytes <= head_bytes + 5'd1;
                    if (head_bytes == `FHN_JOB_HEAD_BYTES - 1) state <= SETTLE;
                end
                SETTLE: begin
                    words_left <= cells_o;
                    state <= JUDGE;
                end
                JUDGE: begin
                    last_word <= one_cell;
                    state <= CHECK;
                end
                CHECK:
                if (bad_feature) begin
                    error_o <= `FHN_NOT_SUPPORTED_ERROR;
                    state <= SKIP;
                end else if (bad_value || (votes && votes_known && !votes_fit)) begin
                    error_o <= `FHN_BAD_VALUE_ERROR;
                    state <= SKIP;
                end else if (!votes || votes_known) state <= per_cell ? PER_CELL_HEAD : WORDS;
                OFFSET:
                if (accept) begin
                    part <= part + 1'b1;
                    if (part == 1) begin
                        part <= {PART_BITS{1'b0}};
                        state <= WORDS;
                    end
                end
                WORDS:
                if (accept) begin
                    part <= part + 1'b1;
                    if (word_ends) part <= {PART_BITS{1'b0}};
                    if (record_ends) begin
                        words_left <= words_left - 16'd1;
                        last_word <= two_left;
                    end
                    if (last_i) state <= is_job ? START : ANSWER;
                end
                START:
                if (array_free_i) begin
                    start_o <= 1'b1;
                    state <= KIND;
                end
                SKIP: if (accept && last_i) state <= ANSWER;
                default: if (answered_i) state <= KIND;
            endcase
    end
endmodule
