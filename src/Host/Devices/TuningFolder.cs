using System.Security.Cryptography;
using System.Text;
using FhnHw.Files;
using FhnHw.Kernels.OpenCl;

namespace FhnHw.Host.Devices;

/// <summary>What OpenCL's tuner measured, a file a key in a folder of the user's cache. A folder that cannot be used keeps nothing.</summary>
/// <param name="folder">The folder; it is made when something is kept.</param>
public sealed class TuningFolder(string folder) : IOpenClTunings
{
    // Beyond the key's hash, the file's first line is the key, so that people can read it and no other key is taken for it.
    private const string Extension = ".txt";

    /// <summary>The tuner of this user.</summary>
    public static OpenClTuner Tuner { get; } = new(OfUser);

    private static TuningFolder OfUser => new(Path.Combine(UserCache.Folder(Environment.GetEnvironmentVariable), "opencl"));

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

    private readonly string _folder = folder;

    /// <inheritdoc/>
    public string? Find(string key)
    {
        try
        {
            return File.ReadAllLines(FileOf(key)) is [var kept, var value] && kept == key ? value : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Keep(string key, string value)
    {
        try
        {
            AtomicFile.Write(FileOf(key), stream => stream.Write(Encoding.UTF8.GetBytes($"{key}\n{value}\n")));
        }
        catch (UnusableFileException)
        {
            // Nothing is kept; the next command measures again.
        }
    }

    private string FileOf(string key) =>
        Path.Combine(_folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16] + Extension);
}
