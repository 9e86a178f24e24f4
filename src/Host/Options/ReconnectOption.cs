using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Options;

/// <summary><c>--reconnect</c>: how long a board that was lost is tried again; with it <c>--token-file</c>.</summary>
internal sealed class ReconnectOption : OptionGroup
{
    private readonly Option<double> _reconnect = Make.Real("--reconnect", "SECONDS", "how long a board that was lost is tried again", 5);

    private readonly TokenOption _token = new();

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => [_reconnect, .. _token.Members];

    /// <summary>Tells the session.</summary>
    /// <exception cref="InvalidSettingException">The time is negative or longer than a day.</exception>
    public void Read(ParseResult arguments)
    {
        var seconds = arguments.GetValue(_reconnect);
        InvalidSettingException.ThrowIfOutside("time to reconnect", seconds, 0, 86_400, "s", "--reconnect");
        var session = Session.Of(arguments);
        session.Link = session.Link with { ReconnectSeconds = seconds };
        _token.Read(arguments);
    }
}
