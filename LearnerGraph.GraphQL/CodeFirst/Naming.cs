using System.Reflection;
using System.Text;

namespace LearnerGraph.GraphQL.CodeFirst;

/// <summary>How C# names become names of the schema.</summary>
internal static class Naming
{
    /// <summary>GetById and GetByIdAsync are both "byId".</summary>
    public static string Field(MemberInfo member)
    {
        if (member.GetCustomAttribute<GraphQLNameAttribute>() is { } named)
        {
            return named.Name;
        }

        var name = member.Name;
        if (member is MethodInfo)
        {
            if (name.Length > 5 && name.EndsWith("Async", StringComparison.Ordinal))
            {
                name = name[..^5];
            }

            if (name.Length > 3 && name.StartsWith("Get", StringComparison.Ordinal) && char.IsUpper(name[3]))
            {
                name = name[3..];
            }
        }

        return Camel(name);
    }

    public static string Argument(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<GraphQLNameAttribute>()?.Name ?? Camel(parameter.Name!);

    /// <summary>URLOfPage is "urlOfPage".</summary>
    public static string Camel(string name)
    {
        var letters = name.ToCharArray();
        for (var i = 0; i < letters.Length && char.IsUpper(letters[i]); i++)
        {
            if (i > 0 && i + 1 < letters.Length && char.IsLower(letters[i + 1]))
            {
                break;
            }

            letters[i] = char.ToLowerInvariant(letters[i]);
        }

        return new string(letters);
    }

    /// <summary>RollBack is ROLL_BACK, PracticeMinutes7D is PRACTICE_MINUTES_7D.</summary>
    public static string EnumValue(FieldInfo value)
    {
        if (value.GetCustomAttribute<GraphQLNameAttribute>() is { } named)
        {
            return named.Name;
        }

        var name = value.Name;
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && StartsWord(name, i))
            {
                text.Append('_');
            }

            text.Append(char.ToUpperInvariant(name[i]));
        }

        return text.ToString();
    }

    /// <summary>The C# name without its arity.</summary>
    public static string Type(Type type)
    {
        var name = type.Name;
        var tick = name.IndexOf('`', StringComparison.Ordinal);
        return tick < 0 ? name : name[..tick];
    }

    // Digits start a word where letters follow them: 7D in PracticeMinutes7D, but not D7 in RetentionD7 nor Level1.
    private static bool StartsWord(string name, int at)
    {
        var before = name[at - 1];
        if (before == '_' || name[at] == '_')
        {
            return false;
        }

        if (char.IsUpper(name[at]))
        {
            return char.IsLower(before) || (at + 1 < name.Length && char.IsLower(name[at + 1]));
        }

        if (!char.IsDigit(name[at]) || !char.IsLower(before))
        {
            return false;
        }

        var end = at;
        while (end < name.Length && char.IsDigit(name[end]))
        {
            end++;
        }

        return end < name.Length;
    }
}
