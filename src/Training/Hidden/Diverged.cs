using FhnHw.Kernels.Errors;

namespace FhnHw.Training.Hidden;

/// <summary>The error of a training whose weights have grown beyond numbers.</summary>
internal static class Diverged
{
    /// <summary>The sentence, with a smaller learning rate as the remedy.</summary>
    /// <param name="sign">What shows it, such as <c>W2 holds weights that are no numbers any more</c>.</param>
    /// <param name="cause">What was caught, or null.</param>
    public static InvalidSettingException By(string sign, Exception? cause = null)
    {
        var message = $"The training diverged: {sign}.";
        Remedy[] remedies = [Remedy.Smaller("LearningRate")];
        return cause is null
            ? new InvalidSettingException(message) { Remedies = remedies }
            : new InvalidSettingException(message, cause) { Remedies = remedies };
    }
}
