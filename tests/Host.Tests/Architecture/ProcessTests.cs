using Mono.Cecil;
using Mono.Cecil.Cil;

namespace FhnHw.Host.Tests.Architecture;

/// <summary>Other programs get their arguments as a list. No shell reads a text that was put together from what a user gave.</summary>
public class ProcessTests
{
    private static readonly string[] Shells = ["sh", "/bin/sh", "bash", "/bin/bash", "/usr/bin/env", "cmd", "cmd.exe", "powershell", "pwsh"];

    public static TheoryData<string> Assemblies => [.. BuiltAssembly.Names];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void No_program_is_started_with_its_arguments_in_one_text(string assembly) => Assert.Empty(Found(assembly, InOneText));

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void No_shell_is_started(string assembly) => Assert.Empty(Found(assembly, NamesShell));

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void No_native_call_hands_a_text_to_a_shell(string assembly)
    {
        using var module = BuiltAssembly.Open(assembly);
        Assert.Empty(
            from type in module.GetTypes()
            from method in type.Methods
            where method.PInvokeInfo?.EntryPoint is "system" or "popen" or "execl" or "execlp" or "execvp"
            select method.FullName);
    }

    [Fact]
    public void The_programs_that_are_started_are_found_by_this_test() =>
        Assert.NotEmpty(Found("FhnHw.Boards", code => code.Operand is MethodReference { Name: "Start", DeclaringType.Name: "Process" }));

    private static List<string> Found(string assembly, Func<Instruction, bool> kind)
    {
        using var module = BuiltAssembly.Open(assembly);
        return
        [
            .. from type in module.GetTypes()
               from method in type.Methods
               where method.HasBody && !type.FullName.Contains("CompletionsCommand", StringComparison.Ordinal) // it prints a script for the shell it names
               from code in method.Body.Instructions
               where kind(code)
               select $"{method.FullName}: {code.Operand}",
        ];
    }

    private static bool InOneText(Instruction code) => code.Operand is MethodReference { DeclaringType.Name: "ProcessStartInfo" or "Process" } call
        && (call.Name is "set_Arguments" or "set_UseShellExecute"
            || (call.Name is ".ctor" or "Start" && call.Parameters.Select(parameter => parameter.ParameterType.Name) is var types
                && types.SequenceEqual(["String", "String"])));

    private static bool NamesShell(Instruction code) => code.OpCode == OpCodes.Ldstr && Shells.Contains((string)code.Operand);
}
