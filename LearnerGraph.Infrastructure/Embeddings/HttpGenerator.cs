using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace LearnerGraph.Infrastructure.Embeddings;

/// <summary>
/// The embeddings endpoint of OpenAI's protocol, as OpenAI, Azure and local servers speak it: in batches, tried again
/// where that may help, within a budget.
/// </summary>
/// <remarks>The key is sent and never told: no message holds it, even where the server repeats it.</remarks>
internal sealed class HttpGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    private const int LongestMessage = 300;
    private const long LargestAnswer = 64 << 20;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private readonly EmbeddingOptions _options;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;
    private readonly Uri _address;
    private readonly Lock _lock = new();
    private DateTimeOffset _hour;
    private int _sent;

    public HttpGenerator(EmbeddingOptions options, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        _address = options.Address();
        _http = new HttpClient(PublicAddresses.Handler(options.AllowPrivate))
        {
            Timeout = TimeSpan.FromMilliseconds(options.TimeoutMs),
            MaxResponseContentBufferSize = LargestAnswer,
        };
        if (options.ApiKey.Length == 0) return;
        if (options.IsAzure) _http.DefaultRequestHeaders.Add("api-key", options.ApiKey);
        else _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
    }

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var generated = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var batch in values.Chunk(_options.BatchSize))
        {
            Spend(batch.Length);
            foreach (var vector in await AskAsync(batch, cancellationToken))
                generated.Add(new Embedding<float>(vector) { ModelId = _options.Model });
        }

        return generated;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => _http.Dispose();

    private async Task<float[][]> AskAsync(string[] texts, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            TimeSpan? asked = null;
            string failure;
            try
            {
                using var response = await _http.PostAsJsonAsync(
                    _address, new { model = _options.Model, input = texts, encoding_format = "float" }, ct);
                if (response.IsSuccessStatusCode) return await ReadAsync(response, texts.Length, ct);

                failure = await TellAsync(response, ct);
                if (!IsPassing(response.StatusCode)) throw new EmbeddingsRefusedException(failure);
                asked = response.Headers.RetryAfter is { } after
                    ? after.Delta ?? (after.Date - _clock.GetUtcNow()) : null;
            }
            catch (Exception error) when (IsPassing(error) && !ct.IsCancellationRequested)
            {
                failure = error is TaskCanceledException
                    ? $"no answer within {_options.TimeoutMs} ms" : $"no whole answer ({error.GetType().Name})";
            }

            if (attempt == _options.Retries)
                throw new EmbeddingsRefusedException($"{failure}; tried {attempt + 1} times.");
            var wait = asked ?? (FirstWait * Math.Pow(2, attempt));
            await Task.Delay(TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, LongestWait.Ticks)), _clock, ct);
        }
    }

    private static bool IsPassing(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;

    private static bool IsPassing(Exception error) =>
        error is TaskCanceledException or IOException or JsonException
        || (error is HttpRequestException && error.InnerException is not EmbeddingsRefusedException);

    private static async Task<float[][]> ReadAsync(HttpResponseMessage response, int count, CancellationToken ct)
    {
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        var vectors = new float[count][];
        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("data", out var data)
            || data.ValueKind != JsonValueKind.Array)
        {
            throw new EmbeddingsRefusedException("The provider's answer holds no embeddings.");
        }

        foreach (var one in data.EnumerateArray())
        {
            if (!one.TryGetProperty("index", out var index) || !index.TryGetInt32(out var at) || at < 0 || at >= count
                || vectors[at] is not null || !one.TryGetProperty("embedding", out var vector)
                || vector.ValueKind != JsonValueKind.Array)
            {
                throw new EmbeddingsRefusedException("The provider's embeddings are not those that were asked for.");
            }

            vectors[at] = [.. vector.EnumerateArray().Select(number => number.GetSingle())];
        }

        return Array.TrueForAll(vectors, vector => vector is { Length: > 0 })
            ? vectors : throw new EmbeddingsRefusedException("The provider left out an embedding.");
    }

    private async Task<string> TellAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var said = await response.Content.ReadAsStringAsync(ct);
        if (_options.ApiKey.Length > 0) said = said.Replace(_options.ApiKey, "***", StringComparison.Ordinal);
        said = said[..Math.Min(said.Length, LongestMessage)];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The provider of embeddings answered {(int)response.StatusCode}: {said}");
    }

    private void Spend(int texts)
    {
        if (_options.TextsPerHour == 0) return;
        lock (_lock)
        {
            var now = _clock.GetUtcNow();
            if (now - _hour >= TimeSpan.FromHours(1)) (_hour, _sent) = (now, 0);
            if (_sent + texts > _options.TextsPerHour)
            {
                throw new EmbeddingsRefusedException(
                    $"The budget of {_options.TextsPerHour} texts an hour (Embeddings:TextsPerHour) is spent.");
            }

            _sent += texts;
        }
    }
}
