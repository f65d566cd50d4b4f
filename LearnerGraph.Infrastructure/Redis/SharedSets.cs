using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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
    private const int SealLength = 8;

    // Longer than any set lives, so that an index never ends before what it names.
    private static readonly TimeSpan IndexLife = TimeSpan.FromDays(2);

    public async ValueTask<RecommendationSet?> FindAsync(SetKey key, CancellationToken ct)
    {
        var name = Name(key);
        var bytes = (byte[]?)await redis.CallAsync(database => database.StringGetAsync(name), ct);
        if (bytes is null) return null;

        try
        {
            return RecommendationSetCodec.Decode(Opened(bytes, name));
        }
        catch (CorruptBlobException exception)
        {
            // From a newer program, or not ours: computing again is right either way.
            LogUnreadable(exception);
            return null;
        }
    }

    /// <summary>Keeps a set, and its name in the learner's index, so that an erasure finds it.</summary>
    public async ValueTask KeepAsync(SetKey key, RecommendationSet set, TimeSpan life, CancellationToken ct)
    {
        var (name, index) = (Name(key), Index(key.Tenant, key.Learner));
        var bytes = Sealed(RecommendationSetCodec.Encode(set), name);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        await redis.CallAsync(
            async database =>
            {
                // Pipelined: the index first, so that no set is there unnamed.
                var named = database.SortedSetAddAsync(index, name, now + life.TotalSeconds);
                var trimmed = database.SortedSetRemoveRangeByScoreAsync(index, double.NegativeInfinity, now);
                var ends = database.KeyExpireAsync(index, IndexLife);
                var kept = database.StringSetAsync(name, bytes, life);
                await Task.WhenAll(named, trimmed, ends, kept);
                return true;
            },
            ct);
    }

    public async ValueTask ForgetAsync(TenantId tenant, LearnerId learner, CancellationToken ct)
    {
        var index = Index(tenant, learner);
        try
        {
            await redis.InsistAsync(
                async database =>
                {
                    var names = await database.SortedSetRangeByRankAsync(index);
                    await Task.WhenAll(names.Select(name => database.KeyDeleteAsync((string)name!)));
                    return await database.KeyDeleteAsync(index);
                },
                ct);
        }
        catch (Exception exception) when (RedisLink.IsOutage(exception))
        {
            // What cannot be reached ends by itself with its time to live.
            LogLeftBehind(exception);
        }
    }

    internal static string Name(SetKey key) => string.Create(
        CultureInfo.InvariantCulture,
        $"lg:set:{key.Tenant.Value.Length}:{key.Tenant.Value}:{key.Learner.Value}:{key.Text}");

    /// <summary>The set's bytes, then its key's hash: what lies under another key is not taken for its value.</summary>
    private static byte[] Sealed(byte[] set, string name) => [.. set, .. SealOf(name)];

    private static ReadOnlySpan<byte> Opened(ReadOnlySpan<byte> bytes, string name) =>
        bytes.EndsWith(SealOf(name)) ? bytes[..^SealLength]
            : throw new CorruptBlobException("cached set", "it does not belong to its key");

    private static ReadOnlySpan<byte> SealOf(string name) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, SealLength);

    private static string Index(TenantId tenant, LearnerId learner) => string.Create(
        CultureInfo.InvariantCulture, $"lg:sets:{tenant.Value.Length}:{tenant.Value}:{learner.Value}");

    [LoggerMessage(Level = LogLevel.Warning, Message = "A cached set cannot be read and is computed again.")]
    private partial void LogUnreadable(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An erased learner's cached sets end with their time to live.")]
    private partial void LogLeftBehind(Exception exception);
}
