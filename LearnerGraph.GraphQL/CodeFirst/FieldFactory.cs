using System.Reflection;
using System.Security.Claims;
using LearnerGraph.GraphQL.Execution;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.CodeFirst;

/// <summary>Makes fields of the schema from properties and methods.</summary>
internal sealed class FieldFactory(
    TypeCatalog catalog, LeafCodecCatalog codecs, InputBinders binders, bool isUserRequired)
{
    /// <summary>A field that reads a property; the class that lists it may demand something of the caller.</summary>
    public FieldDefinition Property(
        string typeName, PropertyInfo property, Type? listedBy = null, bool isResolved = true)
    {
        var field = Declare(property, ClrShape.Of(property));
        if (isResolved)
        {
            var codec = property.Note<GraphQLTypeAttribute>() is null ? codecs.For(property.PropertyType) : null;
            field.Resolver = ResolverCompiler.Property(property, codec, Rule(typeName, field.Name, property, listedBy));
        }

        return field;
    }

    public FieldDefinition Method(string typeName, MethodInfo method, bool isRoot = false, bool isResolved = true)
    {
        var field = Declare(method, ClrShape.OfResult(method));
        var parameters = new List<Parameter>();
        var argumentBinders = new List<Func<object?, object?>?>();
        foreach (var parameter in method.GetParameters())
        {
            parameters.Add(Read(parameter, method, field, argumentBinders));
        }

        if (!isResolved)
        {
            return field;
        }

        var codec = method.Note<GraphQLTypeAttribute>() is null ? codecs.For(method.ReturnType) : null;
        var rule = Rule(typeName, field.Name, method, method.DeclaringType, isRoot);
        var binding = ResolverCompiler.Method(method, parameters, argumentBinders, codec, rule);
        field.Resolver = ClientMutationIds.Follow(binding, method.ReturnType, parameters);
        return field;
    }

    private static void AddCost(FieldDefinition field, MemberInfo member)
    {
        if (member.Note<CostAttribute>() is { } cost)
        {
            field.Directives.Add(CostDirectives.Cost(cost.Weight));
        }

        if (member.Note<ListSizeAttribute>() is { } size)
        {
            field.Directives.Add(CostDirectives.ListSize(
                size.AssumedSize > 0 ? size.AssumedSize : null,
                size.SlicingArguments,
                size.SizedFields,
                size.SlicingArgumentDefaultValue > 0 ? size.SlicingArgumentDefaultValue : null,
                size.RequireOneSlicingArgument));
        }
        else if (member.Note<UsePagingAttribute>() is { } paging)
        {
            field.Directives.Add(CostDirectives.ListSize(
                paging.MaxPageSize,
                paging.Backward ? ["first", "last"] : ["first"],
                ["edges", "nodes"],
                paging.DefaultPageSize));
        }
    }

    private static InputValueDefinition Paging(string name, string type, string description) =>
        new(name, new NamedTypeNode(type)) { Description = description };

    private FieldRule? Rule(
        string typeName, string fieldName, MemberInfo member, Type? owner, bool isRoot = false)
    {
        var demands = member.GetCustomAttributes<AuthorizeAttribute>().ToList();
        if (!member.IsDefined(typeof(AllowAnonymousFieldAttribute)))
        {
            demands.AddRange(owner?.GetCustomAttributes<AuthorizeAttribute>() ?? []);
            if (isRoot && isUserRequired && demands.Count == 0
                && owner?.IsDefined(typeof(AllowAnonymousFieldAttribute)) != true)
            {
                demands.Add(new AuthorizeAttribute());
            }
        }

        return demands.Count == 0 ? null : new FieldRule($"{typeName}.{fieldName}", demands);
    }

    private FieldDefinition Declare(MemberInfo member, ClrShape shape)
    {
        var field = new FieldDefinition(
            Naming.Field(member),
            catalog.Reference(shape, member.Note<GraphQLTypeAttribute>()?.Type, isInput: false))
        {
            Description = member.Description(),
            DeprecationReason = member.Deprecation(),
        };
        AddCost(field, member);
        return field;
    }

    private Parameter Read(
        ParameterInfo parameter,
        MethodInfo method,
        FieldDefinition field,
        List<Func<object?, object?>?> argumentBinders)
    {
        var type = parameter.ParameterType;
        if (parameter.IsDefined(typeof(ParentAttribute)))
        {
            return new Parameter.OfParent(type);
        }

        if (type == typeof(CancellationToken))
        {
            return new Parameter.OfToken();
        }

        if (type == typeof(IResolverContext))
        {
            return new Parameter.OfContext();
        }

        if (type == typeof(ClaimsPrincipal))
        {
            return new Parameter.OfUser();
        }

        if (type == typeof(PagingArguments))
        {
            return AddPaging(method, field, argumentBinders);
        }

        if (Parameter.IsLoader(type))
        {
            return new Parameter.OfLoader(type);
        }

        if (parameter.IsDefined(typeof(ServiceAttribute)) || !catalog.IsInput(type))
        {
            return new Parameter.OfProvided(type);
        }

        var definition = new InputValueDefinition(
            Naming.Argument(parameter),
            catalog.Reference(
                ClrShape.Of(parameter), parameter.GetCustomAttribute<GraphQLTypeAttribute>()?.Type, isInput: true))
        {
            Description = parameter.Description(),
            DeprecationReason = parameter.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.Reason,
            DefaultValue = DefaultLiteral.Of(parameter),
        };
        if (parameter.GetCustomAttribute<CostAttribute>() is { } cost)
        {
            definition.Directives.Add(CostDirectives.Cost(cost.Weight));
        }

        field.Arguments.Add(definition);
        argumentBinders.Add(binders.For(type));
        return new Parameter.OfArgument(type, field.Arguments.Count - 1);
    }

    private static Parameter.OfPaging AddPaging(
        MethodInfo method, FieldDefinition field, List<Func<object?, object?>?> argumentBinders)
    {
        var settings = method.GetCustomAttribute<UsePagingAttribute>() ?? new UsePagingAttribute();
        var first = field.Arguments.Count;
        field.Arguments.Add(Paging("first", "Int", "How many from the start."));
        field.Arguments.Add(Paging("after", "String", "Only what comes behind this cursor."));
        argumentBinders.AddRange([null, null]);
        if (!settings.Backward)
        {
            return new Parameter.OfPaging(new PagingReader(settings), first, -1);
        }

        field.Arguments.Add(Paging("last", "Int", "How many from the end."));
        field.Arguments.Add(Paging("before", "String", "Only what comes before this cursor."));
        argumentBinders.AddRange([null, null]);
        return new Parameter.OfPaging(new PagingReader(settings), first, first + 2);
    }
}
