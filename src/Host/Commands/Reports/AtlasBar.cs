using System.Globalization;
using FhnHw.Host.Experiments;
using FhnHw.Host.Link;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Commands.Reports;

/// <summary>Asks an array for its atlas; where that is a board, which takes its time, a bar on a terminal tells how many codes it has answered.</summary>
internal static class AtlasBar
{
    /// <summary>Prepares an array for a hidden layer's place.</summary>
    /// <param name="array">The array.</param>
    /// <param name="activation">g of the readout.</param>
    /// <param name="mode">How the cells are asked.</param>
    /// <param name="session">The call of the program that opened the array.</param>
    /// <exception cref="Training.AtlasMismatchException">Atlas mode was asked for and does not hold for the device.</exception>
    public static HiddenCells Prepare(ICellArray array, Activation activation, ForwardMode mode, Session session)
    {
        if (array is not BoardArray)
        {
            return new HiddenCells(array, activation, mode);
        }

        // Every code runs twice.
        var codes = array.Settings.Levels.Count;
        var answered = 0L;
        return session.Screen.Follow(Words(), 2L * codes, report =>
        {
            session.RunsAnswered = runs =>
            {
                answered += runs;
                report(answered, Words());
            };
            try
            {
                return new HiddenCells(array, activation, mode);
            }
            finally
            {
                session.RunsAnswered = null;
            }
        });

        string Words() => answered < codes
            ? string.Create(CultureInfo.InvariantCulture, $"atlas: {answered} of {codes} codes")
            : string.Create(CultureInfo.InvariantCulture, $"the atlas once more, to compare: {answered - codes} of {codes} codes");
    }
}
