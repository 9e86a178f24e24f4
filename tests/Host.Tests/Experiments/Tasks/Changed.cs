using System.Collections;
using System.Reflection;
using System.Text.Json.Serialization;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Training.Network;

namespace FhnHw.Host.Tests.Experiments.Tasks;

/// <summary>Copies of settings that differ in one property each, found by reflection: a property that is added is among them by itself.</summary>
internal static class Changed
{
    /// <summary>Every way to change one property of a record, or of a record in it.</summary>
    public static IEnumerable<(string Name, object Value)> Ways(object record)
    {
        foreach (var property in record.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsSetting))
        {
            var found = false;
            foreach (var (name, value) in Values(property.PropertyType, property.GetValue(record)))
            {
                if (With(record, property, value) is { } copy)
                {
                    found = true;
                    yield return ($"{record.GetType().Name}.{property.Name}{name}", copy);
                    if (name.Length == 0)
                    {
                        break; // one other value is enough
                    }
                }
            }

            Assert.True(found, $"{record.GetType().Name}.{property.Name} could not be changed; add its type here.");
        }
    }

    // What decides something: not what follows from other properties.
    private static bool IsSetting(PropertyInfo property) =>
        property.GetIndexParameters().Length == 0 && property.Name != "EqualityContract"
        && property.GetCustomAttribute<JsonIgnoreAttribute>() is null
        && (property.SetMethod is { IsPublic: true } || Parameter(property) is not null);

    private static ParameterInfo? Parameter(PropertyInfo property) => Constructor(property.DeclaringType!)?.GetParameters()
        .SingleOrDefault(parameter => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase));

    private static ConstructorInfo? Constructor(Type type) => type.GetConstructors(BindingFlags.Public | BindingFlags.Instance)
        .OrderByDescending(constructor => constructor.GetParameters().Length).FirstOrDefault();

    private static object? With(object record, PropertyInfo property, object? value)
    {
        try
        {
            if (property.SetMethod is not null)
            {
                var copy = record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
                property.SetValue(copy, value);
                return copy;
            }

            var constructor = Constructor(record.GetType())!;
            return constructor.Invoke([.. constructor.GetParameters().Select(parameter =>
                string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase)
                    ? value
                    : record.GetType().GetProperties().Single(other => string.Equals(other.Name, parameter.Name, StringComparison.OrdinalIgnoreCase))
                        .GetValue(record))]);
        }
        catch (TargetInvocationException)
        {
            return null; // out of range
        }
    }

    private static IEnumerable<(string Name, object? Value)> Values(Type type, object? value) => value switch
    {
        bool flag => One(!flag),
        int number => One(number + 1, number - 1),
        double number => One(number + 0.125, number - 0.125, number / 2),
        string text => One(text + "x"),
        Enum choice => [.. Enum.GetValues(choice.GetType()).Cast<object>().Where(other => !other.Equals(choice)).Select(other => ("", (object?)other))],
        LayerSizes sizes => One(new LayerSizes([.. sizes, 7])),
        CurrentCodes codes =>
        [
            (".Bits", CurrentCodes.OfBits(codes.Bits + 1, codes.Gamma)), (".Gamma", CurrentCodes.OfBits(codes.Bits, codes.Gamma / 2)),
            (".List", CurrentCodes.Of(0.5)),
        ],
        Array list => One(Shorter(list, type.GetElementType()!)),
        null when type == typeof(string) => One("x"),
        null when type == typeof(double?) => One(0.5),
        null when type == typeof(IReadOnlyList<MeasuredCell>) => One((object)new[] { new MeasuredCell(0.1, 1, null) }),
        IList { Count: > 0 } list => One(Shorter(list, type.GetGenericArguments()[0])),
        null when type.GetConstructor(Type.EmptyTypes) is { } make => One(make.Invoke(null)),
        not null => Ways(value).Select(way => ($".{way.Name}", (object?)way.Value)),
        _ => [],
    };

    private static IEnumerable<(string Name, object? Value)> One(params object?[] candidates) => candidates.Select(value => ("", value));

    private static Array Shorter(IList list, Type element)
    {
        var copy = Array.CreateInstance(element, list.Count - 1);
        for (var index = 0; index < copy.Length; index++)
        {
            copy.SetValue(list[index], index);
        }

        return copy;
    }
}
