using System.Net;
using System.Text.Json;
using LearnerGraph.Infrastructure.Embeddings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LearnerGraph.Tests.Infrastructure.Embeddings;

/// <summary>A provider over HTTP against a server that speaks the protocol, with its faults.</summary>
public sealed class HttpSpacesTests : IAsyncLifetime
{
    private const string Key = "sk-very-secret";

    private readonly List<(string Path, string? Key, string[] Texts)> _asked = [];
    private readonly Queue<Func<HttpContext, Task>> _faults = new();
    private WebApplication _server = null!;
    private string _endpoint = "";

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(AnswerAsync);
        await _server.StartAsync();
        _endpoint = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!
            .Addresses.Single() + "/v1";
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Texts_go_in_batches_with_the_key_and_come_back_in_order_once()
    {
        using var spaces = new HttpSpaces(Options() with { BatchSize = 2 }, new NoWaiting());

        var first = await EmbedAsync(spaces, "a", "bb", "ccc", "a");
        var again = await EmbedAsync(spaces, "ccc", "dddd");

        first.Select(vector => vector[0]).Should().Equal(1, 2, 3, 1);
        again.Select(vector => vector[0]).Should().Equal(3, 4);
        spaces.Space.Name.Should().Be("openai/test-model/3/cosine");
        _asked.Select(one => string.Join(',', one.Texts)).Should().Equal("dimension", "a,bb", "ccc", "dddd");
        _asked.Should().OnlyContain(one => one.Path == "/v1/embeddings" && one.Key == $"Bearer {Key}");
    }

    [Fact]
    public async Task Azure_is_asked_with_its_own_header_and_version()
    {
        using var spaces = new HttpSpaces(
            Options() with { Provider = "azure", ApiVersion = "2023-05-15" }, new NoWaiting());

        await EmbedAsync(spaces, "a");

        _asked.Should().OnlyContain(one => one.Path == "/v1/embeddings?api-version=2023-05-15" && one.Key == Key);
    }

