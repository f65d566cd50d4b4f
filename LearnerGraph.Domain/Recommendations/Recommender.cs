using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations.Candidates;
using LearnerGraph.Domain.Recommendations.Ranking;
using LearnerGraph.Domain.Tracing;

namespace LearnerGraph.Domain.Recommendations;

/// <summary>
/// Answers "what now?": a pure function of learner, state, catalog, policy, request, instant and seed. Works in memory
/// kept per thread; what it allocates is the set.
/// </summary>
/// <remarks>See docs/algorithms/recommendations.md.</remarks>
public sealed class Recommender(TracingRules tracing, RecommendationRules rules)
{
    public static readonly Recommender Default = new(TracingRules.Default, RecommendationRules.Default);

    public TracingRules Tracing => tracing;

    public RecommendationRules Rules => rules;

    /// <summary>Computes a set; the request must be a checked one.</summary>
    /// <param name="seed">Of the lottery; the same seed gives the same set.</param>
    /// <param name="assignments">Of experiments, passed through.</param>
    public RecommendationSet Recommend(
        Learner learner, LearnerState state, RankingCatalog catalog, RankingPolicy policy,
        RecommendationRequest request, DateTimeOffset now, ulong seed, IReadOnlyList<SetAssignment>? assignments = null)
    {
        var situation = Look(learner, state, catalog, policy, request, now);
        var chance = new Prng(seed);

        Span<int> requested = stackalloc int[Mix.Lanes], placed = stackalloc int[Mix.Lanes];
        Span<double> weights = stackalloc double[Mix.Lanes];
        for (int lane = 0; lane < Mix.Lanes; lane++)
            weights[lane] = request.Wants((Lane)lane) ? situation.Policy.Mix[(Lane)lane] : 0;
        FillIfAllZero(request, weights);
        Mix.Apportion(request.Count, weights, requested);

        Span<LaneSupply> supplies = stackalloc LaneSupply[Mix.Lanes];
        Collect(situation, supplies);
        Scoring.Score(situation, ref chance);

        placed.Clear();
        Span<int> picks = stackalloc int[Mix.Lanes * RecommendationRequest.MaxCount];
        Span<Shortage> why = stackalloc Shortage[Mix.Lanes];
        why.Clear();
        var selection = new Selection(situation, picks, placed, why);
        selection.Fill(situation, supplies, requested, weights);

        int count = placed[0] + placed[1] + placed[2];
        Span<Lane> lanes = stackalloc Lane[count];
        Span<int> places = stackalloc int[count];
        Span<double> propensity = stackalloc double[count];
        Mix.Interleave(placed, lanes);
        Arrangement.Order(situation, ref selection, lanes, places);
        Span<int> chosen = stackalloc int[count];
        places.CopyTo(chosen);
        Arrangement.Explore(situation, selection, supplies[0], lanes, ref chance, places, propensity);

        int evidence = situation.IsPersonal ? state.Totals.Attempts : 0;
        var items = new Recommendation[count];
        for (int k = 0; k < count; k++)
        {
            bool isDrawn = situation.Epsilon >= 1 ? lanes[k] == Lane.NextQuestion : places[k] != chosen[k];
            items[k] = ItemWriter.Write(situation, places[k], k + 1, propensity[k], isDrawn, supplies);
        }

        string? note = !situation.IsPersonal ? Wording.NotPersonal
            : selection.IsOverBudget ? Wording.OverBudget
            : null;
        return new RecommendationSet(
            0, learner.Id, now, now + rules.Lifetime,
            Shares(situation, selection, requested, placed, weights, why, note), items, assignments ?? [],
            RecommendationSource.Computed, note,
            new SetTrace(
                situation.Policy.Key, situation.Policy.Version, situation.Policy.TraceFeatures,
                situation.Policy.TraceWeights, situation.Work.Count, 0, DataQuality(situation), state.Version,
                catalog.Snapshot.Version, catalog.ModelVersions, seed, evidence, situation.Target, request));
    }

