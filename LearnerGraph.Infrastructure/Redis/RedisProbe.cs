using System.Globalization;
using LearnerGraph.Domain.Operations;

namespace LearnerGraph.Infrastructure.Redis;

/// <summary>Asks Redis how it is.</summary>
internal sealed class RedisProbe(RedisLink? link) : ISharedCacheProbe
{
    private const string Field = "connected_clients:";

    public async ValueTask<SharedCacheState?> LookAsync(CancellationToken ct)
    {
        if (link is null) return null;

        var told = await link.CallAsync(
            async database => (string?)await database.ExecuteAsync("INFO", "clients") ?? "", ct);
        return told is null ? new SharedCacheState(false, 0) : new SharedCacheState(true, ClientsIn(told));
    }

    private static int ClientsIn(string told)
    {
        var line = told.Split('\n').FirstOrDefault(one => one.StartsWith(Field, StringComparison.Ordinal));
        return line is null ? 0 : int.Parse(line.AsSpan(Field.Length).Trim(), NumberStyles.None,
            CultureInfo.InvariantCulture);
    }
}
