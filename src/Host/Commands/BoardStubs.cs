namespace FhnHw.Host.Commands;

// Stand-ins until the commands themselves are merged; this file goes then.
internal sealed class BoardListCommand() : ProgramCommand("list", "list the boards");

internal sealed class BoardBuildCommand() : ProgramCommand("build", "build a board");

internal sealed class BoardFlashCommand() : ProgramCommand("flash", "flash a board");
