// frame_check, bounded (the text stands inside the module, at its end): a frame is kept where, and only where, it is 6 to LONGEST bytes long, the CRC
// register after it holds what a right CRC leaves there (that it does, crc32_tb sees), COBS was not broken and it is no HELLO; then all its bytes but
// the CRC were queued, in their order. Everything else is told as damaged and taken back. HELLO is longer than the bound; cobs_tb has it.
    initial assume (rst_i);
    reg begun = 1'b0;
    always @(posedge clk_i) begun <= 1'b1;

    // Every third clock at most, and room for all.
    reg [1:0] phase = 2'd0;
    always @(posedge clk_i) phase <= (phase == 2'd2) ? 2'd0 : phase + 2'd1;
    always @* begin
        assume (!(valid_i || end_i) || (phase == 2'd2 && !(valid_i && end_i)));
        assume (room_i && rst_i == !begun);
    end

    // The frame's length, and one of its bytes, whichever.
    (* anyconst *) wire [4:0] which;
    reg [7:0] one, first;
    reg [4:0] bytes = 5'd0, writes = 5'd0, was_bytes;
    reg ended = 1'b0, was_kept = 1'b0, was_ended = 1'b0, was_broken, was_residue, was_hello;
    wire right = !was_broken && was_residue;
    wire sound = right && bytes >= 5'd6 && bytes <= LONGEST;
    always @(posedge clk_i) begin
        ended <= end_i && begun;
        was_broken <= broken_i;
        was_residue <= crc == RESIDUE;
        was_hello <= bytes == 5'd10 && first == 8'h01;
        was_ended <= ended;
        was_kept <= ended && sound && !was_hello;
        was_bytes <= bytes;
        writes <= was_ended ? 5'd0 : writes + {4'd0, write_o && begun};
        if (ended) bytes <= 5'd0;
        else if (valid_i) begin
            bytes <= bytes + 5'd1;
            if (bytes == which) one <= byte_i;
            if (bytes == 5'd0) first <= byte_i;
        end
    end

    always @* if (begun && !rst_i) begin
        assume (bytes < 5'd20);
        assert (damaged_o == (ended && !sound));
        assert (hello_o == (ended && sound && was_hello));
        assert (!overflow_o);
        assert (commit_o == was_kept && rewind_o == (was_ended && !was_kept));
        if (write_o && writes == which) assert (byte_o == one);
        if (commit_o) assert (write_o && last_o && writes + 5'd5 == was_bytes);
        cover (commit_o);
        cover (damaged_o && !right && bytes == 5'd6);
        cover (damaged_o && right && bytes > LONGEST);
        cover (damaged_o && right && bytes < 5'd6);
    end
