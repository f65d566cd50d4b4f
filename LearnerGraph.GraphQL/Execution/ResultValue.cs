using System.Text.Json;

namespace LearnerGraph.GraphQL.Execution;

internal enum ResultKind : byte
{
    Null = 0,
    Object,
    List,
    String,
    Int,
    Float,
    Boolean,
    Instant,
    Date,
    Encoded,
    Json,
    Plain,
}

/// <summary>A value of the response; numbers stay unboxed.</summary>
internal struct ResultValue
{
    private object? _reference;
    private long _bits;

    public ResultKind Kind { get; private set; }

    public readonly ResultNode Node => (ResultNode)_reference!;

    public readonly string Text => (string)_reference!;

    public readonly long Integer => _bits;

    public readonly double Number => BitConverter.Int64BitsToDouble(_bits);

    public readonly byte[] Utf8 => (byte[])_reference!;

    public readonly JsonElement Json => (JsonElement)_reference!;

    public readonly object Plain => _reference!;

    public void SetNull() => Set(ResultKind.Null, null, 0);

    public void SetObject(ResultNode node) => Set(ResultKind.Object, node, 0);

    public void SetList(ResultNode node) => Set(ResultKind.List, node, 0);

    public void SetString(string text) => Set(ResultKind.String, text, 0);

    public void SetInt(long value) => Set(ResultKind.Int, null, value);

    public void SetFloat(double value) => Set(ResultKind.Float, null, BitConverter.DoubleToInt64Bits(value));

    public void SetBoolean(bool value) => Set(ResultKind.Boolean, null, value ? 1 : 0);

    public void SetInstant(DateTimeOffset value) => Set(ResultKind.Instant, null, value.UtcTicks);

    public void SetDate(DateOnly value) => Set(ResultKind.Date, null, value.DayNumber);

    /// <summary>UTF-8 of a JSON value, written as it is.</summary>
    public void SetEncoded(byte[] json) => Set(ResultKind.Encoded, json, 0);

    public void SetJson(JsonElement value) => Set(ResultKind.Json, value, 0);

    /// <summary>Lists, dictionaries and plain values of any depth.</summary>
    public void SetPlain(object value) => Set(ResultKind.Plain, value, 0);

    private void Set(ResultKind kind, object? reference, long bits)
    {
        Kind = kind;
        _reference = reference;
        _bits = bits;
    }
}
