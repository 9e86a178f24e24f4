using FhnHw.Host.Experiments.Spikes;
using FhnHw.Host.Reports.Html;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Host.Results;

/// <summary>Says so where cells of a format hardly spike: a network trains through them all the same, and nobody would see it.</summary>
internal static class SpikesText
{
    // The extra bits that are tried, the fewest first: with 3 the narrowest words spike at most codes, with 6 the current is as fine as in double.
    private static readonly int[] MoreExtraBits = [3, 6];

    /// <summary>The share of the current codes at which an array's cells spike, percent; null where they are floating-point.</summary>
    public static double? Share(ICellArray array) => array.Describe().Capabilities.FixedPoint
        ? SpikingCodes.Share(array.Settings.Format, array.Settings.Parameters)
        : null;

    /// <summary>Writes the line, where there is anything to say.</summary>
    /// <param name="share">What <see cref="Share"/> gave.</param>
    /// <param name="settings">The array's.</param>
    /// <param name="screen">Gets the line.</param>
    public static void Write(double? share, ArraySettings settings, Screen screen)
    {
        if (share < SpikingCodes.Few)
        {
            screen.Text.WriteLine(
                $"cells   these cells {(share == 0 ? "do not spike" : $"hardly spike (at {ReportNumber.Of(share.Value)} % of the currents)")}; "
                    + "a network may learn from where they rest all the same; "
                    + $"to have spikes, {Advice(settings)}");
        }
    }

    /// <summary>The share and what helps, for a report; null where there is nothing to say.</summary>
    public static (string Share, string Help)? InReport(TrainResult result) => result.SpikingCodes is { } share && share < SpikingCodes.Few
        ? (ReportNumber.Of(share), Advice(result.Configuration.Array))
        : null;

    // What helps, in words that follow "to have spikes," and "what helps is".
    private static string Advice(ArraySettings settings)
    {
        var (format, parameters) = (settings.Format, settings.Parameters);
        var helps = MoreExtraBits.Where(bits => bits > format.CurrentExtraBits).FirstOrDefault(bits => SpikingCodes.Share(
            new CellFormat(format.WordBits, format.DtExponent, bits), parameters) >= SpikingCodes.Few);
        return helps > 0 ? $"more extra bits: --extra-bits {helps}" : "wider words or a larger time step: --bits or --dt-exponent";
    }
}
