using System.Text.RegularExpressions;
using FhnHw.Files;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Fpga;

/// <summary>
/// Refuses a board whose file names a folder or a file that is not there, a top module that is not there or of another family, or a clock that its PLL
/// does not make.
/// </summary>
internal static partial class BoardFolder
{
    /// <summary>Looks at the files that a board's file names.</summary>
    /// <param name="sources">The checkout.</param>
    /// <param name="board">The board's name.</param>
    /// <param name="file">What its file says.</param>
    /// <exception cref="InvalidSettingException">One of them is not there, or the top module's PLL does not make a clock of the board.</exception>
    public static void Check(HdlSources sources, string board, BoardFile file)
    {
        var boards = Path.Combine(sources.Hdl, "boards");
        var folder = Path.Combine(boards, file.Files ?? board);
        if (file.Files is { } other && !File.Exists(Path.Combine(folder, $"{file.Top}.v")))
        {
            string[] names = [.. BoardFile.Names(sources).Where(name => File.Exists(Path.Combine(boards, name, $"{file.Top}.v")))];
            throw new InvalidSettingException(
                $"hdl/boards/{board}/board.json takes the files of '{other}', where there is no {file.Top}.v; give {FpgaParts.Listed(names)}.");
        }

        var missing = new[] { $"{file.Top}.v", file.Pins }.FirstOrDefault(name => !File.Exists(Path.Combine(folder, name)));
        if (missing is not null)
        {
            throw new InvalidSettingException(
                $"hdl/boards/{board}/board.json names {missing}, and hdl/boards/{file.Files ?? board} has none; put it there, or name what is there.");
        }

        var (verilog, place) = (InputFile.ReadText(Path.Combine(folder, $"{file.Top}.v")), $"hdl/boards/{file.Files ?? board}/{file.Top}.v");
        CheckTop(file, Comment().Replace(verilog, " "), place);
        BoardClocks.Check(board, file, verilog);
    }

    private static void CheckTop(BoardFile file, string verilog, string place)
    {
        string[] modules = [.. Module().Matches(verilog).Select(module => module.Groups[1].Value)];
        if (!modules.Contains(file.Top))
        {
            throw new InvalidSettingException(
                $"{place} has no module {file.Top}, which board.json names as top"
                    + (modules.Length > 0 ? $"; it has {FpgaParts.Listed(modules)}: give file and module one name." : "."));
        }

        var other = FpgaFamily.All.FirstOrDefault(
            family => family.Name != file.Family && !modules.Contains($"{family.Name}_pll") && Regex.IsMatch(verilog, $@"\b{family.Name}_pll\b"));
        if (other is not null)
        {
            throw new InvalidSettingException(
                $"{place} takes {other.Name}_pll, which is not for a part of the family {file.Family}; take {file.Family}_pll, or a PLL of your own.");
        }
    }

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bmodule\s+(\w+)")]
    private static partial Regex Module();
}
