using System.Buffers;
using System.Text;
using System.Text.Json;
using LearnerGraph.GraphQL.Execution;
using LearnerGraph.GraphQL.Language;
using LearnerGraph.GraphQL.Validation;

namespace LearnerGraph.GraphQL;

/// <summary>The answer to a request: one response, or a stream of them.</summary>
public abstract class GraphQLResult;

/// <summary>Data and errors as one JSON object.</summary>
public sealed class GraphQLResponse : GraphQLResult
{
    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    private readonly ResultObject? _data;

    internal GraphQLResponse(ResultObject data, IReadOnlyList<GraphQLError> errors)
    {
        _data = data;
        Errors = errors;
    }

    /// <summary>Neither data nor errors: the operation was only judged.</summary>
    internal GraphQLResponse(OperationCost cost)
    {
        Errors = [];
        HasData = false;
        With(cost);
    }

    private GraphQLResponse(IReadOnlyList<GraphQLError> errors, bool hasData)
    {
        Errors = errors;
        HasData = hasData;
    }

    public IReadOnlyList<GraphQLError> Errors { get; }

    /// <summary>False for request errors: the response then has no <c>data</c> at all.</summary>
    public bool HasData { get; } = true;

    /// <summary>Whether <c>data</c> is there and null.</summary>
    public bool IsDataNull => HasData && (_data is null || _data.IsDead);

    /// <summary>Written into the response's <c>extensions</c>.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; private set; }

    /// <summary>What the operation costs, where the client asked for it; also in <see cref="Extensions"/>.</summary>
    public OperationCost? Cost { get; private set; }

    /// <summary>How long the parts took, where the request got as far as being executed.</summary>
    public RequestTiming? Timing { get; internal set; }

    /// <summary>What went wrong before anything was executed.</summary>
    public static GraphQLResponse Refused(params IReadOnlyList<GraphQLError> errors) => new(errors, false);

    /// <summary>Execution began and has nothing to show.</summary>
    public static GraphQLResponse Failed(params IReadOnlyList<GraphQLError> errors) => new(errors, true);

    internal GraphQLResponse With(OperationCost? cost)
    {
        Cost = cost;
        Extensions = cost is not { } told ? null : new Dictionary<string, object?>
        {
            ["operationCost"] = new Dictionary<string, object?>
            {
                ["fieldCost"] = told.FieldCost,
                ["typeCost"] = told.TypeCost,
            },
        };
        return this;
    }

    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        if (Errors.Count > 0)
        {
            writer.WritePropertyName("errors"u8);
            ResponseJson.WriteErrors(writer, Errors);
        }

        if (HasData)
        {
            writer.WritePropertyName("data"u8);
            if (IsDataNull)
            {
                writer.WriteNullValue();
            }
            else
            {
                ResponseJson.WriteObject(writer, _data!);
            }
        }

        if (Extensions is { Count: > 0 })
        {
            writer.WritePropertyName("extensions"u8);
            ResponseJson.WritePlain(writer, Extensions);
        }

        writer.WriteEndObject();
    }

    public void WriteTo(IBufferWriter<byte> output)
    {
        // Nothing waits while it writes, so one writer for each thread is enough.
        var writer = _writer ?? new Utf8JsonWriter(output, ResponseJson.Options);
        _writer = null;
        writer.Reset(output);
        WriteTo(writer);
        writer.Flush();
        writer.Reset(Stream.Null);
        _writer = writer;
    }

    public override string ToString()
    {
        var buffer = new ArrayBufferWriter<byte>();
        WriteTo(buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

/// <summary>The responses of a subscription, one for each event.</summary>
public sealed class GraphQLResponseStream(IAsyncEnumerable<GraphQLResponse> responses) : GraphQLResult
{
    public IAsyncEnumerable<GraphQLResponse> Responses { get; } = responses;
}
