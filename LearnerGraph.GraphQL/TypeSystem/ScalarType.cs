using System.Text.Json;
using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.TypeSystem;

/// <summary>Reads a literal without variables; returns what is wrong with it, or null.</summary>
public delegate string? LiteralReader(ValueNode literal, out object? value);

/// <summary>Reads a JSON value of the request's variables; returns what is wrong with it, or null.</summary>
public delegate string? JsonReader(JsonElement json, out object? value);

/// <summary>
/// Turns a resolver's value into what JSON can carry (string, bool, int, long, double, decimal, JsonElement, or lists
/// and
/// dictionaries of these); returns what is wrong with it, or null.
/// </summary>
public delegate string? ResultWriter(object value, out object? result);

public sealed class ScalarType(string name) : NamedType(name)
{
    public override TypeKind Kind => TypeKind.Scalar;

    public string? SpecifiedByUrl { get; set; }

    /// <summary>Int, Float, String, Boolean and ID: those that the specification itself defines.</summary>
    public bool IsBuiltIn { get; internal init; }

    /// <summary>Without one every literal is accepted and read as plain lists, dictionaries and values.</summary>
    public LiteralReader? ParseLiteral { get; set; }

    /// <summary>Without one every value is accepted as it came.</summary>
    public JsonReader? ParseValue { get; set; }

    /// <summary>Without one values are written as they are.</summary>
    public ResultWriter? Serialize { get; set; }

    internal override void Bind(SchemaBinder binder)
    {
    }
}
