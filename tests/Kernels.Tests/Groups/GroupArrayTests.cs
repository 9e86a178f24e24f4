using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.Float;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Groups;
using FhnHw.Kernels.OpenCl;
using FhnHw.Kernels.Tests.OpenCl;
using FhnHw.Tests;

namespace FhnHw.Kernels.Tests.Groups;

/// <summary>The contract on the cpu array twice.</summary>
public class GroupOfCpuArraysTests : PerCellArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => Groups.Of(new CpuArray(settings), new CpuArray(settings));

    protected override bool CanHave(ArraySettings settings) => !settings.Imperfections.Stateful;
}

/// <summary>The contract on the cpu array and an OpenCL device.</summary>
[Collection(TestDevice.Collection)]
public class GroupOfCpuAndOpenClTests : PerCellArrayContract
{
    protected override ICellArray Create(ArraySettings settings) =>
        Groups.Of(new CpuArray(settings), new OpenClArray(settings, TestDevice.Get(), OpenClForm.Int16));

    protected override bool CanHave(ArraySettings settings) => !settings.Imperfections.Stateful;
}

/// <summary>The contract of arrays on floating point twice.</summary>
public class GroupOfFloatArraysTests : ArrayContract
{
    protected override ICellArray Create(ArraySettings settings) =>
        Groups.Of(FloatModels.Create("float", settings), FloatModels.Create("float", settings), FloatModels.Create("float", settings));
}

/// <summary>Devices that are lost or lie, and devices that do not go together.</summary>
public class GroupArrayTests
{
    private const Features All = Features.Trace | Features.Signs | Features.Mean | Features.Activation | Features.Votes;

    private static readonly ArraySettings Settings = SmallArrays.Settings with { Window = new Window(40, 200, 8) };

    private static readonly Readout Readout = RandomReadouts.Draw(new Random(3), 10, 4, 1, Nonlinearity.Linear);

    private static readonly ushort[] Codes = [.. Enumerable.Range(0, 3000).Select(run => (ushort)(run * 7 % 127))];

    [Fact]
    public void A_device_that_is_lost_in_the_middle_drops_out_with_a_sentence_and_the_bits_stay()
    {
        var notes = new List<string>();
        var group = new DeviceGroup(["a", "b", "c"], notes.Add);
        using var dead = new ManualResetEventSlim();
        using var array = new GroupArray(
            group, [new LateArray(new CpuArray(Settings), dead), new DyingArray(Settings, dead), new LateArray(new CpuArray(Settings), dead)]);
        using var alone = new CpuArray(Settings);
        var expected = alone.Run(new(Codes, All, Readout));
        for (var call = 0; call < 4; call++)
        {
            var got = array.Run(new(Codes, All, Readout));
            Assert.Equal(expected.Trace!.Words!, got.Trace!.Words!);
            Assert.Equal(expected.Votes, got.Votes);
            Assert.Equal(expected.MeanX, got.MeanX);
        }

        Assert.Equal(["b drops out, and 2 devices go on: The board fell silent."], notes);
        Assert.Equal("The board fell silent.", group.Members[1].DroppedOut!.Reason);
        Assert.Equal(4 * Codes.Length, group.Members.Sum(member => member.Runs));
        Assert.Equal(0, group.Members[1].Runs);
    }

    [Fact]
    public void When_all_devices_are_lost_the_last_one_s_error_ends_the_run()
    {
        var group = new DeviceGroup(["a", "b"]);
        using var array = new GroupArray(group, [new DyingArray(Settings), new DyingArray(Settings)]);
        Assert.Equal("The board fell silent.", Assert.Throws<DeviceLostException>(() => array.Run(new(Codes, All, Readout))).Message);
        Assert.All(group.Members, member => Assert.NotNull(member.DroppedOut));
        Assert.Throws<DeviceLostException>(() => array.Run(new(Codes, All, Readout)));
    }

