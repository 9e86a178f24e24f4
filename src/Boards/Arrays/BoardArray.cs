using System.Globalization;
using FhnHw.Boards.Lines;
using FhnHw.Boards.Sessions;
using FhnHw.Boards.Wire;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Arrays;

/// <summary>The cells of a board at the other end of a link.</summary>
public sealed class BoardArray : ICellArray
{
    // The longest reply on a line that is known to be bad: several come through between two faults.
    private const int HostileReplyBytes = 1 << 16;

    // On such a line requests are lost often.
    private const double HostileStallSeconds = 2;

    // Words of a trace that is not kept, since other features are computed from it: 64 MiB.
    private const int PortionWords = 1 << 25;

    // Of a call: while the line carries the replies of one job, the cells compute the next.
    private const int JobsOfCall = 4;

    private readonly SharedBoards.Lease _lease;
    private readonly LinkOptions _options;
    private readonly RunInputWords _inputWords;
    private readonly PerCellRuns? _runs; // with per-cell parameters

    /// <summary>Opens a board for some settings.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="settings">Format, cell, currents and window.</param>
    /// <param name="options">Time-outs and retries; null for the usual.</param>
    /// <exception cref="DeviceMissingException">No board answers there.</exception>
    /// <exception cref="InvalidSettingException">The board was built for other settings, or lacks what the cells need.</exception>
    public BoardArray(BoardAddress address, ArraySettings settings, LinkOptions? options = null)
    {
        Settings = settings;
        options ??= new LinkOptions();
        _options = address is not BoardAddress.Hostile ? options : options with
        {
            ReplyBytes = Math.Min(options.ReplyBytes, HostileReplyBytes),
            StallSeconds = options.StallSeconds ?? HostileStallSeconds,
        };
        _inputWords = new RunInputWords(settings);
        _runs = PerCellFields.AreNeeded(settings) ? new PerCellRuns(settings) : null;
        _lease = SharedBoards.Take(address, _options);
        try
        {
            BoardFit.Check(Board.Title, Board.Greeting, settings);
            PerCellFit.Check(Board.Title, Board.Greeting, settings);
        }
        catch
        {
            _lease.Return();
            throw;
        }
    }

    /// <summary>Time-outs and retries.</summary>
    public LinkOptions Options => _options;

    /// <summary>The board itself.</summary>
    public Board Board => _lease.Board;

    /// <inheritdoc/>
    public ArraySettings Settings { get; }

    /// <inheritdoc/>
    public long[] Memory
    {
        get => _runs?.Memory ?? [];
        set => _runs?.Memory = value;
    }

    private Features NativeFeatures
    {
        get
        {
            // With an ADC means and votes are computed here, from the samples.
            var (board, adc) = (Board.Greeting, Settings.Adc);
            return (board.Has(Protocol.EndsFeature) && adc is null ? Features.Mean | Features.Ends : 0)
                | (board.Has(Protocol.TraceFeature) ? Features.Trace : 0)
                | (board.Has(Protocol.SignsFeature) && FeatureChoice.KeepsSigns(adc) ? Features.Signs : 0)
                | (board.Has(Protocol.VotesFeature) && adc is null ? Features.Votes : 0)
                | (board.Has(Protocol.SignatureFeature) ? Features.Signature : 0);
        }
    }

    // What is in S alone, and the ADC, the host computes, for every board of the normative step.
    private ImperfectionKinds Imperfections => !Board.Greeting.IsNormative ? ImperfectionKinds.None
        : ImperfectionKinds.Inputs | ImperfectionKinds.Adc
            | (Board.Greeting.Has(Protocol.PerCellFeature) ? ImperfectionKinds.Parameters | ImperfectionKinds.Noise : 0)
            | (Board.Greeting.Has(Protocol.RegistersFeature) ? ImperfectionKinds.Stateful : 0);

    /// <inheritdoc/>
    public ArrayDescription Describe()
    {
        var board = Board.Greeting;
        var clock = board.Clock > 0 ? string.Create(CultureInfo.InvariantCulture, $" at {board.Clock / 1e6:0.###} MHz") : "";
        var lanes = board.Lanes > 0 ? string.Create(CultureInfo.InvariantCulture, $", {board.Lanes} neuron-steps a clock") : "";
        return new ArrayDescription(
            Board.Address.ToString(), $"board '{board.Name}'", Settings.Format.ToString(),
            string.Create(CultureInfo.InvariantCulture, $"{board.Cells} cells{lanes}{clock}"),
            board.Deterministic && Settings.PerCell?.Unsteadiness is null, board.Simulated, board.IsNormative ? board.Constants : "none")
        {
            Cells = CellsInWords.Of(Settings, _inputWords.Clipped, _inputWords.Pairs),
            Capabilities = new ArrayCapabilities
            {
                FixedPoint = true,
                Remote = true,
                NativeFeatures = NativeFeatures,
                Imperfections = Imperfections,
                CallRuns = JobsOfCall * board.Cells,
            },
        };
    }

    /// <inheritdoc/>
    public Response Run(RunRequest request)
    {
        request.Check(Settings, signatures: NativeFeatures.HasFlag(Features.Signature));
        using var call = ArrayMetrics.Measure(Board.Address.ToString(), request.Codes.Length, Settings.Window);
        var choice = FeatureChoice.Of(Board.Title, Board.Greeting, Settings, request.Features, request.Readout);
        return Run(request, choice, PortionRuns(request, choice)).ToResponse();
    }

    /// <inheritdoc/>
    public void Dispose() => _lease.Return();

    // Portion by portion; stateful cells trial by trial, since the jobs of a trial start from the registers that the trial before gave back.
    private BatchReplies Run(RunRequest request, FeatureChoice choice, int portion)
    {
        var perCell = _runs is null ? null : new PerCellJobs(_runs, Settings.Format);
        portion = perCell is { IsStateful: true } ? Settings.Cells : portion;
        var batch = new BoardBatch(Board, Settings, perCell, _inputWords.Of(request.Codes, request.FirstTrial), request, choice, _options);
        for (var start = 0; start < request.Codes.Length; start += portion)
        {
            batch.RunPortion(start, Math.Min(portion, request.Codes.Length - start));
        }

        return batch.Replies;
    }

    // All runs at once, unless a trace crosses the link that is not kept; then as many whole images as the words above allow.
    private int PortionRuns(RunRequest request, FeatureChoice choice)
    {
        if (!choice.Trace || request.Features.HasFlag(Features.Trace))
        {
            return Math.Max(1, request.Codes.Length);
        }

        var most = Math.Max(1, PortionWords / Settings.Window.Samples);
        return request.Features.HasFlag(Features.Votes) ? Math.Max(1, most / request.Readout!.Cells) * request.Readout.Cells : most;
    }
}
