using System.Globalization;
using System.Numerics;

namespace FhnHw.Files;

/// <summary>The arrays of one .npz file, by name.</summary>
/// <param name="path">The file, for the errors.</param>
/// <param name="arrays">Name and array.</param>
public sealed class NpzFile(string path, IReadOnlyDictionary<string, NpyArray> arrays)
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>The names in the file.</summary>
    public IEnumerable<string> Names => arrays.Keys;

    /// <summary>True when the file has the array.</summary>
    public bool Has(string name) => arrays.ContainsKey(name);

    /// <summary>One array.</summary>
    /// <exception cref="UnusableFileException">The file has no array of that name.</exception>
    public NpyArray this[string name] => arrays.TryGetValue(name, out var array)
        ? array
        : throw new UnusableFileException(
            $"{Path} has no array '{name}' (it has: {string.Join(", ", Names)}); give a file that this program wrote for the purpose.");

    /// <summary>The elements of one array.</summary>
    /// <param name="name">The array.</param>
    /// <param name="shape">The shape it must have, -1 for any length; nothing to accept every shape.</param>
    /// <exception cref="UnusableFileException">There is no such array, or it is of another type or shape.</exception>
    public T[] Get<T>(string name, params int[] shape) where T : unmanaged =>
        this[name].As<T>($"The array '{name}' of {Path}", shape);

    /// <summary>The elements of one array of real numbers, none of them NaN, infinite or beyond a bound.</summary>
    /// <param name="name">The array.</param>
    /// <param name="bound">The largest magnitude that is accepted.</param>
    /// <param name="shape">The shape it must have, -1 for any length; nothing to accept every shape.</param>
    /// <exception cref="UnusableFileException">There is no such array, it is of another type or shape, or a number in it cannot be used.</exception>
    public T[] GetFinite<T>(string name, double bound, params int[] shape) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = Get<T>(name, shape);
        foreach (var value in values)
        {
            if (!(double.CreateChecked(T.Abs(value)) <= bound))
            {
                throw new UnusableFileException(
                    $"{Path} holds {Said(double.CreateChecked(value))} in {name}; write or copy the file again, or give another.");
            }
        }

        return values;
    }

    private static string Said(double value) => double.IsNaN(value) ? "NaN"
        : double.IsInfinity(value) ? "an infinite number"
        : string.Create(CultureInfo.InvariantCulture, $"{value:0.###E+0}, which is too large,");
}
