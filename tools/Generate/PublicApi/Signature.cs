using System.Globalization;
using System.Reflection;

namespace FhnHw.Generate.PublicApi;

/// <summary>A type or member in one line, much as C# writes it.</summary>
internal static class Signature
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(Type type)
    {
        var kind = type.IsInterface ? "interface" : type.IsEnum ? "enum" : type.IsValueType ? "struct" : IsDelegate(type) ? "delegate"
            : type.GetMethod("<Clone>$") is not null ? "record" : "class";
        var modifiers = type.IsInterface || type.IsValueType ? "" : type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract "
            : type.IsSealed && !IsDelegate(type) ? "sealed " : "";
        string[] bases = type.IsEnum || IsDelegate(type) ? [] :
        [
            .. type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? new[] { TypeName.Of(parent) } : [],
            .. type.GetInterfaces().Where(each => each.IsVisible).Select(TypeName.Of).Order(StringComparer.Ordinal),
        ];
        return $"{modifiers}{kind} {type.Namespace}.{TypeName.Of(type)}{(bases.Length == 0 ? "" : " : " + string.Join(", ", bases))}";
    }

    public static string Of(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"{Access(constructor)}{TypeName.Of(constructor.DeclaringType!)}({Parameters(constructor)})",
        MethodInfo method => $"{Access(method)}{TypeName.Of(Nullability.Create(method.ReturnParameter))} {method.Name}{Generics(method)}({Parameters(method)})",
        PropertyInfo property => Property(property),
        FieldInfo { IsLiteral: true } constant =>
            $"const {TypeName.Of(constant.FieldType)} {constant.Name} = {Value(constant.GetRawConstantValue())}",
        FieldInfo field => $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{TypeName.Of(Nullability.Create(field))} {field.Name}",
        EventInfo happening => $"event {TypeName.Of(happening.EventHandlerType!)} {happening.Name}",
        _ => member.ToString()!,
    };

    private static string Property(PropertyInfo property)
    {
        var accessors = string.Join(' ', property.GetAccessors(true).Where(accessor => accessor.IsPublic || accessor.IsFamily)
            .Select(accessor => accessor == property.GetMethod ? "get;" : IsInit(accessor) ? "init;" : "set;"));
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        var required = property.CustomAttributes.Any(each => each.AttributeType.Name == "RequiredMemberAttribute") ? "required " : "";
        return $"{required}{Access(property.GetAccessors(true)[0])}{TypeName.Of(Nullability.Create(property))} {name} {{ {accessors} }}";
    }

    private static string Access(MethodBase method) =>
        (method.IsPublic ? "" : "protected ") + (method.IsStatic ? "static " : "")
        + (method.DeclaringType!.IsInterface || method.IsConstructor ? "" : method.IsAbstract ? "abstract " : method.IsVirtual && !method.IsFinal
            ? ((MethodInfo)method).GetBaseDefinition() == method ? "virtual " : "override " : "");

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var way = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? parameter.IsIn ? "in " : "ref "
            : parameter.CustomAttributes.Any(each => each.AttributeType.Name is "ParamArrayAttribute" or "ParamCollectionAttribute") ? "params " : "";
        var standard = parameter.HasDefaultValue ? $" = {Value(parameter.RawDefaultValue)}" : "";
        return $"{way}{TypeName.Of(Nullability.Create(parameter))} {parameter.Name}{standard}";
    }

    private static string Generics(MethodInfo method) => method.IsGenericMethod
        ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeName.Of))}>" : "";

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static bool IsInit(MethodInfo accessor) => accessor.ReturnParameter.GetRequiredCustomModifiers().Any(each => each.Name == "IsExternalInit");

    private static bool IsDelegate(Type type) => type.IsSubclassOf(typeof(Delegate));
}
