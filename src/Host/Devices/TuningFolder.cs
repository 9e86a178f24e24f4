using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FhnHw.Files;
using FhnHw.Kernels.OpenCl;

namespace FhnHw.Host.Devices;

/// <summary>
/// What OpenCL's tuner measured and what compilers built, a file a key in a folder of the user's cache. A folder that cannot be used keeps
/// nothing.
/// </summary>
/// <param name="folder">The folder; it is made when something is kept.</param>
public sealed class TuningFolder(string folder) : IOpenClTunings
{
    // A measurement is its key and its value, a line each, so that people can read it. A program has its checksum in front.
    private const string Extension = ".txt", ProgramExtension = ".program";

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
    public string? Find(string key)
    {
        try
        {
            return File.ReadAllLines(FileOf(key, Extension)) is [var kept, var value] && kept == key ? value : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Keep(string key, string value) => Keep(FileOf(key, Extension), Encoding.UTF8.GetBytes($"{key}\n{value}\n"));

    /// <inheritdoc/>
    public byte[]? FindProgram(string key)
    {
        try
        {
            var bytes = File.ReadAllBytes(FileOf(key, ProgramExtension));
            return bytes.Length > sizeof(uint) && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == Crc32.Append(0, bytes.AsSpan(sizeof(uint)))
                ? bytes[sizeof(uint)..]
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void KeepProgram(string key, byte[] program)
    {
        var bytes = new byte[sizeof(uint) + program.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Crc32.Append(0, program));
        program.CopyTo(bytes, sizeof(uint));
        Keep(FileOf(key, ProgramExtension), bytes);
    }

    // Where nothing can be kept, the next command measures and builds again.
    private static void Keep(string file, byte[] bytes)
    {
        try
        {
            AtomicFile.Write(file, stream => stream.Write(bytes));
        }
        catch (UnusableFileException)
        {
        }
    }

    private string FileOf(string key, string extension) =>
        Path.Combine(_folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16] + extension);
}
