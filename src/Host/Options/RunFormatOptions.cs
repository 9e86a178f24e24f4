using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Host.Options;

/// <summary>Another number format for the cells of a trained network: its weights are transferred, and nothing is trained anew.</summary>
internal sealed class RunFormatOptions : OptionGroup
{
    private readonly Option<int?> _bits = Make.MaybeWhole("--bits", "W", Make.Told("bits of x, 3 to 16; the weights stay as they are", "the run's"));
    private readonly Option<int?> _extraBits = Make.MaybeWhole(
        "--extra-bits", "e", Make.Told("bits of the current and of y below those of x, 0 to 8", "the run's"));
    private readonly Option<int?> _dtExponent = Make.MaybeWhole("--dt-exponent", "k", Make.Told("time step dt = 2^-k, 6 to 12", "the run's"));

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => [_bits, _extraBits, _dtExponent];

    /// <summary>The options that were given.</summary>
    public IReadOnlyList<string> Given(ParseResult arguments) =>
        [.. Members.Where(option => arguments.GetResult(option) is { Implicit: false }).Select(option => option.Name)];

    /// <summary>The run's array with the format that was given; times of the window and of the samples stay, so far as the step allows.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="own">The run's array.</param>
    /// <exception cref="InvalidSettingException">A number is out of range, or the cells keep their state from image to image.</exception>
    public ArraySettings Read(ParseResult arguments, ArraySettings own)
    {
        if (Given(arguments).Count == 0)
        {
            return own;
        }

        if (own.Imperfections.Stateful)
        {
            throw new InvalidSettingException(
                $"Stateful cells go on with registers of the run's own format; leave out {string.Join(" and ", Given(arguments))}.");
        }

        var format = new CellFormat(
            arguments.GetValue(_bits) ?? own.Format.WordBits, arguments.GetValue(_dtExponent) ?? own.Format.DtExponent,
            arguments.GetValue(_extraBits) ?? own.Format.CurrentExtraBits);
        var (window, dt) = (own.Window, own.Format.Dt);
        var stride = Math.Max(1, (int)Math.Round(window.Stride * dt / format.Dt));
        return own with { Format = format, Window = Window.OfTime(format, window.TransientSteps * dt, window.Steps * dt, stride) };
    }
}
