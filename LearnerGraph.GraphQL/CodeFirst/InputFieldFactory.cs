using System.Reflection;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.CodeFirst;

/// <summary>Makes fields of input objects.</summary>
internal sealed class InputFieldFactory(TypeCatalog catalog)
{
    public InputValueDefinition Create(InputMember member, Type owner)
    {
        var property = member.Property ?? owner.GetProperty(member.Parameter!.Name!);
        var shape = member.Parameter is { } parameter ? ClrShape.Of(parameter) : ClrShape.Of(member.Property!);
        var overriding = property?.Note<GraphQLTypeAttribute>()?.Type;
        var input = new InputValueDefinition(member.Name, catalog.Reference(shape, overriding, isInput: true))
        {
            Description = member.Parameter?.Description() ?? property?.Description(),
            DeprecationReason = property?.Deprecation(),
            DefaultValue = member.Parameter is { } declared ? DefaultLiteral.Of(declared) : null,
        };
        if ((member.Parameter?.GetCustomAttribute<CostAttribute>() ?? property?.Note<CostAttribute>()) is { } cost)
        {
            input.Directives.Add(CostDirectives.Cost(cost.Weight));
        }

        return input;
    }
}