    [Fact]
    public void A_device_that_lies_ends_the_run_and_is_named()
    {
        using var told = new ManualResetEventSlim();
        var lies = new SpotCheckedArray(new FaultyArray(Settings, (_, response) => Tell(response.MeanX!)), 1);
        using var array = Groups.Of(new LateArray(new CpuArray(Settings), told), lies);
        var error = Assert.Throws<WrongNumbersException>(() => array.Run(new(Codes, Features.Mean)));
        Assert.Contains("(faulty) gives wrong numbers", error.Message, StringComparison.Ordinal);

        void Tell(double[] means)
        {
            means.AsSpan().Fill(2);
            told.Set();
        }
    }

    [Fact]
    public void Noise_and_drift_of_a_run_are_those_of_its_trial_however_trials_are_split()
    {
        var settings = Settings with { Imperfections = Imperfections.Preset("lab") with { Drift = 0.1 }, Cells = 10 };
        using var array = Groups.Of([.. Enumerable.Range(0, 5).Select(_ => new CpuArray(settings))]);
        using var alone = new CpuArray(settings);
        foreach (var runs in new[] { 3000, 2995, 7, 10, 11 })
        {
            var codes = Codes.AsSpan(0, runs);
            Assert.Equal(alone.Run(new(codes, Features.Mean, null, 900)).MeanX, array.Run(new(codes, Features.Mean, null, 900)).MeanX);
        }
    }

    [Fact]
    public void Devices_whose_numbers_or_cells_differ_are_refused_and_named()
    {
        var noisy = Settings with { Imperfections = new Imperfections { OffsetMismatch = 0.1, Seed = 1 }, Cells = 5 };
        Refused("float computes in other numbers", () => Groups.Of(new CpuArray(Settings), FloatModels.Create("float", Settings)));
        Refused("are not those of cpu", () => Groups.Of(new CpuArray(noisy), new CpuArray(noisy with { Imperfections = new() { OffsetMismatch = 0.2 } })));
        Refused("are not those of cpu", () => Groups.Of(new CpuArray(Settings), new CpuArray(noisy)));
        var stateful = Settings with { Imperfections = new Imperfections { Stateful = true }, Cells = 5 };
        Refused("Stateful cells", () => Groups.Of(new CpuArray(stateful), new CpuArray(stateful)));

        static void Refused(string words, Func<ICellArray> create) =>
            Assert.Contains(words, Assert.Throws<InvalidSettingException>(create).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_in_the_request_is_no_loss()
    {
        var group = new DeviceGroup(["a", "b"]);
        using var array = new GroupArray(group, [new CpuArray(Settings), new CpuArray(Settings)]);
        Assert.Throws<ArgumentException>(() => array.Run(new([500], Features.Mean)));
        Assert.All(group.Members, member => Assert.Null(member.DroppedOut));
    }

    /// <summary>An array that answers only after something has happened.</summary>
    private sealed class LateArray(ICellArray array, ManualResetEventSlim after) : ICellArray
    {
        public ArraySettings Settings => array.Settings;

        public ArrayDescription Describe() => array.Describe();

        public Response Run(RunRequest request)
        {
            Assert.True(after.Wait(Generous.Patience));
            return array.Run(request);
        }

        public void Dispose() => array.Dispose();
    }

    /// <summary>An array that is lost as soon as it is asked.</summary>
    private sealed class DyingArray(ArraySettings settings, ManualResetEventSlim? dead = null) : ICellArray
    {
        private readonly CpuArray _array = new(settings);

        public ArraySettings Settings => settings;

        public ArrayDescription Describe() => _array.Describe();

        public Response Run(RunRequest request)
        {
            dead?.Set();
            throw new DeviceLostException("The board fell silent.");
        }

        public void Dispose() => _array.Dispose();
    }
}

/// <summary>Groups of arrays.</summary>
internal static class Groups
{
    /// <summary>Devices of these names.</summary>
    public static GroupArray Of(params ICellArray[] arrays) => new(new DeviceGroup([.. arrays.Select(array => array.Describe().Name)]), arrays);
}
