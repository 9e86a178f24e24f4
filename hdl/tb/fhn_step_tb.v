// fhn_step against every row of a file of golden vectors, a row a clock. +vectors=FILE; the parameters are those of the file's second line.
`timescale 1ns / 1ps
module fhn_step_tb;
    parameter W = 16, P = 16, U = 4, K = 8, E = 0, G = 0, CL = 25600, XMAX = 20480;
    parameter YH_BITS = 15;
    parameter FABRIC = 0;
    localparam ROWS = 4096, INDEX_BITS = 12;

    reg clk = 0;
    always #5 clk = ~clk;

    reg signed [31:0] s[0:ROWS-1], x[0:ROWS-1], yh[0:ROWS-1], yl[0:ROWS-1];
    reg signed [31:0] xn[0:ROWS-1], yhn[0:ROWS-1], yln[0:ROWS-1], clamped[0:ROWS-1];
    integer rows, row, file, got, checked_x, checked_y, failures;
    integer header[0:13];
    reg [1023:0] name;
    reg [8*256-1:0] line;

    reg signed [W-1:0] x_in = 0;
    reg signed [YH_BITS-1:0] yh_in = 0;
    reg [K+E-1:0] yl_in = 0;
    reg signed [W+E-1:0] s_in = 0;
    reg valid = 0;
    reg [INDEX_BITS-1:0] index = 0;
    wire signed [YH_BITS-1:0] yhn_out;
    wire [K+E-1:0] yln_out;
    wire signed [W-1:0] xn_out;
    wire clamped_out, valid_out;
    wire [INDEX_BITS-1:0] index_out;

    fhn_step #(
        .W(W), .P(P), .U(U), .K(K), .E(E), .G(G), .CL(CL), .XMAX(XMAX),
        .YH_BITS(YH_BITS), .ALONG_BITS(INDEX_BITS + 1), .FABRIC(FABRIC)
    ) dut (
        .clk_i(clk),
        .x_i(x_in), .yh_i(yh_in), .yl_i(yl_in), .s_i(s_in), .along_i({valid, index}),
        .yhn_o(yhn_out), .yln_o(yln_out), .xn_o(xn_out), .clamped_o(clamped_out), .along_o({valid_out, index_out})
    );

    // Y is due 2 clocks after its inputs.
    reg [INDEX_BITS:0] y_index_1 = 0, y_index_2 = 0;
    always @(posedge clk) begin
        y_index_1 <= {valid, index};
        y_index_2 <= y_index_1;
    end

    always @(negedge clk) begin
        if (valid_out === 1'b1) begin
            checked_x = checked_x + 1;
            if (xn_out !== xn[index_out][W-1:0] || clamped_out !== clamped[index_out][0]) begin
                failures = failures + 1;
                if (failures < 4) $display("row %0d: X = %0d, clamped = %b; expected %0d, %0d", index_out, xn_out, clamped_out, xn[index_out],
                    clamped[index_out]);
            end
        end
        if (y_index_2[INDEX_BITS]) begin
            row = y_index_2[INDEX_BITS-1:0];
            checked_y = checked_y + 1;
            if (yhn_out !== yhn[row][YH_BITS-1:0] || {18'b0, yln_out} !== {18'b0, yln[row][K+E-1:0]}) begin
                failures = failures + 1;
                if (failures < 4) $display("row %0d: Yh, Yl = %0d, %0d; expected %0d, %0d", row, yhn_out, yln_out, yhn[row], yln[row]);
            end
        end
    end

    integer n;
    initial begin
        checked_x = 0;
        checked_y = 0;
        failures = 0;
        if (!$value$plusargs("vectors=%s", name)) name = 0;
        file = $fopen(name, "r");
        if (file == 0) begin
            $display("FAIL fhn_step: no vectors at %0s", name);
            $fatal;
        end
        got = $fgets(line, file);
        for (n = 0; n < 14; n = n + 1) got = $fscanf(file, "%d,", header[n]);
        if (header[0] != W || header[1] != W - 2 || header[2] != P || header[3] != U || header[4] != K || header[5] != E ||
            header[7] != G || header[8] != CL || header[9] != XMAX) begin
            $display("FAIL fhn_step: the parameters are not those of %0s", name);
            $fatal;
        end
        rows = header[13];
        for (n = 0; n < rows; n = n + 1)
            got = $fscanf(file, "%d,%d,%d,%d,%d,%d,%d,%d", s[n], x[n], yh[n], yl[n], xn[n], yhn[n], yln[n], clamped[n]);
        $fclose(file);
        @(negedge clk);
        for (n = 0; n < rows; n = n + 1) begin
            {s_in, x_in, yh_in, yl_in} = {s[n][W+E-1:0], x[n][W-1:0], yh[n][YH_BITS-1:0], yl[n][K+E-1:0]};
            {valid, index} = {1'b1, n[INDEX_BITS-1:0]};
            @(negedge clk);
        end
        valid = 0;
        repeat (64) @(negedge clk);
        if (failures == 0 && got == 8 && rows > 0 && checked_x == rows && checked_y == rows) begin
            $display("PASS fhn_step W=%0d k=%0d e=%0d FABRIC=%0d: %0d rows", W, K, E, FABRIC, rows);
            $finish;
        end
        $display("FAIL fhn_step W=%0d k=%0d e=%0d FABRIC=%0d: %0d differences in %0d and %0d rows of %0d", W, K, E, FABRIC, failures, checked_x,
            checked_y, rows);
        $fatal;
    end
endmodule
