using System.Net.Http.Headers;
using System.Text;
using LearnerGraph.GraphQL;
using LearnerGraph.Tests.GraphQL.CodeFirst;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LearnerGraph.Tests.GraphQL.Http;

/// <summary>The books schema behind an in-process server.</summary>
internal sealed class GraphQLHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    public GraphQLHost(Action<GraphQLOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<BookShelf>();
        BookSchema.AddTo(builder.Services, configure);
        services?.Invoke(builder.Services);
        _app = builder.Build();
        _app.MapGraphQL();
        _app.Start();
        Client = _app.GetTestClient();
    }

    public HttpClient Client { get; }

    public TestServer Server => _app.GetTestServer();

    public static StringContent Json(string body, string type = "application/json")
    {
        var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = type.Length == 0 ? null : MediaTypeHeaderValue.Parse(type);
        return content;
    }

    /// <summary>Status, media type and body, the last with single quotes.</summary>
    public async Task<(int Status, string? Type, string Body)> PostAsync(
        string body, string? accept = null, string type = "application/json", params (string, string)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = Json(body, type) };
        return await SendAsync(request, accept, headers);
    }

    public async Task<(int Status, string? Type, string Body)> GetAsync(
        string query, string? accept = null, params (string, string)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql" + query);
        return await SendAsync(request, accept, headers);
    }

    public async Task<(int Status, string? Type, string Body)> SendAsync(
        HttpRequestMessage request, string? accept, params (string, string)[] headers)
    {
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, body.Replace('"', '\''));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
