using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using LearnerGraph.GraphQL.TypeSystem;

namespace LearnerGraph.GraphQL.Execution;

internal sealed class IntCodec(LeafCodec others) : LeafCodec<int>
{
    public override void Write(int value, ref ResultValue slot) => slot.SetInt(value);

    public override void Write(object value, ref ResultValue slot)
    {
        if (value is int number)
        {
            slot.SetInt(number);
        }
        else
        {
            others.Write(value, ref slot);
        }
    }
}

internal sealed class FloatCodec(LeafCodec others) : LeafCodec<double>
{
    public override void Write(double value, ref ResultValue slot)
    {
        if (!double.IsFinite(value))
        {
            throw new LeafException($"Float cannot represent {value}.");
        }

        slot.SetFloat(value);
    }

    public override void Write(object value, ref ResultValue slot)
    {
        if (value is double number)
        {
            Write(number, ref slot);
        }
        else
        {
            others.Write(value, ref slot);
        }
    }
}

internal sealed class TextCodec(LeafCodec others) : LeafCodec<string>
{
    public override void Write(string value, ref ResultValue slot) => slot.SetString(value);

    public override void Write(object value, ref ResultValue slot)
    {
        if (value is string text)
        {
            slot.SetString(text);
        }
        else
        {
            others.Write(value, ref slot);
        }
    }
}

internal sealed class BooleanCodec : LeafCodec<bool>
{
    public override void Write(bool value, ref ResultValue slot) => slot.SetBoolean(value);
}

/// <summary>Enum names, quoted and encoded once.</summary>
internal sealed class EnumCodec(EnumType type) : LeafCodec
{
    private readonly FrozenDictionary<EnumValueDefinition, byte[]> _encoded =
        type.Values.ToFrozenDictionary(value => value, value => Encoding.UTF8.GetBytes($"\"{value.Name}\""));

    public override void Write(object value, ref ResultValue slot)
    {
        if (type.FindByValue(value) is not { } definition)
        {
            throw new LeafException($"Enum \"{type.Name}\" cannot represent value: {value}");
        }

        slot.SetEncoded(_encoded[definition]);
    }
}

/// <summary>The values of a C# enum, found without boxing.</summary>
internal sealed class EnumCodec<TEnum>(EnumType type) : LeafCodec<TEnum>
    where TEnum : struct, Enum
{
    private readonly EnumCodec _others = new(type);

    private readonly FrozenDictionary<TEnum, byte[]> _encoded = type.Values
        .Where(value => value.Value is TEnum)
        .DistinctBy(value => value.Value)
        .ToFrozenDictionary(value => (TEnum)value.Value, value => Encoding.UTF8.GetBytes($"\"{value.Name}\""));

    public override void Write(TEnum value, ref ResultValue slot)
    {
        if (!_encoded.TryGetValue(value, out var name))
        {
            throw new LeafException($"Enum \"{type.Name}\" cannot represent value: {value}");
        }

        slot.SetEncoded(name);
    }

    public override void Write(object value, ref ResultValue slot)
    {
        if (value is TEnum typed)
        {
            Write(typed, ref slot);
        }
        else
        {
            _others.Write(value, ref slot);
        }
    }
}

/// <summary>Any scalar, by what its type says.</summary>
internal sealed class ScalarCodec(ScalarType type) : LeafCodec
{
    public override void Write(object value, ref ResultValue slot)
    {
        var result = value;
        if (type.Serialize is { } serialize && serialize(value, out result) is { } problem)
        {
            throw new LeafException(problem);
        }

        switch (result)
        {
            case null:
                slot.SetNull();
                break;
            case string text:
                slot.SetString(text);
                break;
            case bool truth:
                slot.SetBoolean(truth);
                break;
            case int whole:
                slot.SetInt(whole);
                break;
            case long whole:
                slot.SetInt(whole);
                break;
            case double number:
                slot.SetFloat(number);
                break;
            case JsonElement json:
                slot.SetJson(json);
                break;
            default:
                slot.SetPlain(result);
                break;
        }
    }
}
