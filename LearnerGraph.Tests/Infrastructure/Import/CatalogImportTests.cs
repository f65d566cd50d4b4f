using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Tracing;
using LearnerGraph.Infrastructure.Import;
using LearnerGraph.Tests.Infrastructure.Persistence;

namespace LearnerGraph.Tests.Infrastructure.Import;

public sealed class CatalogImportTests : IAsyncLifetime
{
    private ImportHost _host = null!;

    public async Task InitializeAsync() => _host = await ImportHost.CreateAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task The_examples_of_the_documentation_can_be_imported()
    {
        var blocks = Blocks();

        (await _host.ContentAsync(blocks[0])).Should().BeEquivalentTo(new
        {
            Courses = 1, Concepts = 2, Questions = 2, Relations = 1, Problems = Array.Empty<ImportProblem>(),
        });
        (await _host.ContentAsync(blocks[1])).Should().BeEquivalentTo(new { Questions = 2, IsApplied = true });
        foreach (var (block, format, rows) in new[]
        {
            (blocks[2], AttemptFormat.LearnerGraph, 2), (blocks[3], AttemptFormat.LearnerGraph, 1),
            (blocks[4], AttemptFormat.Assistments, 2), (blocks[5], AttemptFormat.Anki, 2),
        })
        {
            (await _host.RunAsync(ImportHost.Text(format, block))).Should().BeEquivalentTo(
                new { Added = rows, Rejected = 0 });
        }

        var catalog = await _host.Catalog.GetAsync(StoreHost.Tenant, default);
        catalog.QuestionByKey("qu-2")!.Concepts.Select(link => link.Weight).Should().Equal(1, 0.5);
        catalog.Relations.Should().Contain(relation =>
            relation.Type == RelationType.Extends && relation.Origin == RelationOrigin.Imported);
        (await _host.AttemptsOfAsync("ada"))[0].Correct.Should().BeTrue("the key says so");
    }

    [Fact]
    public async Task A_second_import_changes_nothing()
    {
        await _host.ContentAsync(Blocks()[0]);

        var again = await _host.ContentAsync(Blocks()[0]);

        again.Should().BeEquivalentTo(new { Changed = 0, IsApplied = true });
        (await _host.Catalog.VersionAsync(StoreHost.Tenant, default)).Should().Be(1);
    }

    [Fact]
    public async Task Wrong_rows_are_named_by_line_and_nothing_is_written()
    {
        var report = await _host.ContentAsync("""
            {
              "courses": [{ "key": "a", "title": "A" }],
              "concepts": [
                { "key": "good", "courseKey": "a", "name": "Good" },
                { "key": "lost", "courseKey": "nowhere", "name": "Lost" },
                { "key": "odd", "courseKey": "a", "name": "Odd",
                  "difficulty": 7 }
              ]
            }
            """);

        report.IsApplied.Should().BeFalse();
        report.Problems.Select(problem => problem.Line).Should().Equal(5, 6);
        report.Problems[1].Message.Should().StartWith("difficulty: ");
        (await _host.Catalog.GetAsync(StoreHost.Tenant, default)).Courses.Should().BeEmpty();
    }

    [Fact]
    public async Task Rows_that_cannot_be_read_are_all_named()
    {
        var report = await _host.ContentAsync("""
            { "concepts": [
              { "key": "a", "courseKey": "c", "name": "A", "colour": "red" },
              { "key": "b", "courseKey": "c", "name": 7 },
              { "key": "d", "courseKey": "c" } ] }
            """);
        var csv = await _host.ContentAsync("key,concepts,prompt,type\nq,x,Why?,RIDDLE\n,x,Why?,NUMERIC\n");

        report.Problems.Select(problem => problem.Line).Should().Equal(2, 3, 4);
        csv.Problems.Select(problem => problem.Line).Should().Equal(2, 3);
        csv.Problems[0].Message.Should().Contain("RIDDLE").And.Contain("MultipleChoice");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{ \"courses\": [ { \"key\": ")]
    [InlineData("{ \"lessons\": [] }")]
    [InlineData("a,b\n1,2\n")]
    [InlineData("")]
    public async Task A_file_of_another_kind_is_refused(string text)
    {
        var import = () => _host.ContentAsync(text);

        await import.Should().ThrowAsync<ImportException>();
    }

    private static List<string> Blocks()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "LearnerGraph.sln"))) folder = folder.Parent;

        return [.. File.ReadAllText(Path.Combine(folder.FullName, "docs", "import.md")).Split("\n```\n")
            .Where(part => part.Contains("```", StringComparison.Ordinal))
            .Select(part => part[(part.IndexOf('\n', part.IndexOf("```", StringComparison.Ordinal)) + 1)..])];
    }
}
