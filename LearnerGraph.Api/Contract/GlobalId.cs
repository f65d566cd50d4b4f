using System.Buffers.Text;
using System.Text;

namespace LearnerGraph.Api.Contract;

/// <summary>Reads ids as the schema writes them, where a bad one must not end a whole request.</summary>
internal static class GlobalId
{
    /// <summary>What stands behind the type in the id; null where it is no id of that type.</summary>
    public static string? Read(string type, string id)
    {
        if (id.Length is 0 or > 512 || !Base64Url.IsValid(id)) return null;

        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(id));
        return text.StartsWith($"{type}:", StringComparison.Ordinal) ? text[(type.Length + 1)..] : null;
    }
}
