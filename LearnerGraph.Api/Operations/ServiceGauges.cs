using System.Data.Common;
using System.Diagnostics.Metrics;
using LearnerGraph.Api.Operations.UseCases;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Operations;

namespace LearnerGraph.Api.Operations;

/// <summary>
/// What the rows and the shared cache say, as gauges: read when somebody reads the metrics, and not more often than
/// twice a minute. While the store does not answer, the last figures stay.
/// </summary>
public sealed partial class ServiceGauges : IDisposable
{
    /// <summary>
    /// A name that dashboards of older installations know. It has a unit that promtool's advice for the plain text form
    /// is against, so only OpenMetrics carries it, beside practice_boost_ratio.
    /// </summary>
    public const string OldBoostName = "practice_minutes_boost_percentage";

    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TellFigures _tell;
    private readonly IServiceFacts _facts;
    private readonly ISharedCacheProbe _cache;
    private readonly TimeProvider _clock;
    private readonly ILogger<ServiceGauges> _log;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private IReadOnlyList<TenantReading> _tenants = [];
    private SharedCacheState? _shared;
    private DateTimeOffset? _readAt;

    public ServiceGauges(
        TellFigures tell, IServiceFacts facts, ISharedCacheProbe cache, IMeterFactory meters, TimeProvider clock,
        ILogger<ServiceGauges> log)
    {
        ArgumentNullException.ThrowIfNull(meters);
        (_tell, _facts, _cache, _clock, _log) = (tell, facts, cache, clock, log);
        var meter = meters.Create("LearnerGraph.Service");
        Gauge("user_sessions_active", "Learners who answered within 30 minutes.", one => one.Activity.Present);
        Gauge("learners_active_week", "Learners who answered within seven days.", one => one.Activity.ActiveInWeek);
        Gauge("learners_active_month", "Learners who answered within 28 days.", one => one.Activity.ActiveInMonth);
        Gauge("concepts_mastered_today", "Concepts mastered today.", one => one.Activity.ConceptsMastered);
        Gauge("streak_maintenance_ratio", "Streaks that went on.", one => one.Activity.StreakMaintenance);
        Gauge("recommendation_click_ratio", "Seen items that were clicked.", one => one.Clicks.Rate);
        meter.CreateObservableGauge(
            "ab_test_group_size", Groups, null, "Learners exposed by a running experiment, by variant.");
        meter.CreateObservableGauge(
            "practice_boost_ratio", () => Boosts(1), null, "How much more a variant's learners practise.");
        meter.CreateObservableGauge(
            OldBoostName, () => Boosts(100), null, "How much more a variant's learners practise, in per cent.");
        meter.CreateObservableGauge("redis_up", () => Shared(state => state.IsUp ? 1 : 0), null, "Redis answers.");
        meter.CreateObservableGauge(
            "redis_connected_clients", () => Shared(state => state.Clients), null, "Clients of Redis, as it says.");

        void Gauge(string name, string help, Func<TenantReading, double?> value) => meter.CreateObservableGauge(
            name,
            () => from one in _tenants
                let number = value(one)
                where number is not null
                select new Measurement<double>(number.Value, Tag("tenant", one.Tenant.Value)),
            null, help);
    }

    /// <summary>Reads again what is old; never fails, and waits only so long.</summary>
    public async ValueTask RefreshAsync(CancellationToken ct)
    {
        if (_readAt is { } last && _clock.GetUtcNow() - last < MaxAge) return;
        if (!await _turn.WaitAsync(TimeSpan.Zero, ct)) return;
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(Patience);
            _shared = await _cache.LookAsync(limit.Token);
            var tenants = new List<TenantReading>();
            foreach (var tenant in await _facts.TenantsAsync(limit.Token))
            {
                tenants.Add(new(
                    tenant, await _tell.ActivityAsync(tenant, limit.Token),
                    await _tell.ClicksAsync(tenant, limit.Token),
                    await _tell.GroupsAsync(tenant, limit.Token), await _tell.BoostsAsync(tenant, limit.Token)));
            }

            (_tenants, _readAt) = (tenants, _clock.GetUtcNow());
        }
        catch (Exception e) when (e is DbException or IOException or OperationCanceledException)
        {
            if (!ct.IsCancellationRequested) LogLate(e);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private IEnumerable<Measurement<double>> Groups() =>
        from one in _tenants
        from size in one.Groups
        select new Measurement<double>(
            size.Learners, Tag("experiment", size.Experiment), Tag("group", size.Variant),
            Tag("tenant", one.Tenant.Value));

    private IEnumerable<Measurement<double>> Boosts(double scale) =>
        from one in _tenants
        from boost in one.Boosts
        select new Measurement<double>(
            scale * boost.Lift, Tag("experiment", boost.Experiment), Tag("group", boost.Variant),
            Tag("tenant", one.Tenant.Value));

    private IEnumerable<Measurement<double>> Shared(Func<SharedCacheState, double> value) =>
        _shared is { } state ? [new(value(state))] : [];

    [LoggerMessage(Level = LogLevel.Warning, Message = "Figures of learning could not be read; the last ones stay.")]
    private partial void LogLate(Exception exception);

    private sealed record TenantReading(
        TenantId Tenant, ActivityFacts Activity, Clicks Clicks, IReadOnlyList<GroupSize> Groups,
        IReadOnlyList<PracticeBoost> Boosts);
}
