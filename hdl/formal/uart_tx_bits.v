// uart_tx, by induction (the text stands inside the module, at its end): the line is the frame of the byte that was taken, bit by bit, and high
// between frames; the next byte is taken ten bits later to the clock.
    initial assume (rst_i);

    reg [9:0] frame = 10'h3FF;  // start bit lowest
    reg [8:0] age;  // clocks since it was taken
    always @(posedge clk_i) begin
        age <= (rst_i || ready_o) ? 9'd1 : age + 9'd1;
        if (!rst_i && ready_o && valid_i) frame <= {1'b1, byte_i, 1'b0};
    end

    wire [18:0] rest = {9'h1FF, frame} >> (4'd10 - bits_left);
    wire [TIMER_BITS:0] timer_and_1 = timer + 1'b1;
    wire [8:0] to_bits_end = timer_and_1 + 9'd1;
    reg begun = 1'b0;
    always @(posedge clk_i) begun <= 1'b1;
    always @* if (begun) begin
        assert (bits_left <= 4'd10 && timer_and_1 <= CLOCKS_PER_BIT - 1);
        assert (ready_o == (bits_left == 4'd0));
        assert (frame[9]);
        if (ready_o) assert (line == 9'h1FF);
        else begin
            assert (line == rest[8:0]);
            // All of it lasts ten bits; the last clock is the one of the next taking.
            assert (bits_left != 4'd1 || timer_and_1 <= CLOCKS_PER_BIT - 2);
            if (bits_left == 4'd1) assert (age + to_bits_end == 10 * CLOCKS_PER_BIT);
            else assert (age + to_bits_end + (bits_left - 2) * CLOCKS_PER_BIT + (CLOCKS_PER_BIT - 1) == 10 * CLOCKS_PER_BIT);
        end
        cover (ready_o && age == 10 * CLOCKS_PER_BIT && frame == {1'b1, 8'hA5, 1'b0});
    end
