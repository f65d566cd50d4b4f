using System.Text;
using System.Text.Json;
using LearnerGraph.GraphQL.Execution;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Planning;

/// <summary>The merged fields that are asked of an object type, in the order of the response.</summary>
internal sealed class SelectionPlan(ObjectType type, FieldPlan[] fields, GraphQLException? failure)
{
    public ObjectType Type { get; } = type;

    public FieldPlan[] Fields { get; } = fields;

    /// <summary>Why the selection cannot be collected: a condition that is null.</summary>
    public GraphQLException? Failure { get; } = failure;
}

/// <summary>One field of a selection, with everything that can be known before values are.</summary>
internal sealed class FieldPlan
{
    private readonly SelectionPlanner _planner;
    private SelectionPlan? _only;
    private Dictionary<ObjectType, SelectionPlan>? _byType;

    public FieldPlan(
        SelectionPlanner planner, ObjectType parent, FieldDefinition definition, FieldNode[] nodes, int id)
    {
        _planner = planner;
        Id = id;
        ResponseName = nodes[0].ResponseName;
        EncodedName = JsonEncodedText.Encode(ResponseName, ResponseJson.Encoder);
        Definition = definition;
        Nodes = nodes;
        Shape = planner.Schema.ShapeOf(definition.Type);
        if (ReferenceEquals(definition, planner.Schema.Schema.TypenameField))
        {
            Typename = Encoding.UTF8.GetBytes($"\"{parent.Name}\"");
            Arguments = ArgumentPlan.None;
            Binding = null!;
        }
        else
        {
            Binding = planner.Schema.BindingOf(definition);
            Arguments = ArgumentPlan.Create(definition, nodes[0], Binding);
        }
    }

    /// <summary>Unique among the fields of the operation's plan.</summary>
    public int Id { get; }

    public string ResponseName { get; }

    public JsonEncodedText EncodedName { get; }

    public FieldDefinition Definition { get; }

    public FieldBinding Binding { get; }

    public OutputShape Shape { get; }

    public ArgumentPlan Arguments { get; }

    /// <summary>Every place of the document that was merged into this field.</summary>
    public FieldNode[] Nodes { get; }

    /// <summary>Set for __typename: the value itself.</summary>
    public byte[]? Typename { get; }

    public SelectionPlanner Planner => _planner;

    /// <summary>What is asked of a value of that type.</summary>
    public SelectionPlan PlanFor(ObjectType type)
    {
        var only = Volatile.Read(ref _only);
        if (only is not null && ReferenceEquals(only.Type, type))
        {
            return only;
        }

        if (Volatile.Read(ref _byType) is { } known && known.TryGetValue(type, out var plan))
        {
            return plan;
        }

        lock (_planner)
        {
            return Add(type);
        }
    }

    // Readers see either the old dictionary or a new one, never one that changes.
    private SelectionPlan Add(ObjectType type)
    {
        if (_only is { } only && ReferenceEquals(only.Type, type))
        {
            return only;
        }

        if (_byType?.TryGetValue(type, out var known) == true)
        {
            return known;
        }

        var plan = _planner.Plan(type, Nodes);
        if (_only is null)
        {
            Volatile.Write(ref _only, plan);
        }
        else
        {
            var next = _byType is null ? [] : new Dictionary<ObjectType, SelectionPlan>(_byType);
            next.Add(type, plan);
            Volatile.Write(ref _byType, next);
        }

        return plan;
    }
}
