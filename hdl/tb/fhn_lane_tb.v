// fhn_lane, a row of golden vectors a clock (+vectors=FILE, default format): what it does with init, advance, record and none of them, the flag of
// saturation, lanes without a cell, and the order of the writes.
`timescale 1ns / 1ps
`include "fhn_constants.vh"
module fhn_lane_tb;
    localparam W = `FHN_W, E = `FHN_E, L = `FHN_K + `FHN_E, YH = `FHN_YH_BITS, Y = YH + L, ROWS = 4096;

    reg clk = 0;
    always #5 clk = ~clk;

    reg valid = 0, init = 0, advance = 0, record = 0, used = 0, saturated = 0;
    reg signed [W-1:0] x = 0;
    reg [Y-1:0] y = 0;
    reg [31:0] signature = 0;
    reg signed [W+E-1:0] s = 0;
    wire signature_write, y_write, x_write, saturated_out, newly_saturated, done;
    wire [31:0] signature_out;
    wire [Y-1:0] y_out;
    wire signed [W-1:0] x_out;

    fhn_lane #(
        .W(W), .P(`FHN_P), .U(`FHN_U), .K(`FHN_K), .E(E), .G(`FHN_G), .CL(`FHN_CL), .XMAX(`FHN_XMAX), .YH_BITS(YH),
        .X0(`FHN_X0), .YH0(`FHN_YH0), .YL0(`FHN_YL0)
    ) dut (
        .clk_i(clk), .valid_i(valid), .init_i(init), .advance_i(advance), .record_i(record), .used_i(used),
        .x_i(x), .y_i(y), .saturated_i(saturated), .signature_i(signature), .s_i(s),
        .signature_write_o(signature_write), .signature_o(signature_out), .y_write_o(y_write), .y_o(y_out),
        .x_write_o(x_write), .x_o(x_out), .saturated_o(saturated_out), .newly_saturated_o(newly_saturated), .done_o(done)
    );

    integer file, got, n, rows, failures, order, seed;
    integer row[0:7];  // S, X, Yh, Yl, Xn, Yhn, Yln, clamped
    integer signatures, y_writes, x_writes, dones;
    reg [1023:0] name;
    reg [8*256-1:0] line;
    // What is due, in the order in which it was ordered.
    reg [31:0] due_signature[0:ROWS-1];
    reg [Y-1:0] due_y[0:ROWS-1];
    reg [W+1:0] due_x[0:ROWS-1];
    integer signatures_due, y_due, x_due;

    task expect_row(input [31:0] signature_row, input [Y-1:0] y_row, input [W+1:0] x_row);
        begin
            if (init || record) begin
                due_signature[signatures_due] = signature_row;
                signatures_due = signatures_due + 1;
            end
            if (init || advance) begin
                due_y[y_due] = y_row;
                y_due = y_due + 1;
                due_x[x_due] = x_row;
                x_due = x_due + 1;
            end
        end
    endtask

    // The register bit by bit, other than the module writes it.
    function [31:0] appended(input [31:0] before, input [15:0] word);
        integer bit_number;
        begin
            appended = before * 2;
            if (before >= 32'h80000000) appended = appended ^ 32'h04C11DB7;
            for (bit_number = 0; bit_number < 16; bit_number = bit_number + 1) if (word[bit_number]) appended = appended ^ (1 << bit_number);
        end
    endfunction

    always @(negedge clk) begin
        if (signature_write === 1'b1) begin
            if (signature_out !== due_signature[signatures]) failures = failures + 1;
            signatures = signatures + 1;
        end
        if (y_write === 1'b1) begin
            if (y_out !== due_y[y_writes]) failures = failures + 1;
            y_writes = y_writes + 1;
        end
        if (x_write === 1'b1) begin
            if ({newly_saturated, saturated_out, x_out} !== due_x[x_writes]) begin
                failures = failures + 1;
                if (failures < 4) $display("write %0d: newly, saturated, X = %b %b %0d, expected %b", x_writes, newly_saturated, saturated_out,
                    x_out, due_x[x_writes]);
            end
            if (!done || x_writes >= y_writes) failures = failures + 1;
            x_writes = x_writes + 1;
        end else if (newly_saturated === 1'b1) failures = failures + 1;
        if (done === 1'b1) dones = dones + 1;
    end

    localparam [31:0] X0 = `FHN_X0;
    reg due_saturated, due_newly;
    initial begin
        {failures, signatures, y_writes, x_writes, dones, signatures_due, y_due, x_due} = 0;
        seed = 3;
        if (!$value$plusargs("vectors=%s", name)) name = 0;
        file = $fopen(name, "r");
        if (file == 0) begin
            $display("FAIL fhn_lane: no vectors at %0s", name);
            $fatal;
        end
        got = $fgets(line, file);
        for (n = 0; n < 14; n = n + 1) got = $fscanf(file, "%d,", rows);
        repeat (32) @(negedge clk);
        {failures, signatures, y_writes, x_writes, dones} = 0;
        for (n = 0; n < rows; n = n + 1) begin
            got = $fscanf(file, "%d,%d,%d,%d,%d,%d,%d,%d", row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7]);
            s = row[0];
            x = row[1];
            y = (row[2] << L) | row[3];
            signature = $random(seed);
            valid = 1;
            order = $random(seed);
            {saturated, used} = order[9:8];
            // 1 in 8 begins, 1 in 8 is only looked at, and of the others half record.
            init = order[2:0] == 0;
            advance = order[2:0] > 1;
            record = advance && order[4];
            due_saturated = !init && (saturated || !used || row[7] != 0);
            due_newly = advance && used && !saturated && row[7] != 0;
            if (init) expect_row(0, (`FHN_YH0 << L) | `FHN_YL0, {2'b00, X0[W-1:0]});
            else expect_row(appended(signature, x), (row[5] << L) | row[6], {due_newly, due_saturated, row[4][W-1:0]});
            @(negedge clk);
        end
        valid = 0;
        repeat (64) @(negedge clk);
        if (failures == 0 && rows > 0 && dones == rows && x_writes == x_due && y_writes == y_due && signatures == signatures_due) begin
            $display("PASS fhn_lane: %0d rows, %0d written", rows, x_writes);
            $finish;
        end
        $display("FAIL fhn_lane: %0d differences; of %0d rows %0d came out, %0d of %0d were written", failures, rows, dones, x_writes, x_due);
        $fatal;
    end
endmodule
