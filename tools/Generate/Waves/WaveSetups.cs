using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Generate.Waves;

/// <summary>
/// hdl/waves: what to look at in a waveform, for GTKWave and Surfer, in groups that follow the data: the step alone, the array, and the whole board. All are of
/// the standard format.
/// </summary>
internal static class WaveSetups
{
    private const string Folder = "hdl/waves";

    private static readonly CellConstants Constants = new(new CellFormat(), new CellParameters());
    private static readonly int W = Constants.Format.WordBits, Low = Constants.Format.LowBits, High = Constants.YhBits, Y = High + Low;

    public static IEnumerable<GeneratedFile> Files() => new (string Name, WaveGroup[] Groups)[]
    {
        ("fhn_step", [.. Step("fhn_step_tb.dut")]),
        ("fhn_array", Array("fhn_array_tb.dut", 1, 6)),
        ("board", Board("TOP.fhn_board")),
    }.SelectMany(setup => new GeneratedFile[]
    {
        new($"{Folder}/{setup.Name}.gtkw", WaveViewers.Gtkw(setup.Groups)), new($"{Folder}/{setup.Name}.sucl", WaveViewers.Surfer(setup.Groups)),
    });

    // The order of FixedStep.Advance, and of hdl/rtl/fhn_step.v. f has a bit more than the wider of X and Yh.
    private static WaveGroup[] Step(string step) =>
    [
        new("inputs", new($"{step}.clk_i"), Curve($"{step}.x_i", W), Signed($"{step}.yh_i", High), Unsigned($"{step}.yl_i", Low), Signed($"{step}.s_i", W)),
        new("cube r", Signed($"{step}.q", W), Signed($"{step}.x_with_q", W), Signed($"{step}.r", W)),
        new("f = X - r - Yh", Signed($"{step}.x_less_yh", W + 1), Signed($"{step}.f", W + 1)),
        new("Xn = X + (f C >> 16)", Signed($"{step}.d", W + 2), Signed($"{step}.Xu", W + 2), new($"{step}.above"), new($"{step}.below"),
            Curve($"{step}.xn_o", W), new($"{step}.clamped_o")),
        new("Yn = Y + X + S", Signed($"{step}.x_plus_s", W + 1), Signed($"{step}.A", W + 2), Signed($"{step}.yhn_o", High), Unsigned($"{step}.yln_o", Low)),
    ];

    private static WaveGroup[] Array(string array, int lanes, int slotBits)
    {
        var lane = $"{array}.lanes.g_lane[0].one";
        return
        [
            new("job", new($"{array}.clk_i"), new($"{array}.start_i"), new($"{array}.busy_o"), new($"{array}.step_o"), new($"{array}.done_o")),
            new("row of cells", new($"{array}.issue"), Unsigned($"{array}.slot", slotBits), new($"{array}.valid"), new($"{array}.init"),
                new($"{array}.advance"), new($"{array}.record"), new($"{array}.sample")),
            new("lane 0, before the step", Curve($"{lane}.x_i", W), Signed($"{lane}.y_i", Y), Signed($"{lane}.s_i", W)),
            new("lane 0, the step", Signed($"{lane}.step.q", W), Signed($"{lane}.step.r", W), Signed($"{lane}.step.f", W + 1),
                Signed($"{lane}.step.d", W + 2), Signed($"{lane}.step.A", W + 2)),
            new("lane 0, after it", new($"{lane}.y_write_o"), Signed($"{lane}.y_o", Y), new($"{lane}.x_write_o"), Curve($"{lane}.x_o", W)),
            new("words of sampled rows", new($"{array}.sampled_valid"), lanes == 1 ? new($"{array}.sampled_lane") : Unsigned($"{array}.sampled_lane", 3),
                Signed($"{array}.x_word", W), Signed($"{array}.y_word", Y)),
            new("bytes of the reply", new($"{array}.byte_valid_o"), Hex($"{array}.byte_o", 8), new($"{array}.byte_ready_i")),
        ];
    }

    // The simulated board that 'fhnhw trace --device sim --vcd' records: 8 lanes of 32 cells.
    private static WaveGroup[] Board(string board) =>
    [
        new("line", new($"{board}.rx_i"), new($"{board}.tx_o"), Hex($"{board}.led_o", 3)),
        new("request", new($"{board}.queue_valid"), Hex($"{board}.queue_byte", 8), new($"{board}.queue_last"), new($"{board}.s_valid"),
            Signed($"{board}.s_data", W), new($"{board}.parsed")),
        .. Array($"{board}.g_lanes.array", 8, 5),
    ];

    private static WaveSignal Signed(string path, int bits) => new(path, bits, WaveLook.Signed);

    private static WaveSignal Unsigned(string path, int bits) => new(path, bits, WaveLook.Unsigned);

    private static WaveSignal Curve(string path, int bits) => new(path, bits, WaveLook.Curve);

    private static WaveSignal Hex(string path, int bits) => new(path, bits, WaveLook.Hex);
}
