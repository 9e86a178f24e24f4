using FhnHw.Files;
using FhnHw.Kernels.Errors;

namespace FhnHw.Boards.Fpga;

/// <summary>Refuses a board whose file names a folder or a file that is not there, or a clock that the PLL of its top module does not make.</summary>
internal static class BoardFolder
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

        BoardClocks.Check(board, file, InputFile.ReadText(Path.Combine(folder, $"{file.Top}.v")));
    }
}