    private Situation Look(
        Learner learner, LearnerState state, RankingCatalog catalog, RankingPolicy policy,
        RecommendationRequest request, DateTimeOffset now)
    {
        bool isPersonal = learner.Personalization && policy.IsPersonal;
        if (!isPersonal)
        {
            // What was just answered, and what was turned down, stays away: that is no more than the learner asked for.
            if (policy.IsPersonal) policy = RankingPolicies.Curriculum;
            state = new LearnerState { Version = state.Version, Seen = state.Seen, Suppressed = state.Suppressed };
        }

        double shift = isPersonal ? (0.5 - learner.PreferredDifficulty) * 2 * rules.PreferenceShift : 0;
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(learner.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        var situation = new Situation
        {
            Learner = learner,
            State = state,
            Catalog = catalog,
            Policy = policy,
            Request = request,
            Rules = rules,
            Tracing = tracing,
            Outlook = new Outlook(tracing, learner, state, now),
            Now = now,
            Today = LocalDay.At(now, zone),
            Work = Workspace.For(catalog),
            IsPersonal = isPersonal,
            Target = Math.Clamp(policy.TargetSuccess + shift, 0.5, 0.95),
            MinDifficulty = request.MinDifficulty is { } min and > 0 ? Probability.Logit(min) : double.NegativeInfinity,
            MaxDifficulty = request.MaxDifficulty is { } max and < 1 ? Probability.Logit(max) : double.PositiveInfinity,
            OnlyConcept = request.Concept is { } id ? catalog.Snapshot.IndexOf(id) is >= 0 and var at ? at
                : int.MaxValue : -1,
            FairMinutes = FairMinutes(state, request),
        };
        Beliefs.Fill(situation);
        if (isPersonal) Beliefs.FillGoals(situation);
        if (isPersonal && policy.Uses(Feature.ContentAffinity)) Beliefs.FillContentAffinity(situation);
        Collector.MarkQuestions(situation);
        return situation;
    }

    private static void Collect(in Situation s, Span<LaneSupply> supplies)
    {
        // Reviews first: their questions are theirs, and the goals last, as they have none.
        supplies[(int)Lane.SpacedReview] = !s.Request.Wants(Lane.SpacedReview) ? default
            : s.IsPersonal ? Collector.SpacedReviews(s, s.Request.Count)
            : new LaneSupply(0, 0, Shortage.NotPersonal);
        supplies[(int)Lane.NextQuestion] = s.Request.Wants(Lane.NextQuestion) ? Collector.NextQuestions(s) : default;
        supplies[(int)Lane.StreakGoal] = s.Request.Wants(Lane.StreakGoal) ? Collector.StreakGoalsOf(s) : default;
    }

    /// <summary>A caller may ask for lanes that the policy gives no weight: they share evenly.</summary>
    private static void FillIfAllZero(RecommendationRequest request, Span<double> weights)
    {
        if (weights[0] + weights[1] + weights[2] > 0) return;
        for (int lane = 0; lane < Mix.Lanes; lane++) weights[lane] = request.Wants((Lane)lane) ? 1 : 0;
    }

    private static LaneShare[] Shares(
        in Situation s, in Selection selection, ReadOnlySpan<int> requested, ReadOnlySpan<int> placed,
        ReadOnlySpan<double> weights, ReadOnlySpan<Shortage> why, string? setNote)
    {
        double total = weights[0] + weights[1] + weights[2];
        var shares = new LaneShare[int.PopCount(s.Request.LaneMask)];
        int at = 0;
        for (int lane = 0; lane < Mix.Lanes; lane++)
        {
            if (!s.Request.Wants((Lane)lane)) continue;
            string? note = at == 0 ? setNote : null;
            string? shortage = placed[lane] < requested[lane] ? Wording.Note(why[lane], s)
                : placed[lane] > requested[lane] ? Wording.TookOver
                : null;
            note = Joined(note, shortage);
            if (lane == (int)Lane.NextQuestion && selection.IsRelaxed) note = Joined(note, Wording.Relaxed);
            if (lane == (int)Lane.NextQuestion && selection.IsCrowded) note = Joined(note, Wording.Crowded);
            shares[at++] = new LaneShare((Lane)lane, weights[lane] / total, requested[lane], placed[lane], note);
        }

        return shares;
    }

    private static string? Joined(string? first, string? second) =>
        first is null ? second : second is null ? first : $"{first} {second}";

    /// <summary>
    /// The budget's or a session's even share; on a phone two minutes at most; 0 where nothing is known.
    /// </summary>
    private static double FairMinutes(LearnerState state, RecommendationRequest request)
    {
        const double OnAPhone = 2;
        double fair = request.TimeBudgetMinutes is { } budget ? budget / (double)request.Count
            : state.Totals is { Sessions: > 0, SessionMinutes: > 0 } totals
                ? totals.SessionMinutes / totals.Sessions / request.Count
                : 0;
        return request.Device != DeviceKind.Mobile ? fair : fair > 0 ? Math.Min(fair, OnAPhone) : OnAPhone;
    }

    /// <summary>n / (n + 20) · (1 + 2^(−d/14)) / 2 for n answers, the last d days ago.</summary>
    private static double DataQuality(in Situation s)
    {
        if (!s.IsPersonal) return 0;
        double answers = s.State.Totals.Attempts;
        double days = s.State.LastAnsweredAt is { } last ? Math.Max(0, (s.Now - last).TotalDays) : 365;
        return answers / (answers + 20) * (0.5 + (0.5 * Math.Pow(2, -days / 14)));
    }
}
