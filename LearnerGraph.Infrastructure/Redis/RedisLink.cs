using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace LearnerGraph.Infrastructure.Redis;

/// <summary>
/// The one connection to Redis. Every call has a deadline and passes the circuit; what fails is counted, logged when
/// the circuit opens, and answered with null, since nothing in Redis is the only copy.
/// </summary>
internal sealed partial class RedisLink : IAsyncDisposable
{
    public const string MeterName = "LearnerGraph.Redis";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Failures = Meter.CreateCounter<long>(
        "redis_failures", "{call}", "Calls that failed, came too late or were not made since the circuit is open.");

    private readonly ConfigurationOptions _configuration;
    private readonly TimeSpan _deadline;
    private readonly Circuit _circuit;
    private readonly ILogger<RedisLink> _log;
    private readonly Lock _gate = new();
    private Task<ConnectionMultiplexer>? _connection;

    public RedisLink(CacheOptions options, TimeProvider clock, ILogger<RedisLink> log)
    {
        _configuration = ConfigurationOptions.Parse(options.Redis);
        _configuration.AbortOnConnectFail = false;
        _configuration.ConnectTimeout = 1_000;
        _configuration.SyncTimeout = 1_000;
        _configuration.ConnectRetry = 1;
        _configuration.KeepAlive = 5;
        _deadline = TimeSpan.FromMilliseconds(options.DeadlineMs);
        _circuit = new Circuit(clock);
        _log = log;
    }

    public bool IsOpen => _circuit.IsOpen;

    /// <summary>The call's answer; null where there is none or Redis is not there in time.</summary>
    public async ValueTask<T?> CallAsync<T>(Func<IDatabase, Task<T>> call, CancellationToken ct)
    {
        if (!_circuit.TryEnter())
        {
            Failures.Add(1, new KeyValuePair<string, object?>("reason", "open"));
            return default;
        }

        try
        {
            var connection = await ConnectionAsync().WaitAsync(_deadline, ct);
            var running = call(connection.GetDatabase());
            Observe(running);
            var answer = await running.WaitAsync(_deadline, ct);
            _circuit.Succeeded();
            return answer;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Says nothing about Redis.
            _circuit.Abandoned();
            throw;
        }
        catch (Exception exception) when (IsOutage(exception))
        {
            var wasOpen = _circuit.IsOpen;
            _circuit.Failed();
            Failures.Add(1, new KeyValuePair<string, object?>("reason", exception.GetType().Name));
            if (!wasOpen && _circuit.IsOpen) LogOpened(exception);
            return default;
        }
    }

    /// <summary>For rare work that should not be left half done: past the circuit, an outage is thrown.</summary>
    public async ValueTask<T> InsistAsync<T>(Func<IDatabase, Task<T>> call, CancellationToken ct)
    {
        var connection = await ConnectionAsync().WaitAsync(Patience, ct);
        var running = call(connection.GetDatabase());
        Observe(running);
        return await running.WaitAsync(Patience, ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { IsCompletedSuccessfully: true } connected) (await connected).Dispose();
    }

    internal static bool IsOutage(Exception exception) =>
        exception is RedisException or TimeoutException or RedisConnectionException or ObjectDisposedException
            or System.Net.Sockets.SocketException or IOException;

    private static void Observe(Task task) => task.ContinueWith(
        static done => _ = done.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted,
        TaskScheduler.Default);

    [SuppressMessage("Reliability", "CA2008", Justification = "Task.Run names its scheduler.")]
    private Task<ConnectionMultiplexer> ConnectionAsync()
    {
        lock (_gate)
        {
            // Connecting resolves names and may block for a second, so never on a request's thread.
            if (_connection is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _connection = Task.Run(() => ConnectionMultiplexer.ConnectAsync(_configuration));
                Observe(_connection);
            }

            return _connection;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis does not answer; sets are computed until it does.")]
    private partial void LogOpened(Exception exception);
}
