using System.Reflection;
using LearnerGraph.GraphQL.CodeFirst;
using LearnerGraph.GraphQL.TypeSystem;
using LearnerGraph.GraphQL.Validation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LearnerGraph.GraphQL;

public static class GraphQLServiceCollectionExtensions
{
    /// <summary>Adds a GraphQL server; its schema is what is added to the builder.</summary>
    public static GraphQLServerBuilder AddGraphQLServer(
        this IServiceCollection services, Action<GraphQLOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = new GraphQLOptions();
        configure?.Invoke(options);
        return new GraphQLServerBuilder(services, options);
    }
}

/// <summary>Gathers the parts of a code-first schema.</summary>
public sealed class GraphQLServerBuilder
{
    private readonly SchemaSources _sources = new();

    internal GraphQLServerBuilder(IServiceCollection services, GraphQLOptions options)
    {
        Services = services;
        Options = options;
        services.TryAddSingleton(options);
        services.TryAddSingleton(_ => CreateSchema());
        services.TryAddSingleton<GraphQLServer>();
    }

    public IServiceCollection Services { get; }

    public GraphQLOptions Options { get; }

    public GraphQLServerBuilder AddTypes(params Type[] types)
    {
        _sources.Types.AddRange(types);
        return this;
    }

    /// <summary>Every annotated static class of the assembly; other types are found by mention.</summary>
    public GraphQLServerBuilder AddTypesFrom(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        _sources.Types.AddRange(assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: true, IsSealed: true } && IsAnnotated(type))
            .OrderBy(type => type.FullName, StringComparer.Ordinal));
        return this;
    }

    /// <summary>An id struct becomes an opaque <c>ID!</c> of its own kind, as field and as argument.</summary>
    public GraphQLServerBuilder AddIdType<TId>(string name, Func<TId, string> write, Func<string, TId?> read)
        where TId : struct
    {
        _sources.IdTypes.Add(typeof(TId), new IdType<TId>(name, write, read));
        return this;
    }

    /// <summary>Values of the C# type are served as the scalar of that name.</summary>
    public GraphQLServerBuilder MapScalar<T>(string scalar)
    {
        _sources.Scalars[typeof(T)] = scalar;
        return this;
    }

    /// <summary>Describes an enum that knows nothing of schemas, and each of its values.</summary>
    public GraphQLServerBuilder DescribeEnum<TEnum>(
        string description, params (TEnum Value, string Description)[] values)
        where TEnum : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(values);
        _sources.Notes[typeof(TEnum)] = description;
        foreach (var (value, text) in values)
        {
            _sources.Notes[typeof(TEnum).GetField(value.ToString())!] = text;
        }

        return this;
    }

    public GraphQLServerBuilder AddDirective(Func<DirectiveDefinition> create)
    {
        _sources.Directives.Add(create);
        return this;
    }

    /// <summary>Changes what was gathered, before the schema is bound.</summary>
    public GraphQLServerBuilder ConfigureSchema(Action<SchemaBuilder> change)
    {
        _sources.Changes.Add(change);
        return this;
    }

    /// <summary>Builds the schema without a server, as for printing it.</summary>
    public Schema CreateSchema()
    {
        var schema = SchemaAssembler.Build(_sources, Options.RequireAuthenticatedUser);
        if (SchemaValidator.Validate(schema) is { Count: > 0 } errors)
        {
            throw new SchemaException(errors);
        }

        if (Options.RequireDescriptions && UndescribedElements.Find(schema) is { Count: > 0 } missing)
        {
            throw new SchemaException($"Without description: {string.Join(", ", missing)}.");
        }

        return schema;
    }

    private static bool IsAnnotated(Type type) => type.GetCustomAttributes(false).Any(one =>
        one is QueryTypeAttribute or MutationTypeAttribute or SubscriptionTypeAttribute
        || (one.GetType().IsGenericType
            && (one.GetType().GetGenericTypeDefinition() == typeof(ObjectTypeAttribute<>)
                || one.GetType().GetGenericTypeDefinition() == typeof(ExtendObjectTypeAttribute<>))));

}
