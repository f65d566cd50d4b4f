namespace LearnerGraph.Tests.Infrastructure.Redis;

/// <summary>
/// A test against a real redis-server: skipped, with the reason, where there is none; failing so in CI.
/// </summary>
public sealed class RedisFactAttribute : FactAttribute
{
    public RedisFactAttribute()
    {
        if (RedisServer.Binary is null && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = "There is no redis-server here (apt-get install redis-server).";
        }
    }
}
