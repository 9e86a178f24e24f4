`include "fhn_constants.vh"
`include "fhn_protocol.vh"

// The board: a serial line on one side, an array of cells on the other. docs/protocol.md says what passes on the line.
module fhn_board #(
    parameter         CLOCK_HZ = 48_000_000,
    parameter         BAUD = 3_000_000,
    parameter         PARALLEL = 0,           // 1: fhn_parallel, a datapath a cell; 0: fhn_array, time-multiplexed lanes
    parameter         LANES = 1,              // this and the next four are the array's
    parameter         CELLS_PER_LANE = 64,
    parameter         SIGNATURE = 1,
    parameter         VOTE = 0,
    parameter         FABRIC = 0,
    parameter         PER_CELL = 0,           // 1: per-cell parameters; fhn_array's
    parameter         TRACE = 1,              // fhn_parallel's
    parameter         QUEUE = 2048,           // bytes of waiting requests, a power of two
    parameter         HEARTBEAT_MS = 250,
    parameter [127:0] NAME = "fhn",
    parameter         SIMULATED = 0
) (
    input  wire       clk_i,
    input  wire       rst_i,
    input  wire       rx_i,
    output wire       tx_o,
    output wire [2:0] led_o   // a session is open, a job runs, a frame of this session was damaged
);
    localparam CLOCKS_PER_BIT = (CLOCK_HZ + BAUD / 2) / BAUD;
    localparam HEARTBEAT_CLOCKS = CLOCK_HZ / 1000 * HEARTBEAT_MS;

    localparam CELLS = LANES * CELLS_PER_LANE;
    localparam S_BITS = `FHN_W + `FHN_E;
    localparam READOUT_WORDS = (VOTE != 0) ? 2048 : 0;
    localparam CLASSES = (VOTE != 0) ? `FHN_VOTE_CLASSES : 0;
    localparam COUNTERS = (VOTE != 0) ? `FHN_VOTE_COUNTS : 0;
`ifdef FHN_YH_RUNS
    localparam YH_BITS = `FHN_YH_RUNS;
`else
    localparam YH_BITS = `FHN_YH_BITS;
