using System.Security.Cryptography;
using System.Text;
using FhnHw.Files;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Wire;

/// <summary>
/// Who a client says it is, and the token that shows that it may use a shared board. The token itself never crosses the line: both sides
/// compute HMAC-SHA256 with it, over a nonce of each side.
/// </summary>
/// <remarks>This is no record, so that no text of it holds the token.</remarks>
public sealed class ShareCredentials
{
    /// <summary>The environment variable that holds a token.</summary>
    public const string Variable = "FHNHW_TOKEN";

    /// <summary>The fewest characters of a token: whoever listens to the line can try tokens on its own, so short ones are no good.</summary>
    public const int LeastLength = 16;

    private readonly byte[]? _token;

    /// <summary>Makes credentials.</summary>
    /// <param name="name">How the client is called for others: a claim that nothing checks.</param>
    /// <param name="token">The token, or null.</param>
    public ShareCredentials(string name, string? token = null)
    {
        Name = name;
        _token = token is null ? null : Encoding.UTF8.GetBytes(token);
    }

    /// <summary>The user of this process on this machine, with the token of <see cref="Variable"/>, if it is set.</summary>
    public static ShareCredentials OfProcess() =>
        new($"{Environment.UserName}@{Environment.MachineName}", Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } token ? token : null);

    /// <summary>How the client is called for others.</summary>
    public string Name { get; }

    /// <summary>True with a token.</summary>
    public bool HasToken => _token is not null;

    /// <summary>The same client with the token of a file: its first line.</summary>
    /// <exception cref="InvalidSettingException">There is no such file, everybody may read it, or its token is too short.</exception>
    public ShareCredentials WithTokenOf(string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & UnixFileMode.OtherRead) != 0)
            {
                throw new InvalidSettingException($"Everybody on this machine may read the token in {path}; make it yours with 'chmod 600 {path}'.");
            }

            return new ShareCredentials(Name, InputFile.ReadText(path).Split('\n')[0].Trim()).Checked(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidSettingException($"The token file {path} cannot be read ({error.Message.TrimEnd('.')}); check the path.", error);
        }
    }

    /// <summary>These, where the token is none or long enough.</summary>
    /// <param name="where">Where the token stands, for the error.</param>
    /// <exception cref="InvalidSettingException">The token is too short.</exception>
    public ShareCredentials Checked(string where) => _token is not { Length: < LeastLength } ? this : throw new InvalidSettingException(
        $"The token in {where} is shorter than {LeastLength} characters, so it could be guessed.")
    { Remedies = [Remedy.Do(RemedyAction.MakeToken)] };

    /// <summary>The answer to a server's nonce; all zero without a token.</summary>
    /// <param name="kind">What is asked: the kind of the frame.</param>
    /// <param name="nonce">The server's nonce.</param>
    /// <param name="own">The client's nonce.</param>
    internal byte[] Answer(byte kind, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> own) => _token is null
        ? new byte[ShareFrames.AnswerBytes]
        : HMACSHA256.HashData(_token, (byte[])[.. "FhnHw shared board"u8, ShareFrames.Version, kind, .. nonce, .. own]);

    /// <summary>True where an answer is that of this token, compared in constant time; without a token every answer is.</summary>
    internal bool Accepts(ReadOnlySpan<byte> answer, byte kind, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> own) =>
        _token is null || CryptographicOperations.FixedTimeEquals(answer, Answer(kind, nonce, own));
}
