using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Options;

/// <summary><c>--port</c>, where a page is; before it, where a command does without a page too, <c>--live</c>.</summary>
/// <param name="always">True where there is always a page.</param>
internal sealed class LiveOptions(bool always) : OptionGroup
{
    private readonly Option<bool> _live = Make.Flag("--live", "show the run as it goes on a page of this machine, at the address that is told");
    private readonly Option<int?> _port = Make.MaybeWhole(
        "--port", "N", Make.Told($"{(always ? "" : "with --live: ")}the page's port on 127.0.0.1", "one that is free"));

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => always ? [_port] : [_live, _port];

    /// <summary>The port, 0 for one that is free; null for no page.</summary>
    public int? Read(ParseResult arguments)
    {
        var (live, port) = (always || arguments.GetValue(_live), arguments.GetValue(_port));
        InvalidSettingException.ThrowIfOutside("port", port ?? 0, 0, ushort.MaxValue, "--port");
        return live ? port ?? 0
            : port is null ? null
            : throw new InvalidSettingException("--port is for the page of --live; give --live too, or leave out --port.");
    }
}
