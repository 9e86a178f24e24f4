namespace FhnHw.Host.Experiments.Tasks;

/// <summary>
/// An experiment as a list of tasks in stages, on one device. The same settings, images and program make the same tasks with the same keys, on whatever
/// machine. What is expensive, such as a response table, is made when the first task asks for it.
/// </summary>
internal interface IStudy : IDisposable
{
    /// <summary>Its stages, each of which needs results of earlier ones alone.</summary>
    IReadOnlyList<Stage> Stages { get; }

    /// <summary>How many tasks go side by side on the device.</summary>
    int Lanes { get; }

    /// <summary>Who computes, for the record beside a result: the device in one line.</summary>
    string Device { get; }

    /// <summary>Fingerprint of the images.</summary>
    string DataFingerprint { get; }
}

/// <summary>A study whose tasks' results make one result.</summary>
/// <typeparam name="T">What it finds.</typeparam>
internal interface IStudy<T> : IStudy
{
    /// <summary>Puts the result together, of the tasks' results and nothing else: the same bytes whoever computed them, and whenever.</summary>
    T Result(TaskResults results);
}
