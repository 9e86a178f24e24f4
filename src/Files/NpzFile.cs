using System.Globalization;
using System.Numerics;

namespace FhnHw.Files;

/// <summary>The arrays of one .npz file, by name.</summary>
/// <param name="path">The file, for the errors.</param>
/// <param name="arrays">Name and array, of those that hold numbers.</param>
/// <param name="words">Name and elements of those that hold text; null for more text than is read here.</param>
public sealed class NpzFile(string path, IReadOnlyDictionary<string, NpyArray> arrays, IReadOnlyDictionary<string, string[]?> words)
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>The names in the file: of arrays of numbers, then of those of text.</summary>
    public IEnumerable<string> Names => arrays.Keys.Concat(words.Keys);

    /// <summary>True when the file has the array.</summary>
    public bool Has(string name) => arrays.ContainsKey(name) || words.ContainsKey(name);

    /// <summary>One array of numbers.</summary>
    /// <exception cref="UnusableFileException">The file has no array of that name, or it holds text.</exception>
    public NpyArray this[string name] => arrays.TryGetValue(name, out var array)
        ? array
        : words.ContainsKey(name) ? throw new UnusableFileException(
            $"The array '{name}' of {Path} holds text; save a whole number for each word, in NumPy with numpy.unique(labels, return_inverse=True)[1].")
        : throw new UnusableFileException(
            $"{Path} has no array '{name}' (it has: {string.Join(", ", Names)}); give a file that this program wrote for the purpose.");

    /// <summary>The elements of one array of text, in C order; null where the file has no such array, or it holds numbers.</summary>
    /// <param name="name">The array.</param>
    /// <exception cref="UnusableFileException">It holds more text than is read here, 1 MiB.</exception>
    public IReadOnlyList<string>? Words(string name) => words.TryGetValue(name, out var text)
        ? text ?? throw new UnusableFileException($"The array '{name}' of {Path} holds more than 1 MiB of text; save it with fewer or shorter words.")
        : null;

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
