using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Learners;
using LearnerGraph.Domain.Practice;
using LearnerGraph.Domain.Recommendations;

namespace LearnerGraph.Infrastructure.Persistence.Codecs;

/// <summary>A served set with its trace as bytes, for the store and for caches alike.</summary>
public static class RecommendationSetCodec
{
    private const byte Newest = 2;
    private const string What = "recommendation set";

    public static byte[] Encode(RecommendationSet set)
    {
        var blob = new BlobWriter(Newest);
        blob.Signed(set.Id);
        blob.Signed(set.Learner.Value);
        blob.Instant(set.GeneratedAt);
        blob.Instant(set.ExpiresAt);
        blob.Byte((byte)set.Source);
        blob.Text(set.Note);
        blob.Unsigned((ulong)set.Mix.Count);
        foreach (var share in set.Mix)
        {
            blob.Byte((byte)share.Lane);
            blob.Double(share.Weight);
            blob.Signed(share.Requested);
            blob.Signed(share.Served);
            blob.Text(share.Note);
        }

        blob.Unsigned((ulong)set.Assignments.Count);
        foreach (var assignment in set.Assignments)
        {
            blob.Text(assignment.Experiment);
            blob.Text(assignment.Variant);
            blob.Signed(assignment.Bucket);
            blob.Text(assignment.Reason);
        }

        Write(ref blob, set.Trace);
        blob.Unsigned((ulong)set.Items.Count);
        foreach (var item in set.Items) Write(ref blob, item);

        return blob.Finish();
    }

    /// <exception cref="CorruptBlobException">The bytes are not a set that this program knows.</exception>
    public static RecommendationSet Decode(ReadOnlySpan<byte> bytes)
    {
        var blob = new BlobReader(bytes, What, Newest);
        var id = blob.Signed();
        var learner = new LearnerId(blob.Signed());
        var generatedAt = blob.Instant();
        var expiresAt = blob.Instant();
        var source = blob.Named<RecommendationSource>(blob.Byte());
        var note = blob.NullableText();
        var mix = ReadMany(
            ref blob,
            static (ref b) => new LaneShare(b.Named<Lane>(b.Byte()), b.Double(), b.Int(), b.Int(), b.NullableText()));
        var assignments = ReadMany(
            ref blob, static (ref b) => new SetAssignment(b.Text(), b.NullableText(), b.Int(), b.Text()));
        var trace = ReadTrace(ref blob);
        var items = ReadMany(ref blob, static (ref b) => ReadItem(ref b));
        blob.End();
        return new RecommendationSet(
            id, learner, generatedAt, expiresAt, mix, items, assignments, source, note, trace);
    }

    private delegate T ReadOne<T>(ref BlobReader blob);

    private static T[] ReadMany<T>(ref BlobReader blob, ReadOne<T> read)
    {
        var many = new T[blob.Count()];
        for (var i = 0; i < many.Length; i++) many[i] = read(ref blob);
        return many;
    }

    private static void Write(ref BlobWriter blob, SetTrace trace)
    {
        blob.Text(trace.Policy);
        blob.Text(trace.PolicyVersion);
        Write(ref blob, trace.Features);
        Write(ref blob, trace.Weights);
        blob.Signed(trace.Candidates);
        blob.Double(trace.ComputeMicroseconds);
        blob.Double(trace.DataQuality);
        blob.Signed(trace.LearnerVersion);
        blob.Signed(trace.CatalogVersion);
        Write(ref blob, trace.ModelVersions);
        blob.Unsigned(trace.Seed);
        blob.Signed(trace.Evidence);
        blob.Double(trace.TargetSuccess);
        blob.Bool(trace.Request is not null);
        if (trace.Request is { } request) Write(ref blob, request);
    }

    private static void Write(ref BlobWriter blob, RecommendationRequest request)
    {
        blob.Signed(request.Count);
        blob.Bool(request.Lanes is not null);
        if (request.Lanes is { } lanes)
        {
            blob.Unsigned((ulong)lanes.Count);
            foreach (var lane in lanes) blob.Byte((byte)lane);
        }

        blob.NullableDouble(request.MinDifficulty);
        blob.NullableDouble(request.MaxDifficulty);
        blob.NullableDouble(request.TimeBudgetMinutes);
        blob.NullableDouble((int?)request.Device);
        blob.NullableDouble(request.Course?.Value);
        Write(ref blob, request.Concept);
        blob.Signed(request.ExcludeRecentHours);
    }

