using FhnHw.Boards.Arrays;
using FhnHw.Boards.Sessions;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.Groups;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Arrays;

/// <summary>The contract on two boards of unlike size, one of which has no odd features, on unlike lines.</summary>
[Trait("Needs", "Linux")]
public class BoardGroupTests : FixedArrayContract
{
    protected override ICellArray Create(ArraySettings settings)
    {
        var boards = new ICellArray?[2];
        try
        {
            boards[0] = OwnedArray.On(() => ReferenceDevice.OnTerminal(settings.Constants), settings);
            boards[1] = OwnedArray.On(() => ReferenceDevice.OnTcp(settings.Constants, 0, "--cells", "7", "--features", "0xC3"), settings);
            return new GroupArray(new DeviceGroup(["large", "small"]), boards);
        }
        catch
        {
            Array.ForEach(boards, board => board?.Dispose()); // what the group refuses leaves no process behind
            throw;
        }
    }
}

/// <summary>Boards that are killed in a run, and boards whose cells are their own.</summary>
[Trait("Needs", "Linux")]
public class BoardGroupLossTests
{
    private static readonly ArraySettings Settings = SmallArrays.Settings;

    private static readonly LinkOptions Impatient = new() { ReconnectSeconds = 0.2, SilenceSeconds = 1 };

    private static readonly ushort[] Codes = [.. Enumerable.Range(0, 1000).Select(run => (ushort)(run % 127))];

    [Fact]
    public void A_board_that_is_killed_in_the_run_drops_out_and_the_others_give_its_bits()
    {
        var notes = new List<string>();
        using var killed = ReferenceDevice.OnTcp(Settings.Constants);
        using var kept = ReferenceDevice.OnTcp(Settings.Constants);
        var group = new DeviceGroup(["killed", "kept"], notes.Add);
        using var array = new GroupArray(group, [new BoardArray(killed.Address, Settings, Impatient), new BoardArray(kept.Address, Settings, Impatient)]);
        using var cpu = new CpuArray(Settings);
        var expected = cpu.Run(new(Codes, Features.Mean)).MeanX;
        Assert.Equal(expected, array.Run(new(Codes, Features.Mean)).MeanX);
        killed.Kill();
        for (var call = 0; call < 100 && notes.Count == 0; call++) // the other one may be so fast that a call asks nothing of it
        {
            Assert.Equal(expected, array.Run(new(Codes, Features.Mean)).MeanX);
        }

        Assert.StartsWith("killed drops out, and one device goes on: The board 'reference", Assert.Single(notes), StringComparison.Ordinal);
        kept.Kill();
        Assert.Throws<DeviceLostException>(() => array.Run(new(Codes, Features.Mean)));
    }

    [Fact]
    public void Boards_with_per_cell_parameters_split_the_trials_of_the_same_cells()
    {
        var settings = Settings with { Imperfections = Imperfections.Preset("harsh"), Cells = 20 };
        using var one = ReferenceDevice.OnTcp(settings.Constants);
        using var two = ReferenceDevice.OnTcp(settings.Constants, 0, "--cells", "13");
        using var array = new GroupArray(
            new DeviceGroup(["one", "two", "cpu"]),
            [new BoardArray(one.Address, settings, new LinkOptions()), new BoardArray(two.Address, settings, new LinkOptions()), new CpuArray(settings)]);
        using var cpu = new CpuArray(settings);
        Assert.Equal(cpu.Run(new(Codes, Features.Mean, null, 77)).MeanX, array.Run(new(Codes, Features.Mean, null, 77)).MeanX);
    }

    [Fact]
    public void Boards_that_do_not_compute_the_normative_step_share_no_run()
    {
        using var one = ReferenceDevice.OnTcp(Settings.Constants, 0, "--analog");
        using var two = ReferenceDevice.OnTcp(Settings.Constants, 0, "--analog");
        using var first = new BoardArray(one.Address, Settings, new LinkOptions());
        using var second = new BoardArray(two.Address, Settings, new LinkOptions());
        var refused = Assert.Throws<InvalidSettingException>(() => new GroupArray(new DeviceGroup(["one", "two"]), [first, second]));
        Assert.Contains("its cells are its own", refused.Message, StringComparison.Ordinal);
    }
}
