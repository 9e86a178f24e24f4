using FhnHw.Boards.Fpga;
using FhnHw.Host.CommandLine;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Host.Tests.CommandLine;

public class ExplanationTests
{
    public static TheoryData<string, Remedy[], string> Sentences => new()
    {
        { "It is broken; mend it.", [], "It is broken; mend it." },
        {
            "No images (a.b: no such name; c.d: refused (c.d:443)).", [Remedy.Do(RemedyAction.BuiltInDigits)],
            "No images (a.b: no such name; c.d: refused (c.d:443)); take --data builtin."
        },
        {
            "The steps are too coarse.", [Remedy.Other(nameof(Imperfections.AdcBits)), Remedy.Other(nameof(Imperfections.AdcRange))],
            "The steps are too coarse; give another --adc-bits or --adc-range."
        },
        {
            "The k is 5; give one from 6 to 12.", [Remedy.AsSaid(nameof(CellFormat.DtExponent))],
            "The k is 5; give one from 6 to 12 with --dt-exponent."
        },
        { "The port is 70000; give one from 0 to 65535.", [Remedy.AsSaid("--tcp")], "The port is 70000; give one from 0 to 65535 with --tcp." },
        {
            "No room.", [Remedy.Smaller(nameof(Window.Steps)), Remedy.Larger(nameof(Window.Stride)), Remedy.Do(RemedyAction.CpuArray)],
            "No room; give a smaller --record, a larger --stride, or take --device cpu."
        },
        {
            "It computes in Q1.2.",
            [
                Remedy.Exactly(nameof(CellFormat.WordBits)).With(4), Remedy.Exactly(nameof(CellFormat.DtExponent)).With(8),
                Remedy.Do(RemedyAction.RebuildBoard).With(new CellFormat(16, 8, 2)),
            ],
            "It computes in Q1.2; give --bits 4 --dt-exponent 8, or rebuild it with 'fhnhw board build --bits 16 --dt-exponent 8 --extra-bits 2'."
        },
        {
            "Votes are counted beside a parallel array alone.",
            [Remedy.Exactly(nameof(BoardVariant.Parallel)), Remedy.Without(nameof(BoardVariant.Votes))],
            "Votes are counted beside a parallel array alone; give --array parallel, or leave out --votes."
        },
        {
            "Not fetched (a: no; b: no).", [Remedy.Do(RemedyAction.BuiltInDigits)],
            "Not fetched (a: no; b: no); take --data builtin."
        },
        { "It is lost; check the cable.", [Remedy.Do(RemedyAction.CheckMachine)], "It is lost; check the cable, or run 'fhnhw doctor'." },
        {
            "The board differs.", [Remedy.Do(RemedyAction.CompareWithManaged).With("tcp:here:1")],
            "The board differs; run 'fhnhw verify cpu tcp:here:1', which shows where."
        },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public void What_is_wrong_and_what_mends_it_become_one_sentence(string message, Remedy[] remedies, string sentence)
    {
        var error = new InvalidSettingException(message) { Remedies = remedies };
        Assert.Equal(sentence, Explanation.Of(error));
        Assert.Equal(sentence, Failure.Of(error).Sentence);
    }
}
