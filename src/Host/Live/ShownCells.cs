using FhnHw.Kernels.Errors;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Live;

/// <summary>Which networks' cells can be shown one by one.</summary>
internal static class ShownCells
{
    /// <summary>Refuses hidden units that are no single cells.</summary>
    /// <exception cref="InvalidSettingException">They are means of several.</exception>
    public static void Check(RunSettings run)
    {
        if (run.Training.Pool != 1 || run.Training.Ghosts != 0)
        {
            throw new InvalidSettingException(
                "Hidden units here are means of several cells, which are not shown one by one; watch a run without --pool and --ghosts.");
        }
    }
}
