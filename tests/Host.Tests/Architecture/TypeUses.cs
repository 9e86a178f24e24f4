using Mono.Cecil;
using Mono.Cecil.Cil;

namespace FhnHw.Host.Tests.Architecture;

/// <summary>Reads from an assembly which namespaces of ours its members name, in signatures, fields, attributes and bodies.</summary>
internal static class TypeUses
{
    /// <summary>All uses across namespaces within one module.</summary>
    public static IEnumerable<TypeUse> In(ModuleDefinition module) =>
        from type in module.GetTypes()
        let naming = BuiltAssembly.NamespaceOf(type)
        where BuiltAssembly.IsOurs(naming)
        from named in NamedBy(type)
        from part in PartsOf(named.Type)
        let to = BuiltAssembly.NamespaceOf(part)
        where to != naming && BuiltAssembly.IsOurs(to)
        select new TypeUse(naming, to, $"{type.FullName}{named.Member} names {part.FullName}");

    private static IEnumerable<(string Member, TypeReference? Type)> NamedBy(TypeDefinition type) =>
    [
        ("", type.BaseType),
        .. type.Interfaces.Select(implemented => ("", (TypeReference?)implemented.InterfaceType)),
        .. Of("", type.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType)),
        .. Of("", AttributesOf(type)),
        .. type.Fields.SelectMany(field => Of($"::{field.Name}", [field.FieldType, .. AttributesOf(field)])),
        .. type.Properties.SelectMany(property => Of($"::{property.Name}", AttributesOf(property))),
        .. type.Events.SelectMany(happening => Of($"::{happening.Name}", AttributesOf(happening))),
        .. type.Methods.SelectMany(method => Of($"::{method.Name}", [.. SignatureOf(method), .. BodyOf(method)])),
    ];

    private static IEnumerable<(string Member, TypeReference? Type)> Of(string member, IEnumerable<TypeReference?> types) =>
        types.Select(type => (member, type));

    private static IEnumerable<TypeReference?> SignatureOf(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType),
        .. AttributesOf(method),
        .. AttributesOf(method.MethodReturnType),
        .. method.Parameters.SelectMany(AttributesOf),
    ];

    private static IEnumerable<TypeReference?> BodyOf(MethodDefinition method) => !method.HasBody ? [] :
    [
        .. method.Body.Variables.Select(variable => variable.VariableType),
        .. method.Body.ExceptionHandlers.Select(handler => handler.CatchType),
        .. method.Body.Instructions.SelectMany(NamedBy),
    ];

    private static IEnumerable<TypeReference?> NamedBy(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method => CalledBy(method),
        _ => [],
    };

    private static IEnumerable<TypeReference?> CalledBy(MethodReference method) =>
    [
        method.DeclaringType,
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method is GenericInstanceMethod generic ? generic.GenericArguments : [],
    ];

    private static IEnumerable<TypeReference?> AttributesOf(ICustomAttributeProvider member) =>
        from attribute in member.CustomAttributes
        from type in (IEnumerable<TypeReference?>)
        [
            attribute.AttributeType,
            .. attribute.ConstructorArguments.Select(argument => argument.Value as TypeReference),
        ]
        select type;

    // A list of arrays of A names List, and A.
    private static IEnumerable<TypeReference> PartsOf(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [.. PartsOf(generic.ElementType), .. generic.GenericArguments.SelectMany(PartsOf)],
        IModifierType modified => [.. PartsOf(modified.ElementType), .. PartsOf(modified.ModifierType)],
        TypeSpecification wrapped => PartsOf(wrapped.ElementType),
        _ => [type],
    };
}
