using System.CommandLine;
using FhnHw.Host.CommandLine;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Host.Options;

/// <summary>What part of a run is recorded.</summary>
internal sealed class WindowOptions : OptionGroup
{
    private readonly Option<double> _transient = Make.Real("--transient", "T", "time units before recording", Window.UsualTransient);
    private readonly Option<double> _record = Make.Real("--record", "T", "time units that are recorded", Window.UsualRecord);
    private readonly Option<int> _stride = Make.Whole("--stride", "N", "steps from one sample to the next", Window.UsualStride);

    /// <inheritdoc/>
    public override IReadOnlyList<Option> Members => [_transient, _record, _stride];

    /// <summary>The window in steps.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="format">Gives the steps of a time unit.</param>
    /// <param name="record">Time units that are recorded where none are given; null for the option's own default.</param>
    /// <param name="stride">Steps between samples where none are given; null for the option's own default.</param>
    public Window Read(ParseResult arguments, CellFormat format, double? record = null, int? stride = null) => Window.OfTime(
        format, arguments.GetValue(_transient), arguments.ValueOr(_record, record ?? arguments.GetValue(_record)),
        arguments.ValueOr(_stride, stride ?? arguments.GetValue(_stride)));
}
