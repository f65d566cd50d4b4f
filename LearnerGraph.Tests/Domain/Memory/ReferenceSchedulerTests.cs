using System.IO.Compression;
using System.Text.Json;
using LearnerGraph.Domain.Memory;

namespace LearnerGraph.Tests.Domain.Memory;

/// <summary>Against the public vectors in Reference/data/fsrs_vectors.</summary>
public sealed class ReferenceSchedulerTests
{
    private const double Tolerance = 1e-6;

    private static readonly JsonElement Vectors = Read();

    public static TheoryData<int> Sequences()
    {
        var data = new TheoryData<int>();
        for (int i = 0; i < Vectors.GetProperty("sequences").GetArrayLength(); i++) data.Add(i);
        return data;
    }

    [Theory]
    [MemberData(nameof(Sequences))]
    public void Review_agrees_with_every_preview_and_state_of_the_sequence(int index)
    {
        var sequence = Vectors.GetProperty("sequences")[index];
        var scheduler = Scheduler(sequence.GetProperty("parameters"));
        var card = default(ReferenceCard);
        foreach (var step in sequence.GetProperty("steps").EnumerateArray())
        {
            var at = step.GetProperty("review_at").GetDateTimeOffset();
            if (card.Phase != CardPhase.New)
            {
                ReferenceScheduler.ElapsedDays(card.LastReview, at).Should()
                    .Be(step.GetProperty("elapsed_days").GetInt32());
                scheduler.Retrievability(card, at).Should()
                    .BeApproximately(step.GetProperty("retrievability_before").GetDouble(), Tolerance);
            }

            for (int grade = 1; grade <= 4; grade++)
            {
                var preview = step.GetProperty("preview").GetProperty(grade.ToString(null, null));
                ShouldAgree(scheduler.Review(card, grade, at), preview);
            }

            card = scheduler.Review(card, step.GetProperty("grade").GetInt32(), at);
            var after = step.GetProperty("after");
            ShouldAgree(card, after);
            card.Step.Should().Be(after.GetProperty("learning_steps").GetInt32());
            card.Reviews.Should().Be(after.GetProperty("reps").GetInt32());
            card.Lapses.Should().Be(after.GetProperty("lapses").GetInt32());
            card.LastReview.Should().Be(after.GetProperty("last_review").GetDateTimeOffset());
        }
    }

    [Fact]
    public void Retrievability_agrees_with_every_point_of_the_forgetting_curves()
    {
        var weights = Fsrs6.Default.Weights.ToArray();
        int points = 0;
        foreach (var point in Vectors.GetProperty("forgetting_curve").EnumerateArray())
        {
            weights[20] = point.GetProperty("decay").GetDouble();
            double expected = point.GetProperty("retrievability").GetDouble();
            double elapsed = point.GetProperty("elapsed").GetDouble();
            double stability = point.GetProperty("stability").GetDouble();

            new Fsrs6(weights).Retrievability(elapsed, stability).Should().BeApproximately(expected, Tolerance);
            points++;
        }

        points.Should().Be(196);
    }

    private static void ShouldAgree(ReferenceCard card, JsonElement expected)
    {
        card.Stability.Should().BeApproximately(expected.GetProperty("stability").GetDouble(), Tolerance);
        card.Difficulty.Should().BeApproximately(expected.GetProperty("difficulty").GetDouble(), Tolerance);
        card.Due.Should().Be(expected.GetProperty("due").GetDateTimeOffset());
        card.ScheduledDays.Should().Be(expected.GetProperty("scheduled_days").GetInt32());
        ((int)card.Phase).Should().Be(expected.GetProperty("state").GetInt32());
    }

    private static ReferenceScheduler Scheduler(JsonElement parameters) => new(
        new Fsrs6([.. parameters.GetProperty("w").EnumerateArray().Select(w => w.GetDouble())]),
        parameters.GetProperty("request_retention").GetDouble(),
        parameters.GetProperty("maximum_interval").GetInt32(),
        parameters.GetProperty("enable_short_term").GetBoolean(),
        Minutes(parameters.GetProperty("learning_steps")),
        Minutes(parameters.GetProperty("relearning_steps")));

    private static double[] Minutes(JsonElement steps) =>
        [.. steps.EnumerateArray().Select(step => double.Parse(step.GetString()!.TrimEnd('m'), null))];

    private static JsonElement Read()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Reference", "data", "fsrs_vectors", "vectors.json.gz");
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        return JsonDocument.Parse(file).RootElement.Clone();
    }
}
