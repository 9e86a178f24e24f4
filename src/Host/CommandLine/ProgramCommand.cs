using System.CommandLine;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.CommandLine;

/// <summary>A command with an example for its help page.</summary>
internal abstract class ProgramCommand : Command
{
    private protected ProgramCommand(string name, string summary, params string[] examples) : base(name, summary) =>
        Examples = examples;

    /// <summary>Whole command lines to try, the most useful first.</summary>
    public IReadOnlyList<string> Examples { get; }
}

/// <summary>A command: reads its options into a settings record, then does its work.</summary>
/// <typeparam name="TSettings">All that the command was told, checked and typed.</typeparam>
internal abstract class ProgramCommand<TSettings> : ProgramCommand
{
    private protected ProgramCommand(string name, string summary, params string[] examples) : base(name, summary, examples) =>
        SetAction(arguments => Execute(Read(arguments), Session.Of(arguments)));

    /// <summary>Turns parsed options into settings.</summary>
    /// <exception cref="InvalidSettingException">A value is out of range.</exception>
    protected abstract TSettings Read(ParseResult arguments);

    /// <summary>Does the work.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    protected abstract int Execute(TSettings settings, Session session);

    /// <summary>Adds every option of a group.</summary>
    protected void Add(OptionGroup group)
    {
        foreach (var option in group.Members)
        {
            Add(option);
        }
    }
}