`endif
    localparam CHARGE = PARALLEL != 0 && YH_BITS + `FHN_K + `FHN_E < 8 * `FHN_Y_BYTES;  // what Y gains fits into the bytes of Y
    localparam HAS_PER_CELL = PER_CELL != 0 && PARALLEL == 0;
    localparam Y_BITS = 8 * `FHN_Y_BYTES;  // of per-cell parameters
    localparam CELL_BYTES = HAS_PER_CELL ? `FHN_S_BYTES + `FHN_GAIN_BYTES + `FHN_X_BYTES + `FHN_Y_BYTES + `FHN_NOISE_BYTES : `FHN_S_BYTES;
    localparam HEAD_BYTES = `FHN_LEAST_FRAME_BYTES + `FHN_JOB_HEAD_BYTES + (HAS_PER_CELL ? `FHN_PER_CELL_HEAD_BYTES : 0);
    localparam [15:0] FEATURES = `FHN_ENDS_FEATURE | `FHN_SIGNS_FEATURE | ((TRACE != 0) ? `FHN_TRACE_FEATURE : 16'd0) |
        ((SIGNATURE != 0) ? `FHN_SIGNATURE_FEATURE : 16'd0) | ((VOTE != 0) ? `FHN_VOTES_FEATURE : 16'd0) |
        ((CHARGE != 0) ? `FHN_CHARGE_FEATURE : 16'd0) | (HAS_PER_CELL ? `FHN_PER_CELL_FEATURE | `FHN_REGISTERS_FEATURE : 16'd0);
    localparam [7:0] FLAGS = `FHN_DETERMINISTIC_FLAG | ((SIMULATED != 0) ? `FHN_SIMULATED_FLAG : 8'd0);

    // A job of all cells must fit into the queue; no tool finds this module.
    generate
        if (QUEUE < CELLS * CELL_BYTES + HEAD_BYTES) begin : g_small
            queue_is_too_small_for_a_job_of_all_cells stop ();
        end
    endgenerate

`ifdef VERILATOR
    // What a board cannot be, in words, for lint: the first that holds. Synthesis does not read this.
    generate
        if (PARALLEL == 0 && (LANES < 1 || LANES > 128 || (LANES & (LANES - 1)) != 0)) begin : g_lanes_wrong
            $error("LANES is %0d; give a power of two, 1 to 128.", LANES);
        end else if (PARALLEL == 0 && (CELLS_PER_LANE < 2 || CELLS > 65536 || (CELLS_PER_LANE & (CELLS_PER_LANE - 1)) != 0)) begin : g_slots_wrong
            $error("CELLS_PER_LANE is %0d; give a power of two, 2 or more, of which all lanes have 65536 at most.", CELLS_PER_LANE);
        end else if (PARALLEL != 0 && (LANES < 2 || LANES > 512 || CELLS_PER_LANE != 1)) begin : g_cells_wrong
            $error("A parallel array of %0d x %0d cells; give 2 to 512 as LANES, and CELLS_PER_LANE 1.", LANES, CELLS_PER_LANE);
        end else if (PARALLEL != 0 && `FHN_W > 8) begin : g_words_wrong
            $error("X has %0d bits; a parallel array is for words of 3 to 8: give the header of such a cell, or PARALLEL 0.", `FHN_W);
        end else if (QUEUE < 64 || QUEUE > 65536 || (QUEUE & (QUEUE - 1)) != 0) begin : g_queue_wrong
            $error("QUEUE is %0d; give a power of two, 64 to 65536.", QUEUE);
        end else if (SIMULATED == 0 && (BAUD < 1 || CLOCK_HZ < 4 * BAUD || CLOCK_HZ % BAUD != 0)) begin : g_baud_wrong
            $error("BAUD is %0d; CLOCK_HZ, %0d, must be a whole multiple of it, 4 or more.", BAUD, CLOCK_HZ);
        end else if (HEARTBEAT_MS < 1 || HEARTBEAT_MS > 65535) begin : g_heartbeat_wrong
            $error("HEARTBEAT_MS is %0d; give 1 to 65535.", HEARTBEAT_MS);
        end
    endgenerate
`endif

    // Bytes from the line.
    wire rx_valid;
    wire [7:0] rx_byte;
    uart_rx #(
        .CLOCKS_PER_BIT(CLOCKS_PER_BIT)
    ) receiver (
        .clk_i  (clk_i),
        .rst_i  (rst_i),
        .rx_i   (rx_i),
        .valid_o(rx_valid),
        .byte_o (rx_byte)
    );

    // Bytes of frames.
    wire decoded_valid, decoded_end, decoded_broken;
    wire [7:0] decoded_byte;
    cobs_decode decoder (
        .clk_i   (clk_i),
        .rst_i   (rst_i),
        .valid_i (rx_valid),
        .byte_i  (rx_byte),
        .valid_o (decoded_valid),
        .byte_o  (decoded_byte),
        .end_o   (decoded_end),
        .broken_o(decoded_broken)
    );

    // Good frames, without their CRC.
    wire queue_write, queue_last_in, queue_commit, queue_rewind, queue_room;
    wire [7:0] queue_byte_in;
    wire damaged, overflow, hello;
    wire [ 7:0] hello_tag;
    wire [31:0] hello_nonce, session_nonce;
    frame_check #(
        .LONGEST(QUEUE)
    ) check (
        .clk_i        (clk_i),
        .rst_i        (rst_i),
        .valid_i      (decoded_valid),
        .byte_i       (decoded_byte),
        .end_i        (decoded_end),
        .broken_i     (decoded_broken),
        .nonce_i      (session_nonce),
        .write_o      (queue_write),
        .last_o       (queue_last_in),
        .byte_o       (queue_byte_in),
        .commit_o     (queue_commit),
        .rewind_o     (queue_rewind),
        .room_i       (queue_room),
        .damaged_o    (damaged),
        .overflow_o   (overflow),
        .hello_o      (hello),
        .hello_tag_o  (hello_tag),
        .hello_nonce_o(hello_nonce)
    );

    // A HELLO resets all that follows.
    wire restart, session_open, greet, greeted;
    wire [ 7:0] session_tag;
    session session (
        .clk_i    (clk_i),
        .rst_i    (rst_i),
        .hello_i  (hello),
        .tag_i    (hello_tag),
        .nonce_i  (hello_nonce),
        .restart_o(restart),
        .open_o   (session_open),
        .greet_o  (greet),
        .tag_o    (session_tag),
        .nonce_o  (session_nonce),
        .greeted_i(greeted)
    );

    // Whole requests, waiting.
    wire queue_valid, queue_last, queue_take;
    wire [7:0] queue_byte;
    request_queue #(
        .WIDTH(9),
        .DEPTH(QUEUE)
    ) queue (
        .clk_i   (clk_i),
        .rst_i   (restart),
        .write_i (queue_write),
        .data_i  ({queue_last_in, queue_byte_in}),
        .commit_i(queue_commit),
        .rewind_i(queue_rewind),
        .room_o  (queue_room),
        .valid_o (queue_valid),
        .data_o  ({queue_last, queue_byte}),
        .take_i  (queue_take)
    );

    // One request, in its fields.
    wire [3:0] per_cell_valid;
    wire [15:0] per_cell_c;
    wire [`FHN_W-1:0] per_cell_x;
    wire [Y_BITS-1:0] per_cell_y;
    wire [31:0] per_cell_generator;
    wire [14:0] next_noise_x, next_noise_y;
    wire [2:0] next_first;
    wire s_valid, s_bank, readout_valid, parsed, array_free, all_told, answer, answered;
    wire [      15:0] index;
    wire [S_BITS-1:0] s_data;
    wire [      15:0] readout_data;
    wire [7:0] next_classes, request_tag, request_error;
    wire [15:0] next_features, next_cells, next_image_cells;
    wire [31:0] next_transient, next_steps, next_stride;
    request_parse #(
        .CELLS(CELLS),
        .S_BITS(S_BITS),
        .X_BITS(`FHN_W),
        .Y_BITS(Y_BITS),
        .FEATURES(FEATURES),
        .READOUT_WORDS(READOUT_WORDS),
        .CLASSES(CLASSES),
        .COUNTERS(COUNTERS)
    ) parse (
        .clk_i          (clk_i),
        .rst_i          (restart),
        .session_i      (session_open),
        .valid_i        (queue_valid),
        .last_i         (queue_last),
        .byte_i         (queue_byte),
        .take_o         (queue_take),
        .s_valid_o      (s_valid),
        .s_bank_o       (s_bank),
        .per_cell_valid_o    (per_cell_valid),
        .readout_valid_o(readout_valid),
        .index_o        (index),
        .s_data_o       (s_data),
        .per_cell_c_o        (per_cell_c),
        .per_cell_x_o        (per_cell_x),
        .per_cell_y_o        (per_cell_y),
        .per_cell_generator_o(per_cell_generator),
        .readout_data_o (readout_data),
        .start_o        (parsed),
        .features_o     (next_features),
        .cells_o        (next_cells),
        .transient_o    (next_transient),
        .steps_o        (next_steps),
        .stride_o       (next_stride),
        .image_cells_o  (next_image_cells),
        .classes_o      (next_classes),
        .noise_x_o      (next_noise_x),
        .noise_y_o      (next_noise_y),
        .first_o        (next_first),
        .array_free_i   (array_free),
        .all_told_i     (all_told),
        .tag_o          (request_tag),
        .answer_o       (answer),
        .error_o        (request_error),
        .answered_i     (answered)
    );

    // The job that runs, while the next request is taken apart.
    wire start, bank;
    wire [7:0] classes, running_tag;
    wire [15:0] features, cells, image_cells;
    wire [31:0] transient_steps, steps, stride;
    wire [14:0] noise_x, noise_y;
    wire [2:0] first;
    job_hold hold (
        .clk_i        (clk_i),
        .rst_i        (restart),
        .start_i      (parsed),
        .tag_i        (request_tag),
        .bank_i       (s_bank),
        .features_i   (next_features),
        .cells_i      (next_cells),
        .transient_i  (next_transient),
        .steps_i      (next_steps),
        .stride_i     (next_stride),
        .image_cells_i(next_image_cells),
        .classes_i    (next_classes),
        .noise_x_i    (next_noise_x),
        .noise_y_i    (next_noise_y),
        .first_i      (next_first),
        .start_o      (start),
        .tag_o        (running_tag),
        .bank_o       (bank),
        .features_o   (features),
        .cells_o      (cells),
        .transient_o  (transient_steps),
        .steps_o      (steps),
        .stride_o     (stride),
        .image_cells_o(image_cells),
        .classes_o    (classes),
        .noise_x_o    (noise_x),
        .noise_y_o    (noise_y),
        .first_o      (first)
    );

    // Its reply, byte by byte.
    wire array_stop, array_busy, array_step, array_valid, array_ready, array_drained, array_waits, array_done, ends_told;
    wire [ 7:0] array_byte;
    wire [15:0] array_saturated;
    generate
        if (PARALLEL != 0) begin : g_parallel
            // its cells are equal
            wire unused = &{1'b0, per_cell_valid, per_cell_c, per_cell_x, per_cell_y, per_cell_generator, noise_x, noise_y, first};
            fhn_parallel #(
                .LANES(LANES),
                .CELLS_PER_LANE(CELLS_PER_LANE),
                .SIGNATURE(SIGNATURE),
                .VOTE(VOTE),
                .TRACE(TRACE),
                .FABRIC(FABRIC)
            ) array (
                .clk_i          (clk_i),
                .rst_i          (restart || array_stop),
                .s_valid_i      (s_valid),
                .s_cell_i       (index),
                .s_data_i       (s_data),
                .s_bank_i       (s_bank),
                .bank_i         (bank),
                .readout_valid_i(readout_valid),
                .readout_word_i (index),
                .readout_data_i (readout_data),
                .start_i        (start),
                .features_i     (features),
                .cells_i        (cells),
                .transient_i    (transient_steps),
                .steps_i        (steps),
                .stride_i       (stride),
                .image_cells_i  (image_cells),
                .classes_i      (classes),
                .busy_o         (array_busy),
                .step_o         (array_step),
                .ends_told_i    (ends_told),
                .byte_valid_o   (array_valid),
                .byte_o         (array_byte),
                .byte_ready_i   (array_ready),
                .drained_o      (array_drained),
                .waits_o        (array_waits),
                .done_o         (array_done),
                .saturated_o    (array_saturated)
            );
        end else begin : g_lanes
            localparam ARRAY_Y_BITS = (HAS_PER_CELL ? `FHN_YH_PER_CELL : `FHN_YH_BITS) + `FHN_K + `FHN_E;
            /* verilator lint_off UNUSEDSIGNAL */  // without per-cell parameters Y has fewer bits than its bytes
            wire [Y_BITS-1:0] y = per_cell_y;
            /* verilator lint_on UNUSEDSIGNAL */
            fhn_array #(
                .LANES(LANES),
                .CELLS_PER_LANE(CELLS_PER_LANE),
                .SIGNATURE(SIGNATURE),
                .VOTE(VOTE),
                .FABRIC(FABRIC),
                .PER_CELL(HAS_PER_CELL)
            ) array (
                .clk_i          (clk_i),
                .rst_i          (restart || array_stop),
                .s_valid_i      (s_valid),
                .s_cell_i       (index),
                .s_data_i       (s_data),
                .s_bank_i       (s_bank),
                .bank_i         (bank),
                .per_cell_valid_i    (per_cell_valid),
                .per_cell_c_i        (per_cell_c),
                .per_cell_x_i        (per_cell_x),
                .per_cell_y_i        (y[ARRAY_Y_BITS-1:0]),
                .per_cell_generator_i(per_cell_generator),
                .readout_valid_i(readout_valid),
                .readout_word_i (index),
                .readout_data_i (readout_data),
                .start_i        (start),
                .features_i     (features),
                .cells_i        (cells),
                .transient_i    (transient_steps),
                .steps_i        (steps),
                .stride_i       (stride),
                .image_cells_i  (image_cells),
                .classes_i      (classes),
                .noise_x_i      (noise_x),
                .noise_y_i      (noise_y),
                .first_i        (first),
                .busy_o         (array_busy),
                .step_o         (array_step),
                .ends_told_i    (ends_told),
                .byte_valid_o   (array_valid),
                .byte_o         (array_byte),
                .byte_ready_i   (array_ready),
                .drained_o      (array_drained),
                .waits_o        (array_waits),
                .done_o         (array_done),
                .saturated_o    (array_saturated)
            );
        end
    endgenerate

    // How it ends, and that it ends.
    wire tick, job_running, job_done, job_stopped, job_told;
    wire [7:0] job_tag;
    wire [15:0] job_saturated;
    wire [31:0] job_clocks;
    job_watch watch (
        .clk_i       (clk_i),
        .rst_i       (restart),
        .start_i     (parsed),
        .tag_i       (running_tag),
        .tick_i      (tick),
        .step_i      (array_step),
        .byte_valid_i(array_valid),
        .waits_i     (array_waits),
        .done_i      (array_done),
        .saturated_i (array_saturated),
        .running_o   (job_running),
        .free_o      (array_free),
        .all_told_o  (all_told),
        .ends_told_o (ends_told),
        .stop_o      (array_stop),
        .tag_o       (job_tag),
        .done_o      (job_done),
        .stopped_o   (job_stopped),
        .saturated_o (job_saturated),
        .clocks_o    (job_clocks),
        .told_i      (job_told)
    );

    // Heartbeats.
    wire beat, beaten;
    heartbeat #(
        .PERIOD(HEARTBEAT_CLOCKS)
    ) heart (
        .clk_i (clk_i),
        .rst_i (restart || !session_open),
        .tick_o(tick),
        .due_o (beat),
        .sent_i(beaten)
    );

    wire [5:0] greeting_index;
    wire [7:0] greeting_byte;
    greeting #(
        .WORD_BITS(`FHN_W),
        .DT_EXPONENT(`FHN_K),
        .EXTRA_BITS(`FHN_E),
        .Y_BYTES(`FHN_Y_BYTES),
        .LANES(LANES),
        .CELLS(CELLS),
        .QUEUE(QUEUE),
        .HEARTBEAT_MS(HEARTBEAT_MS),
        .CLOCK_HZ(CLOCK_HZ),
        .READOUT_WORDS(READOUT_WORDS),
        .FLAGS(FLAGS),
        .FEATURES(FEATURES),
        .CONSTANTS(`FHN_HASH),
        .NAME(NAME)
    ) greeting (
        .index_i(greeting_index),
        .nonce_i(session_nonce),
        .byte_o (greeting_byte)
    );

    // All replies, in frames.
    wire reply_valid, reply_end, reply_ready;
    wire [7:0] reply_byte;
    reply_frames replies (
        .clk_i           (clk_i),
        .rst_i           (restart),
        .greet_i         (greet),
        .greeted_o       (greeted),
        .greeting_tag_i  (session_tag),
        .greeting_index_o(greeting_index),
        .greeting_byte_i (greeting_byte),
        .nonce_i         (session_nonce),
        .damaged_i       (damaged),
        .overflow_i      (overflow),
        .beat_i          (beat),
        .beaten_o        (beaten),
        .answer_i        (answer),
        .error_i         (request_error),
        .request_tag_i   (request_tag),
        .answered_o      (answered),
        .job_tag_i       (job_tag),
        .job_running_i   (job_running),
        .job_done_i      (job_done && array_drained),
        .job_stopped_i   (job_stopped),
        .saturated_i     (job_saturated),
        .clocks_i        (job_clocks),
        .byte_valid_i    (array_valid),
        .byte_i          (array_byte),
        .byte_ready_o    (array_ready),
        .job_told_o      (job_told),
        .valid_o         (reply_valid),
        .end_o           (reply_end),
        .byte_o          (reply_byte),
        .ready_i         (reply_ready)
    );

    // Bytes for the line.
    wire tx_valid, tx_ready;
    wire [7:0] tx_byte;
    cobs_encode encoder (
        .clk_i  (clk_i),
        .rst_i  (restart),
        .valid_i(reply_valid),
        .end_i  (reply_end),
        .byte_i (reply_byte),
        .ready_o(reply_ready),
        .valid_o(tx_valid),
        .byte_o (tx_byte),
        .ready_i(tx_ready)
    );

    uart_tx #(
        .CLOCKS_PER_BIT(CLOCKS_PER_BIT)
    ) sender (
        .clk_i  (clk_i),
        .rst_i  (rst_i),
        .valid_i(tx_valid),
        .byte_i (tx_byte),
        .ready_o(tx_ready),
        .tx_o   (tx_o)
    );

    reg damage_seen;
    always @(posedge clk_i) damage_seen <= !restart && (damage_seen || damaged);
    assign led_o = {damage_seen, array_busy, session_open};
endmodule
