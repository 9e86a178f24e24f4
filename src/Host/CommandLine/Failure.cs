using FhnHw.Boards.Fpga;
using FhnHw.Files;
using FhnHw.Host.Experiments.Submissions;
using FhnHw.Host.Slurm;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;
using FhnHw.Training.Hidden;

namespace FhnHw.Host.CommandLine;

/// <summary>How a run failed: one sentence for the user, and the exit code.</summary>
/// <param name="Code">One of <see cref="ExitCode"/>.</param>
/// <param name="Sentence">What went wrong and what to do; null where there is nobody to tell.</param>
internal sealed record Failure(int Code, string? Sentence)
{
    /// <summary>The environment variable that asks for the whole exception, for people who work on the program.</summary>
    public const string DebugVariable = "FHNHW_DEBUG";

    private const int NoSpaceOnUnix = 28, QuotaOnUnix = 122;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);

    /// <summary>Explains an exception.</summary>
    public static Failure Of(Exception exception) =>
        Told(exception) is var failure && failure.Sentence is { } sentence ? failure with { Sentence = Sentences.Shown(sentence) } : failure;

    private static Failure Told(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions.Count: > 0 } several => Told(several.InnerExceptions[0]),
        InterruptedRunException => new(ExitCode.Interrupted, exception.Message),
        OperationCanceledException => new(ExitCode.Interrupted, "Interrupted."),
        BrokenPipeException => new(ExitCode.Interrupted, null),
        // A board of other word lengths, or one whose greeting lies about them.
        InvalidSettingException { Remedies: var remedies } when remedies.Any(remedy => remedy.Name == RemedyAction.RebuildBoard) =>
            new(ExitCode.DeviceMissing, Explanation.Of(exception)),
        InvalidSettingException or UnusableFileException => new(ExitCode.BadInput, NearestName.In(Explanation.Of(exception))),
        DeviceMissingException or DeviceLostException or ChargeBalanceException or ResponseTableMismatchException =>
            new(ExitCode.DeviceMissing, Explanation.Of(exception)),
        BoardCheckException or LostTasksException => new(ExitCode.CheckFailed, Explanation.Of(exception)),
        SlurmRefusedException => new(ExitCode.BadInput, exception.Message),
        UnauthorizedAccessException => new(ExitCode.BadInput, $"{Sentences.Join(exception.Message)}; choose a place that you may read and write."),
        FileNotFoundException or DirectoryNotFoundException => new(ExitCode.BadInput, $"{Sentences.Join(exception.Message)}; check the path."),
        IOException { HResult: NoSpaceOnUnix or QuotaOnUnix or DiskFullOnWindows } => new(ExitCode.BadInput,
            $"The disk is full ({Sentences.Join(exception.Message)}); free some room, or write to another place."),
        IOException => new(ExitCode.BadInput, $"{Sentences.Join(exception.Message)}; check the path and the disk."),
        OutOfMemoryException => new(ExitCode.BadInput,
            "This takes more memory than there is; take fewer images, record less time, or raise --stride."),
        _ => new(ExitCode.CheckFailed,
            $"The program itself failed ({exception.GetType().Name}: {Sentences.Join(exception.Message)}); "
            + $"run it again with {DebugVariable}=1 and report what it prints."),
    };
}
