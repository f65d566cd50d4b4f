using System.Globalization;
using System.Text.Json;
using LearnerGraph.GraphQL;
using LearnerGraph.GraphQL.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.GraphQL.Http;

/// <summary>Alone, since what others allocate meanwhile would count as growth.</summary>
[CollectionDefinition(nameof(HostileRequestsTests), DisableParallelization = true)]
public sealed class HostileRequestsCollection;

/// <summary>
/// Nothing that anybody sends ends in a failure of the server, in growth, or in the end of the process.
/// </summary>
[Collection(nameof(HostileRequestsTests))]
public sealed class HostileRequestsTests(HostileRequestsTests.Shared shared)
    : IClassFixture<HostileRequestsTests.Shared>
{
    private const long Megabyte = 1 << 20;

    private static readonly Dictionary<string, Func<HttpRequestMessage>> Kinds = HostileDocuments.All
        .Select(kind => (
            $"document: {kind.Name}", (Func<HttpRequestMessage>)(() => HostileTransports.Post(kind.Text()))))
        .Concat(HostileTransports.All.Select(kind => ($"request: {kind.Name}", kind.Make)))
        .Select((kind, i) => (Name: $"{i:000} {kind.Item1}", Make: kind.Item2))
        .ToDictionary(kind => kind.Name, kind => kind.Make);

    private long _sent;

    public static TheoryData<string> Names => new(Kinds.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Answer_is_no_failure_of_the_server(string kind)
    {
        shared.Failures.Clear();

        var (status, body) = await SendAsync(Kinds[kind]());

        status.Should().BeInRange(200, 499, body);
        shared.Failures.Should().BeEmpty();
        body.Should().NotContain("\"code\":\"INTERNAL\"");
        body.Length.Should().BeLessThan((int)Megabyte, "an answer is not larger than what was asked");
        (await SendAsync(HostileTransports.Post("{ __typename }"))).Body
            .Should().Be("""{"data":{"__typename":"Query"}}""");
    }

    [Fact]
    public async Task Memory_stays_flat_over_many_of_them()
    {
        var rounds = (Full ? 10_000 : 1_000) / Kinds.Count + 1;
        await SendAllAsync(0);
        await SendAllAsync(1);
        _sent = 0;
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var round = 2; round < rounds + 2; round++) await SendAllAsync(round);

        (GC.GetTotalMemory(forceFullCollection: true) - before).Should().BeLessThan(
            Math.Min(160 * Megabyte, _sent / 2),
            "the runtime's pools keep a few buffers of each size for each processor, and nothing else stays");
    }

    private static bool Full => Environment.GetEnvironmentVariable("LEARNERGRAPH_FULL") is { Length: > 0 };

    // Every round has documents that no round before had, so that nothing may be kept of each of them.
    private async Task SendAllAsync(int round)
    {
        var mark = round.ToString(CultureInfo.InvariantCulture);
        foreach (var make in Kinds.Values) (await SendAsync(make())).Status.Should().BeLessThan(500);
        foreach (var query in new[] { $"{{ a{mark}: __typename }}", $"{{ nothing{mark} }}", $"{{ \"{mark}\" }}" })
        {
            (await SendAsync(HostileTransports.Post(query))).Status.Should().BeLessThan(500);
        }
    }

    private async Task<(int Status, string Body)> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            _sent += request.Content?.Headers.ContentLength ?? 0;
            using var response = await shared.Host.Client.SendAsync(request);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        }
    }

    public sealed class Shared : IAsyncDisposable, IExecutionDiagnostics
    {
        public Shared()
        {
            Host = new GraphQLHost(services: services => services.AddSingleton<IExecutionDiagnostics>(this));
            Host.Client.Timeout = TimeSpan.FromSeconds(60);
        }

        internal GraphQLHost Host { get; }

        internal List<string> Failures { get; } = [];

        public void ResolverFailed(string coordinate, Exception exception, string traceId) =>
            Failures.Add($"{coordinate}: {exception}");

        public void RequestFailed(Exception exception, string traceId) => Failures.Add(exception.ToString());

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
