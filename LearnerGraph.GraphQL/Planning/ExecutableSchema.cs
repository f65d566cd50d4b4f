using System.Collections.Concurrent;
using LearnerGraph.GraphQL.Coercion;
using LearnerGraph.GraphQL.Execution;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Planning;

/// <summary>A schema with everything that execution derives from it once.</summary>
internal sealed class ExecutableSchema(Schema schema)
{
    private readonly ConcurrentDictionary<SchemaType, OutputShape> _shapes = new();
    private readonly ConcurrentDictionary<NamedType, LeafCodec> _codecs = new();
    private readonly ConcurrentDictionary<FieldDefinition, FieldBinding> _bindings = new();

    public Schema Schema { get; } = schema;

    public OutputShape ShapeOf(SchemaType type) => _shapes.GetOrAdd(type, one => new OutputShape(one, CodecOf));

    public FieldBinding BindingOf(FieldDefinition field) => field.Resolver as FieldBinding
        ?? _bindings.GetOrAdd(field, Adapt);

    private static FieldBinding Adapt(FieldDefinition field) => field.Resolver switch
    {
        PureResolver pure => new FieldBinding { Sync = (parent, arguments, _, _, _) => pure(parent, arguments) },
        _ => throw new SchemaException($"Field '{field.Coordinate}' has no resolver."),
    };

    private LeafCodec CodecOf(NamedType type) => type.Binding as LeafCodec ?? _codecs.GetOrAdd(type, Create);

    private static LeafCodec Create(NamedType type)
    {
        if (type is EnumType enumeration)
        {
            return new EnumCodec(enumeration);
        }

        var scalar = (ScalarType)type;
        var general = new ScalarCodec(scalar);
        return scalar switch
        {
            { IsBuiltIn: true, Name: "Int" } => new IntCodec(general),
            { IsBuiltIn: true, Name: "Float" } => new FloatCodec(general),
            { IsBuiltIn: true, Name: "String" or "ID" } => new TextCodec(general),
            { IsBuiltIn: true, Name: "Boolean" } => new BooleanCodec(),
            _ => general,
        };
    }
}
