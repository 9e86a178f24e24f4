using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Experiments.Robustness;

/// <summary>How the weights came about that run on imperfect cells.</summary>
internal enum Origin
{
    /// <summary>Trained on ideal cells.</summary>
    Transferred,

    /// <summary>Trained on a twin made of the cells' calibration.</summary>
    Twin,

    /// <summary>Trained on the cells themselves.</summary>
    InLoop,
}

/// <summary>Accuracy on imperfect cells at one strength.</summary>
/// <param name="Sweep">What grows.</param>
/// <param name="Value">How strong it is.</param>
/// <param name="Origin">Where the weights come from.</param>
/// <param name="Dropout">Whether cells were left out while training.</param>
/// <param name="Votes">Accuracy on test images by vote, percent, one for each seed.</param>
/// <param name="Means">By the time-mean.</param>
internal sealed record RobustnessPoint(string Sweep, double Value, Origin Origin, bool Dropout, double[] Votes, double[] Means);

/// <summary>What was measured.</summary>
/// <param name="Plan">How much: images, epochs, seeds, in words.</param>
/// <param name="Units">The axis of each sweep.</param>
/// <param name="Points">All points.</param>
/// <param name="Data">The images.</param>
/// <param name="Device">The array, with ideal cells.</param>
internal sealed record RobustnessResult(
    string Plan, Dictionary<string, string> Units, RobustnessPoint[] Points, string Data, ArrayDescription Device);
