using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Api.Memory.UseCases;

/// <summary>How many reviews lie before a learner, day by day, and how long they take this learner.</summary>
public sealed class ForecastReviews(
    IPracticeStore practice, ICatalogSource catalogs, Tracer tracer, TimeProvider clock)
{
    /// <param name="learner">Whom the caller may read.</param>
    public async ValueTask<Result<ReviewDay[]>> RunAsync(LearnerSnapshot learner, int days, CancellationToken ct)
    {
        if (days is < 1 or > ReviewForecast.MostDays)
            return new Problem.Invalid($"days is from 1 to {ReviewForecast.MostDays}.") { Path = ["days"] };

        var catalog = await catalogs.GetAsync(learner.Learner.Tenant, ct);
        var pace = await PaceAsync(learner, ct);
        return ReviewForecast.Of(tracer.Rules, catalog, learner, clock.GetUtcNow(), days, pace).ToArray();
    }

    /// <summary>Own seconds by those of all learners, from the latest answers.</summary>
    public async ValueTask<double> PaceAsync(LearnerSnapshot learner, CancellationToken ct) => Pace.Of(
        tracer.Rules,
        await catalogs.GetAsync(learner.Learner.Tenant, ct),
        await practice.PageAttemptsAsync(
            learner.Learner.Tenant, learner.Learner.Id, null, null, Pace.Answers, ct));
}
