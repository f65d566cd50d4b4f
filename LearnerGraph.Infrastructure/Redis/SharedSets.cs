using System.Globalization;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Recommendations;
using LearnerGraph.Infrastructure.Persistence.Codecs;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace LearnerGraph.Infrastructure.Redis;

/// <summary>Sets in Redis, as the codec's bytes, for all processes.</summary>
internal sealed partial class SharedSets(RedisLink redis, ILogger<SharedSets> log)
{
    public async ValueTask<RecommendationSet?> FindAsync(SetKey key, CancellationToken ct)
    {
        var bytes = (byte[]?)await redis.CallAsync(database => database.StringGetAsync(Name(key)), ct);
        if (bytes is null) return null;

        try
        {
            return RecommendationSetCodec.Decode(bytes);
        }
        catch (CorruptBlobException exception)
        {
            // From a newer program, or not ours: computing again is right either way.
            LogUnreadable(exception);
            return null;
        }
    }

    public async ValueTask KeepAsync(SetKey key, RecommendationSet set, TimeSpan life, CancellationToken ct)
    {
        var bytes = RecommendationSetCodec.Encode(set);
        await redis.CallAsync(database => database.StringSetAsync(Name(key), bytes, life), ct);
    }

    /// <summary>Looks through all keys, since erasing is rare and an index would cost every write.</summary>
    public async ValueTask ForgetAsync(TenantId tenant, LearnerId learner, CancellationToken ct)
    {
        try
        {
            foreach (var server in await redis.PrimariesAsync(ct))
            {
                var keys = await Task.Run(
                    () => server.Keys(pattern: Escape(Prefix(tenant, learner)) + "*", pageSize: 1_000).ToArray(), ct);
                foreach (var key in keys) await redis.CallAsync(database => database.KeyDeleteAsync(key), ct);
            }
        }
        catch (Exception exception) when (RedisLink.IsOutage(exception))
        {
            // What cannot be reached ends by itself with its time to live.
            LogLeftBehind(exception);
        }
    }

    private static string Name(SetKey key) => Prefix(key.Tenant, key.Learner) + key.Text;

    private static string Prefix(TenantId tenant, LearnerId learner) => string.Create(
        CultureInfo.InvariantCulture, $"lg:set:{tenant.Value.Length}:{tenant.Value}:{learner.Value}:");

    private static string Escape(string text) =>
        System.Text.RegularExpressions.Regex.Replace(text, @"[*?\[\]\\]", @"\$0");

    [LoggerMessage(Level = LogLevel.Warning, Message = "A cached set cannot be read and is computed again.")]
    private partial void LogUnreadable(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An erased learner's cached sets end with their time to live.")]
    private partial void LogLeftBehind(Exception exception);
}
