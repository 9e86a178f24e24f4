using FhnHw.Fuzz.Targets;
using FhnHw.Host.Commands;
using FhnHw.Training.Data;

namespace FhnHw.Fuzz.Commands;

/// <summary>A folder of a run and one of its images, made by the program itself.</summary>
internal static class RunFolders
{
    /// <summary>Options of a run that takes a moment.</summary>
    private static readonly string[] Short =
        ["--hidden", "4", "--epochs", "2", "--batch", "4", "--device", "cpu", "--current-bits", "4", "--transient", "6", "--record", "4", "--validate", "2"];

    /// <summary>Trains.</summary>
    /// <param name="run">Gets the run.</param>
    /// <param name="data">Gets the images.</param>
    public static void Write(string run, string data)
    {
        IdxFolder.Write(data, DataSet.Of("few", data, Samples.Images(12), Samples.Images(6)), compress: false);
        using var error = new StringWriter();
        if (Cli.Run(["train", .. Short, "--data", data, "--out", run], TextWriter.Null, error) != 0)
        {
            throw new InvalidOperationException($"The run that is to be damaged does not run: {error}");
        }
    }
}
