using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Kernels.OpenCl;

/// <summary>
/// What charge balance says of Y alone, for every run: in N steps Y gains N · S + 2^e · sum(X), and no X is beyond its bound. For
/// ideal cells: the input words of others, and what noise adds, are not known here.
/// </summary>
/// <param name="settings">What the array is made for.</param>
/// <param name="device">The device, for the error.</param>
internal sealed class OpenClCharge(ArraySettings settings, OpenClDevice device)
{
    private readonly long _most = ((long)settings.Window.Steps + 1) * settings.Format.XMax << settings.Format.CurrentExtraBits;
    private readonly long _rest = (1L << settings.Format.CurrentExtraBits) - 1;

    /// <summary>Checks some runs.</summary>
    /// <param name="ends">Y of each at the window's ends, LSBs of 2^-(F+e+k).</param>
    /// <param name="inputWords">S of each.</param>
    /// <exception cref="WrongNumbersException">No sequence of X makes such a Y.</exception>
    public void Check(ReadOnlySpan<WindowEnds> ends, ReadOnlySpan<int> inputWords)
    {
        for (var run = 0; run < ends.Length; run++)
        {
            var gained = ends[run].Last - ends[run].First - ((long)settings.Window.Steps * inputWords[run]);
            if (Math.Abs(gained) > _most || (gained & _rest) != 0)
            {
                throw new WrongNumbersException(
                    $"{device.Title} gives wrong numbers: charge does not balance, since Y of a run with S = {inputWords[run]} gained what no X can give it.")
                {
                    Remedies = [Remedy.Do(RemedyAction.CompareWithManaged).With(device.DeviceName), Remedy.Do(RemedyAction.OtherDevice)],
                };
            }
        }
    }
}
