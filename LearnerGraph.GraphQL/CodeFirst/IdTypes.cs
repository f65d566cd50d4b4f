using System.Buffers.Text;
using System.Text;
using LearnerGraph.GraphQL.Execution;
using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.CodeFirst;

/// <summary>An id struct, and the prefix that makes its ids unique over the whole schema.</summary>
internal abstract class IdType(string name, Type clrType)
{
    public string Name { get; } = name;

    public Type ClrType { get; } = clrType;

    public abstract string Encode(object id);

    /// <summary>The id, or null where the text is none.</summary>
    public abstract object? Decode(string raw);
}

internal sealed class IdType<TId>(string name, Func<TId, string> write, Func<string, TId?> read)
    : IdType(name, typeof(TId))
    where TId : struct
{
    public override string Encode(object id) => Encode((TId)id);

    public override object? Decode(string raw) => read(raw);

    public string Encode(TId id) => OpaqueId.Encode(Name, write(id));
}

/// <summary>Writes id structs and plain strings as ID.</summary>
internal sealed class IdCodec(IReadOnlyDictionary<Type, IdType> types) : LeafCodec
{
    public override void Write(object value, ref ResultValue slot)
    {
        if (value is string text)
        {
            slot.SetString(text);
        }
        else if (types.TryGetValue(value.GetType(), out var type))
        {
            slot.SetString(type.Encode(value));
        }
        else if (value is IFormattable number)
        {
            slot.SetString(number.ToString(null, null));
        }
        else
        {
            throw new LeafException($"ID cannot represent a {value.GetType().Name}.");
        }
    }
}

/// <summary>An id struct written without boxing.</summary>
internal sealed class IdCodec<TId>(IdType<TId> type) : LeafCodec<TId>
    where TId : struct
{
    public override void Write(TId value, ref ResultValue slot) => slot.SetString(type.Encode(value));
}

/// <summary>base64url of "Type:raw": clients store it and look into it at their own risk.</summary>
internal static class OpaqueId
{
    private const int MaxLength = 512;

    public static string Encode(string type, string raw) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{type}:{raw}"));

    public static bool TryDecode(string id, out string type, out string raw)
    {
        type = raw = "";
        if (id.Length is 0 or > MaxLength || !Base64Url.IsValid(id))
        {
            return false;
        }

        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(id));
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
        {
            return false;
        }

        type = text[..colon];
        raw = text[(colon + 1)..];
        return true;
    }

    /// <summary>The id of that type; throws a refusal for anything else.</summary>
    public static object Read(string id, IdType wanted)
    {
        if (TryDecode(id, out var type, out var raw) && type == wanted.Name && wanted.Decode(raw) is { } value)
        {
            return value;
        }

        throw new GraphQLException($"\"{Shown(id)}\" is no id of a {wanted.Name}.", ErrorCodes.BadUserInput);
    }

    public static string Shown(string id) => id.Length <= 60 ? id : string.Concat(id.AsSpan(0, 60), "...");
}
