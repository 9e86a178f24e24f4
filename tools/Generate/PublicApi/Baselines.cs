using System.Reflection;
using System.Runtime.CompilerServices;

namespace FhnHw.Generate.PublicApi;

/// <summary>
/// The public API of each library as text, src/NAME/PublicApi.txt, a line a type and a line a member: a change to it is seen when the file is, and no
/// member becomes public without somebody's noticing.
/// </summary>
internal static class Baselines
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<GeneratedFile> Files()
    {
        Assembly[] libraries =
        [
            typeof(Files.NpyArray).Assembly, typeof(Kernels.Arrays.ICellArray).Assembly, typeof(Training.Runs.TrainingRun).Assembly,
            typeof(Boards.Arrays.BoardArray).Assembly,
        ];
        return libraries.Select(library => new GeneratedFile(
            $"src/{library.GetName().Name!["FhnHw.".Length..]}/PublicApi.txt", string.Concat(LinesOf(library).Select(line => line + "\n"))));
    }

    /// <summary>Types in order of their names, each with its members in order.</summary>
    public static IEnumerable<string> LinesOf(Assembly library) =>
        library.GetTypes().Where(IsVisible).OrderBy(type => type.FullName, StringComparer.Ordinal).SelectMany(LinesOf);

    private static IEnumerable<string> LinesOf(Type type)
    {
        var members = type.IsEnum
            ? Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), null)}")
            : type.GetMembers(Declared).Where(member => IsVisible(member) && !IsOfTheCompiler(member)).Select(Signature.Of)
                .Order(StringComparer.Ordinal);
        return [Signature.Of(type), .. members.Select(member => "    " + member)];
    }

    private static bool IsVisible(Type type) => type.IsNested
        ? IsVisible(type.DeclaringType!) && (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem)
        : type.IsPublic;

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(true).Any(IsVisible),
        EventInfo happening => IsVisible(happening.AddMethod!),
        _ => false,
    };

    // Accessors stand with their properties; what a record gets by itself follows from its being one.
    private static bool IsOfTheCompiler(MemberInfo member) => member is MethodBase { IsSpecialName: true, IsConstructor: false } accessor
        ? !accessor.Name.StartsWith("op_", StringComparison.Ordinal) || accessor.IsDefined(typeof(CompilerGeneratedAttribute))
        : member.IsDefined(typeof(CompilerGeneratedAttribute));
}
