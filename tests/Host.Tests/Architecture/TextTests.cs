using System.Text.RegularExpressions;
using FhnHw.Host.CommandLine;
using FhnHw.Kernels.Errors;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace FhnHw.Host.Tests.Architecture;

/// <summary>Words of the command line are in the program alone: the assemblies below it name settings, and the program has words for each.</summary>
public partial class TextTests
{
    private static readonly string[] OfOtherPrograms =
    [
        "--package", "--json", "--pcf", "--lpf", "--asc", "--textcfg", "--freq", "--seed", "--pack-only", "--device", "--vopt", "--write", // nextpnr
        "--router", "--placer", "--parallel-refine", "--tmg-ripup", "--threads", // nextpnr too
        "--compress", // ecppack
        "--write-sram", "--write-flash", "--ftdi-serial", // openFPGALoader
        "--reset", "--serial", // st-flash
        "--version", // any tool
        "--pdeathsig", "--help", // setpriv
        "--pty", "--until-stdin-closes", "--trace", "--trace-from", "--trace-to", "--tcp", "--stats", "--fault", // the simulated board, built from hdl/sim
    ];

    // What a person types to have udev read its rules again; it stands within a sentence.
    private const string Reload = "udevadm control --reload";

    public static TheoryData<string> LowerAssemblies => [.. BuiltAssembly.Names.Where(name => name != "fhnhw")];

    [Theory]
    [MemberData(nameof(LowerAssemblies))]
    public void An_assembly_below_the_program_has_no_words_of_its_command_line(string assembly)
    {
        using var module = BuiltAssembly.Open(assembly);
        var found =
            from instruction in Instructions(module)
            let text = instruction.Instruction.Operand as string ?? ""
            where OfCommandLine().IsMatch(text.Replace(Reload, "", StringComparison.Ordinal)) && !OfOtherPrograms.Contains(text)
            select $"{instruction.Method.FullName}: {instruction.Instruction.Operand}";
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("give --adc-bits", true)]
    [InlineData("run 'fhnhw doctor'", true)]
    [InlineData("set $FHNHW_DATA", true)]
    [InlineData("a -- b", false)]
    [InlineData("libfhnhw.so", false)]
    public void Words_of_the_command_line_are_known_by_their_form(string text, bool known) => Assert.Equal(known, OfCommandLine().IsMatch(text));

    [Fact]
    public void Every_remedy_has_words_and_every_word_is_of_a_remedy() => Assert.Equal(
        RemedyWords.Known.Order(StringComparer.Ordinal),
        Remedies().Where(name => !name.StartsWith("--", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));

    private static List<string> Remedies()
    {
        var names = new List<string>();
        foreach (var assembly in BuiltAssembly.Names)
        {
            using var module = BuiltAssembly.Open(assembly);
            names.AddRange(Instructions(module).Where(Names).Select(place => place.Instruction.Previous.Operand as string
                ?? throw new InvalidOperationException($"{place.Method.FullName} names a remedy by something else than a constant.")));
        }

        return names;
    }

    // The name is the only argument of a remedy, and the last one of a check of a range.
    private static bool Names((MethodDefinition Method, Instruction Instruction) place) =>
        place.Method.DeclaringType.Name != nameof(InvalidSettingException)
        && place.Instruction.Operand is MethodReference called
        && ((called.DeclaringType.Name == nameof(Remedy) && called.ReturnType.Name == nameof(Remedy) && !called.HasThis)
            || (called.DeclaringType.Name == nameof(InvalidSettingException) && called.Name == nameof(InvalidSettingException.ThrowIfOutside)));

    private static IEnumerable<(MethodDefinition Method, Instruction Instruction)> Instructions(ModuleDefinition module) =>
        from type in module.GetTypes()
        from method in type.Methods
        where method.HasBody
        from instruction in method.Body.Instructions
        select (method, instruction);

    [GeneratedRegex(@"--[a-z]|\bfhnhw |\$FHNHW")]
    private static partial Regex OfCommandLine();
}
