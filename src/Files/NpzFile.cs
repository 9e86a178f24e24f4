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
}