    [Fact]
    public async Task Passing_faults_are_tried_again_after_what_the_server_asks()
    {
        var clock = new NoWaiting();
        using var spaces = new HttpSpaces(Options(), clock);
        await EmbedAsync(spaces, "a");
        _faults.Enqueue(context =>
        {
            context.Response.Headers.RetryAfter = "7";
            return FailAsync(context, 429, "slow down");
        });
        _faults.Enqueue(context => FailAsync(context, 503, "busy"));
        _faults.Enqueue(async context =>
        {
            context.Response.ContentLength = 1_000;
            await context.Response.WriteAsync("{\"data\": [{");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        var found = await EmbedAsync(spaces, "bb");

        found[0][0].Should().Be(2);
        clock.Waits.Should().Equal(TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData(401, "bad key sk-very-secret", "answered 401: bad key ***")]
    [InlineData(400, "too long", "answered 400: too long")]
    [InlineData(302, "", "answered 302")]
    public async Task A_refusal_is_told_at_once_without_the_key(int status, string said, string expected)
    {
        using var spaces = new HttpSpaces(Options(), new NoWaiting());
        await EmbedAsync(spaces, "a");
        _faults.Enqueue(context => FailAsync(context, status, said));

        var act = async () => await EmbedAsync(spaces, "bb");

        (await act.Should().ThrowAsync<EmbeddingsRefusedException>()).Which.Message
            .Should().Contain(expected).And.NotContain(Key);
        _asked.Should().HaveCount(3);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "data": [] }""")]
    [InlineData("""{ "data": [{ "index": 5, "embedding": [1] }] }""")]
    public async Task An_answer_without_the_embeddings_is_refused(string answer)
    {
        using var spaces = new HttpSpaces(Options(), new NoWaiting());
        await EmbedAsync(spaces, "a");
        _faults.Enqueue(context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(answer);
        });

        var act = async () => await EmbedAsync(spaces, "bb");

        await act.Should().ThrowAsync<EmbeddingsRefusedException>();
    }

    [Fact]
    public async Task Slow_answers_and_a_spent_budget_end_in_words()
    {
        var slow = new TaskCompletionSource();
        using var hasty = new HttpSpaces(Options() with { TimeoutMs = 100, Retries = 1 }, new NoWaiting());
        _faults.Enqueue(_ => slow.Task);
        _faults.Enqueue(_ => slow.Task);
        using var poor = new HttpSpaces(Options() with { TextsPerHour = 2 }, new NoWaiting());

        var late = async () => await EmbedAsync(hasty, "a");
        (await late.Should().ThrowAsync<EmbeddingsRefusedException>()).Which.Message
            .Should().Be("no answer within 100 ms; tried 2 times.");
        slow.SetResult();
        await EmbedAsync(poor, "a");
        var spent = async () => await EmbedAsync(poor, "bb");
        (await spent.Should().ThrowAsync<EmbeddingsRefusedException>()).Which.Message.Should().Contain("budget of 2");
    }

    [Fact]
    public async Task A_private_address_is_not_called_unless_allowed()
    {
        using var spaces = new HttpSpaces(Options() with { AllowPrivate = false, Retries = 0 }, new NoWaiting());

        var act = async () => await EmbedAsync(spaces, "a");

        await act.Should().ThrowAsync<Exception>();
        _asked.Should().BeEmpty();
    }

    [Theory]
    [InlineData("127.0.0.1", false, true)]
    [InlineData("10.1.2.3", false, true)]
    [InlineData("172.31.0.1", false, true)]
    [InlineData("192.168.1.1", false, true)]
    [InlineData("::1", false, true)]
    [InlineData("fd00::1", false, true)]
    [InlineData("::ffff:127.0.0.1", false, true)]
    [InlineData("169.254.169.254", false, false)]
    [InlineData("fe80::1", false, false)]
    [InlineData("0.0.0.0", false, false)]
    [InlineData("224.0.0.1", false, false)]
    [InlineData("93.184.216.34", true, true)]
    [InlineData("2606:4700::1", true, true)]
    public void Addresses_are_public_private_or_never_called(string address, bool isPublic, bool whenAllowed)
    {
        PublicAddresses.IsAllowed(IPAddress.Parse(address), false).Should().Be(isPublic);
        PublicAddresses.IsAllowed(IPAddress.Parse(address), true).Should().Be(whenAllowed);
    }

    private EmbeddingOptions Options() => new()
    {
        Provider = "openai", Endpoint = _endpoint, Model = "test-model", ApiKey = Key, AllowPrivate = true,
    };

    private static async Task<float[][]> EmbedAsync(HttpSpaces spaces, params string[] texts)
    {
        var embedder = await spaces.ForAsync([], default);
        (await embedder.EmbedAsync(texts, default)).TryGet(out var found, out _).Should().BeTrue();
        return Array.ConvertAll(found!, one => one.Vector.ToArray());
    }

    private static Task FailAsync(HttpContext context, int status, string said)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(said);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var asked = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
        string[] texts = [.. asked.GetProperty("input").EnumerateArray().Select(text => text.GetString()!)];
        var headers = context.Request.Headers;
        lock (_asked)
        {
            _asked.Add((
                context.Request.Path + context.Request.QueryString,
                headers.Authorization.FirstOrDefault() ?? headers["api-key"].FirstOrDefault(), texts));
        }

        if (_faults.TryDequeue(out var fault))
        {
            await fault(context);
            return;
        }

        // Backwards, as the protocol leaves the order to the index.
        await context.Response.WriteAsJsonAsync(new
        {
            data = texts.Select((text, index) => new { index, embedding = new[] { text.Length, index, 1f } }).Reverse(),
        });
    }

    /// <summary>Every wait is over at once, and told.</summary>
    private sealed class NoWaiting : TimeProvider
    {
        public List<TimeSpan> Waits { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
