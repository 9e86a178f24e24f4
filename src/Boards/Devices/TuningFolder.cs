using System.Security.Cryptography;
using System.Text;
using FhnHw.Files;
using FhnHw.Kernels.OpenCl;

namespace FhnHw.Boards.Devices;

/// <summary>
/// What OpenCL's tuner measured and what compilers built, a file a key in a folder of the user's cache. A folder that cannot be used keeps
/// nothing.
/// </summary>
/// <param name="folder">The folder; it is made when something is kept.</param>
public sealed class TuningFolder(string folder) : IOpenClTunings
{
    // A measurement is text, so that people can read it.
    private const string Extension = ".txt", ProgramExtension = ".program";

    // A trial of all forms takes some seconds, on a slow device half a minute.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The tuner of this user.</summary>
    public static OpenClTuner Tuner { get; } = new(OfUser);

    private readonly string _folder = folder;

    /// <summary>This user's.</summary>
    public static TuningFolder OfUser => new(Path.Combine(UserCache.Folder(Environment.GetEnvironmentVariable), "opencl"));

    /// <summary>Forgets what this user's tuner measured, so that it measures again.</summary>
    public static void Forget()
    {
        if (Directory.Exists(OfUser._folder))
        {
            foreach (var file in Directory.GetFiles(OfUser._folder, "*" + Extension))
            {
                File.Delete(file);
            }
        }
    }

    /// <inheritdoc/>
    public string? Find(string key) => KeptFile.Read(FileOf(key, Extension), key) is { } value ? Encoding.UTF8.GetString(value).TrimEnd('\n') : null;

    /// <inheritdoc/>
    public void Keep(string key, string value) => KeptFile.Write(FileOf(key, Extension), key, Encoding.UTF8.GetBytes(value + "\n"));

    /// <inheritdoc/>
    public byte[]? FindProgram(string key) => KeptFile.Read(FileOf(key, ProgramExtension), NameOf(key));

    /// <inheritdoc/>
    public void KeepProgram(string key, byte[] program) => KeptFile.Write(FileOf(key, ProgramExtension), NameOf(key), program);

    /// <inheritdoc/>
    public IDisposable? Hold(string key)
    {
        try
        {
            return FileLock.Take(FileOf(key, ".lock"), "tries kernels", Patience, CancellationToken.None);
        }
        catch (UnusableFileException)
        {
            return null;
        }
    }

    private string FileOf(string key, string extension) => Path.Combine(_folder, NameOf(key)[..16] + extension);

    private static string NameOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
