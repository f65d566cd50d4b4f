using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace LearnerGraph.Tests.Benchmarks;

/// <summary>What ASP.NET takes for nearly nothing: a constant body of 3 KB, and one from Redis.</summary>
internal static class Floor
{
    public static async Task RunAsync(string url, string redis)
    {
        var body = new byte[3_000];
        Array.Fill(body, (byte)'x');
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis);
        var database = connection.GetDatabase();
        await database.StringSetAsync("floor", body);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapPost("/constant", () => Results.Bytes(body, "application/json"));
        app.MapPost("/redis", async () =>
            Results.Bytes((byte[])(await database.StringGetAsync("floor"))!, "application/json"));
        app.Urls.Add(url);
        await app.RunAsync();
    }
}
