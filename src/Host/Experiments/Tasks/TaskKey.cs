using System.Security.Cryptography;
using System.Text;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Host.Experiments.Tasks;

/// <summary>
/// The names of tasks: a hash of all that decides a result's bits. Equal keys mean equal bits, on whatever machine and whichever day; whatever differs in
/// one setting has another key.
/// </summary>
internal static class TaskKey
{
    // 80 bits: among a million tasks two unlike ones share a key with a probability of 4e-13.
    private const int Digits = 20;

    /// <summary>The key of a task.</summary>
    /// <param name="study">The study, and the version of what it computes, such as <c>robustness 1</c>.</param>
    /// <param name="part">Which of the study's computations it is.</param>
    /// <param name="settings">All settings that it takes: records, numbers and texts.</param>
    /// <param name="data">Fingerprint of the images that it takes; empty for none.</param>
    /// <param name="device">The device where its bits are its own, by <see cref="StudyDevice.Identity"/>; null where every device computes them.</param>
    /// <param name="needs">The tasks whose results it takes.</param>
    /// <returns>20 hexadecimal digits.</returns>
    public static string Of(string study, string part, object settings, string data, string? device, params IReadOnlyList<StudyTask> needs)
    {
        var text = TaskJson.Canonical(new
        {
            study,
            part,
            settings,
            data,
            device,
            needs = needs.Select(need => need.Key),
            numerics = NumericsVersion.Current,
        });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits];
    }
}
