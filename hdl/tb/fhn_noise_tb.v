// fhn_noise against golden vectors of imperfect cells (+vectors=FILE): cell after cell, a step a clock, nX and nY with their signs, 0 for a stuck
// cell, and the generator's words after each step; they move on in the first step of every eight.
`timescale 1ns / 1ps
module fhn_noise_tb;
    localparam CELLS = 64, STEPS = 256, X_CLOCKS = 3;
    reg clk = 0;
    always #5 clk = ~clk;

    reg [15:0] u = 0, v = 0;
    reg stuck = 0;
    reg [7:0] turn = 1;
    reg signed [15:0] more_x = 0, less_x = 0, more_y = 0, less_y = 0;
    wire [15:0] u_out, v_out;
    wire signed [15:0] noise_x, noise_y;
    fhn_noise #(.X_CLOCKS(X_CLOCKS)) dut (
        .clk_i(clk), .u_i(u), .v_i(v), .stuck_i(stuck), .turn_i(turn), .more_x_i(more_x), .less_x_i(less_x), .more_y_i(more_y), .less_y_i(less_y),
        .u_o(u_out), .v_o(v_out), .noise_x_o(noise_x), .noise_y_o(noise_y)
    );

    reg [1023:0] name;
    reg [8*256-1:0] line;
    integer header[0:7];  // W, k, e, J, seed, cells, trial, steps
    integer words[0:12*CELLS-1];  // of a cell C, X0, Yh0, Yl0, Ax, Ay, three S, u, v
    integer row[0:6];  // nX, nY, X, Yh, Yl, u, v
    integer due_x[0:STEPS+X_CLOCKS], due_y[0:STEPS+X_CLOCKS];
    integer file, got, n, c, failures, checks, kept, moving;

    task check(input good, input [8*50-1:0] what);
        begin
            checks = checks + 1;
            if (good !== 1'b1) begin
                failures = failures + 1;
                if (failures < 6) $display("%0s: cell %0d, step %0d", what, c, n);
            end
        end
    endtask

    initial begin
        {failures, checks, kept, moving} = 0;
        if (!$value$plusargs("vectors=%s", name)) name = 0;
        file = $fopen(name, "r");
        if (file == 0) begin
            $display("FAIL fhn_noise: no vectors at %0s", name);
            $fatal;
        end
        got = $fgets(line, file);
        for (n = 0; n < 8; n = n + 1) got = $fscanf(file, "%d,", header[n]);
        for (n = 0; n < 11 * header[5]; n = n + 1) got = $fscanf(file, "%d,", words[n]);
        for (c = 0; c < header[5]; c = c + 1) begin
            {u, v, stuck} = {words[11*c+9][15:0], words[11*c+10][15:0], words[11*c] == 0};
            // Of all that move the amplitudes are the same; a stuck one is given them too.
            if (!stuck) begin
                {more_x, more_y} = {words[11*c+4][15:0], words[11*c+5][15:0]};
                {less_x, less_y} = {-more_x, -more_y};
                moving = moving + 1;
            end else if (moving == 0) {more_x, less_x, more_y, less_y} = {16'd3, -16'd3, 16'd5, -16'd5};
            turn = 1;
            for (n = 0; n < header[7] + X_CLOCKS; n = n + 1) begin
                if (n < header[7]) begin
                    for (got = 0; got < 7; got = got + 1) if ($fscanf(file, "%d,", row[got]) != 1) check(0, "the file ends");
                    due_x[n] = row[0];
                    due_y[n] = row[1];
                    #1;
                    if (turn[0]) check(u_out == row[5] && v_out == row[6], "another generator");
                    else check(u == row[5] && v == row[6], "a generator that has moved");
                end
                @(posedge clk) #1;
                if (turn[0]) {u, v} = {u_out, v_out};
                turn = {turn[6:0], turn[7]};
                @(negedge clk);
                if (n < header[7]) check(noise_y == due_y[n], "another nY");
                if (n >= X_CLOCKS - 1 && n < header[7] + X_CLOCKS - 1) check(noise_x == due_x[n-X_CLOCKS+1], "another nX");
            end
        end
        $fclose(file);
        if (failures == 0 && moving > 0 && checks == 3 * header[5] * header[7]) begin
            $display("PASS fhn_noise: %0d cells of %0d steps", header[5], header[7]);
            $finish;
        end
        $display("FAIL fhn_noise: %0d differences in %0d checks", failures, checks);
        $fatal;
    end
endmodule
