using FhnHw.Host.Experiments.Verification;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Cpu;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Experiments.Verification;

/// <summary>Comparison by signature, with an array that is far away on either side.</summary>
public class EqualitySignaturesTests
{
    private static readonly ArraySettings Settings = new(
        new CellFormat(8, 8, 6), new CellParameters(), CurrentCodes.OfBits(7, -1), new Window(500, 700, 16));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Equal_arrays_are_equal_whichever_is_far_away_and_little_crosses_the_line(bool farIsChecked)
    {
        var words = 0L;
        var report = Check(farIsChecked, crosses: response => words += response.Trace?.Words?.Length ?? 0);
        Assert.True(report.Equal);
        Assert.Equal("x at every step, by signature", report.Findings[0].Name);
        Assert.Equal(127L * 1200, report.Findings[0].Values);
        Assert.Equal(
            ["charge balance of cpu", "Y at the window's ends", "sums of x over every step (exact mean)", "x every 16 steps", "signs of x"],
            report.Findings.Skip(1).Select(finding => finding.Name));
        Assert.Equal(200L * 44, words); // one decimated trace of each code, filled up to whole images
    }

    [Fact]
    public void One_wrong_step_is_found_with_cell_step_and_both_values()
    {
        var report = Check(true, (currents, response) =>
        {
            if (response.Trace is FixedTrace { Samples: 1200 } trace && Array.IndexOf(currents, (ushort)42) is >= 0 and var run)
            {
                trace.Words[(777 * trace.Runs) + run] ^= 4;
            }
        });
        var first = report.FirstDifference!;
        Assert.Equal((42, 777, 4), (first.Cell, first.Step, (int)(first.Expected ^ first.Got)));
        Assert.Equal(1, report.Findings[0].Different);
        Assert.Equal((773, 9), (report.Around!.FirstStep, report.Around.Got.Length));
        Assert.Equal((577, 401), (report.Wave!.FirstStep, report.Wave.Got.Length));
    }

    [Fact]
    public void Wrong_signatures_of_right_traces_are_shown_as_they_are()
    {
        var report = Check(true, change: signature => signature ^ 1);
        Assert.Equal(127, report.Findings[0].Different);
        Assert.Equal((0, 1200), (report.FirstDifference!.Cell, report.FirstDifference.Step));
        Assert.Null(report.Around);
    }

    [Fact]
    public void Progress_ends_at_the_total()
    {
        var last = 0L;
        var check = new EqualityCheck(settings => new CpuArray(settings), settings => new FarArray(settings, (_, _) => { }, s => s, _ => { }),
            Settings, 1);
        check.Run(done => last = done, CancellationToken.None);
        Assert.Equal(check.TotalWork, last);
    }

    private static EqualityReport Check(
        bool farIsChecked, Action<ushort[], Response>? fault = null, Func<uint, uint>? change = null, Action<Response>? crosses = null)
    {
        Func<ArraySettings, ICellArray> near = settings => new CpuArray(settings);
        Func<ArraySettings, ICellArray> far = settings =>
            new FarArray(settings, fault ?? ((_, _) => { }), change ?? (signature => signature), crosses ?? (_ => { }));
        return new EqualityCheck(farIsChecked ? near : far, farIsChecked ? far : near, Settings, 1).Run(_ => { }, CancellationToken.None);
    }

    /// <summary>The cpu array behind a line: it computes ends, traces, signs and signatures.</summary>
    /// <param name="fault">A fault of the cells, which is in what is folded too.</param>
    /// <param name="change">A fault of the signatures alone.</param>
    /// <param name="crosses">Told what crosses the line.</param>
    private sealed class FarArray(
        ArraySettings settings, Action<ushort[], Response> fault, Func<uint, uint> change, Action<Response> crosses) : ICellArray
    {
        private readonly FaultyArray _array = new(settings, fault);

        public ArraySettings Settings => settings;

        public ArrayDescription Describe() => _array.Describe() with
        {
            Name = "far",
            Capabilities = new ArrayCapabilities
            {
                FixedPoint = true,
                Remote = true,
                NativeFeatures = Features.Mean | Features.Ends | Features.Trace | Features.Signs | Features.Signature,
            },
        };

        public Response Run(RunRequest request)
        {
            if (request.Features.HasFlag(Features.Signature))
            {
                return new Response { Runs = request.Codes.Length, Signatures = Signatures(request.Codes) };
            }

            var response = _array.Run(request);
            crosses(response);
            return response;
        }

        private uint[] Signatures(ReadOnlySpan<ushort> codes)
        {
            var words = _array.Run(new(codes, Features.Trace)).Trace!.Words!;
            var signatures = new uint[codes.Length];
            for (var n = 0; n < words.Length; n++)
            {
                signatures[n % signatures.Length] = TraceSignature.Append(signatures[n % signatures.Length], words[n]);
            }

            return Array.ConvertAll(signatures, signature => change(signature));
        }

        public void Dispose() => _array.Dispose();
    }
}
