using System.Diagnostics;
using System.Text.Json;
using LearnerGraph.Tests.Architecture;

namespace LearnerGraph.Tests.Api.Verbs;

/// <summary>The program as a person at a terminal meets it.</summary>
public sealed class VerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("learnergraph-verbs-").FullName;

    [Theory]
    [InlineData("serve")]
    [InlineData("demo")]
    [InlineData("simulate")]
    [InlineData("import", "catalog")]
    [InlineData("import", "attempts")]
    [InlineData("export", "catalog")]
    [InlineData("export", "attempts")]
    [InlineData("rebuild")]
    [InlineData("migrate")]
    [InlineData("backup")]
    [InlineData("graph", "push")]
    [InlineData("graph", "pull")]
    [InlineData("graph", "status")]
    [InlineData("graph", "prerequisites")]
    [InlineData("restore")]
    [InlineData("token")]
    [InlineData("doctor")]
    [InlineData("stats")]
    [InlineData("evaluate")]
    [InlineData("evaluate", "knowledge-tracing")]
    [InlineData("evaluate", "ranking")]
    [InlineData("evaluate", "memory")]
    [InlineData("evaluate", "policy")]
    [InlineData("fit", "memory")]
    [InlineData("fit", "response")]
    [InlineData("evaluate", "paths")]
    [InlineData("experiment", "analyze")]
    [InlineData("experiment", "simulate")]
    [InlineData("experiment", "calibrate")]
    [InlineData("pipeline", "run")]
    [InlineData("pipeline", "status")]
    [InlineData("pipeline", "retry")]
    [InlineData("pipeline", "graph")]
    [InlineData("evaluate", "text")]
    [InlineData("evaluate", "prerequisites")]
    public async Task Help_is_there_for_every_verb(params string[] verb)
    {
        var (code, output, _) = await RunAsync([.. verb, "--help"]);

        code.Should().Be(0);
        output.Should().Contain("Usage:").And.Contain(string.Join(' ', verb));
    }

    [Fact]
    public async Task A_mistyped_verb_is_usage_and_tells_what_was_meant()
    {
        var (code, output, error) = await RunAsync(["simulat"]);

        code.Should().Be(2);
        (output + error).Should().Contain("simulate");
    }

    [Fact]
    public async Task Bad_input_gives_one_clear_line_and_its_exit_code()
    {
        (await RunAsync(["import", "catalog", "nowhere.json"])).Should().Match<(int Code, string, string Error)>(
            run => run.Code == 4 && run.Error.Contains("There is no file"));
        (await RunAsync(["import", "attempts", "nowhere.csv"])).Code.Should().Be(4);
        (await RunAsync(["import", "attempts", "nowhere.csv", "--format", "assistment"])).Code.Should().Be(2);
        (await RunAsync(["token", "--role", "LERNER"])).Should().Match<(int Code, string, string Error)>(
            run => run.Code == 2 && run.Error.Contains("did you mean LEARNER"));
        (await RunAsync(["doctor", "--set", "Recomendations:DeadlineMs=5"])).Should()
            .Match<(int Code, string, string Error)>(
                run => run.Code == 2 && run.Error.Contains("Did you mean Recommendations:DeadlineMs"));
        (await RunAsync(["doctor", "--set", "Recommendations:DeadlineMs=fast"])).Should()
            .Match<(int Code, string, string Error)>(
                run => run.Code == 2 && run.Error.Contains("expected a whole number from 5 to 5000"));
        (await RunAsync(["serve"], "Production")).Should().Match<(int Code, string, string Error)>(
            run => run.Code == 2 && run.Error.Contains("Auth:Key"));
    }

    [Fact]
    public async Task Content_and_answers_survive_export_and_import_and_a_backup_is_a_store()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "course.json"),
            """
            {
              "courses": [{ "key": "algebra", "title": "Algebra" }],
              "concepts": [
                { "key": "equations", "courseKey": "algebra", "name": "Equations" },
                { "key": "quadratics", "courseKey": "algebra", "name": "Quadratics", "requires": ["equations"] }
              ],
              "questions": [
                { "key": "q1", "conceptLinks": [{ "conceptKey": "equations" }], "prompt": "3x = 12?",
                  "type": "NUMERIC", "answer": "4", "explanation": "Divide by 3." }
              ]
            }
            """);
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "answers.csv"),
            "learner,question,answeredAt,durationMs,correct,answer\nada,q1,2026-03-01T10:00:00Z,9000,,4\n");

        (await RunAsync(["import", "catalog", "course.json"])).Code.Should().Be(0);
        (await RunAsync(["import", "attempts", "answers.csv"])).Code.Should().Be(0);
        (await RunAsync(["export", "catalog", "--out", "catalog.json"])).Code.Should().Be(0);
        (await RunAsync(["export", "attempts", "--out", "answers.jsonl"])).Code.Should().Be(0);
        (await RunAsync(["backup", "copy.db"])).Code.Should().Be(0);
        (await RunAsync(["backup", "copy.db"])).Code.Should().Be(5);

        var again = await RunAsync(["import", "catalog", "catalog.json", "--json"]);
        again.Code.Should().Be(0, again.Error);
        JsonDocument.Parse(again.Output).RootElement.GetProperty("changed").GetInt32().Should().Be(0);
        var answers = await RunAsync(["import", "attempts", "answers.jsonl", "--json"]);
        answers.Code.Should().Be(0, answers.Error);
        JsonDocument.Parse(answers.Output).RootElement.GetProperty("duplicates").GetInt32().Should().Be(1);

        (await RunAsync(["restore", "copy.db"])).Code.Should().Be(2, "a restore wants to be told twice");
        (await RunAsync(["restore", "copy.db", "--yes"])).Code.Should().Be(0);
        var doctor = await RunAsync(["doctor"]);
        doctor.Code.Should().Be(0, doctor.Output);
        doctor.Output.Should().Contain("1 courses, 2 concepts, 1 questions, 1 learners");
        (await RunAsync(["rebuild", "--json"])).Output.Should().Contain("\"attempts\": 1");
    }

    [Fact]
    public async Task Demo_shows_a_set_with_reasons()
    {
        var (code, output, error) = await RunAsync(["demo", "--count", "5"]);

        code.Should().Be(0, error);
        output.Should().Contain("What now").And.Contain("next question");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(int Code, string Output, string Error)> RunAsync(
        string[] arguments, string environment = "Development")
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var dll = Path.Combine(
            SourceTree.Root, "LearnerGraph.Api", "bin", configuration, "net10.0", "LearnerGraph.Api.dll");
        var start = new ProcessStartInfo("dotnet", [dll, .. arguments])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment["Recommendations__DeadlineMs"] = "5000";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