    private static RecommendationRequest ReadRequest(ref BlobReader blob) => new(
        blob.Int(),
        blob.Bool() ? ReadMany(ref blob, static (ref b) => b.Named<Lane>(b.Byte())) : null,
        blob.NullableDouble(), blob.NullableDouble(), (int?)blob.NullableDouble(),
        blob.NullableDouble() is { } device ? blob.Named<DeviceKind>((int)device) : null,
        blob.NullableDouble() is { } course ? new CourseId((int)course) : null,
        ReadConcept(ref blob), blob.Int());

    private static SetTrace ReadTrace(ref BlobReader blob) => new(
        blob.Text(), blob.Text(), ReadTexts(ref blob), ReadDoubles(ref blob), blob.Int(), blob.Double(), blob.Double(),
        blob.Signed(), blob.Signed(), ReadTexts(ref blob), blob.Unsigned(),
        blob.Version < 2 ? 0 : blob.Int(),
        blob.Version < 2 ? 0 : blob.Double(),
        blob.Version >= 2 && blob.Bool() ? ReadRequest(ref blob) : null);

    private static void Write(ref BlobWriter blob, Recommendation item)
    {
        blob.Byte((byte)item.Lane);
        blob.Signed(item.Rank);
        blob.Double(item.Score);
        blob.Double(item.Confidence);
        blob.Text(item.Reason);
        Write(ref blob, item.Concept);
        blob.Unsigned((ulong)item.Questions.Count);
        foreach (var question in item.Questions) blob.Signed(question.Value);

        blob.NullableDouble(item.RecommendedDifficulty);
        blob.NullableDouble(item.PredictedSuccess);
        blob.Bool(item.Goal is not null);
        if (item.Goal is { } goal)
        {
            blob.Byte((byte)goal.Goal);
            blob.Byte((byte)goal.Kind);
            blob.Signed(goal.Target);
            blob.Byte((byte)goal.Unit);
            blob.Signed(goal.Current);
            blob.Double(goal.PredictedSuccess);
            blob.Text(goal.Reward);
            Write(ref blob, goal.Concept);
        }

        blob.Double(item.EstimatedMinutes);
        Write(ref blob, item.Features);
        Write(ref blob, item.Contributions);
        blob.Double(item.Propensity);
        blob.Bool(item.IsExploration);
        blob.Unsigned((ulong)item.Open.Count);
        foreach (var evidence in item.Open)
        {
            blob.Signed(evidence.Concept.Value);
            blob.Text(evidence.Role);
            blob.NullableDouble(evidence.Probability);
            blob.NullableDouble(evidence.Retrievability);
        }

        blob.NullableDouble(item.DaysSincePractice);
    }

    private static Recommendation ReadItem(ref BlobReader blob) => new(
        blob.Named<Lane>(blob.Byte()), blob.Int(), blob.Double(), blob.Double(), blob.Text(), ReadConcept(ref blob),
        ReadMany(ref blob, static (ref b) => new QuestionId(b.Int())), blob.NullableDouble(), blob.NullableDouble(),
        blob.Bool() ? ReadGoal(ref blob) : null, blob.Double(), ReadDoubles(ref blob), ReadDoubles(ref blob),
        blob.Double(), blob.Bool(),
        ReadMany(
            ref blob,
            static (ref b) => new Evidence(new(b.Int()), b.Text(), b.NullableDouble(), b.NullableDouble())),
        blob.Version < 2 ? null : blob.NullableDouble());

    private static StreakGoal ReadGoal(ref BlobReader blob) => new(
        blob.Named<StreakGoalKind>(blob.Byte()), blob.Named<StreakKind>(blob.Byte()), blob.Int(),
        blob.Named<StreakUnit>(blob.Byte()), blob.Int(), blob.Double(), blob.NullableText(), ReadConcept(ref blob));

    private static void Write(ref BlobWriter blob, ConceptId? concept)
    {
        blob.Bool(concept.HasValue);
        if (concept is { } id) blob.Signed(id.Value);
    }

    private static ConceptId? ReadConcept(ref BlobReader blob) => blob.Bool() ? new ConceptId(blob.Int()) : null;

    private static void Write(ref BlobWriter blob, IReadOnlyList<string> texts)
    {
        blob.Unsigned((ulong)texts.Count);
        foreach (var text in texts) blob.Text(text);
    }

    private static string[] ReadTexts(ref BlobReader blob) => ReadMany(ref blob, static (ref b) => b.Text());

    private static void Write(ref BlobWriter blob, IReadOnlyList<double> numbers)
    {
        blob.Unsigned((ulong)numbers.Count);
        for (var i = 0; i < numbers.Count; i++) blob.Double(numbers[i]);
    }

    private static double[] ReadDoubles(ref BlobReader blob) => ReadMany(ref blob, static (ref b) => b.Double());
}
