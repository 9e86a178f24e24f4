`include "fhn_protocol.vh"

// Makes frames of all that the board has to say: one at a time, the most urgent first, each ended by its CRC.
//
// GREETING goes first and then a heartbeat, which is due once a period. ERROR 1, ERROR 5 and what answers requests take turns where several wait:
// a line that damages every frame keeps neither heartbeats nor answers waiting.
//
// DATA stays open while the array has bytes to come, until it is full, the job has ended, a heartbeat waits, or an error waits and the array has no
// byte at hand; so neither waits for a slow job, and errors do not cut the reply of a fast one into small frames.
module reply_frames (
    input  wire        clk_i,
    input  wire        rst_i,
    // the session
    input  wire        greet_i,
    output wire        greeted_o,
    input  wire [ 7:0] greeting_tag_i,
    output wire [ 5:0] greeting_index_o,
    input  wire [ 7:0] greeting_byte_i,
    input  wire [31:0] nonce_i,
    // the link
    input  wire        damaged_i,         // pulses; equal ones that wait are told once
    input  wire        overflow_i,
    input  wire        beat_i,
    output wire        beaten_o,
    // requests
    input  wire        answer_i,
    input  wire [ 7:0] error_i,           // 0: ACK
    input  wire [ 7:0] request_tag_i,
    output wire        answered_o,
    // the job whose reply it is
    input  wire [ 7:0] job_tag_i,
    input  wire        job_running_i,
    input  wire        job_done_i,
    input  wire        job_stopped_i,
    input  wire [15:0] saturated_i,
    input  wire [31:0] clocks_i,
    input  wire        byte_valid_i,
    input  wire [ 7:0] byte_i,
    output wire        byte_ready_o,
    output reg         job_told_o,
    // to the encoder
    output reg         valid_o,
    output reg         end_o,
    output reg  [ 7:0] byte_o,
    input  wire        ready_i
);
    localparam [2:0] CHOOSE = 3'd0, KIND = 3'd1, TAG = 3'd2, PAYLOAD = 3'd3, STREAM = 3'd4, CRC = 3'd5, END = 3'd6, PICK = 3'd7;

    reg [2:0] state;
    reg [7:0] kind, tag, error;
    reg [5:0] index, length;  // of the payload without DATA's stream
    reg [9:0] streamed;  // bytes of this DATA: at 512 it is full
    reg       tells_job;  // this frame ends the job

    // A byte is made every fourth clock at most: until then what depends on the one before has settled.
    reg pause, idle;
    always @(posedge clk_i) begin
        pause <= valid_o;
        idle <= !valid_o && !pause && !idle && state != PICK && !rst_i;
    end

    // Errors of the link wait here for their turn.
    reg damaged, overflow;
    reg tell_greeting, tell_damaged, tell_overflow, tell_beat, tell_answer;  // what was chosen, one at most
    reg told_damaged, told_overflow;  // whose turn was last; neither: an answer's
    wire job_ended = job_done_i || job_stopped_i;
    wire answers = answer_i || job_ended || byte_valid_i;
    wire damaged_next = damaged && !(told_damaged && (overflow || answers)) && !(told_overflow && answers);
    wire overflow_next = overflow && !damaged_next && !(told_overflow && answers);
    wire urgent = greet_i || beat_i;
    always @(posedge clk_i)
        if (state == CHOOSE) begin
            tell_greeting <= greet_i;
            tell_beat <= !greet_i && beat_i;
            tell_damaged <= !urgent && damaged_next;
            tell_overflow <= !urgent && overflow_next;
            tell_answer <= !urgent && !damaged_next && !overflow_next && answer_i;
        end
    always @(posedge clk_i)
        if (rst_i) {told_damaged, told_overflow} <= 2'b00;
        else if (state == PICK && !tell_greeting && !tell_beat) {told_damaged, told_overflow} <= {tell_damaged, tell_overflow};
    assign greeted_o = state == PICK && tell_greeting;
    assign beaten_o = state == PICK && tell_beat;
    assign answered_o = state == PICK && tell_answer;

    always @(posedge clk_i)
        if (rst_i) begin
            damaged <= 1'b0;
            overflow <= 1'b0;
        end else begin
            damaged <= damaged_i || (damaged && !(state == PICK && tell_damaged));
            overflow <= overflow_i || (overflow && !(state == PICK && tell_overflow));
        end

    // Payloads.
    reg [31:0] beats, bytes;
    reg [15:0] block;
    wire [79:0] done_payload = {clocks_i, bytes, saturated_i};
    wire [39:0] beat_payload = {beats, 7'd0, job_running_i};
    assign greeting_index_o = index;

    // The byte that index points at, two clocks later.
    reg [7:0] greeting_byte, done_byte, beat_byte, payload;
    always @(posedge clk_i) begin
        greeting_byte <= greeting_byte_i;
        done_byte <= done_payload[8*index[3:0]+:8];
        beat_byte <= beat_payload[8*index[2:0]+:8];
        case (kind)
            `FHN_GREETING_KIND: payload <= greeting_byte;
            `FHN_DONE_KIND: payload <= done_byte;
            `FHN_HEARTBEAT_KIND: payload <= beat_byte;
            `FHN_DATA_KIND: payload <= index[0] ? block[15:8] : block[7:0];
            default: payload <= error;
        endcase
    end

    // What the array gives, and whether DATA is to be closed.
    reg beat_waits, error_waits, hungry, some, streamed_one, close;
    assign byte_ready_o = state == STREAM && idle && !close;
    wire stream_one = byte_ready_o && byte_valid_i;
    always @(posedge clk_i) begin
        beat_waits <= beat_i;
        error_waits <= damaged || overflow;
        hungry <= state == STREAM && (idle ? !byte_valid_i : hungry);
        close <= streamed[9] || job_ended || (some && (beat_waits || (error_waits && hungry)));
        streamed_one <= stream_one && !rst_i;
        some <= state == STREAM && (some || stream_one);
        if (state == CHOOSE) streamed <= 10'd0;
        else if (streamed_one) streamed <= streamed + 10'd1;
        if (rst_i || job_told_o) bytes <= 32'd0;
        else if (streamed_one) bytes <= bytes + 32'd1;
    end

    // The next frame, chosen anew until there is one.
    wire any = urgent || damaged || overflow || answers;
    always @(posedge clk_i)
        if (state == PICK) begin
            tells_job <= 1'b0;
            tag <= 8'd0;
            error <= tell_damaged ? `FHN_DAMAGED_FRAME_ERROR : `FHN_QUEUE_FULL_ERROR;
            if (tell_greeting) begin
                kind <= `FHN_GREETING_KIND;
                length <= `FHN_GREETING_BYTES;
                tag <= greeting_tag_i;
            end else if (tell_damaged || tell_overflow) begin
                kind <= `FHN_ERROR_KIND;
                length <= `FHN_ERROR_BYTES;
            end else if (tell_beat) begin
                kind <= `FHN_HEARTBEAT_KIND;
                length <= `FHN_HEARTBEAT_BYTES;
            end else begin
                tag <= tell_answer ? request_tag_i : job_tag_i;
                if (tell_answer) begin
                    kind <= (error_i == 8'd0) ? `FHN_ACK_KIND : `FHN_ERROR_KIND;
                    length <= (error_i == 8'd0) ? 6'd0 : `FHN_ERROR_BYTES;
                    error <= error_i;
                end else if (job_stopped_i) begin
                    kind <= `FHN_ERROR_KIND;
                    length <= `FHN_ERROR_BYTES;
                    error <= `FHN_NO_PROGRESS_ERROR;
                    tells_job <= 1'b1;
                end else if (job_done_i) begin
                    kind <= `FHN_DONE_KIND;
                    length <= `FHN_DONE_BYTES;
                    tells_job <= 1'b1;
                end else begin
                    kind <= `FHN_DATA_KIND;
                    length <= `FHN_BLOCK_BYTES;
                end
            end
        end

    // Its bytes: each is made while none waits for the encoder.
    wire taken = valid_o && ready_i;
    reg [7:0] prepared;  // all but the array's
    reg at_length, at_crc_end, ended;  // index, a clock late; the frame has gone
    always @(posedge clk_i) begin
        at_length <= index == length;
        at_crc_end <= index == `FHN_CRC_BYTES - 1;
        ended <= !rst_i && taken && end_o;
        job_told_o <= !rst_i && taken && end_o && tells_job;
        case (state)
            KIND: prepared <= kind;
            TAG: prepared <= tag;
            PAYLOAD: prepared <= payload;
            default: prepared <= ~crc[7:0];
        endcase
        if (idle) byte_o <= (state == STREAM) ? byte_i : prepared;

        if (rst_i) begin
            state <= CHOOSE;
            valid_o <= 1'b0;
            end_o <= 1'b0;
        end else if (taken) begin
            valid_o <= 1'b0;
            end_o <= 1'b0;
            if (end_o) state <= CHOOSE;
        end else if (state == CHOOSE) begin
            index <= 6'd0;
            if (any && idle) state <= PICK;
        end else if (state == PICK) begin
            state <= KIND;
        end else if (idle)
            case (state)
                KIND: begin
                    valid_o <= 1'b1;
                    state <= TAG;
                end
                TAG: begin
                    valid_o <= 1'b1;
                    state <= PAYLOAD;
                end
                PAYLOAD:
                if (at_length) begin
                    index <= 6'd0;
                    state <= (kind == `FHN_DATA_KIND) ? STREAM : CRC;
                end else begin
                    valid_o <= 1'b1;
                    index <= index + 6'd1;
                end
                STREAM:
                if (close) state <= CRC;
                else valid_o <= byte_valid_i;
                CRC: begin
                    valid_o <= 1'b1;
                    index <= index + 6'd1;
                    if (at_crc_end) state <= END;
                end
                default: begin
                    valid_o <= 1'b1;
                    end_o <= 1'b1;
                end
            endcase
    end

    // CRC of what the encoder has taken, a clock later, when the byte still stands; then it is shifted out.
    reg sent, first;
    always @(posedge clk_i) begin
        sent <= !rst_i && taken && state != CRC;
        first <= state == TAG;  // the kind is on its way
    end
    /* verilator lint_off UNUSEDSIGNAL */  // a byte at a time is sent
    wire [31:0] crc;
    /* verilator lint_on UNUSEDSIGNAL */
    crc32 crc_register (
        .clk_i  (clk_i),
        .begin_i(first),
        .ones_i (kind == `FHN_GREETING_KIND),
        .start_i(~nonce_i),
        .take_i (sent),
        .byte_i (byte_o),
        .shift_i(idle && state == CRC),
        .crc_o  (crc)
    );

    always @(posedge clk_i) begin
        if (rst_i) beats <= 32'd0;
        else if (ended && kind == `FHN_HEARTBEAT_KIND) beats <= beats + 32'd1;
        if (rst_i || job_told_o) block <= 16'd0;
        else if (ended && kind == `FHN_DATA_KIND) block <= block + 16'd1;
    end
endmodule
