using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.Infrastructure.Persistence.Codecs;
using LearnerGraph.Infrastructure.Persistence.Sql;

namespace LearnerGraph.Infrastructure.Persistence.Practice;

/// <summary>Writes a change inside a transaction that holds the learner.</summary>
internal static class PracticeWrites
{
    private const string Judge = """
        UPDATE attempts SET judged_at = @judged, correct = @correct, status = @status, difficulty = @difficulty,
            is_self_graded = @self, difficulty_variance = @variance, average_difficulty = @average,
            ability = @ability, ability_variance = @abilityvariance
        WHERE id = @id AND tenant = @tenant
        """;

    private const string Question = """
        INSERT INTO question_states (question_id, tenant, difficulty, variance, attempts, correct, seconds, timed)
        VALUES (@id, @tenant, @difficulty, @variance, @attempts, @correct, @seconds, @timed)
        ON CONFLICT (question_id) DO UPDATE SET difficulty = excluded.difficulty, variance = excluded.variance,
            attempts = excluded.attempts, correct = excluded.correct, seconds = excluded.seconds,
            timed = excluded.timed
        """;

    private const string Day = """
        INSERT INTO practice_days (learner_id, day, tenant, minutes, attempts, correct, concepts_mastered)
        VALUES (@learner, @day, @tenant, @minutes, @attempts, @correct, @mastered)
        ON CONFLICT (learner_id, day) DO UPDATE SET minutes = excluded.minutes, attempts = excluded.attempts,
            correct = excluded.correct, concepts_mastered = excluded.concepts_mastered
        """;

    private const string State = """
        UPDATE learners SET state = @state, state_version = state_version + 1,
            last_practiced_at = COALESCE(@practiced, last_practiced_at)
        WHERE id = @id AND tenant = @tenant RETURNING state_version
        """;

    /// <summary>The change as written: with the ids of its attempts and the new version of its state.</summary>
    public static async ValueTask<PracticeChange> WriteAsync(
        IDatabase database, Session session, TenantId tenant, LearnerId learner, PracticeChange change,
        CancellationToken ct)
    {
        var numbers = change.Added.Count + change.Judged.Count(attempt => attempt.JudgedAt == 0);
        var next = numbers == 0 ? 0 : await database.NextAsync(session, "attempts", numbers, ct);
        var added = new Attempt[change.Added.Count];
        for (var i = 0; i < added.Length; i++)
        {
            var attempt = change.Added[i];
            added[i] = attempt with
            {
                Id = new AttemptId(next),
                JudgedAt = attempt.Status == AttemptStatus.PendingReview ? 0 : next,
            };
            next++;
        }

        await database.InsertAsync(
            session, "attempts", AttemptColumns.Inserted,
            [.. added.Select(attempt => AttemptColumns.Values(tenant, attempt))], ct);
        var judged = new Attempt[change.Judged.Count];
        for (var i = 0; i < judged.Length; i++)
        {
            var attempt = change.Judged[i];
            judged[i] = attempt.JudgedAt == 0 ? attempt with { JudgedAt = next++ } : attempt;
            await session.Prepare(Judge).Bind(
                judged[i].JudgedAt, attempt.Correct, (int)attempt.Status, attempt.Difficulty, attempt.IsSelfGraded,
                attempt.Footing.DifficultyVariance, attempt.Footing.AverageDifficulty, attempt.Footing.Ability,
                attempt.Footing.AbilityVariance, attempt.Id.Value, tenant.Value).ExecuteAsync(ct);
        }

        await QuestionsAsync(session, tenant, change.Questions, ct);
        await DaysAsync(session, tenant, learner, change, ct);
        var state = await StateAsync(session, tenant, learner, change.State, change.LastPracticedAt, ct);
        return change with { State = state, Added = added, Judged = judged };
    }

    /// <summary>Writes a state and raises its version.</summary>
    public static async ValueTask<LearnerState> StateAsync(
        Session session, TenantId tenant, LearnerId learner, LearnerState state, DateTimeOffset? lastPracticedAt,
        CancellationToken ct)
    {
        var version = await session.Prepare(State).Bind(
            LearnerStateCodec.Encode(state), lastPracticedAt?.UtcTicks, learner.Value, tenant.Value).LongAsync(ct);
        return state with
        {
            Version = version ?? throw new InvalidOperationException($"Learner {learner.Value} is gone."),
        };
    }

    public static async ValueTask QuestionsAsync(
        Session session, TenantId tenant, IReadOnlyDictionary<QuestionId, QuestionState> questions,
        CancellationToken ct)
    {
        foreach (var (id, state) in questions)
        {
            await session.Prepare(Question).Bind(
                id.Value, tenant.Value, state.Difficulty, state.Variance, state.Attempts, state.Correct,
                state.Seconds, state.Timed).ExecuteAsync(ct);
        }
    }

    private static async ValueTask DaysAsync(
        Session session, TenantId tenant, LearnerId learner, PracticeChange change, CancellationToken ct)
    {
        if (change.DaysAreComplete)
        {
            await session.Prepare("DELETE FROM practice_days WHERE learner_id = @learner AND tenant = @tenant")
                .Bind(learner.Value, tenant.Value).ExecuteAsync(ct);
        }

        foreach (var day in change.Days)
        {
            await session.Prepare(Day).Bind(
                learner.Value, day.Day.Number, tenant.Value, day.Minutes, day.Attempts, day.Correct,
                day.ConceptsMastered).ExecuteAsync(ct);
        }
    }
}
