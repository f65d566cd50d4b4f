using System.Text.Json;
using LearnerGraph.GraphQL.Execution;
using LearnerGraph.GraphQL.Language;

namespace LearnerGraph.GraphQL.Http;

/// <summary>Messages to the client in the graphql-transport-ws protocol.</summary>
internal static class SocketMessages
{
    public static readonly byte[] Ack = """{"type":"connection_ack"}"""u8.ToArray();
    public static readonly byte[] Pong = """{"type":"pong"}"""u8.ToArray();

    public static byte[] Next(string id, GraphQLResponse response) => Write("next", id, response.WriteTo);

    public static byte[] Error(string id, IReadOnlyList<GraphQLError> errors) =>
        Write("error", id, writer => ResponseJson.WriteErrors(writer, errors));

    public static byte[] Complete(string id) => Write("complete", id, null);

    private static byte[] Write(string type, string id, Action<Utf8JsonWriter>? payload)
    {
        using var buffer = new PooledBuffer();
        using (var writer = new Utf8JsonWriter(buffer, ResponseJson.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, id);
            writer.WriteString("type"u8, type);
            if (payload is not null)
            {
                writer.WritePropertyName("payload"u8);
                payload(writer);
            }

            writer.WriteEndObject();
        }

        return buffer.Written.ToArray();
    }
}

/// <summary>Why the server closes a socket; the numbers are those of the protocol.</summary>
internal static class SocketClose
{
    public const int BadRequest = 4400;
    public const int Unauthorized = 4401;
    public const int Forbidden = 4403;
    public const int InitTimeout = 4408;
    public const int SubscriberExists = 4409;
    public const int TooManyInits = 4429;
}

/// <summary>The client has broken the protocol; the socket is closed with this status.</summary>
internal sealed class SocketRefusal(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
