using System.Globalization;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Link;

/// <summary>The cells of a board at the other end of a link.</summary>
internal sealed class BoardArray : ISignatureArray
{
    // Words of a trace that is only needed to make something else of it: 64 MiB.
    private const int PortionWords = 1 << 25;

    private readonly SharedBoards.Lease _lease;
    private readonly LinkOptions _options;
    private readonly int[] _drives;

    /// <summary>Opens a board for some settings.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="settings">Format, cell, currents and window.</param>
    /// <param name="options">How patient to be.</param>
    /// <exception cref="DeviceMissingException">No board answers there.</exception>
    /// <exception cref="Kernels.Numbers.InvalidSettingException">The board was built for other settings, or imperfect cells are asked of it.</exception>
    public BoardArray(BoardAddress address, ArraySettings settings, LinkOptions options)
    {
        BoardFit.CheckCells(address.ToString(), settings);
        Settings = settings;
        _options = options;
        _drives = settings.Levels.Drives(settings.Constants);
        _lease = SharedBoards.Take(address, options);
        try
        {
            BoardFit.Check(Board.Title, Board.Greeting, settings);
        }
        catch
        {
            _lease.Return();
            throw;
        }
    }

    /// <summary>How patient it is.</summary>
    public LinkOptions Options => _options;

    /// <summary>The board itself.</summary>
    public Board Board => _lease.Board;

    /// <inheritdoc/>
    public ArraySettings Settings { get; }

    /// <inheritdoc/>
    public bool HasSignatures => Board.Greeting.Has(Protocol.SignatureFeature);

    /// <inheritdoc/>
    public Features OwnFeatures
    {
        get
        {
            var board = Board.Greeting;
            return (board.Has(Protocol.EndsFeature) ? Features.Mean | Features.Ends : 0)
                | (board.Has(Protocol.TraceFeature) ? Features.Trace : 0)
                | (board.Has(Protocol.SignsFeature) ? Features.Signs : 0)
                | (board.Has(Protocol.VotesFeature) ? Features.Votes : 0);
        }
    }

    /// <inheritdoc/>
    public ArrayDescription Describe()
    {
        var board = Board.Greeting;
        var clock = board.Clock > 0 ? string.Create(CultureInfo.InvariantCulture, $" at {board.Clock / 1e6:0.###} MHz") : "";
        var lanes = board.Lanes > 0 ? string.Create(CultureInfo.InvariantCulture, $", {board.Lanes} neuron-steps a clock") : "";
        return new ArrayDescription(
            Board.Address.ToString(), $"board '{board.Name}'", Settings.Format.ToString(),
            string.Create(CultureInfo.InvariantCulture, $"{board.Cells} cells{lanes}{clock}"),
            board.Deterministic, board.Simulated, board.IsNormative ? board.Constants : "none");
    }

    /// <inheritdoc/>
    public Response Run(ReadOnlySpan<ushort> currents, Features features, Readout? readout = null)
    {
        RunRequest.Check(Settings, currents, features, readout);
        var choice = FeatureChoice.Of(Board.Title, Board.Greeting, Settings, features, readout);
        var batch = new BoardBatch(Board, Settings, _drives, currents.ToArray(), features, readout, choice, _options);
        var portion = PortionRuns(currents.Length, features, readout, choice);
        for (var start = 0; start < currents.Length; start += portion)
        {
            batch.RunPortion(start, Math.Min(portion, currents.Length - start));
        }

        return batch.ToResponse();
    }

    /// <inheritdoc/>
    public uint[] Signatures(ReadOnlySpan<ushort> currents)
    {
        if (!HasSignatures)
        {
            throw new InvalidOperationException($"{Board.Title} has no signatures.");
        }

        RunRequest.Check(Settings, currents, Features.None, null);
        var ends = Board.Greeting.Has(Protocol.EndsFeature) ? Protocol.EndsFeature : 0;
        var choice = new FeatureChoice((byte)(Protocol.SignatureFeature | ends), false, false);
        var batch = new BoardBatch(Board, Settings, _drives, currents.ToArray(), Features.None, null, choice, _options);
        batch.RunPortion(0, currents.Length);
        return batch.Signatures!;
    }

    /// <inheritdoc/>
    public void Dispose() => _lease.Return();

    // All runs at once, unless a trace crosses the link that nobody keeps; then whole images of as much as memory should hold.
    private int PortionRuns(int runs, Features features, Readout? readout, FeatureChoice choice)
    {
        if (!choice.Trace || features.HasFlag(Features.Trace))
        {
            return Math.Max(1, runs);
        }

        var most = Math.Max(1, PortionWords / Settings.Window.Samples);
        return features.HasFlag(Features.Votes) ? Math.Max(1, most / readout!.Cells) * readout.Cells : most;
    }
}
