namespace FhnHw.Fuzz.Engine;

/// <summary>A reader of the product, and the inputs that it is given.</summary>
internal abstract class Target : IDisposable
{
    /// <summary>Bytes that any input may take, whatever its length: tables, buffers, texts of errors.</summary>
    private const long Always = 16L << 20;

    /// <summary>Its name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>What is damaged, in a few words.</summary>
    public abstract string About { get; }

    /// <summary>Sound inputs, made by the project's own writers where there are such.</summary>
    public abstract IEnumerable<byte[]> Seeds();

    /// <summary>Damages an input by its structure: sums are made anew, so that what lies behind them is reached.</summary>
    public abstract byte[] Mutate(byte[] input, Random random);

    /// <summary>Gives an input to the product. It may throw: <see cref="Verdict"/> judges what.</summary>
    public abstract void Run(byte[] input);

    /// <summary>Bytes allocated for a byte of input at most.</summary>
    protected virtual long BytesEach => 256;

    /// <summary>Damaged inputs that the gate tries.</summary>
    public virtual int RunsInGate => 400;

    /// <summary>Bytes that an input may take, all allocations added up.</summary>
    public long MostBytes(byte[] input) => Always + (BytesEach * input.Length);

    /// <summary>True where an exception is this reader's own way to refuse an input, below the sentences for users.</summary>
    public virtual bool Refuses(Exception error) => false;

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
