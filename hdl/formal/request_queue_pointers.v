// request_queue, by induction (the text stands inside the module, at its end): it never runs over or under, and never reads what is not committed.
    initial assume (rst_i);
    always @* assume (!(commit_i && rewind_i) && (!take_i || valid_o));
    reg begun = 1'b0;
    always @(posedge clk_i) begun <= 1'b1;

    wire [AT_BITS:0] waiting = committed - head;
    wire [AT_BITS:0] used_now = tail - head;
    always @* if (begun) begin
        assert (used <= DEPTH);
        assert (used_now <= DEPTH);
        assert (waiting <= used_now);
        assert (used_now <= used + 1'b1);
        assert (!room_o || used <= DEPTH - 4);
        assert (!some || valid_o || waiting != 0);
        assert (!fetch || waiting != 0);
        cover (!room_o && waiting == 0 && head == DEPTH);
        cover (fetch && head == DEPTH + 1);
    end
