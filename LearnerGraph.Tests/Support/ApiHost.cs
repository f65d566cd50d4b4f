using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LearnerGraph.Api.Security;
using LearnerGraph.Api.Setup;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Tests.Infrastructure.Persistence.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LearnerGraph.Tests.Support;

/// <summary>
/// The whole application in this process, on a database of its own; without a token one is ADMIN. The database is a
/// file, or with LEARNERGRAPH_TEST_STORE=postgres one of PostgreSQL.
/// </summary>
internal sealed class ApiHost : IAsyncDisposable
{
    public const string Key = "a key for tests that is at least thirty-two bytes long";

    private readonly WebApplication _app;
    private readonly string _folder;
    private readonly string? _database;

    private ApiHost(WebApplication app, FakeClock clock, string folder, string? database)
    {
        (_app, Clock, _folder, _database) = (app, clock, folder, database);
        var server = app.GetTestServer();
        server.PreserveExecutionContext = true;
        Http = server.CreateClient();
    }

    public FakeClock Clock { get; }

    public HttpClient Http { get; }

    public TestServer Server => _app.GetTestServer();

    public IServiceProvider Services => _app.Services;

    public static async Task<ApiHost> StartAsync(
        string environment = "Development",
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<IServiceCollection>? services = null)
    {
        var folder = Directory.CreateTempSubdirectory("learnergraph-test-").FullName;
        var database = Environment.GetEnvironmentVariable("LEARNERGRAPH_TEST_STORE") == "postgres"
            && settings?.ContainsKey("ConnectionStrings:Main") is not true
            ? await PostgresDatabases.LendAsync() : null;
        var clock = new FakeClock(new DateTimeOffset(2026, 5, 4, 10, 0, 0, TimeSpan.Zero));
        var app = ApiApplication.Build([$"--environment={environment}"], builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:Main"] = database ?? $"Data Source={Path.Combine(folder, "test.db")}",
                ["Models:Folder"] = Path.Combine(folder, "models"),
                ["Auth:Key"] = Key,
                ["Demo:OnEmptyStore"] = "false",
                ["Pipelines:Worker"] = "false",
                ["Recommendations:DeadlineMs"] = "5000",
                ["Logging:LogLevel:Default"] = "None",
            });
            builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        }, services: services);
        await app.PrepareAsync(CancellationToken.None);
        await app.StartAsync();
        return new ApiHost(app, clock, folder, database);
    }

    public static string TokenFor(
        Role role, LearnerId? learner = null, string tenant = "default", DateTimeOffset? now = null) =>
        new TokenMint(new AuthOptions(), System.Text.Encoding.UTF8.GetBytes(Key)).Mint(
            new Caller(new TenantId(tenant), $"{role}-{learner?.Value}", new HashSet<Role> { role }, learner),
            now ?? DateTimeOffset.UtcNow);

    /// <summary>The response's data; fails where there are errors.</summary>
    public async Task<JsonElement> DataAsync(string query, object? variables = null, string? token = null)
    {
        var response = await SendAsync(query, variables, token);
        response.TryGetProperty("errors", out var errors).Should().BeFalse(errors.ToString());
        return response.GetProperty("data");
    }

    /// <summary>The code of the one error; fails where there is none.</summary>
    public async Task<string> ErrorAsync(string query, object? variables = null, string? token = null)
    {
        var response = await SendAsync(query, variables, token);
        response.TryGetProperty("errors", out var errors).Should().BeTrue(response.ToString());
        return errors[0].GetProperty("extensions").GetProperty("code").GetString()!;
    }

    public async Task<JsonElement> SendAsync(string query, object? variables = null, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query, variables }),
        };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await Http.SendAsync(request);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        if (_database is not null) await PostgresDatabases.GiveBackAsync(_database);
        Directory.Delete(_folder, recursive: true);
    }
}
