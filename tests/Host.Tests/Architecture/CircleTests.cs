using Mono.Cecil;
using Mono.Cecil.Cil;

namespace FhnHw.Host.Tests.Architecture;

/// <summary>The checker of circles, on made-up namespaces and types.</summary>
public class CircleTests
{
    [Fact]
    public void A_circle_is_found_with_a_member_for_each_of_its_edges()
    {
        TypeUse[] uses = [new("F.A", "F.B", "a"), new("F.B", "F.C", "b"), new("F.C", "F.A", "c"), new("F.D", "F.A", "d")];
        Assert.Equal(["a", "b", "c"], Circle.Shortest(uses, 2).Select(use => use.Member).Order());
    }

    [Fact]
    public void The_shortest_circle_is_told() =>
        Assert.Equal(2, Circle.Shortest([new("A", "B", ""), new("B", "C", ""), new("C", "A", ""), new("C", "B", "")], 1).Count);

    [Fact]
    public void Two_ways_to_one_namespace_are_no_circle() =>
        Assert.Empty(Circle.Shortest([new("A", "B", ""), new("B", "D", ""), new("A", "C", ""), new("C", "D", "")], 1));

    [Fact]
    public void A_circle_of_folders_shows_only_where_their_subfolders_are_taken_together()
    {
        TypeUse[] uses = [new("F.A.X", "F.B.X", ""), new("F.B.Y", "F.A.Y", "")];
        Assert.Empty(Circle.Shortest(uses, 3));
        Assert.Equal(2, Circle.Shortest(uses, 2).Count);
        Assert.Empty(Circle.Shortest(uses, 1));
    }

    [Fact]
    public void A_namespace_and_the_one_within_it_can_form_a_circle() =>
        Assert.Equal(2, Circle.Shortest([new("F.A", "F.A.X", ""), new("F.A.X", "F.A", "")], 3).Count);

    public static TheoryData<string> Places => ["base", "field", "parameter", "return", "attribute", "body", "local", "caught", "argument", "array"];

    [Theory]
    [MemberData(nameof(Places))]
    public void A_type_is_seen_wherever_it_is_named(string place)
    {
        using var module = ModuleDefinition.CreateModule("made up", ModuleKind.Dll);
        var named = Add(module, "FhnHw.B", "Named");
        var naming = Add(module, "FhnHw.A", "Naming");
        Name(module, naming, named, place);
        var use = Assert.Single(TypeUses.In(module).DistinctBy(use => (use.From, use.To)));
        Assert.Equal(("FhnHw.A", "FhnHw.B"), (use.From, use.To));
    }

    private static TypeDefinition Add(ModuleDefinition module, string space, string name)
    {
        var type = new TypeDefinition(space, name, TypeAttributes.Class, module.TypeSystem.Object);
        module.Types.Add(type);
        return type;
    }

    private static void Name(ModuleDefinition module, TypeDefinition naming, TypeDefinition named, string place)
    {
        var method = new MethodDefinition("Do", MethodAttributes.Public, place == "return" ? named : module.TypeSystem.Void);
        naming.Methods.Add(method);
        var body = method.Body.GetILProcessor();
        switch (place)
        {
            case "base": naming.BaseType = named; break;
            case "field": naming.Fields.Add(new FieldDefinition("_field", FieldAttributes.Private, named)); break;
            case "parameter": method.Parameters.Add(new ParameterDefinition(named)); break;
            case "attribute": method.CustomAttributes.Add(new CustomAttribute(new MethodReference(".ctor", module.TypeSystem.Void, named))); break;
            case "body": body.Emit(OpCodes.Call, new MethodReference("Do", module.TypeSystem.Void, named)); break;
            case "local": method.Body.Variables.Add(new VariableDefinition(named)); break;
            case "caught": method.Body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Catch) { CatchType = named }); break;
            case "argument": body.Emit(OpCodes.Newobj, new MethodReference(".ctor", module.TypeSystem.Void, ListOf(module, named))); break;
            case "array": naming.Fields.Add(new FieldDefinition("_field", FieldAttributes.Private, new ArrayType(named))); break;
        }

        body.Emit(OpCodes.Ret);
    }

    private static GenericInstanceType ListOf(ModuleDefinition module, TypeReference element)
    {
        var list = new GenericInstanceType(module.ImportReference(typeof(List<>)));
        list.GenericArguments.Add(element);
        return list;
    }
}
