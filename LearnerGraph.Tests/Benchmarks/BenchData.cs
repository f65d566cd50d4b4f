using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace LearnerGraph.Tests.Benchmarks;

/// <summary>
/// The reference data of the measured figures as files for the verb import: concepts in chains, forty questions each,
/// learners who have practised forty concepts. The same every time.
/// </summary>
internal static class BenchData
{
    private const int QuestionsPerConcept = 40;
    private const int ConceptsPerLearner = 40;
    private const int Seed = 20_261_120;

    public static void Write(string folder, int concepts, int learners)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "catalog.json"), JsonSerializer.Serialize(new
        {
            courses = Enumerable.Range(0, 10).Select(c => new { key = $"course-{c}", title = $"Course {c}" }),
            concepts = Enumerable.Range(0, concepts).Select(c => new
            {
                key = $"concept-{c}", courseKey = $"course-{c % 10}", name = $"Concept {c}",
                difficulty = 0.1 + (0.8 * c / concepts), requires = c < 10 ? [] : new[] { $"concept-{c - 10}" },
            }),
            questions = Enumerable.Range(0, concepts * QuestionsPerConcept).Select(q => new
            {
                key = $"question-{q}",
                conceptLinks = new[] { new { conceptKey = $"concept-{q / QuestionsPerConcept}" } },
                prompt = $"What follows from statement {q}?", type = "SHORT_ANSWER", answer = "a",
                difficulty = 0.1 + (0.8 * (q % QuestionsPerConcept) / QuestionsPerConcept),
            }),
        }));

        using var file = new StreamWriter(
            new GZipStream(File.Create(Path.Combine(folder, "attempts.csv.gz")), CompressionLevel.Fastest));
        file.WriteLine("learner,question,answeredAt,durationMs,correct");
        var random = new Random(Seed);
        var begin = DateTimeOffset.UtcNow.Date.AddDays(-40);
        for (var learner = 0; learner < learners; learner++)
        {
            var first = random.Next(concepts);
            for (var i = 0; i < ConceptsPerLearner; i++)
            {
                var question = ((first + i) % concepts * QuestionsPerConcept) + random.Next(QuestionsPerConcept);
                var at = begin.AddDays(i * 0.9).AddSeconds(random.Next(3600));
                file.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"learner-{learner},question-{question},{at:yyyy-MM-ddTHH:mm:ssZ},{random.Next(5_000, 60_000)},"
                    + $"{(random.Next(10) < 7 ? "true" : "false")}"));
            }
        }
    }
}
