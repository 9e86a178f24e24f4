// reply_frames by induction, for any order in which things become due, and however fast damaged frames come. No starvation: a heartbeat that is due is
// the next frame, unless a GREETING is; ERROR 1, ERROR 5 and what answers a request, each that waits lets two frames of the others pass at most. No
// deadlock: a frame has at most 582 bytes, and eight clocks never pass without a step of it but where the encoder takes no byte, the array has none, or
// nothing is to be said.
module reply_frames_proof (
    input wire       clk,
    input wire       restart,
    input wire       greet,
    input wire       damaged,
    input wire       overflow,
    input wire       beat,
    input wire       answer,
    input wire [7:0] error,
    input wire       running,
    input wire       done,
    input wire       stopped,
    input wire       byte_valid,
    input wire       ready
);
    reg first = 1'b1;
    always @(posedge clk) first <= 1'b0;
    wire rst = first || restart;

    wire greeted, beaten, answered, byte_ready, told, valid, last;
    wire [5:0] greeting_index;
    wire [7:0] out;
    reply_frames dut (
        .clk_i(clk), .rst_i(rst), .greet_i(greet), .greeted_o(greeted), .greeting_tag_i(8'd0), .greeting_index_o(greeting_index),
        .greeting_byte_i(8'd0), .nonce_i(32'd0), .damaged_i(damaged), .overflow_i(overflow), .beat_i(beat), .beaten_o(beaten), .answer_i(answer),
        .error_i(error), .request_tag_i(8'd0), .answered_o(answered), .job_tag_i(8'd0), .job_running_i(running), .job_done_i(done),
        .job_stopped_i(stopped), .saturated_i(16'd0), .clocks_i(32'd0), .byte_valid_i(byte_valid), .byte_i(8'd0), .byte_ready_o(byte_ready),
        .job_told_o(told), .valid_o(valid), .end_o(last), .byte_o(out), .ready_i(ready)
    );

    // What waits stays until its turn. A job ends after its last byte was taken, and requests are answered between two jobs' replies (request_parse).
    reg was_beat = 1'b0, was_answer = 1'b0, was_ended = 1'b0, was_byte = 1'b0;
    always @(posedge clk) begin
        was_beat <= !rst && beat && !beaten;
        was_answer <= !rst && answer && !answered;
        was_ended <= !rst && (done || stopped) && !told;
        was_byte <= !rst && byte_valid && !byte_ready;
    end
    always @* begin
        assume (!was_beat || beat);
        assume (!was_answer || answer);
        assume (!was_ended || done || stopped);
        assume (!was_byte || byte_valid || stopped);
        assume (!((done || stopped) && byte_valid));
        assume (!(answer && (done || stopped || byte_valid)));
    end

    localparam [2:0] CHOOSE = 3'd0, KIND = 3'd1, TAG = 3'd2, PAYLOAD = 3'd3, STREAM = 3'd4, CRC = 3'd5, END = 3'd6, PICK = 3'd7;
    (* hierconn *) wire [2:0] \dut.state ;
    (* hierconn *) wire [5:0] \dut.index , \dut.length ;
    (* hierconn *) wire [7:0] \dut.kind ;
    (* hierconn *) wire [9:0] \dut.streamed ;
    (* hierconn *) wire \dut.damaged , \dut.overflow , \dut.told_damaged , \dut.told_overflow , \dut.streamed_one , \dut.some , \dut.close , \dut.idle ;
    (* hierconn *) wire \dut.tell_greeting , \dut.tell_damaged , \dut.tell_overflow , \dut.tell_beat , \dut.tell_answer ;
    wire [2:0] state = \dut.state ;

    // What waited when the next frame was chosen.
    wire answers = answer || done || stopped || byte_valid;
    reg beat_waits, damaged_waits, overflow_waits, answers_wait;
    always @(posedge clk) if (state == CHOOSE) {beat_waits, damaged_waits, overflow_waits, answers_wait} <= {beat, \dut.damaged , \dut.overflow , answers};

    // Frames that each has let pass.
    wire in_turn = state == PICK && !\dut.tell_greeting && !\dut.tell_beat ;
    wire answers_now = in_turn && !\dut.tell_damaged && !\dut.tell_overflow ;
    reg [1:0] passed_damaged, passed_overflow, passed_answers;
    always @(posedge clk)
        if (rst) {passed_damaged, passed_overflow, passed_answers} <= 6'd0;
        else if (in_turn) begin
            passed_damaged <= damaged_waits && !\dut.tell_damaged ? passed_damaged + 2'd1 : 2'd0;
            passed_overflow <= overflow_waits && !\dut.tell_overflow ? passed_overflow + 2'd1 : 2'd0;
            passed_answers <= answers_wait && !answers_now ? passed_answers + 2'd1 : 2'd0;
        end

    // Bytes of the frame that were made, and those of the array among them.
    reg [9:0] taken, given;
    wire [9:0] made = taken + valid;
    always @(posedge clk)
        if (rst || state == CHOOSE) {taken, given} <= 20'd0;
        else begin
            taken <= taken + (valid && ready);
            given <= given + (byte_valid && byte_ready);
        end

    // Clocks without a step.
    wire anything = greet || beat || \dut.damaged || \dut.overflow || answers;
    wire waits = (state == CHOOSE && !anything) || (valid && !ready)
        || (state == STREAM && !byte_valid && !done && !stopped && !(\dut.some && (beat || \dut.damaged || \dut.overflow )));
    reg [2:0] was_state;
    reg [3:0] still;
    always @(posedge clk) begin
        was_state <= state;
        still <= rst || waits || (valid && ready) || state != was_state ? 4'd0 : still == 4'd15 ? 4'd15 : still + 4'd1;
    end

    always @* if (!rst) begin
        assert ({1'b0, \dut.tell_greeting } + \dut.tell_beat + \dut.tell_damaged + \dut.tell_overflow + \dut.tell_answer <= 2'd1 || state != PICK);
        if (state == PICK && beat_waits) assert (\dut.tell_beat || \dut.tell_greeting );
        if (answers_now) assert (answers_wait);  // no frame without something to say
        assert (passed_damaged <= 2'd2 && passed_overflow <= 2'd2 && passed_answers <= 2'd2);
        assert (made <= 10'd582 && given <= 10'd512);
        assert (still < 4'd8);
        // What makes it inductive.
        if (\dut.told_damaged ) assert (!\dut.told_overflow && passed_damaged == 2'd0 && passed_answers <= 2'd1);
        else if (\dut.told_overflow ) assert (passed_overflow == 2'd0 && passed_damaged <= 2'd1);
        else assert (passed_answers == 2'd0 && passed_overflow <= 2'd1);
        if (state == PICK) begin
            assert (!\dut.tell_damaged || damaged_waits);
            assert (!\dut.tell_overflow || overflow_waits);
            assert (\dut.tell_damaged || !in_turn || !damaged_waits || \dut.told_damaged || \dut.told_overflow );
            assert (\dut.tell_overflow || !in_turn || !overflow_waits || !\dut.told_damaged );
            assert (answers_now || !in_turn || !answers_wait || !\dut.told_overflow );
        end
        if (state == CHOOSE || state == PICK || state == KIND) assert (!valid);
        if (state == PICK || state == KIND || state == TAG || state == STREAM) assert (\dut.index == 6'd0);
        if (state == KIND) assert (made == 10'd0);
        if (state == TAG) assert (made == 10'd1);
        if (state == PAYLOAD) assert (\dut.index <= \dut.length && made == 10'd2 + \dut.index );
        if (state == PICK || state == KIND || state == TAG || state == PAYLOAD)
            assert (given == 10'd0 && \dut.streamed == 10'd0 && !\dut.streamed_one );
        if (state == STREAM) assert (made == 10'd2 + \dut.length + given && given == \dut.streamed + \dut.streamed_one );
        if (state == CRC) assert (\dut.index < 6'd4 && made == 10'd2 + \dut.length + given + \dut.index );
        if (state == END) assert (made == 10'd6 + \dut.length + given + last);
        assert (!last || (state == END && valid));
    end

    // A trace: damaged frames without a pause, and after the first ERROR 1 a heartbeat or an answer, though the next ERROR 1 waits. The other inputs are
    // given, so that it is found in a moment.
    (* anyconst *) wire by_script, for_beat;
    reg flooded = 1'b1, one_told = 1'b0;
    always @(posedge clk) begin
        flooded <= flooded && (rst || damaged);
        one_told <= !rst && (one_told || (state == PICK && \dut.tell_damaged ));
    end
    always @* begin
        if (by_script) begin
            assume (damaged && ready && {restart, greet, overflow, error, running, done, stopped, byte_valid} == 15'd0);
            assume (beat == (one_told && for_beat) && answer == (one_told && !for_beat));
        end
        cover (by_script && flooded && one_told && state == PICK && \dut.tell_beat && damaged_waits);
        cover (by_script && flooded && one_told && answers_now && damaged_waits);
    end
endmodule
