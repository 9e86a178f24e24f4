using System.Globalization;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Results;

/// <summary>What a response table was measured on: the <c>about</c> of its file.</summary>
/// <param name="Program">Name and version of the program.</param>
/// <param name="Device">The device.</param>
/// <param name="Array">The settings of its array.</param>
/// <param name="ReadoutNonlinearity">g of the activations.</param>
internal sealed record ResponseTableAbout(string Program, ArrayDescription Device, ArraySettings Array, Nonlinearity ReadoutNonlinearity);

/// <summary>What <c>table</c> wrote, as its JSON has it.</summary>
/// <param name="File">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Codes">Current codes.</param>
/// <param name="Cells">Cells with a table of their own; 1 where all are alike.</param>
/// <param name="Samples">Samples of a trace; 0 without traces.</param>
/// <param name="SaturatedRuns">Runs in which x saturated.</param>
/// <param name="About">What it was measured on.</param>
/// <param name="Provenance">Program, command, devices, seed, date and machine.</param>
internal sealed record ResponseTableResult(
    string File, long Bytes, int Codes, int Cells, int Samples, int SaturatedRuns, ResponseTableAbout About, Provenance Provenance)
{
    /// <summary>Tells people.</summary>
    public void Write(Screen screen)
    {
        screen.Text.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"table   {Codes} codes{(Cells > 1 ? $" on each of {Cells} cells" : "")}{(Samples > 0 ? $", traces of {Samples} samples" : "")}"));
        screen.Text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"file    {File}, {Bytes / 1e6:0.0##} MB"));
        if (SaturatedRuns > 0)
        {
            screen.Text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"        x saturated in {SaturatedRuns} runs"));
        }
    }
}
