using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.OpenCl;

/// <summary>
/// Built kernels with queues and memory. An array borrows one for its life; the next array with the same constants borrows it again, and
/// neither builds kernels nor asks for memory.
/// </summary>
internal sealed class OpenClEngine : IDisposable
{
    private const int MostIdle = 8;

    private static readonly List<OpenClEngine> Idle = []; // the longest idle first

    private readonly string _key;
    private readonly IOpenClTunings? _tunings;
    private OpenClProgram? _readout;

    private OpenClEngine(OpenClContext context, ArraySettings settings, OpenClForm form, string options, string key, IOpenClTunings? tunings)
    {
        Context = context;
        Form = form;
        _key = key;
        _tunings = tunings;
        Run = new OpenClProgram(context, OpenClOptions.RunSources(form, settings.HasPerCellParameters), options, tunings);
        Slots = [new OpenClSlot(context), new OpenClSlot(context)];
    }

    /// <summary>The device's context.</summary>
    public OpenClContext Context { get; }

    /// <summary>How cells are laid out.</summary>
    public OpenClForm Form { get; private set; }

    /// <summary>The kernels that advance cells.</summary>
    public OpenClProgram Run { get; }

    /// <summary>The kernels of the readout, built when they are first used.</summary>
    public OpenClProgram Readout => _readout ??= new OpenClProgram(Context, OpenClOptions.ReadoutSources(Form), OpenClOptions.OfReadout(Form), _tunings);

    /// <summary>Runs of a chunk at most: fewer once the device had no room.</summary>
    public int MostRuns { get; set; } = int.MaxValue;

    /// <summary>Two, used in turn.</summary>
    public IReadOnlyList<OpenClSlot> Slots { get; }

    /// <summary>Borrows an idle engine, or builds one.</summary>
    /// <param name="device">The device.</param>
    /// <param name="settings">What the array is made for.</param>
    /// <param name="form">How cells are laid out.</param>
    /// <param name="tunings">Where built programs are kept, or null.</param>
    /// <exception cref="DeviceLostException">The compiler refuses the kernels.</exception>
    public static OpenClEngine Borrow(OpenClDevice device, ArraySettings settings, OpenClForm form, IOpenClTunings? tunings)
    {
        var options = OpenClOptions.OfRun(form, settings);
        var key = $"{device.DeviceName} {form.Macro} {settings.HasPerCellParameters} {options} {form.Prelude}";
        lock (Idle)
        {
            var index = Idle.FindLastIndex(engine => engine._key == key);
            if (index >= 0)
            {
                var engine = Idle[index];
                Idle.RemoveAt(index);
                engine.Form = form; // one program has every number of vectors
                return engine;
            }
        }

        return new OpenClEngine(OpenClContext.Of(device), settings, form, options, key, tunings);
    }

    /// <summary>Gives a sound engine back for others; one on a context that is forgotten ends.</summary>
    public void GiveBack()
    {
        foreach (var slot in Slots)
        {
            slot.Trim(OpenClSlot.MostIdleBytes);
        }

        OpenClEngine? ended = null;
        lock (Idle)
        {
            if (Context.IsForgotten)
            {
                ended = this;
            }
            else
            {
                Idle.Add(this);
            }

            if (Idle.Count > MostIdle)
            {
                ended = Idle[0];
                Idle.RemoveAt(0);
            }
        }

        ended?.Dispose();
    }

    /// <summary>Ends this engine of a device that is lost or gave wrong numbers, and has nobody borrow what else was kept of it.</summary>
    public void GiveUp()
    {
        List<OpenClEngine> others;
        lock (Idle)
        {
            Context.Forget();
            others = Idle.FindAll(engine => ReferenceEquals(engine.Context, Context));
            Idle.RemoveAll(others.Contains);
        }

        others.ForEach(engine => engine.Dispose());
        Dispose();
    }

    /// <summary>Waits for all that was started, and gives all memory back.</summary>
    public void Clear()
    {
        foreach (var slot in Slots)
        {
            slot.Clear();
        }
    }

    /// <summary>Ends all idle engines.</summary>
    public static void Forget()
    {
        lock (Idle)
        {
            Idle.ForEach(engine => engine.Dispose());
            Idle.Clear();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var slot in Slots)
        {
            slot.Dispose();
        }

        _readout?.Dispose();
        Run.Dispose();
    }
}
