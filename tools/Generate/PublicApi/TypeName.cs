using System.Reflection;

namespace FhnHw.Generate.PublicApi;

/// <summary>Types as C# writes them, without their namespaces.</summary>
internal static class TypeName
{
    private static readonly Dictionary<Type, string> Words = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
        [typeof(char)] = "char",
    };

    /// <summary>The type of a member or parameter, with a question mark where it may be null.</summary>
    public static string Of(NullabilityInfo info)
    {
        var type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Of(value) + "?";
        }

        var end = !type.IsValueType && !type.IsGenericParameter && info.ReadState == NullabilityState.Nullable ? "?" : "";
        return type.IsArray && info.ElementType is { } element ? $"{Of(element)}[]{end}"
            : type.IsGenericType && info.GenericTypeArguments is { Length: > 0 } arguments && type == info.Type
                ? $"{Plain(type)}<{string.Join(", ", arguments.Select(Of))}>{end}"
                : Of(type) + end;
    }

    /// <summary>The type as it is.</summary>
    public static string Of(Type type) =>
        Words.TryGetValue(type, out var word) ? word
        : type.IsArray ? $"{Of(type.GetElementType()!)}[]"
        : type.IsPointer ? $"{Of(type.GetElementType()!)}*"
        : Nullable.GetUnderlyingType(type) is { } value ? Of(value) + "?"
        : type.IsGenericParameter ? type.Name
        : type.IsGenericType ? $"{Plain(type)}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>"
        : Plain(type);

    // An outer type stands before a nested one.
    private static string Plain(Type type) =>
        (type is { IsNested: true, IsGenericParameter: false } ? Plain(type.DeclaringType!) + "." : "") + type.Name.Split('`')[0];
}
