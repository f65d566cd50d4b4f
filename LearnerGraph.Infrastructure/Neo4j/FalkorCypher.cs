using System.Globalization;
using System.Text;
using LearnerGraph.Domain.Content;
using LearnerGraph.Infrastructure.Redis;
using StackExchange.Redis;

namespace LearnerGraph.Infrastructure.Neo4j;

/// <summary>
/// Cypher through GRAPH.QUERY, as FalkorDB takes it: parameters stand before the statement, answers come compact. A
/// statement is done as a whole; several are no transaction here.
/// </summary>
internal sealed class FalkorCypher : ICypher
{
    private readonly GraphAddress _address;
    private readonly TimeSpan _limit;
    private readonly ConfigurationOptions _configuration;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private ConnectionMultiplexer? _connection;

    public FalkorCypher(GraphAddress address, GraphOptions options)
    {
        _address = address;
        _limit = TimeSpan.FromMilliseconds(options.TimeoutMs);
        _configuration = new ConfigurationOptions
        {
            EndPoints = { { address.Host, address.Port } },
            Ssl = address.Encryption != GraphEncryption.None,
            Password = address.Password.Length > 0 ? address.Password : null,
            AbortOnConnectFail = true,
            ConnectTimeout = 2_000,
            SyncTimeout = options.TimeoutMs,
            ConnectRetry = 2,
        };
    }

    public async ValueTask<CypherRows> RunAsync(CypherStatement statement, bool isWrite, CancellationToken ct)
    {
        try
        {
            var connection = await ConnectAsync(ct);
            var answer = await connection.GetDatabase()
                .ExecuteAsync("GRAPH.QUERY", _address.Database, Prefixed(statement), "--compact")
                .WaitAsync(_limit, ct);
            return Rows(answer);
        }
        catch (RedisServerException e)
        {
            throw new CypherException("", e.Message);
        }
        catch (Exception e) when (RedisLink.IsOutage(e))
        {
            throw new GraphUnavailableException(
                $"The graph database at {_address} does not answer: {e.Message}", e);
        }
    }

    public async ValueTask WriteAsync(IReadOnlyList<CypherStatement> statements, CancellationToken ct)
    {
        foreach (var statement in statements) await RunAsync(statement, isWrite: true, ct);
    }

    public ValueTask DisposeAsync()
    {
        _connection?.Dispose();
        _gate.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<ConnectionMultiplexer> ConnectAsync(CancellationToken ct)
    {
        if (_connection is { } there) return there;
        await _gate.WaitAsync(ct);
        try
        {
            // Connecting resolves names and may block, so never on a request's thread.
            return _connection ??= await Task.Run(() => ConnectionMultiplexer.ConnectAsync(_configuration), ct)
                .WaitAsync(_limit, ct);
        }
        finally
        {
            _gate.Release();
        }
    }

    private static string Prefixed(CypherStatement statement)
    {
        var text = new StringBuilder("CYPHER ");
        foreach (var (name, value) in statement.Parameters)
        {
            text.Append(name).Append('=');
            Literal(text, value);
            text.Append(' ');
        }

        return text.Append(statement.Text).ToString();
    }

    private static void Literal(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null: text.Append("null"); break;
            case bool truth: text.Append(truth ? "true" : "false"); break;
            case int or long: text.Append(CultureInfo.InvariantCulture, $"{value}"); break;
            case double number:
                string digits = number.ToString("R", CultureInfo.InvariantCulture);
                text.Append(digits);
                if (!digits.AsSpan().ContainsAny('.', 'E')) text.Append(".0");
                break;
            case string words: Quoted(text, words); break;
            case IReadOnlyDictionary<string, object?> map:
                text.Append('{');
                string comma = "";
                foreach (var (key, item) in map)
                {
                    text.Append(comma).Append('`').Append(key).Append("`:");
                    Literal(text, item);
                    comma = ",";
                }

                text.Append('}');
                break;
            case System.Collections.IEnumerable list:
                text.Append('[');
                comma = "";
                foreach (object? item in list)
                {
                    text.Append(comma);
                    Literal(text, item);
                    comma = ",";
                }

                text.Append(']');
                break;
            default: throw new ArgumentException($"A {value.GetType().Name} is no parameter.", nameof(value));
        }
    }

    private static void Quoted(StringBuilder text, string words)
    {
        text.Append('"');
        foreach (char letter in words)
        {
            switch (letter)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                default: text.Append(letter); break;
            }
        }

        text.Append('"');
    }

    private static CypherRows Rows(RedisResult answer)
    {
        var parts = (RedisResult[])answer;
        if (parts.Length < 3) return new CypherRows([], []);

        var header = ((RedisResult[])parts[0]).Select(column => (string)((RedisResult[])column)[1]);
        var rows = ((RedisResult[])parts[1])
            .Select(row => (IReadOnlyList<object?>)[.. ((RedisResult[])row).Select(Cell)]);
        return new CypherRows([.. header], [.. rows]);
    }

    /// <summary>A cell of a compact answer: the number of its type, then the value.</summary>
    private static object? Cell(RedisResult cell)
    {
        var pair = (RedisResult[])cell;
        return (int)pair[0] switch
        {
            1 => null,
            2 => (string)pair[1],
            3 => (long)pair[1],
            4 => (string)pair[1] == "true",
            5 => double.Parse((string)pair[1], CultureInfo.InvariantCulture),
            6 => ((RedisResult[])pair[1]).Select(Cell).ToList(),
            10 => Map((RedisResult[])pair[1]),
            var type => throw new CypherException("", $"A value of the type {type} was not asked for."),
        };
    }

    private static Dictionary<string, object?> Map(RedisResult[] parts)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (int i = 0; i + 1 < parts.Length; i += 2) map[(string)parts[i]] = Cell(parts[i + 1]);
        return map;
    }
}
