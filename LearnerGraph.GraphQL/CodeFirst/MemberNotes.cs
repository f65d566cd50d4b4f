using System.Reflection;

namespace LearnerGraph.GraphQL.CodeFirst;

/// <summary>
/// Attributes of a member. Those of a record's property may stand at the constructor's parameter, and an implementation
/// without a description has that of its interface.
/// </summary>
internal static class MemberNotes
{
    public static T? Note<T>(this MemberInfo member)
        where T : Attribute
    {
        if (member.GetCustomAttribute<T>() is { } own)
        {
            return own;
        }

        return member is PropertyInfo property && Parameter(property) is { } parameter
            ? parameter.GetCustomAttribute<T>()
            : null;
    }

    public static string? Description(this MemberInfo member)
    {
        if (member.Note<GraphQLDescriptionAttribute>() is { } note)
        {
            return note.Description;
        }

        return member.DeclaringType?.GetInterfaces()
            .Where(one => one.IsDefined(typeof(InterfaceTypeAttribute)))
            .SelectMany(one => one.GetMember(member.Name))
            .Select(other => other.GetCustomAttribute<GraphQLDescriptionAttribute>()?.Description)
            .FirstOrDefault(text => text is not null);
    }

    public static string? Description(this ParameterInfo parameter) =>
        parameter.GetCustomAttribute<GraphQLDescriptionAttribute>()?.Description;

    public static string? Deprecation(this MemberInfo member) => member.Note<GraphQLDeprecatedAttribute>()?.Reason;

    /// <summary>The constructor's parameter of the same name, if its type has one.</summary>
    public static ParameterInfo? Parameter(PropertyInfo property) => property.DeclaringType?.GetConstructors()
        .SelectMany(constructor => constructor.GetParameters())
        .FirstOrDefault(one => one.Name == property.Name && one.ParameterType == property.PropertyType);
}
