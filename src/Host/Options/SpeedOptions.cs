using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Experiments.Peers;
using FhnHw.Host.Terminal;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Options;

/// <summary>What <c>bench</c> compares beside its own devices.</summary>
/// <param name="Peers">The peers to measure; empty for none.</param>
/// <param name="Scaling">True to measure how the time grows.</param>
/// <param name="Rounds">Rounds of both.</param>
/// <param name="Data">The images, or null for the usual ones.</param>
/// <param name="Folder">Where a report goes, or null for none.</param>
internal sealed record SpeedChoice(IReadOnlyList<Peer> Peers, bool Scaling, int Rounds, string? Data, string? Folder);

/// <summary><c>--peers</c>, <c>--scaling</c> and what belongs to them.</summary>
internal sealed class SpeedOptions : OptionGroup
{
    private const int UsualRounds = 7, QuickRounds = 3, MostRounds = 1000;

    private readonly Option<string?> _peers = new("--peers")
    {
        Description = "measure fhnhw and other programs in turns at the same work: all, or the named of "
            + string.Join(", ", PeerCatalog.All.Select(peer => peer.Name)),
        HelpName = "NAMES",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _scaling = Make.Flag("--scaling", "measure how the time grows with cells, steps, images and layers");
    private readonly Option<int?> _rounds = Make.MaybeWhole("--rounds", "N", $"with --peers or --scaling: rounds ({UsualRounds}; quick: {QuickRounds})");
    private readonly DataOption _data = new();
    private readonly Option<string?> _out = Make.Text(
        "--out", "DIR", "with --peers or --scaling: folder of report.html, its figures, result.json and tables.md");

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => [_peers, _scaling, _rounds, .. _data.Members, _out];

    /// <summary>What was chosen; null where neither peers nor growth were asked for.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="array">The arrays' settings.</param>
    /// <param name="quick">True for a first look.</param>
    /// <exception cref="InvalidSettingException">A name is none, or the peers cannot do what is asked.</exception>
    public SpeedChoice? Read(ParseResult arguments, ArraySettings array, bool quick)
    {
        var (asked, scaling) = (arguments.GetResult(_peers) is not null, arguments.GetValue(_scaling));
        var rounds = arguments.GetValue(_rounds) ?? (quick ? QuickRounds : UsualRounds);
        InvalidSettingException.ThrowIfOutside("number of rounds", rounds, 1, MostRounds, "--rounds");
        if (!asked && !scaling)
        {
            Option? alone = arguments.GetValue(_out) is not null ? _out : arguments.GetValue(_rounds) is not null ? _rounds : null;
            return alone is null ? null : throw new InvalidSettingException(
                $"{alone.Name} belongs to a comparison; give --peers or --scaling with it.");
        }

        if (!array.Imperfections.IsIdeal || array.Format.WordBits != 16 || array.Format.CurrentExtraBits != 0)
        {
            throw new InvalidSettingException("Peers and growth are measured with ideal cells of 16 bits; leave out imperfections and other formats.");
        }

        return new SpeedChoice(asked ? Peers(arguments.GetValue(_peers) ?? "") : [], scaling, rounds, _data.Read(arguments), arguments.GetValue(_out));
    }

    private static IReadOnlyList<Peer> Peers(string names)
    {
        var (peers, unknown) = PeerCatalog.Of(names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return unknown.Count == 0 ? peers : throw new InvalidSettingException(
            $"'{unknown[0]}' is no peer; give {Sentences.Choice([.. PeerCatalog.All.Select(peer => peer.Name)])}.");
    }
}
