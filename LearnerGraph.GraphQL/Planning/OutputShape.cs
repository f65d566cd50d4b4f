using LearnerGraph.GraphQL.Execution;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Planning;

/// <summary>An output type as completing a value needs it: no virtual calls, no wrappers.</summary>
internal sealed class OutputShape
{
    public OutputShape(SchemaType type, Func<NamedType, LeafCodec> codecs)
    {
        IsNonNull = type.IsNonNull;
        Named = type.Named;
        if (type.Nullable is ListType list)
        {
            Item = new OutputShape(list.Item, codecs);
        }
        else if (Named.IsLeaf)
        {
            Leaf = codecs(Named);
        }
        else
        {
            Object = Named as ObjectType;
        }
    }

    public bool IsNonNull { get; }

    public NamedType Named { get; }

    /// <summary>Set for lists.</summary>
    public OutputShape? Item { get; }

    /// <summary>Set for scalars and enums.</summary>
    public LeafCodec? Leaf { get; }

    /// <summary>Set for object types; neither of the three is for abstract types.</summary>
    public ObjectType? Object { get; }
}
