using System.Reflection;
using LearnerGraph.GraphQL.Execution;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.CodeFirst;

/// <summary>The codec of each C# leaf type; makes the enum types on the way.</summary>
internal sealed class LeafCodecCatalog(TypeCatalog catalog, SchemaBuilder builder)
{
    private readonly Dictionary<Type, LeafCodec> _codecs = [];

    /// <summary>Null for types that are no leaves.</summary>
    public LeafCodec? For(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (!_codecs.TryGetValue(type, out var codec) && Create(type) is { } made)
        {
            _codecs.Add(type, codec = made);
        }

        return codec;
    }

    /// <summary>The enum type of a C# enum, added to the schema at its first use.</summary>
    public void AddEnum(Type type) => For(type);

    private LeafCodec? Create(Type type)
    {
        if (type.IsEnum)
        {
            var name = catalog.NameOf(type, false);
            var enumeration = EnumOf(type, name);
            builder.Add(enumeration);
            var codec = (LeafCodec)Activator.CreateInstance(
                typeof(EnumCodec<>).MakeGenericType(type), enumeration)!;
            enumeration.Binding = codec;
            return codec;
        }

        if (catalog.Sources.IdTypes.TryGetValue(type, out var id))
        {
            return (LeafCodec)Activator.CreateInstance(typeof(IdCodec<>).MakeGenericType(type), id)!;
        }

        if (!catalog.Sources.Scalars.TryGetValue(type, out var scalar))
        {
            return null;
        }

        if (ExtendedScalars.IsKnown(scalar))
        {
            return (LeafCodec)ExtendedScalars.Create(scalar)!.Binding!;
        }

        var general = new ScalarCodec(BuiltIns.CreateScalar(scalar)
            ?? throw new SchemaException($"There is no scalar {scalar}."));
        return scalar switch
        {
            "Int" => new IntCodec(general),
            "Float" => new FloatCodec(general),
            "Boolean" => new BooleanCodec(),
            _ => new TextCodec(general),
        };
    }

    private EnumType EnumOf(Type type, string name)
    {
        var enumeration = new EnumType(name) { Description = DescriptionOf(type) };
        foreach (var value in type.GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            if (!value.IsDefined(typeof(GraphQLIgnoreAttribute)))
            {
                enumeration.Values.Add(new EnumValueDefinition(Naming.EnumValue(value), value.GetValue(null))
                {
                    Description = DescriptionOf(value),
                    DeprecationReason = value.Deprecation(),
                });
            }
        }

        return enumeration;
    }

    private string? DescriptionOf(MemberInfo member) =>
        member.Description() ?? catalog.Sources.Notes.GetValueOrDefault(member);
}
